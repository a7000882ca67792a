import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { type FileHandle, open, readFile, rm, stat } from 'node:fs/promises';
import { HuntError } from '../base/index.ts';
import { diskFault, putInPlace, replaceFile } from '../files/index.ts';

/** What is known of the whole of which a part is here. */
interface Whole {
  /** Where it comes from, without the query. */
  from: string;
  /** What tells that it is still the same: a strong ETag, else when it was changed; null where the server says neither. */
  validator: string | null;
  sizeBytes: number | null;
}

/** A file that is being downloaded: `NAME.part`, and beside it `NAME.part.json`, by which it can go on another day. */
export class PartialFile {
  readonly path: string;
  readonly #from: string;
  /** How many bytes are here. */
  have = 0;
  /** Whether what an earlier try left is used. */
  resumed = false;
  whole: Whole;
  #handle: FileHandle | null = null;

  private constructor(path: string, from: string) {
    this.path = path;
    this.#from = from;
    this.whole = { from, validator: null, sizeBytes: null };
  }

  /** What is here of an earlier try, if it can go on: of the same address, and recognisable (`checked`: by its checksum). */
  static async of(file: string, from: string, checked: boolean): Promise<PartialFile> {
    const part = new PartialFile(`${file}.part`, from);
    const known = await wholeIn(`${part.path}.json`);
    const size = await stat(part.path).then(
      (found) => (found.isFile() ? found.size : 0),
      () => 0,
    );
    if (known?.from === from && (known.validator !== null || checked) && size > 0) {
      part.whole = known;
      part.have = size;
      part.resumed = true;
    }
    return part;
  }

  /** Begin anew, with what the server now says of the whole. */
  async begin(whole: Omit<Whole, 'from'>): Promise<void> {
    await this.close();
    this.whole = { ...whole, from: this.#from };
    this.have = 0;
    this.resumed = false;
    this.#handle = await open(this.path, 'w');
    await replaceFile(`${this.path}.json`, `${JSON.stringify(this.whole)}\n`);
  }

  /** Go on behind what is here. */
  async goOn(): Promise<void> {
    this.#handle ??= await open(this.path, 'r+');
  }

  async write(bytes: Uint8Array): Promise<void> {
    if (!this.#handle) throw new Error('nothing is open');
    for (let at = 0; at < bytes.length; ) {
      const left = bytes.length - at;
      const { bytesWritten } = await this.#handle.write(bytes, at, left, this.have);
      at += bytesWritten;
      this.have += bytesWritten;
    }
  }

  async close(): Promise<void> {
    await this.#handle?.close();
    this.#handle = null;
  }

  /** Let nothing of it stay. */
  async drop(): Promise<void> {
    await this.close();
    for (const path of [this.path, `${this.path}.json`]) await rm(path, { force: true });
    this.have = 0;
    this.resumed = false;
    this.whole = { from: this.#from, validator: null, sizeBytes: null };
  }

  /** Give it its name. */
  async finish(file: string): Promise<void> {
    await this.goOn();
    await this.#handle?.sync();
    await this.close();
    await putInPlace(this.path, file);
    await rm(`${this.path}.json`, { force: true });
  }
}

async function wholeIn(path: string): Promise<Whole | null> {
  const text = await readFile(path, 'utf8').catch(() => '');
  try {
    const { from, validator, sizeBytes } = JSON.parse(text) as Record<string, unknown>;
    if (typeof from !== 'string') return null;
    return {
      from,
      validator: typeof validator === 'string' ? validator : null,
      sizeBytes: Number.isSafeInteger(sizeBytes) ? Number(sizeBytes) : null,
    };
  } catch {
    return null;
  }
}

/** The SHA-256 of a file, in hexadecimal digits. */
export async function sha256Of(path: string, signal: AbortSignal): Promise<string> {
  const hash = createHash('sha256');
  for await (const bytes of createReadStream(path, { signal })) hash.update(bytes as Buffer);
  return hash.digest('hex');
}

/** What the user is told where the disk refuses. */
export function cannotWrite(path: string, error: unknown): unknown {
  const told = diskFault(error, { path, what: `'${path}'`, code: 'downloads/cannot-write' });
  if (told === error || !(told instanceof HuntError)) return error;
  const hint =
    'Make room, or name another folder by --out; what came is kept, and goes on from there.';
  return new HuntError({ code: told.code, message: told.message, hint, cause: error });
}
