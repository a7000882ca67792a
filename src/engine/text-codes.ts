import type { ComputedValue } from '../base/index.ts';
import { type ListSpan, readerOf, textMemory } from './read-vector.ts';

/** The longest text whose bytes stand in a vector itself, beside its length. */
const inlineBytes = 12;
/** So many rows are read of one column before those of the next: what these say again is then still in the cache. */
const turn = 1024;

/** The texts of a list as DuckDB has them. */
interface Texts {
  readonly words: Int32Array;
  readonly codes: Int32Array;
  isNull(row: number): boolean;
  read(row: number): ComputedValue;
}

function textsOf({ child, offset, length }: ListSpan): Texts {
  const { view, isNull } = textMemory(child);
  const read = readerOf(child);
  return {
    words: new Int32Array(view.buffer, view.byteOffset + offset * 16, length * 4),
    codes: new Int32Array(length),
    isNull: (row) => isNull(offset + row),
    read: (row) => read(offset + row),
  };
}

/** Where texts stand first. Short ones are compared by the words that DuckDB has for them, without being decoded. */
class FirstPlaces {
  readonly #columns: readonly Texts[];
  /** One more than the place of a short text, 0 where there is none. */
  readonly #slots: Int32Array;
  readonly #long = new Map<string, number>();

  constructor(columns: readonly Texts[]) {
    this.#columns = columns;
    const texts = columns.reduce((sum, { codes }) => sum + codes.length, 0);
    this.#slots = new Int32Array(2 ** Math.ceil(Math.log2(texts * 1.5 + 16)));
  }

  /** The place at which the text of a column and row stands first, this one if it was not seen before. */
  of(column: number, row: number): number {
    const columns = this.#columns;
    const { words, read } = columns[column] as Texts;
    const place = row * columns.length + column;
    if ((words[row * 4] as number) <= inlineBytes) return this.#ofWords(words, row * 4, place);
    const text = String(read(row));
    const first = this.#long.get(text) ?? place;
    if (first === place) this.#long.set(text, place);
    return first;
  }

  #ofWords(words: Int32Array, at: number, place: number): number {
    const a = words[at] as number;
    const b = words[at + 1] as number;
    const c = words[at + 2] as number;
    const d = words[at + 3] as number;
    const columns = this.#columns;
    const slots = this.#slots;
    let hash = Math.imul(a ^ Math.imul(b, 0x9e3779b1), 0x85ebca6b);
    hash = Math.imul(hash ^ (hash >>> 15) ^ c, 0xc2b2ae35);
    hash = Math.imul(hash ^ (hash >>> 13) ^ d, 0x9e3779b1);
    for (let slot = hash ^ (hash >>> 16); ; slot++) {
      slot &= slots.length - 1;
      const first = (slots[slot] as number) - 1;
      if (first < 0) {
        slots[slot] = place + 1;
        return place;
      }
      const column = first % columns.length;
      const known = (columns[column] as Texts).words;
      const from = ((first - column) / columns.length) * 4;
      if (
        known[from] === a &&
        known[from + 1] === b &&
        known[from + 2] === c &&
        known[from + 3] === d
      )
        return first;
    }
  }
}

/**
 * Numbers for the texts of lists, the same for the same text in any of them; -1 for NULL.
 *
 * edges: the numbers have gaps; they are below the rows of the longest list times the lists.
 */
export function textCodes(lists: readonly ListSpan[]): Int32Array[] {
  const columns = lists.map(textsOf);
  const places = new FirstPlaces(columns);
  const longest = Math.max(0, ...lists.map(({ length }) => length));
  for (let from = 0; from < longest; from += turn)
    for (const [c, { codes, isNull }] of columns.entries()) {
      const to = Math.min(from + turn, codes.length);
      for (let row = from; row < to; row++) codes[row] = isNull(row) ? -1 : places.of(c, row);
    }
  return columns.map(({ codes }) => codes);
}
