/** What tells one process from another, as numbers that are the same for the same value. */
export interface Identity {
  readonly host: ArrayLike<number>;
  readonly id: ArrayLike<number>;
  readonly name: ArrayLike<number>;
}

/** Of an identity: host, id, name, and their hash. */
const width = 4;

function longer(numbers: Int32Array): Int32Array<ArrayBuffer> {
  const twice = new Int32Array(numbers.length * 2);
  twice.set(numbers);
  return twice;
}

function hashOf(host: number, id: number, name: number): number {
  const hash = Math.imul(id, 0x9e3779b1) ^ Math.imul(host, 0x85ebca6b);
  const all = Math.imul(hash ^ (hash >>> 15), 0xc2b2ae35) ^ Math.imul(name, 0x27d4eb2f);
  return all ^ (all >>> 13);
}

/**
 * Numbers from 0 for identities as they come; one that was seen has its number already.
 *
 * cost: most ids belong to one process; only for the others is there a table of hashes.
 */
export class Identities {
  /** For each id the number of the identity that had it first, one more. */
  readonly #first: Int32Array;
  #known = new Int32Array(512 * width);
  #count = 0;
  #slots = new Int32Array(1024);
  #hashed = 0;

  /** Ids are less than `ids`. */
  constructor(ids: number) {
    this.#first = new Int32Array(ids);
  }

  /** How many there are. */
  get count(): number {
    return this.#count;
  }

  /** The number of an identity, added where it is new. */
  add(host: number, id: number, name: number): number {
    const first = id < 0 ? 0 : (this.#first[id] as number);
    if (first > 0 && this.#is(first - 1, host, id, name)) return first - 1;
    const hash = hashOf(host, id, name);
    if (first === 0 && id >= 0) {
      this.#first[id] = this.#count + 1;
      return this.#keep(host, id, name, hash);
    }
    const mask = this.#slots.length - 1;
    let slot = hash & mask;
    for (;;) {
      const number = (this.#slots[slot] as number) - 1;
      if (number < 0) break;
      if (this.#is(number, host, id, name)) return number;
      slot = (slot + 1) & mask;
    }
    this.#slots[slot] = this.#count + 1;
    const number = this.#keep(host, id, name, hash);
    if (++this.#hashed * 2 === this.#slots.length) this.#spread();
    return number;
  }

  #is(number: number, host: number, id: number, name: number): boolean {
    const [known, at] = [this.#known, number * width];
    return known[at + 1] === id && known[at] === host && known[at + 2] === name;
  }

  #keep(host: number, id: number, name: number, hash: number): number {
    const at = this.#count * width;
    if (at === this.#known.length) this.#known = longer(this.#known);
    const known = this.#known;
    known[at] = host;
    known[at + 1] = id;
    known[at + 2] = name;
    known[at + 3] = hash;
    return this.#count++;
  }

  #spread(): void {
    const before = this.#slots;
    const slots = new Int32Array(before.length * 2);
    const mask = slots.length - 1;
    for (const number of before) {
      if (number === 0) continue;
      let slot = (this.#known[(number - 1) * width + 3] as number) & mask;
      while (slots[slot] !== 0) slot = (slot + 1) & mask;
      slots[slot] = number;
    }
    this.#slots = slots;
  }
}
