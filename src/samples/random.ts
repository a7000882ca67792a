/** A stream of numbers that is the same for the same seed on every machine. */
export interface Random {
  /** From 0 (inclusive) to 1 (exclusive). */
  next(): number;
  /** A whole number between both ends, which are included. */
  int(low: number, high: number): number;
  pick<T>(list: readonly [T, ...T[]] | readonly T[]): T;
  chance(probability: number): boolean;
  /** Roughly normal around 0 with deviation 1, never beyond 4.3. */
  bell(): number;
  /** Lower-case hexadecimal digits; `length` is a multiple of eight. */
  hex(length: number): string;
  guid(): string;
  /** A stream of its own by name, so that what one part draws does not move another part. */
  fork(name: string): Random;
}

const byteHex = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

/** Spell a 32-bit number in eight hexadecimal digits. */
export function hex32(value: number): string {
  return (
    `${byteHex[(value >>> 24) & 255]}${byteHex[(value >>> 16) & 255]}` +
    `${byteHex[(value >>> 8) & 255]}${byteHex[value & 255]}`
  );
}

function hashText(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  }
  return hash >>> 0;
}

/** Start a stream from a text. The generator is mulberry32: fast and even, not for secrets. */
export function createRandom(seed: string): Random {
  let state = hashText(seed);
  const word = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return (mixed ^ (mixed >>> 14)) >>> 0;
  };
  const next = (): number => word() / 4294967296;
  const hex = (length: number): string => {
    let text = '';
    while (text.length < length) text += hex32(word());
    return text;
  };
  return {
    next,
    hex,
    int: (low, high) => low + Math.floor(next() * (high - low + 1)),
    pick: (list) => {
      const chosen = list[Math.floor(next() * list.length)];
      if (chosen === undefined) throw new Error('Nothing to pick from.');
      return chosen;
    },
    chance: (probability) => next() < probability,
    bell: () => Math.SQRT2 * (next() + next() + next() + next() + next() + next() - 3),
    guid: () => {
      const digits = hex(32);
      const variant = '89ab'[word() & 3];
      return (
        `${digits.slice(0, 8)}-${digits.slice(8, 12)}-4${digits.slice(13, 16)}` +
        `-${variant}${digits.slice(17, 20)}-${digits.slice(20)}`
      );
    },
    fork: (name) => createRandom(`${seed}/${name}`),
  };
}
