import type { Chunk } from './chunk.ts';
import { Damage } from './damage.ts';
import { isValueType, valueEnd } from './value.ts';

/** Bytes before the tokens of a template definition: next, GUID, size. */
export const DEFINITION_HEADER_BYTES = 24;

/** The values of one template instance: where the definition stands, and type and place of each value. */
export interface Instance {
  definition: number;
  count: number;
  types: Uint8Array;
  starts: Uint32Array;
  sizes: Uint16Array;
  /** Offset after the last value. */
  end: number;
}

/** An instance to read into; it grows as needed, so that one serves for many records. */
export function newInstance(): Instance {
  return {
    definition: 0,
    count: 0,
    types: new Uint8Array(64),
    starts: new Uint32Array(64),
    sizes: new Uint16Array(64),
    end: 0,
  };
}

/**
 * Read the instance whose token `0x0c` stands before `at`; checks every value. Throws `Damage`.
 * Like the Rust reader it goes on after a value that is shorter or longer than its stated size.
 */
export function readInstance(chunk: Chunk, at: number, into: Instance): Instance {
  const { bytes } = chunk;
  into.definition = bytes.u32(bytes.need(at, 5));
  let p = at + 9;
  if (p === into.definition)
    p = bytes.need(p + DEFINITION_HEADER_BYTES, bytes.u32(p + DEFINITION_HEADER_BYTES - 4));
  const count = bytes.u32(p);
  p += 4;
  let value = bytes.need(p, count * 4);
  reserve(into, count);
  const { types, starts, sizes } = into;
  const { array } = bytes;
  for (let i = 0; i < count; i++, p += 4) {
    const size = (array[p] as number) | ((array[p + 1] as number) << 8);
    const type = array[p + 2] as number;
    if (!isValueType(type)) throw new Damage(`there is no value type 0x${type.toString(16)}`);
    types[i] = type;
    starts[i] = value;
    sizes[i] = size;
    const end = valueEnd(bytes, type, value, size);
    value = end < value + size ? bytes.need(value, size) : end;
  }
  into.count = count;
  into.end = value;
  return into;
}

function reserve(into: Instance, count: number): void {
  if (count <= into.types.length) return;
  const room = Math.max(count, into.types.length * 2);
  into.types = new Uint8Array(room);
  into.starts = new Uint32Array(room);
  into.sizes = new Uint16Array(room);
}

/**
 * Where the one template instance of a piece of binary XML begins (after its token), or 0 where the
 * piece has another shape and must be read token by token.
 */
export function instanceOffset(chunk: Chunk, start: number, size: number): number {
  const array = chunk.bytes.array;
  if (size >= 6 && array[start] === 0x0f && array[start + 4] === 0x0c) return start + 5;
  if (size >= 1 && array[start] === 0x0c) return start + 1;
  return 0;
}
