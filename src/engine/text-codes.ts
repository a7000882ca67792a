import type { DuckDBVarCharVector } from '@duckdb/node-api';
import { readerOf, type VectorInside } from './read-vector.ts';

/** The longest text whose bytes stand in a vector itself, beside its length. */
const inlineBytes = 12;

/**
 * Numbers from 0 for texts as they come, the same for the same text; -1 for NULL. Short texts are compared as the four
 * words that DuckDB has for them, without being decoded.
 */
export class TextCodes {
  readonly #slots: Int32Array;
  readonly #words: Int32Array;
  readonly #long = new Map<string, number>();
  #count = 0;
  #short = 0;

  /** `most` is the number of texts that will be given. */
  constructor(most: number) {
    let size = 16;
    while (size < most * 1.05) size *= 2;
    this.#slots = new Int32Array(size);
    this.#words = new Int32Array(most * 5);
  }

  /** The numbers of the texts of a vector from one on. */
  codes(vector: DuckDBVarCharVector, offset: number, length: number): Int32Array {
    const { dataView, validity } = vector as unknown as VectorInside;
    if (!dataView || validity?.data === undefined)
      throw new Error('the vectors of @duckdb/node-api changed: their memory is not where it was');
    const words = new Int32Array(dataView.buffer, dataView.byteOffset + offset * 16, length * 4);
    const bits = validity.data;
    const valid = bits && new Uint8Array(bits.buffer, bits.byteOffset, bits.byteLength);
    const codes = new Int32Array(length);
    const read = readerOf(vector);
    for (let i = 0; i < length; i++) {
      const row = offset + i;
      if (valid && ((valid[row >> 3] as number) & (1 << (row & 7))) === 0) codes[i] = -1;
      else if ((words[i * 4] as number) <= inlineBytes) codes[i] = this.#ofWords(words, i * 4);
      else codes[i] = this.#ofText(String(read(row)));
    }
    return codes;
  }

  #ofText(text: string): number {
    const known = this.#long.get(text);
    if (known !== undefined) return known;
    this.#long.set(text, this.#count);
    return this.#count++;
  }

  #ofWords(words: Int32Array, at: number): number {
    const a = words[at] as number;
    const b = words[at + 1] as number;
    const c = words[at + 2] as number;
    const d = words[at + 3] as number;
    const mask = this.#slots.length - 1;
    let hash = Math.imul(a ^ Math.imul(b, 0x9e3779b1), 0x85ebca6b);
    hash = Math.imul(hash ^ (hash >>> 15) ^ c, 0xc2b2ae35);
    hash = Math.imul(hash ^ (hash >>> 13) ^ d, 0x9e3779b1);
    let slot = (hash ^ (hash >>> 16)) & mask;
    const known = this.#words;
    for (;;) {
      const from = (this.#slots[slot] as number) - 1;
      if (from < 0) break;
      if (
        known[from] === a &&
        known[from + 1] === b &&
        known[from + 2] === c &&
        known[from + 3] === d
      )
        return known[from + 4] as number;
      slot = (slot + 1) & mask;
    }
    const from = this.#short++ * 5;
    known[from] = a;
    known[from + 1] = b;
    known[from + 2] = c;
    known[from + 3] = d;
    known[from + 4] = this.#count;
    this.#slots[slot] = from + 1;
    return this.#count++;
  }
}
