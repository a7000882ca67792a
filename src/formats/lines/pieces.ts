import { Buffer } from 'node:buffer';
import type { ByteRange, Input } from '../define-format.ts';

/** Equal ranges that together cover the input; for formats whose lines mean the same wherever they stand. */
export function equalPieces(input: Input, pieces: number): Promise<ByteRange[]> {
  const size = Math.max(1, Math.ceil(input.sizeBytes / Math.max(1, pieces)));
  const ranges: ByteRange[] = [];
  for (let start = 0; start < input.sizeBytes; start += size)
    ranges.push({ start, end: Math.min(input.sizeBytes, start + size) });
  return Promise.resolve(ranges);
}

/** The whole lines at the head of an input, for sniffing; a last one that may be cut is left out. */
export function headLines(head: Uint8Array, most = 40): string[] {
  const bytes = Buffer.from(head.buffer, head.byteOffset, Math.min(head.length, 64 * 1024));
  const lines = bytes
    .toString('utf8')
    .replace(/^\uFEFF/, '')
    .split('\n', most + 1);
  if (lines.length > 1) lines.pop();
  return lines
    .map((line) => (line.endsWith('\r') ? line.slice(0, -1) : line))
    .filter((l) => l !== '');
}
