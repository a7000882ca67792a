import { gzipSync } from 'node:zlib';
import type { Column } from '../../base/index.ts';
import { looksLikeAddress, serviceAddress } from '../addresses.ts';
import {
  type Batch,
  type BatchAnswer,
  type Destination,
  defineDestination,
  jsonRow,
  type Receiver,
} from '../define-destination.ts';
import { azureFields, type ProviderContext } from '../define-provider.ts';
import { Tokens } from '../sign-in.ts';

const apiVersion = '2023-01-01';
/** Of one request, packed and not packed alike. */
const mostBytes = 1_000_000;
/** Of one value; the service cuts what is longer. */
const mostOfValue = 65_536;
const columnName = /^[A-Za-z][A-Za-z0-9_]{0,44}$/;

const azureLogs: Destination = defineDestination({
  name: 'azure-logs',
  title: 'Azure Monitor Logs and Microsoft Sentinel, by the Logs ingestion API',
  also: ['log-ingestion', 'sentinel-logs'],
  about: 'Takes rows into a table of a workspace, by a data collection rule.',
  source: 'https://learn.microsoft.com/azure/azure-monitor/logs/logs-ingestion-api-overview',
  limits: [
    'The table and its data collection rule must be there; columns that the rule does not declare are dropped by the service, silently.',
    'A request has at most 1 MB before it is packed; of a value the service keeps 64 KiB.',
    'Of a request that is refused, the service does not say which row is at fault.',
  ],
  packages: ['@azure/identity'],
  instance: {
    setting: 'endpoint',
    looks: looksLikeAddress,
    such: 'the address of a data collection endpoint',
  },
  fields: {
    endpoint: {
      about: 'where logs are taken: of the data collection endpoint (DCE), or of the rule itself',
      type: 'text',
      required: true,
    },
    rule_id: {
      about: 'the immutable id of the data collection rule (DCR): dcr-…',
      type: 'text',
      required: true,
    },
    stream: { about: 'the stream of the rule: Custom-MyTable_CL', type: 'text', required: true },
    ...azureFields,
  },
  connect: (context) => new Ingestion(context),
});

export default azureLogs;

class Ingestion implements Receiver {
  readonly to: string;
  readonly most = { bytes: mostBytes, rows: 100_000 };
  readonly around = 1;
  readonly #context: ProviderContext;
  readonly #tokens: Tokens;
  readonly #url: string;

  constructor(context: ProviderContext) {
    const { settings, who, cloud } = context;
    const endpoint = serviceAddress(settings.text('endpoint') ?? '', who);
    const [rule, stream] = [settings.text('rule_id') ?? '', settings.text('stream') ?? ''];
    const path = [rule, stream].map(encodeURIComponent);
    this.#context = context;
    this.#tokens = new Tokens(context, cloud.ingestion);
    this.#url = `${endpoint}/dataCollectionRules/${path[0]}/streams/${path[1]}?api-version=${apiVersion}`;
    this.to = `${endpoint}, stream ${stream} of ${rule}`;
  }

  async check(signal: AbortSignal): Promise<string> {
    await this.#tokens.get(false, signal);
    return 'signed in; whether the rule takes rows shows when some are sent';
  }

  spelling(columns: readonly Column[]): ReturnType<Receiver['spelling']> {
    const notes: string[] = [];
    const odd = columns.filter(({ name }) => !columnName.test(name)).map(({ name }) => `'${name}'`);
    if (odd.length > 0)
      notes.push(
        `A table cannot have columns called ${odd.slice(0, 5).join(', ')}: the rule must rename them.`,
      );
    if (!columns.some(({ name, type }) => name === 'TimeGenerated' && type === 'datetime'))
      notes.push('There is no datetime TimeGenerated: the rule must make it.');
    let cut = 0;
    const isLong = (value: unknown): boolean =>
      Buffer.byteLength(typeof value === 'string' ? value : (JSON.stringify(value) ?? '')) >
      mostOfValue;
    return {
      notes,
      spell: (row) => {
        const text = jsonRow(columns, row);
        if (text.length * 3 > mostOfValue && row.some(isLong)) cut++;
        return text;
      },
      told: () =>
        cut === 0 ? [] : [`${cut} rows have values of more than 64 KiB, which the service cuts.`],
    };
  }

  async send({ rows, signal, again }: Batch): Promise<BatchAnswer> {
    const { http } = this.#context;
    const { status, text } = await http.answer({
      url: this.#url,
      method: 'POST',
      headers: { 'content-type': 'application/json', 'content-encoding': 'gzip' },
      body: new Uint8Array(gzipSync(`[${rows.join(',')}]`)),
      authorize: (fresh) => this.#tokens.header(fresh, signal),
      again,
      signal,
    });
    if (status !== 204 && text.trim() !== '') throw http.malformed('it is no answer of the API');
    return { refused: null };
  }
}
