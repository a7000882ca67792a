import { BlockList, isIP } from 'node:net';

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
