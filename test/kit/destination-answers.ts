import type { ConnectSettings } from '../../src/providers/index.ts';
import type { Asked, Told } from './azure-stand-in.ts';

/** How a destination answers, and what is in its requests. */
export interface DestinationAnswer {
  settings: ConnectSettings;
  taken(asked: Asked): Told;
  /** The rows of a request, as objects. */
  rows(body: string): unknown[];
  renews: boolean;
}

const parse = (text: string): unknown => JSON.parse(text);

/** How each destination answers that takes everything. */
export const destinationAnswers: Readonly<Record<string, DestinationAnswer>> = {
  'azure-logs': {
    settings: {
      endpoint: 'https://dce.eastus-1.ingest.monitor.azure.com',
      rule_id: 'dcr-000a00a000a00000a000000aa000a0aa',
      stream: 'Custom-MyTable',
      tenant_id: 't',
      client_id: 'c',
      client_secret: 'very-secret',
    },
    taken: () => ({ by: (response) => void response.writeHead(204).end() }),
    rows: (body) => parse(body) as unknown[],
    renews: true,
  },
  'splunk-hec': {
    settings: { url: 'https://splunk.example:8088', token: 'very-secret' },
    taken: () => ({ body: { text: 'Success', code: 0 } }),
    rows: (body) => body.split('\n').map((line) => (parse(line) as { event: unknown }).event),
    renews: false,
  },
};
