import { BlockList, isIP } from 'node:net';
import { defineEach, type EachTool } from '../define-tool.ts';

type Range = readonly [network: string, bits: number];

function list(ranges: readonly Range[]): BlockList {
  const found = new BlockList();
  for (const [network, bits] of ranges)
    found.addSubnet(network, bits, network.includes(':') ? 'ipv6' : 'ipv4');
  return found;
}

/** The registries of special addresses (RFC 6890 and its updates), the narrower before the wider. */
const kinds: readonly (readonly [kind: string, ranges: BlockList])[] = [
  [
    'Unspecified',
    list([
      ['0.0.0.0', 32],
      ['::', 128],
    ]),
  ],
  [
    'Multicast',
    list([
      ['224.0.0.0', 4],
      ['ff00::', 8],
    ]),
  ],
  [
    'Loopback',
    list([
      ['127.0.0.0', 8],
      ['::1', 128],
    ]),
  ],
  [
    'Link Local',
    list([
      ['169.254.0.0', 16],
      ['fe80::', 10],
    ]),
  ],
  ['Shared', list([['100.64.0.0', 10]])],
  [
    'Private',
    list([
      ['10.0.0.0', 8],
      ['172.16.0.0', 12],
      ['192.168.0.0', 16],
      ['fc00::', 7],
    ]),
  ],
  [
    'Reserved',
    list([
      ['0.0.0.0', 8],
      ['192.0.0.0', 24],
      ['192.0.2.0', 24],
      ['198.18.0.0', 15],
      ['198.51.100.0', 24],
      ['203.0.113.0', 24],
      ['240.0.0.0', 4],
      ['100::', 64],
      ['2001::', 23],
      ['2001:db8::', 32],
    ]),
  ],
];

/** What kind of address a text is: `Public`, `Private` … ; empty for what is no address. */
export function kindOfAddress(text: string): string {
  const address = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(text)?.[1] ?? text;
  const version = isIP(address);
  if (version === 0) return '';
  const family = version === 6 ? 'ipv6' : 'ipv4';
  return kinds.find(([, ranges]) => ranges.check(address, family))?.[0] ?? 'Public';
}

const ipType: EachTool = defineEach({
  name: 'ip_type',
  about: 'What kind of address an IP address is: public, private, loopback and so on.',
  source:
    'msticpy.context.ip_utils.get_ip_type. Differs: Reserved (documentation, benchmark and future use) and Shared (carrier NAT) are told apart from Private and Unspecified, and what is no address gives no row.',
  input: {
    ip: {
      type: 'string',
      about: 'An IPv4 or IPv6 address.',
      usual: ['IPAddress', 'IpAddress', 'ClientIP', 'RemoteIP'],
    },
  },
  parameters: {},
  output: {
    ip_type: {
      type: 'string',
      about: 'Public, Private, Loopback, Link Local, Multicast, Shared, Reserved or Unspecified.',
    },
  },
  entities: ['IpAddress'],
  each: ({ ip }) => {
    const kind = kindOfAddress(ip.trim());
    return kind === '' ? [] : [{ ip_type: kind }];
  },
  examples: [
    {
      query: 'datatable(ClientIP: string)["10.1.2.3", "8.8.8.8", "x"] | invoke ip_type(ClientIP)',
      rows: [
        ['10.1.2.3', 'Private'],
        ['8.8.8.8', 'Public'],
      ],
    },
    {
      query:
        'datatable(ClientIP: string, n: long)["fe80::1", 1, "x", 2] | invoke ip_type(join="left") | where n > 0 | sort by n asc',
      rows: [
        ['fe80::1', 1, 'Link Local'],
        ['x', 2, ''],
      ],
    },
  ],
});

export default ipType;
