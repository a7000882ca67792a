import { createReadStream } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import type { ByteRange, Input } from './define-format.ts';

const headBytes = 65_536;

/**
 * A file on disk as an input. `name` is what the user calls it; `modifiedMs` is when that was last changed, where
 * the file on disk is only a copy.
 */
export async function fileInput(
  path: string,
  name: string,
  baseName: string,
  modifiedMs?: number,
): Promise<Input> {
  const { size, mtimeMs } = await stat(path);
  let head: Promise<Uint8Array> | null = null;
  return {
    name,
    baseName,
    sizeBytes: size,
    modifiedMs: modifiedMs ?? mtimeMs,
    head: () => {
      head ??= readHead(path);
      return head;
    },
    path: async () => path,
    stream: (range?: ByteRange) => streamFile(path, range),
  };
}

async function readHead(path: string): Promise<Uint8Array> {
  const file = await open(path, 'r');
  try {
    const buffer = new Uint8Array(headBytes);
    const { bytesRead } = await file.read(buffer, 0, headBytes, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}

async function* streamFile(path: string, range?: ByteRange): AsyncGenerator<Uint8Array> {
  if (range && range.end <= range.start) return;
  const bounds = range ? { start: range.start, end: range.end - 1 } : {};
  for await (const chunk of createReadStream(path, { highWaterMark: 2 ** 20, ...bounds }))
    yield chunk as Buffer;
}
