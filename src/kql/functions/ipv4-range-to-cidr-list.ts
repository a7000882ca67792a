import { isIPv4 } from 'node:net';
import { defineScalar, type ScalarFunction } from '../define.ts';

function numberOf(address: string): number | null {
  if (!isIPv4(address)) return null;
  return address.split('.').reduce((sum, part) => sum * 256 + Number(part), 0);
}

function textOf(address: number): string {
  return [24, 16, 8, 0].map((shift) => Math.floor(address / 2 ** shift) % 256).join('.');
}

/** The fewest networks that hold exactly the addresses from one to another. */
function networks(first: string, last: string): string[] | null {
  const [start, end] = [numberOf(first.trim()), numberOf(last.trim())];
  if (start === null || end === null || start > end) return null;
  const found: string[] = [];
  for (let at = start; at <= end; ) {
    let bits = 0;
    while (bits < 32 && at % 2 ** (bits + 1) === 0 && at + 2 ** (bits + 1) - 1 <= end) bits++;
    found.push(`${textOf(at)}/${32 - bits}`);
    at += 2 ** bits;
  }
  return found;
}

const definition: ScalarFunction = defineScalar({
  signature: 'ipv4_range_to_cidr_list(start: string, end: string): dynamic',
  about: 'The networks that together are a range of IPv4 addresses; null where it is none.',
  source: 'https://learn.microsoft.com/kusto/query/ipv4-range-to-cidr-list-function',
  compute: networks,
  examples: [
    {
      query:
        'print a = ipv4_range_to_cidr_list("1.1.128.0", "1.1.140.255"), b = ipv4_range_to_cidr_list("1.1.1.1", "1.1.1.1"), c = ipv4_range_to_cidr_list("0.0.0.0", "255.255.255.255"), d = ipv4_range_to_cidr_list("x", "1.1.1.1")',
      rows: [
        [['1.1.128.0/21', '1.1.136.0/22', '1.1.140.0/24'], ['1.1.1.1/32'], ['0.0.0.0/0'], null],
      ],
    },
  ],
});

export default definition;
