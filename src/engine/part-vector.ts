import {
  DuckDBBigIntVector,
  DuckDBBlobValue,
  DuckDBBlobVector,
  type DuckDBDataChunk,
  DuckDBUTinyIntVector,
  type DuckDBVector,
} from '@duckdb/node-api';

/** The rows that one data chunk can hold. */
export const chunkRows = 2048;

type Vector = ConstructorParameters<typeof DuckDBUTinyIntVector>[2];
type Validity = ConstructorParameters<typeof DuckDBUTinyIntVector>[1];
/** What the types of `@duckdb/node-api` call private. */
interface Inside {
  vector?: Vector;
  validity?: { data?: BigUint64Array | null };
}

/** Where the values of one column at a time are put together, 16 bytes a row at most; DuckDB takes a copy. */
const memory = new ArrayBuffer(chunkRows * 16);
/** The same memory as 32-bit numbers, as reals and as bytes. */
export const words: Int32Array = new Int32Array(memory);
export const reals: Float64Array = new Float64Array(memory);
export const bytes: Uint8Array = new Uint8Array(memory);

const validityWords = new BigUint64Array(chunkRows / 64);
const validityBytes = new Uint8Array(validityWords.buffer);

/**
 * A column of a data chunk whose memory is written in one go: the setters of `@duckdb/node-api` cost a
 * native call for each text and 160 ns for each null.
 */
export class PartVector {
  readonly #chunk: DuckDBDataChunk;
  readonly #index: number;
  readonly #vector: Vector;
  readonly #validity: Validity;
  /** The bits of `#validity`: null where all rows have values. */
  readonly #bits: { data?: BigUint64Array | null };
  readonly #memory: DuckDBUTinyIntVector;
  #hasNulls = false;

  /** `width` is the bytes that DuckDB has for each row. */
  constructor(chunk: DuckDBDataChunk, index: number, width: number) {
    this.#chunk = chunk;
    this.#index = index;
    const { vector, validity } = chunk.getColumnVector(index) as unknown as Inside;
    if (vector === undefined || validity?.data === undefined)
      throw new Error('the vectors of @duckdb/node-api changed: their memory is not where it was');
    this.#vector = vector;
    this.#bits = validity;
    this.#validity = validity as unknown as Validity;
    this.#memory = new DuckDBUTinyIntVector(
      bytes.subarray(0, width * chunkRows),
      this.#validity,
      vector,
    );
  }

  setNull(row: number): void {
    if (!this.#hasNulls) validityBytes.fill(0xff);
    this.#hasNulls = true;
    validityBytes[row >> 3] = (validityBytes[row >> 3] as number) & ~(1 << (row & 7));
  }

  /** Hand over the values that were put together in memory. */
  endMemory(): void {
    this.#endNulls();
    this.#memory.flush();
  }

  /** For types that are set value by value: a vector to set, and to flush before `endItems`. */
  items(): DuckDBVector {
    this.#chunk.rowCount = chunkRows;
    return this.#chunk.getColumnVector(this.#index);
  }

  /** Hand over which of the values that were set one by one are null. */
  endItems(): void {
    this.#endNulls();
    this.#validity.flush(this.#vector);
  }

  /** Hand over that no row has a value. */
  endEmpty(): void {
    validityWords.fill(0n);
    this.#bits.data = validityWords;
    this.#validity.flush(this.#vector);
  }

  #endNulls(): void {
    this.#bits.data = this.#hasNulls ? validityWords : null;
    this.#hasNulls = false;
  }

  /**
   * Have the vector keep a copy of more than 12 bytes of valid UTF-8 until its chunk is reset; gives the
   * address of the copy.
   */
  keep(text: Uint8Array): number {
    this.#bits.data = null;
    const blob = new DuckDBBlobVector(new DataView(memory), this.#validity, this.#vector, 0, 1);
    blob.setItem(0, new DuckDBBlobValue(text));
    blob.flush();
    const stored = DuckDBBigIntVector.fromRawVector(this.#vector, 2);
    const [length, address] = [stored.getItem(0), stored.getItem(1)];
    if (length === null || address === null || Number(length & 0xffff_ffffn) !== text.length)
      throw new Error('DuckDB did not take a text of valid UTF-8');
    return Number(address);
  }
}
