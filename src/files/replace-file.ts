import { randomBytes } from 'node:crypto';
import { closeSync, fsyncSync, openSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { link, open, readdir, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { isRunning, processMark } from './process-mark.ts';

/**
 * Where a file is written until it is whole: beside it, so that a rename is enough, under a name that says whose it is, by
 * which `sweepPartials` knows what a killed process left.
 */
export function partialBeside(path: string): string {
  return `${path}.${randomBytes(3).toString('hex')}.${processMark()}.partial`;
}

interface Written {
  /** Rights of the new file. */
  mode?: number;
}

/** Write a file so that it is whole or as before, whatever happens meanwhile, a loss of power included. */
export async function replaceFile(
  path: string,
  content: string | Uint8Array,
  { mode = 0o666 }: Written = {},
): Promise<void> {
  await throughPartial(path, content, mode, (partial) => putInPlace(partial, path));
}

/** Write a file that must not be there yet, whole or not at all. Rejects with `EEXIST` where it is there. */
export async function createFile(
  path: string,
  content: string | Uint8Array,
  { mode = 0o666 }: Written = {},
): Promise<void> {
  await throughPartial(path, content, mode, async (partial) => {
    try {
      await link(partial, path);
    } catch (error) {
      if (!cannotLink.has((error as NodeJS.ErrnoException).code ?? '')) throw error;
      await (await open(path, 'wx', mode)).close();
      await rename(partial, path);
    }
    await syncFolder(dirname(path));
  });
}

/** What disks say that know no second name of a file. */
const cannotLink: ReadonlySet<string> = new Set(['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS']);

async function throughPartial(
  path: string,
  content: string | Uint8Array,
  mode: number,
  place: (partial: string) => Promise<void>,
): Promise<void> {
  const partial = partialBeside(path);
  try {
    const file = await open(partial, 'wx', mode);
    try {
      await file.writeFile(content);
      await file.sync();
    } finally {
      await file.close();
    }
    await place(partial);
  } finally {
    await rm(partial, { force: true });
  }
}

/** Give a finished file or folder its name, in place of what has it. */
export async function putInPlace(partial: string, path: string): Promise<void> {
  await rename(partial, path);
  await syncFolder(dirname(path));
}

/** The same as `replaceFile`, where nothing can be awaited. */
export function replaceFileSync(
  path: string,
  content: string | Uint8Array,
  { mode = 0o666 }: Written = {},
): void {
  const partial = partialBeside(path);
  try {
    const file = openSync(partial, 'wx', mode);
    try {
      writeFileSync(file, content);
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    renameSync(partial, path);
  } finally {
    rmSync(partial, { force: true });
  }
}

/** Windows, and some disks of networks, know no such thing: the rename is then as lasting as they make it. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r').catch(() => null);
  await handle?.sync().catch(() => {});
  await handle?.close();
}

/** Remove what processes that were killed left of files (or of the file of this name) in a folder; gives the names. */
export async function sweepPartials(folder: string, of?: string): Promise<string[]> {
  const names = await readdir(folder).catch(() => [] as string[]);
  const left = names.filter((name) => {
    const [, file = '', mark = ''] =
      /^(.*)\.[0-9a-f]{6}\.(\d+(?:\.[\w-]+)?)\.partial$/.exec(name) ?? [];
    return mark !== '' && (of === undefined || file === basename(of)) && !isRunning(mark);
  });
  for (const name of left) await rm(join(folder, name), { recursive: true, force: true });
  return left;
}
