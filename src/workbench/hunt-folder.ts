import { existsSync } from 'node:fs';
import { lstat, mkdir, readdir, readFile, rename, rm } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { HuntError } from '../base/index.ts';
import {
  createFile,
  diskFault,
  readUtf8,
  replaceFile,
  sweepPartials,
  withLock,
} from '../files/index.ts';
import { readHunt } from '../hunts/index.ts';
import type { HuntListing } from '../protocol/index.ts';
import { HuntHistory } from './hunt-history.ts';

const listed = 500;
const fileLimitBytes = 16 * 1024 * 1024;
const historyFolder = '.huntbook';

/** Where hunts are kept, and why there. */
export interface HuntsHome {
  readonly folder: string;
  /** `named` by the user, the `project`'s own, or `own`: the user's data folder. */
  readonly why: HuntListing['why'];
  /** The hunt that pages begin with. */
  readonly first?: string;
}

/** The folder `hunts` where the workbench is started, where there is one; else one in the user's data folder. */
export function huntsHome(from: string = process.cwd()): HuntsHome {
  const project = join(from, 'hunts');
  if (existsSync(project)) return { folder: project, why: 'project' };
  const base = process.env['XDG_DATA_HOME'] || join(homedir(), '.local', 'share');
  return { folder: join(base, 'huntbook', 'hunts'), why: 'own' };
}

/** What a file was when it was last looked at. */
export interface FileState {
  readonly text: string;
  readonly stamp: string;
}

/** The hunts of a folder: files whose names end in `.md`, read and written whole. */
export class HuntFolder {
  readonly folder: string;
  readonly why: HuntsHome['why'];
  readonly #first: string | null;

  constructor({ folder, why, first }: HuntsHome) {
    this.folder = resolve(folder);
    this.why = why;
    this.#first = first ?? null;
  }

  /** The hunts, the one that was changed last first, 500 at most. */
  async list(): Promise<HuntListing> {
    const entries = await readdir(this.folder, { withFileTypes: true }).catch(() => []);
    const names = entries.filter((e) => e.isFile() && isName(e.name)).map((e) => e.name);
    const hunts = await Promise.all(
      names.slice(0, 5000).map(async (name) => {
        const facts = await lstat(join(this.folder, name)).catch(() => null);
        return { name, changed: facts?.mtime.toISOString() ?? '', sizeBytes: facts?.size ?? 0 };
      }),
    );
    hunts.sort((a, b) => (a.changed < b.changed ? 1 : -1));
    const some = hunts.slice(0, listed);
    const titled = await Promise.all(
      some.map(async ({ sizeBytes, ...hunt }) => ({
        ...hunt,
        title: await this.#title(hunt.name, sizeBytes),
      })),
    );
    const more = hunts.length > listed;
    return { folder: this.folder, why: this.why, first: this.#first, hunts: titled, more };
  }

  async #title(name: string, sizeBytes: number): Promise<string | null> {
    if (sizeBytes > fileLimitBytes) return null;
    const text = await readFile(join(this.folder, name), 'utf8').catch(() => '');
    const head = /^---[^\n]*\n[\s\S]{0,65536}?\n---[^\n]*\n/.exec(text)?.[0] ?? '';
    try {
      return readHunt(head, name).title;
    } catch {
      return null;
    }
  }

  path(name: string): string {
    if (!isName(name)) throw badName(name);
    return join(this.folder, name);
  }

  /** What a file changes by when it is written; null where it is gone. */
  async stamp(name: string): Promise<string | null> {
    const facts = await lstat(this.path(name), { bigint: true }).catch(() => null);
    return facts?.isFile() ? `${facts.mtimeNs} ${facts.size} ${facts.ino}` : null;
  }

  async read(name: string): Promise<FileState> {
    const path = this.path(name);
    const stamp = await this.stamp(name);
    const facts = await lstat(path).catch(() => null);
    if (stamp === null || !facts?.isFile())
      throw new HuntError({
        code: 'workbench/no-such-hunt',
        message: `There is no hunt '${name}' in ${this.folder}.`,
        hint: 'It may have been moved or renamed: look at the list of hunts.',
      });
    if (facts.size > fileLimitBytes) throw tooLarge(name);
    const text = await readUtf8(path).catch((cause: unknown) => {
      throw cannotRead(name, this.folder, cause);
    });
    if (text === null) throw notUtf8(name, this.folder);
    return { text, stamp };
  }

  /**
   * Look at a hunt and write it while no other Huntbook does either. Nothing that the file system refuses passes as
   * anything but `workbench/cannot-write`.
   */
  async changing<T>(name: string, work: () => Promise<T>): Promise<T> {
    const path = `${this.#historyOf(name)}.lock`;
    try {
      await this.#hideHistory();
      return await withLock({ path, about: `the hunt '${name}'` }, work);
    } catch (error) {
      throw this.#cannotWrite(name, error);
    }
  }

  #cannotWrite(name: string, error: unknown): unknown {
    const what = `The hunt '${name}'`;
    return diskFault(error, { path: this.path(name), what, code: 'workbench/cannot-write' });
  }

  /** Remove what killed processes left half-written; gives how many files. */
  async sweep(): Promise<number> {
    const left = await sweepPartials(this.folder);
    const kept = join(this.folder, historyFolder);
    const histories = await readdir(kept).catch(() => []);
    for (const folder of ['', ...histories.filter(isName)])
      left.push(...(await sweepPartials(join(kept, folder))));
    return left.length;
  }

  /** Write a hunt whole; gives what `stamp` says of it from now on. */
  async write(name: string, text: string): Promise<string> {
    await mkdir(this.folder, { recursive: true });
    await replaceFile(this.path(name), text);
    return (await this.stamp(name)) ?? '';
  }

  /** Write a new hunt under a name that no other has, made of what it is called; gives the name. */
  async create(called: string, text: string): Promise<string> {
    const stem = stemOf(called);
    for (let n = 1; n < 1000; n++) {
      const name = `${stem}${n === 1 ? '' : `-${n}`}.md`;
      try {
        await mkdir(this.folder, { recursive: true });
        await createFile(this.path(name), text);
        return name;
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'EEXIST')
          throw this.#cannotWrite(name, error);
      }
    }
    throw badName(called);
  }

  /** Give a hunt another name. Errors: `workbench/hunt-exists`. */
  async rename(from: string, called: string): Promise<string> {
    const to = `${stemOf(called.replace(/\.md$/i, ''))}.md`;
    if (to === from) return to;
    const same = to.toLowerCase() === from.toLowerCase();
    if (!same && (await this.stamp(to)) !== null)
      throw new HuntError({
        code: 'workbench/hunt-exists',
        message: `There is a hunt '${to}' already.`,
        hint: 'Choose another name.',
      });
    try {
      await rename(this.path(from), this.path(to));
    } catch (error) {
      throw this.#cannotWrite(to, error);
    }
    return to;
  }

  async history(name: string, text: string): Promise<HuntHistory> {
    await this.#hideHistory();
    return HuntHistory.open(this.#historyOf(name), text);
  }

  async keepHistory(history: HuntHistory, name: string): Promise<void> {
    await this.#hideHistory();
    await history.keepIn(this.#historyOf(name));
  }

  async forgetHistory(name: string): Promise<void> {
    await rm(this.#historyOf(name), { recursive: true, force: true });
  }

  /** Versions are nothing to be committed with the hunts. */
  async #hideHistory(): Promise<void> {
    const folder = join(this.folder, historyFolder);
    await mkdir(folder, { recursive: true });
    const ignore = join(folder, '.gitignore');
    if (!existsSync(ignore)) await replaceFile(ignore, '*\n');
  }

  #historyOf(name: string): string {
    return join(this.folder, historyFolder, name);
  }
}

/** The tour, as it comes with the package. */
export const tourPath: string = fileURLToPath(new URL('../../samples/tour.md', import.meta.url));

const isName = (name: string): boolean =>
  /\.md$/i.test(name) && !/^\.|[/\\\0]/.test(name) && name.length <= 200;

function stemOf(called: string): string {
  const plain = called.replace(/[^\p{L}\p{N}._ ()-]+/gu, ' ').trim();
  const stem = plain
    .replace(/\s+/g, '-')
    .replace(/^[.-]+|[.-]+$/g, '')
    .slice(0, 80);
  return stem === '' ? 'hunt' : stem;
}

function badName(name: string): HuntError {
  return new HuntError({
    code: 'workbench/bad-hunt-name',
    message: `'${name.slice(0, 80)}' is not a name for a hunt.`,
    hint: 'A hunt is a file of the folder of hunts, and its name ends in .md.',
  });
}

function tooLarge(name: string): HuntError {
  return new HuntError({
    code: 'workbench/too-large',
    message: `'${name}' is larger than ${fileLimitBytes / 1024 ** 2} MiB.`,
    hint: 'Keep rows in files that the hunt opens, not in the hunt.',
  });
}

function notUtf8(name: string, folder: string): HuntError {
  return new HuntError({
    code: 'workbench/not-utf8',
    message: `'${name}' in ${folder} is not a text in UTF-8: it is damaged, or was saved in another encoding.`,
    hint: `It was left as it is. Save it as UTF-8 with an editor, or take an earlier version from ${historyFolder}/${name}.`,
  });
}

function cannotRead(name: string, folder: string, cause: unknown): HuntError {
  const { code = '' } = cause as NodeJS.ErrnoException;
  return new HuntError({
    code: 'workbench/cannot-read',
    message: `'${name}' in ${folder} cannot be read (${code}).`,
    hint: 'Look at its permissions, and at the disk.',
    cause,
  });
}
