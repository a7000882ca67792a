import type { StoredValue } from './part.ts';
import { chunkRows, type PartVector, words } from './part-vector.ts';

/** Bytes that a text may have to stand within its 16 bytes rather than elsewhere. */
const INLINE = 12;
const TWO_32 = 0x1_0000_0000;
/** Code units that are put together at once; of more, each text goes its own way. */
const MAX_UNITS = 1 << 26;

/** Which bytes of its first, second and third 32 bits belong to a text of so many bytes. */
const [first, second, third] = [0, 4, 8].map((from) =>
  Int32Array.from({ length: INLINE + 1 }, (_, size) => {
    const bytes = Math.max(0, Math.min(4, size - from));
    return bytes === 4 ? -1 : (1 << (bytes * 8)) - 1;
  }),
) as [Int32Array, Int32Array, Int32Array];

/** The texts of a column, each once where rows repeat the row before. */
const pieces: string[] = [];
/** By piece: where it begins in the heap, and its bytes. */
const starts = new Int32Array(chunkRows);
const sizes = new Int32Array(chunkRows);
/** By row: its piece, or -1. */
const pieceOf = new Int16Array(chunkRows);

let heap: Buffer = Buffer.alloc(1 << 20);
let view = new DataView(heap.buffer, heap.byteOffset, heap.byteLength);

/**
 * Put texts into a vector: one native call for all of their bytes, then for each row what DuckDB's
 * `string_t` is: a length, and the bytes or where they are. Lone surrogates become U+FFFD.
 */
export function fillTexts(
  vector: PartVector,
  values: readonly StoredValue[],
  from: number,
  rows: number,
): void {
  const units = gather(values, from, rows);
  if (units > MAX_UNITS) {
    fillOneByOne(vector, rows);
    return;
  }
  const { size, longest } = write(units);
  const address = longest > INLINE ? vector.keep(heap.subarray(0, size)) : 0;
  for (let row = 0, at = 0; row < rows; row++, at += 4) {
    const piece = pieceOf[row] as number;
    if (piece < 0) {
      words[at] = words[at + 1] = words[at + 2] = words[at + 3] = 0;
      vector.setNull(row);
    } else place(at, starts[piece] as number, sizes[piece] as number, address);
  }
  vector.endMemory();
}

/** Note the pieces and whose they are; gives their code units. */
function gather(values: readonly StoredValue[], from: number, rows: number): number {
  let units = 0;
  let last: StoredValue = null;
  pieces.length = 0;
  for (let row = 0; row < rows; row++) {
    const value = values[from + row];
    if (value === null || value === undefined) {
      pieceOf[row] = -1;
      continue;
    }
    if (value !== last) {
      const text = typeof value === 'string' ? value : String(value);
      units += text.length;
      pieces.push(text);
      last = value;
    }
    pieceOf[row] = pieces.length - 1;
  }
  return units;
}

/** Write the pieces into the heap. */
function write(units: number): { size: number; longest: number } {
  if (units * 3 + INLINE > heap.length) {
    heap = Buffer.alloc(units * 3 + INLINE);
    view = new DataView(heap.buffer, heap.byteOffset, heap.byteLength);
  }
  // Where all is ASCII, a text has as many bytes as code units.
  const isAscii = heap.write(pieces.join(''), 0, 'utf8') === units;
  let size = 0;
  let longest = 0;
  for (let i = 0; i < pieces.length; i++) {
    const piece = pieces[i] as string;
    const bytes = isAscii ? piece.length : heap.write(piece, size, 'utf8');
    starts[i] = size;
    sizes[i] = bytes;
    size += bytes;
    if (bytes > longest) longest = bytes;
  }
  return { size, longest };
}

/** Write the `string_t` of a text: its length, then its bytes, or the first four and the address of all. */
function place(at: number, start: number, size: number, address: number): void {
  words[at] = size;
  if (size <= INLINE) {
    words[at + 1] = view.getInt32(start, true) & (first[size] as number);
    words[at + 2] = view.getInt32(start + 4, true) & (second[size] as number);
    words[at + 3] = view.getInt32(start + 8, true) & (third[size] as number);
    return;
  }
  const there = address + start;
  words[at + 1] = view.getInt32(start, true);
  words[at + 2] = there % TWO_32;
  words[at + 3] = there / TWO_32;
}

function fillOneByOne(vector: PartVector, rows: number): void {
  const items = vector.items();
  for (let row = 0; row < rows; row++) {
    const piece = pieceOf[row] as number;
    if (piece < 0) vector.setNull(row);
    else items.setItem(row, pieces[piece] as string);
  }
  items.flush();
  vector.endItems();
}
