import { portName, portRange } from '../../enrich/index.ts';
import { defineEach, type EachTool } from '../define-tool.ts';

const input = {
  port: {
    type: 'long',
    about: 'A port, 1 to 65535.',
    usual: ['DestinationPort', 'RemotePort', 'DstPort', 'Port', 'LocalPort', 'SourcePort'],
  },
  protocol: {
    type: 'string',
    about: 'Its protocol, tcp or udp in any case, or 6 or 17; tcp where there is none.',
    usual: ['Protocol', 'TransportProtocol', 'NetworkProtocol'],
    optional: true,
  },
} as const;
const parameters = {} as const;
const output = {
  service: { type: 'string', about: 'The name in the registry of IANA; empty where it has none.' },
  port_range: {
    type: 'string',
    about: 'Which part of the range it is in: system, user or dynamic.',
  },
} as const;

const portNames: EachTool<typeof input, typeof parameters, typeof output> = defineEach({
  name: 'port_names',
  about: 'What a port is registered for.',
  source:
    'IANA, Service Name and Transport Protocol Port Number Registry: the system ports and those others that logs tell of; RFC 6335 for the ranges.',
  input,
  parameters,
  output,
  entities: ['NetworkConnection', 'IpAddress'],
  each: ({ port: given, protocol }) => {
    const port = Number(given ?? 0);
    if (port < 1 || port > 65_535) return [];
    const udp = /^(?:udp|17)$/i.test(protocol.trim());
    return [{ service: portName(port, udp ? 'udp' : 'tcp'), port_range: portRange(port) }];
  },
  examples: [
    {
      query:
        'datatable(Port: long, Protocol: string)[445, "TCP", 53, "17", 50123, "", 0, ""] | invoke port_names()',
      rows: [
        [445, 'TCP', 'microsoft-ds', 'system'],
        [53, '17', 'domain', 'system'],
        [50123, '', '', 'dynamic'],
      ],
    },
  ],
});

export default portNames;
