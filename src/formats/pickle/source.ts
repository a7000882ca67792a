import { damaged } from './faults.ts';

/** The bytes of a pickle and the place that is read next. */
export interface Source {
  readonly bytes: Buffer;
  at: number;
  /** Some of the bytes as Latin-1 text, from `windowStart`; short strings are cut out of it. */
  window: string;
  windowStart: number;
}

const windowBytes = 1 << 16;
const longText = 1 << 12;

export function openSource(bytes: Uint8Array): Source {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return { bytes: buffer, at: 0, window: '', windowStart: 0 };
}

/** Where the next `length` bytes start; the place moves behind them. */
export function take(source: Source, length: number): number {
  const start = source.at;
  if (!(length >= 0) || start + length > source.bytes.length) {
    throw damaged(
      `it is cut short: byte ${start} announces ${length} more bytes and ${source.bytes.length - start} are left`,
    );
  }
  source.at = start + length;
  return start;
}

export function byte(source: Source): number {
  return source.bytes[take(source, 1)] ?? 0;
}

export function uint32(source: Source): number {
  return source.bytes.readUInt32LE(take(source, 4));
}

/** A length of eight bytes. One past what a number holds exactly is past the file's end anyway. */
export function uint64(source: Source): number {
  return Number(source.bytes.readBigUInt64LE(take(source, 8)));
}

export function blob(source: Source, length: number): Uint8Array {
  const start = take(source, length);
  return source.bytes.subarray(start, start + length);
}

/** The text up to the next line feed, as Latin-1. */
export function line(source: Source): string {
  const end = source.bytes.indexOf(10, source.at);
  if (end < 0) throw damaged(`it is cut short in the line that starts at byte ${source.at}`);
  const text = source.bytes.toString('latin1', source.at, end);
  source.at = end + 1;
  return text;
}

/** The next `length` bytes as UTF-8. One call into the runtime serves thousands of short ASCII strings. */
export function text(source: Source, length: number): string {
  const start = take(source, length);
  const end = start + length;
  if (length > longText || !isAscii(source.bytes, start, end)) {
    return source.bytes.toString('utf8', start, end);
  }
  if (start < source.windowStart || end > source.windowStart + source.window.length) {
    source.window = source.bytes.toString(
      'latin1',
      start,
      Math.min(start + windowBytes, source.bytes.length),
    );
    source.windowStart = start;
  }
  return source.window.substring(start - source.windowStart, end - source.windowStart);
}

function isAscii(bytes: Buffer, start: number, end: number): boolean {
  for (let i = start; i < end; i++) if ((bytes[i] ?? 0) > 127) return false;
  return true;
}
