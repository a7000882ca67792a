import { isIP } from 'node:net';

/** An address as a number: of 32 bits for version 4 (and for what a v6 address maps of it), of 128 for version 6. */
export type IpNumber = { version: 4; number: number } | { version: 6; number: bigint };

/** A dotted address that is known to be one. */
function dotted(text: string): number {
  let number = 0;
  let part = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === 46) {
      number = number * 256 + part;
      part = 0;
    } else part = part * 10 + code - 48;
  }
  return number * 256 + part;
}

function groups(text: string): bigint[] {
  if (text === '') return [];
  return text.split(':').flatMap((group) => {
    if (!group.includes('.')) return [BigInt(`0x${group}`)];
    const number = dotted(group);
    return [BigInt(Math.floor(number / 65_536)), BigInt(number % 65_536)];
  });
}

/** The number of an address; null for what is none. A zone (`%eth0`) is no part of it. */
export function ipNumber(text: string): IpNumber | null {
  const version = isIP(text);
  if (version === 4) return { version: 4, number: dotted(text) };
  if (version !== 6) return null;
  const [left = '', right] = text.replace(/%.*$/, '').split('::');
  const [first, last] = [groups(left), right === undefined ? [] : groups(right)];
  const zeros = Array.from({ length: 8 - first.length - last.length }, () => 0n);
  const number = [...first, ...zeros, ...last].reduce((sum, part) => (sum << 16n) | part, 0n);
  if (number >> 32n === 0xffffn) return { version: 4, number: Number(number & 0xffffffffn) };
  return { version: 6, number };
}
