import { Bytes } from './bytes.ts';
import { Damage } from './damage.ts';
import type { TextDecoderUtf16 } from './text.ts';
import { fileTimeMicros } from './time.ts';

export const FILE_HEADER_BYTES = 4096;
export const CHUNK_BYTES = 0x1_0000;
const CHUNK_HEADER_BYTES = 512;
const RECORD_HEADER_BYTES = 24;

/** One chunk of 64 KiB: its bytes and the names that its elements and attributes refer to. */
export interface Chunk {
  bytes: Bytes;
  /** Offset of a name to the name. */
  names: Map<number, string>;
  freeSpaceOffset: number;
  lastRecordId: number | bigint;
}

/** Where one record lies in its chunk. */
export interface RecordSpan {
  id: number | bigint;
  /** Offset of the header. */
  at: number;
  /** Offset and size of its binary XML. */
  start: number;
  size: number;
}

/** Open a chunk. Checksums are not compared, as by default in the Rust reader. Throws `Damage`. */
export function openChunk(array: Uint8Array, texts: TextDecoderUtf16): Chunk {
  const bytes = new Bytes(array);
  if (bytes.u32(0) !== 0x43666c45 || bytes.u32(4) !== 0x006b6e68)
    throw new Damage('the chunk does not begin with its magic number');
  return {
    bytes,
    names: readNames(bytes, texts),
    freeSpaceOffset: bytes.u32(48),
    lastRecordId: bytes.whole(32),
  };
}

/** The chunk's own table of names: 64 chains of `next, hash, length, text, NUL`. */
function readNames(bytes: Bytes, texts: TextDecoderUtf16): Map<number, string> {
  const names = new Map<number, string>();
  for (let bucket = 0; bucket < 64; bucket++) {
    let at = bytes.u32(128 + bucket * 4);
    // A name already seen ends the chain: a chain that bites its tail must not go round for ever.
    while (at !== 0 && !names.has(at)) {
      names.set(at, readName(bytes, at, texts));
      at = bytes.u32(at);
    }
  }
  return names;
}

/** The name whose link stands at `at`. Throws `Damage` where it leaves the chunk. */
export function readName(bytes: Bytes, at: number, texts: TextDecoderUtf16): string {
  const units = bytes.u16(at + 6);
  bytes.need(at + 8, units * 2 + 2);
  const name = texts.read(bytes.array, at + 8, units);
  return name;
}

/**
 * The records of a chunk in order, each with its place. Ends where the chunk says that its records end,
 * at zeros, or at damage, which is handed to `damaged`: after a broken header no further record can
 * be found.
 */
export function* recordsOf(
  chunk: Chunk,
  damaged: (reason: string, at: number) => void,
): Generator<RecordSpan> {
  const { bytes } = chunk;
  const end = Math.min(chunk.freeSpaceOffset, bytes.length);
  let at = CHUNK_HEADER_BYTES;
  while (at < end && at + RECORD_HEADER_BYTES <= bytes.length) {
    const magic = bytes.u32(at);
    if (magic === 0) return;
    const fault = magic === 0x2a2a ? recordFault(bytes, at) : 'a record lacks its magic number';
    if (fault) return damaged(fault, at);
    const size = bytes.u32(at + 4);
    const id = bytes.whole(at + 8);
    yield { id, at, start: at + RECORD_HEADER_BYTES, size: size - RECORD_HEADER_BYTES - 4 };
    if (id === chunk.lastRecordId) return;
    at += size;
  }
}

function recordFault(bytes: Bytes, at: number): string | null {
  const size = bytes.u32(at + 4);
  if (size < RECORD_HEADER_BYTES + 4) return `a record states a size of ${size} bytes`;
  if (at + size - 4 > bytes.length)
    return `a record of ${size} bytes runs past the end of its chunk`;
  try {
    fileTimeMicros(bytes, at + 16);
  } catch (error) {
    if (error instanceof Damage) return error.message;
    throw error;
  }
  return null;
}
