/** Two 32-bit halves of a hash, for each row. */
export interface Hashes {
  readonly low: ArrayLike<number>;
  readonly high: ArrayLike<number>;
}

/** Numbers from 0 for hashes as they come; a hash that was seen has its number already. */
export class Identities {
  readonly #slots: Int32Array;
  readonly #low: Float64Array;
  readonly #high: Float64Array;
  #count = 0;

  /** `most` is the number of different hashes that may be added. */
  constructor(most: number) {
    let size = 16;
    while (size < most * 2) size *= 2;
    this.#slots = new Int32Array(size);
    this.#low = new Float64Array(most);
    this.#high = new Float64Array(most);
  }

  /** How many there are. */
  get count(): number {
    return this.#count;
  }

  /** The number of the hash of a row, added where it is new. */
  add(hashes: Hashes, row: number): number {
    const [low, high] = [hashes.low[row] as number, hashes.high[row] as number];
    const mask = this.#slots.length - 1;
    let at = (low ^ Math.imul(high, 0x9e3779b1)) & mask;
    for (;;) {
      const known = (this.#slots[at] as number) - 1;
      if (known < 0) break;
      if (this.#low[known] === low && this.#high[known] === high) return known;
      at = (at + 1) & mask;
    }
    this.#low[this.#count] = low;
    this.#high[this.#count] = high;
    this.#slots[at] = ++this.#count;
    return this.#count - 1;
  }
}
