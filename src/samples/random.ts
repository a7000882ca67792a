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

const hexCodes: readonly number[] = Array.from('0123456789abcdef', (digit) => digit.charCodeAt(0));

/** Spell a 32-bit number in eight hexadecimal digits. */
export function hex32(value: number): string {
  return (value >>> 0).toString(16).padStart(8, '0');
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
  // Written as character codes: joined from pieces, these texts would take several times the memory.
  const hex = (length: number): string => {
    const codes: number[] = [];
    for (let bits = 0; codes.length < length; bits >>>= 4) {
      if (codes.length % 8 === 0) bits = word();
      codes.push(hexCodes[bits & 15] ?? 0);
    }
    return String.fromCharCode(...codes);
  };
  const guid = (): string => {
    const codes: number[] = [];
    for (let index = 0, bits = 0; index < 36; index++, bits >>>= 4) {
      if (index % 7 === 0) bits = word();
      if (index === 8 || index === 13 || index === 18 || index === 23) codes.push(45);
      else if (index === 14) codes.push(52);
      else codes.push(hexCodes[index === 19 ? 8 + (bits & 3) : bits & 15] ?? 0);
    }
    return String.fromCharCode(...codes);
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
    guid,
    fork: (name) => createRandom(`${seed}/${name}`),
  };
}
