import { randomBytes } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { HuntError } from '../base/index.ts';
import { diskFault } from '../files/index.ts';
import type { SavedFile, SaveStreams } from '../protocol/index.ts';
import type { ResultTable } from './hunt.ts';
import { safeFileName } from './uploads.ts';

const mostKept = 8;

/** Files that a page has asked for, kept in a scratch folder until they are fetched, or newer ones come. */
export class SavedFiles {
  readonly #folder: string;
  readonly #kept = new Map<string, SavedFile & { path: string }>();

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** Write rows. Texts that a spreadsheet would take for formulas are made harmless in CSV. Errors: `workbench/not-a-step`. */
  async write(
    table: ResultTable,
    { kql, format, name }: Omit<SaveStreams['save']['body'], 'result'>,
    signal: AbortSignal,
  ): Promise<SavedFile> {
    if (kql !== '' && !kql.trimStart().startsWith('|'))
      throw new HuntError({
        code: 'workbench/not-a-step',
        message: `What is saved of a result begins with '|': '${kql.slice(0, 80)}' does not.`,
      });
    return this.keep(`${name || 'rows'}.${format}`, async (path) => {
      const rows = kql === '' ? table : await table.kql(kql, { signal, held: true });
      await rows.export({ format, path, signal });
    });
  }

  /** Keep a file of this name, which `write` fills. */
  async keep(name: string, write: (path: string) => Promise<void>): Promise<SavedFile> {
    const id = randomBytes(12).toString('hex');
    const folder = join(this.#folder, `saved-${id}`);
    const path = join(folder, safeFileName(name));
    try {
      await mkdir(folder, { mode: 0o700, recursive: true });
      await write(path);
      const { size } = await stat(path);
      const file = { id, name: basename(path), sizeBytes: size };
      this.#kept.set(id, { ...file, path });
      const [oldest] = this.#kept.keys();
      if (this.#kept.size > mostKept && oldest !== undefined) await this.#drop(oldest);
      return file;
    } catch (error) {
      await rm(folder, { recursive: true, force: true });
      throw diskFault(error, { path, what: `“${name}”`, code: 'workbench/cannot-write' });
    }
  }

  /** The file, as an answer to be kept under its name. It is gone once it was sent. */
  fetch(id: string): Response | null {
    const kept = this.#kept.get(id);
    if (!kept) return null;
    this.#kept.delete(id);
    const bytes = createReadStream(kept.path);
    bytes.on('close', () => void rm(dirname(kept.path), { recursive: true, force: true }));
    const encoded = encodeURIComponent(kept.name).replace(
      /['()*]/g,
      (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`,
    );
    return new Response(Readable.toWeb(bytes) as ReadableStream, {
      headers: {
        'Content-Type': 'application/octet-stream',
        'Content-Length': String(kept.sizeBytes),
        'Content-Disposition': `attachment; filename*=UTF-8''${encoded}`,
      },
    });
  }

  async #drop(id: string): Promise<void> {
    const kept = this.#kept.get(id);
    this.#kept.delete(id);
    if (kept) await rm(dirname(kept.path), { recursive: true, force: true });
  }
}
