import { randomBytes } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, rm, statfs } from 'node:fs/promises';
import type { IncomingMessage } from 'node:http';
import { dirname, join, sep } from 'node:path';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { HuntError } from '../base/index.ts';
import { diskFault } from '../files/index.ts';
import type { Uploaded } from '../protocol/index.ts';
import { chunksOf } from './request-body.ts';

const chunkTimeoutMs = 60_000;
const spareBytes = 512 * 1024 * 1024;
const nameLimitBytes = 120;
const idLength = 24;

const mebibytes = (bytes: number): string =>
  `${Math.floor(bytes / 1024 ** 2).toLocaleString('en')} MiB`;

interface Kept {
  path: string;
  name: string;
}

/**
 * A name that is safe as the last part of a path on any system and still tells what the file is: the
 * name of a table is often made from it.
 */
export function safeFileName(name: string): string {
  const last = name.split(/[/\\]/).at(-1) ?? '';
  const plain = last.replace(/[^\p{L}\p{N} ._()@+-]/gu, '_').replace(/^[. ]+|[. ]+$/g, '');
  const ending = /\.[A-Za-z0-9.]{1,16}$/.exec(plain)?.[0] ?? '';
  let stem = plain.slice(0, plain.length - ending.length);
  while (Buffer.byteLength(stem + ending) > nameLimitBytes) stem = stem.slice(0, -1);
  return stem + ending || 'file';
}

/** Files that came from the page, kept in a scratch folder until the workbench closes. */
export class Uploads {
  readonly #folder: string;
  readonly #limitBytes: number;
  readonly #kept = new Map<string, Kept>();

  constructor(folder: string, limitBytes: number) {
    this.#folder = folder;
    this.#limitBytes = limitBytes;
  }

  /** Write a request's body to disk. Throws `workbench/too-large` past the limit or the room on the disk. */
  async receive(name: string, incoming: IncomingMessage, signal: AbortSignal): Promise<Uploaded> {
    const announced = Number(incoming.headers['content-length'] ?? 0);
    const freeBytes = await this.#freeBytes();
    const room = Math.min(this.#limitBytes, Math.max(0, freeBytes - spareBytes));
    const upload = randomBytes(idLength / 2).toString('hex');
    const folder = join(this.#folder, upload);
    const path = join(folder, safeFileName(name));
    let sizeBytes = 0;
    const tooLarge = (): HuntError => {
      const size = announced > 0 ? `has ${mebibytes(announced)}, and` : 'is larger:';
      const free = `the disk of ${dirname(this.#folder)} has ${mebibytes(freeBytes)} free, of which ${mebibytes(spareBytes)} are left alone`;
      return new HuntError({
        code: 'workbench/too-large',
        message:
          room < this.#limitBytes
            ? `“${name}” ${size} ${free}.`
            : `“${name}” is larger than the ${mebibytes(room)} that may be dropped.`,
        hint: 'Open it by its path on this computer: then it is not copied.',
      });
    };
    if (announced > room) throw tooLarge();
    const counter = new Transform({
      transform(chunk: Uint8Array, _encoding, done): void {
        sizeBytes += chunk.length;
        done(sizeBytes > room ? tooLarge() : null, chunk);
      },
    });
    try {
      await mkdir(folder, { mode: 0o700, recursive: true });
      const source = chunksOf(incoming, { idleMs: chunkTimeoutMs });
      await pipeline(source, counter, createWriteStream(path, { mode: 0o600, flags: 'wx' }), {
        signal,
      });
    } catch (error) {
      await rm(folder, { recursive: true, force: true });
      const wanted = { path, what: `“${name}”`, sizeBytes: announced };
      throw diskFault(error, { ...wanted, code: 'workbench/cannot-write' });
    }
    this.#kept.set(upload, { path, name });
    return { upload, name, sizeBytes };
  }

  async #freeBytes(): Promise<number> {
    const disk = await statfs(this.#folder).catch(() => statfs(dirname(this.#folder)));
    return disk.bavail * disk.bsize;
  }

  /** The path of an upload on disk. */
  path(upload: string): string {
    const kept = this.#kept.get(upload);
    if (!kept)
      throw new HuntError({
        code: 'workbench/no-such-upload',
        message: 'This upload is not known.',
        hint: 'Drop the file again.',
      });
    return kept.path;
  }

  /**
   * The same value with the paths of uploads replaced by the user's own names for the files, in every
   * text of it: scratch paths mean nothing to them.
   */
  shown<T>(value: T): T {
    if (this.#kept.size === 0) return value;
    const reviver = (_key: string, part: unknown): unknown =>
      typeof part === 'string' ? this.#shownText(part) : part;
    return JSON.parse(JSON.stringify(value), reviver) as T;
  }

  #shownText(text: string): string {
    const before = `${this.#folder}${sep}`;
    let shown = '';
    let done = 0;
    for (let at = text.indexOf(before); at >= 0; at = text.indexOf(before, done)) {
      const id = text.slice(at + before.length, at + before.length + idLength);
      const kept = this.#kept.get(id);
      const known = kept !== undefined && text.startsWith(kept.path, at);
      shown += text.slice(done, at) + (known ? kept.name : before);
      done = at + (known ? kept.path.length : before.length);
    }
    return shown + text.slice(done);
  }
}
