import { createReadStream, createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { finished } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { Decompress } from 'fzstd';
import xz from 'xz-decompress';
import { HuntError } from '../base/index.ts';
import type { Budget } from './define-format.ts';

export type Compression = 'gzip' | 'zstd' | 'xz';

/** The compression that the first bytes announce. */
export function compressionOf(head: Uint8Array): Compression | null {
  const starts = (...bytes: number[]): boolean => bytes.every((byte, at) => head[at] === byte);
  if (starts(0x1f, 0x8b, 0x08)) return 'gzip';
  if (starts(0x28, 0xb5, 0x2f, 0xfd)) return 'zstd';
  if (starts(0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00)) return 'xz';
  return null;
}

/** Counts what one input of the user expands to, through all layers, against its budget. */
export class Expansion {
  readonly #name: string;
  readonly #sizeBytes: number;
  readonly #budget: Budget;
  #expanded = 0;

  constructor(name: string, sizeBytes: number, budget: Budget) {
    this.#name = name;
    this.#sizeBytes = sizeBytes;
    this.#budget = budget;
  }

  /** Small expansions never offend by their ratio. */
  static readonly harmlessBytes: number = 64 * 2 ** 20;

  add(bytes: number): void {
    this.#expanded += bytes;
    const { expandedBytes, expansionRatio } = this.#budget;
    const byRatio = Math.max(this.#sizeBytes * expansionRatio, Expansion.harmlessBytes);
    const allowed = Math.min(expandedBytes, byRatio);
    if (this.#expanded <= allowed) return;
    throw new HuntError({
      code: 'formats/expands-too-much',
      message: `"${this.#name}" expands to more than ${allowed} bytes, ${expansionRatio} times its size or the most that may be unpacked.`,
      hint: 'If you trust it, unpack it yourself and open what it holds, or raise the budget.',
    });
  }
}

/**
 * Write bytes to a new file, counted. A source that breaks off midway gives a sentence about it, and what
 * came before stays; one that breaks off at once is an error.
 */
export async function writeCounted(
  source: AsyncIterable<Uint8Array>,
  path: string,
  options: { expansion: Expansion; signal: AbortSignal; name: string },
): Promise<string | null> {
  const out = createWriteStream(path, { flags: 'wx' });
  const done = finished(out);
  done.catch(() => {});
  let written = 0;
  let broken: string | null = null;
  try {
    for await (const chunk of source) {
      options.signal.throwIfAborted();
      options.expansion.add(chunk.length);
      written += chunk.length;
      if (!out.write(chunk)) await new Promise<void>((resolve) => out.once('drain', resolve));
    }
  } catch (error) {
    options.signal.throwIfAborted();
    if (error instanceof HuntError) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    if (written === 0)
      throw new HuntError({
        code: 'formats/damaged-archive',
        message: `"${options.name}" cannot be unpacked: ${reason.replace(/[.\s]+$/, '')}.`,
        hint: 'The file may be cut short; copy it again from its source.',
        cause: error,
      });
    broken = `The compressed file is damaged or cut short; the ${written} bytes before that were read.`;
  } finally {
    out.end();
    await done;
  }
  return broken;
}

/** The bytes of a compressed file. */
export function decompressed(path: string, compression: Compression): AsyncIterable<Uint8Array> {
  const file = createReadStream(path, { highWaterMark: compression === 'zstd' ? 65_536 : 2 ** 20 });
  if (compression === 'gzip') {
    const gunzip = createGunzip({ chunkSize: 2 ** 18 });
    file.on('error', (error) => gunzip.destroy(error));
    return file.pipe(gunzip);
  }
  if (compression === 'zstd') return unzstd(file);
  const web = Readable.toWeb(file) as unknown as ConstructorParameters<
    typeof xz.XzReadableStream
  >[0];
  return Readable.fromWeb(
    new xz.XzReadableStream(web) as unknown as Parameters<typeof Readable.fromWeb>[0],
  );
}

async function* unzstd(file: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const ready: Uint8Array[] = [];
  const stream = new Decompress((chunk) => ready.push(chunk));
  let ended = false;
  stream.ondata = (chunk, last) => {
    ready.push(chunk);
    ended = last === true;
  };
  for await (const chunk of file) {
    stream.push(chunk);
    yield* ready.splice(0);
  }
  stream.push(new Uint8Array(), true);
  yield* ready.splice(0);
  if (!ended) throw new Error('the last frame is not whole');
}
