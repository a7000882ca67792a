import {
  DuckDBBigIntVector,
  DuckDBDoubleVector,
  DuckDBListVector,
  DuckDBVarCharVector,
  type DuckDBVector,
} from '@duckdb/node-api';
import type { ComputedValue } from '../base/index.ts';

/** What the types of `@duckdb/node-api` call private. */
export interface VectorInside {
  dataView?: DataView;
  items?: ArrayLike<number | bigint>;
  validity?: { data?: BigUint64Array | null; itemValid(row: number): boolean };
}

/** Where the texts of a column are: four words each, of which the first is the length. */
export interface TextMemory {
  readonly view: DataView;
  readonly isNull: (row: number) => boolean;
}

/** Where the texts of a column are. Throws where `@duckdb/node-api` does not have them as it did. */
export function textMemory(vector: DuckDBVector): TextMemory {
  const { dataView, validity } = vector as unknown as VectorInside;
  if (!dataView || validity?.data === undefined)
    throw new Error('the vectors of @duckdb/node-api changed: their memory is not where it was');
  const { data } = validity;
  const valid = data && new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
  return {
    view: dataView,
    isNull: (row) => valid !== null && ((valid[row >> 3] as number) & (1 << (row & 7))) === 0,
  };
}

const places = 256;

/**
 * Texts of one column. A text that was read lately is not decoded again: DuckDB repeats the 16 bytes that stand for it
 * where a column is constant, or is a dictionary's.
 */
class TextReader {
  readonly #vector: DuckDBVarCharVector;
  readonly #memory: TextMemory;
  readonly #view: DataView;
  readonly #known: string[] = [];
  readonly #rows = new Int32Array(places).fill(-1);

  constructor(vector: DuckDBVarCharVector) {
    this.#vector = vector;
    this.#memory = textMemory(vector);
    this.#view = this.#memory.view;
  }

  read(row: number): string | null {
    if (this.#memory.isNull(row)) return null;
    const at = row * 16;
    const place =
      (this.#view.getUint32(at, true) ^
        this.#view.getUint32(at + 4, true) ^
        (this.#view.getUint32(at + 8, true) >>> 4)) &
      (places - 1);
    const before = this.#rows[place] as number;
    if (before >= 0 && this.#same(before * 16, at)) return this.#known[place] ?? null;
    const text = this.#vector.getItem(row);
    if (text === null) return null;
    this.#known[place] = text;
    this.#rows[place] = row;
    return text;
  }

  #same(a: number, b: number): boolean {
    return (
      this.#view.getInt32(a, true) === this.#view.getInt32(b, true) &&
      this.#view.getInt32(a + 4, true) === this.#view.getInt32(b + 4, true) &&
      this.#view.getInt32(a + 8, true) === this.#view.getInt32(b + 8, true) &&
      this.#view.getInt32(a + 12, true) === this.#view.getInt32(b + 12, true)
    );
  }
}

/** How the values of a column are read one by one. */
export function readerOf(vector: DuckDBVector): (row: number) => ComputedValue {
  if (vector instanceof DuckDBVarCharVector) {
    const reader = new TextReader(vector);
    return (row) => reader.read(row);
  }
  return (row) => vector.getItem(row) as ComputedValue;
}

/** Where the items of a list stand in a vector; none for NULL. */
export interface ListSpan {
  readonly child: DuckDBVector;
  readonly offset: number;
  readonly length: number;
}

/** Where the items of the list of a row are. */
export function listSpan(vector: DuckDBVector, row: number): ListSpan {
  if (!(vector instanceof DuckDBListVector)) throw new Error('a table computation takes lists');
  const offset = vector.getEntryOffset(row);
  const { validity } = vector as unknown as VectorInside;
  const length = validity?.itemValid(row) === false ? 0 : vector.getEntryLength(row);
  return { child: vector.childVector, offset, length };
}

/** The values of a list; empty for NULL. */
export function listItems({ child, offset, length }: ListSpan): ComputedValue[] {
  const values = new Array<ComputedValue>(length);
  const { items, validity } = child as unknown as VectorInside;
  const numbers = child instanceof DuckDBDoubleVector || child instanceof DuckDBBigIntVector;
  if (numbers && items && !validity?.data)
    for (let i = 0; i < length; i++) values[i] = items[offset + i] as number | bigint;
  else {
    const read = readerOf(child);
    for (let i = 0; i < length; i++) values[i] = read(offset + i);
  }
  return values;
}
