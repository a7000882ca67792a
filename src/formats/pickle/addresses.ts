import { damaged } from './faults.ts';
import { anyWhole, type PyObject } from './objects.ts';

/** An address, network or interface of Python's ipaddress as text. */
export function networkText(object: PyObject): string {
  const [value] = object.args;
  if (typeof value === 'string') return value;
  const bits = object.maker.includes('IPv6') ? 128n : 32n;
  const number = anyWhole(value, 'an address');
  if (number < 0n || number >= 1n << bits) throw damaged('an address is out of range');
  return bits === 32n ? ipv4Text(number) : ipv6Text(number);
}

function ipv4Text(address: bigint): string {
  return [24n, 16n, 8n, 0n].map((shift) => (address >> shift) & 255n).join('.');
}

/** The longest run of zero groups becomes `::` (RFC 5952). */
function ipv6Text(address: bigint): string {
  const groups = Array.from({ length: 8 }, (_, i) =>
    ((address >> BigInt(112 - 16 * i)) & 0xffffn).toString(16),
  );
  const runs = groups.join(':').match(/(?:\b0\b:?){2,}/g) ?? [];
  const longest = runs.reduce((best, run) => (run.length > best.length ? run : best), '');
  if (longest === '') return groups.join(':');
  const text = groups.join(':');
  const at = text.indexOf(longest);
  return `${text.slice(0, at).replace(/:$/, '')}::${text.slice(at + longest.length)}`;
}
