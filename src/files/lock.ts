import { mkdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { HuntError } from '../base/index.ts';
import { isRunning, processMark } from './process-mark.ts';
import { createFile, partialBeside } from './replace-file.ts';

/** How a lock is taken. */
export interface Lock {
  /** The file that stands for it; its folder is made. */
  path: string;
  /** What it is about, for who waits in vain: `the hunt 'logons.md'`. */
  about: string;
  /** How long another process may hold it. */
  patienceMs?: number;
}

/**
 * Do some work that no other process does at the same time, as long as all ask for the same lock. A lock whose process is
 * gone counts for nothing. Errors: `files/locked`.
 */
export async function withLock<T>(lock: Lock, work: () => Promise<T>): Promise<T> {
  const { path, about, patienceMs = 10_000 } = lock;
  await mkdir(dirname(path), { recursive: true });
  const began = performance.now();
  for (let tries = 1; !(await taken(path)); tries++) {
    const holder = await readFile(path, 'utf8').catch(() => null);
    if (holder === null) continue;
    if (!isRunning(holder)) await setAside(path, holder);
    else if (performance.now() - began > patienceMs) throw held(about, holder);
    else await wait(Math.min(200, 5 * tries));
  }
  try {
    return await work();
  } finally {
    await rm(path, { force: true });
  }
}

async function taken(path: string): Promise<boolean> {
  try {
    await createFile(path, processMark());
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

/** Take away a lock of the dead; if another process was faster, it is the new one that was moved, and goes back. */
async function setAside(path: string, holder: string): Promise<void> {
  const aside = partialBeside(path);
  const moved = await rename(path, aside).then(
    () => true,
    () => false,
  );
  if (!moved) return;
  const found = await readFile(aside, 'utf8');
  if (found !== holder && (await stat(path).catch(() => null)) === null) await rename(aside, path);
  else await rm(aside, { force: true });
}

function held(about: string, holder: string): HuntError {
  return new HuntError({
    code: 'files/locked',
    message: `Another Huntbook (process ${Number.parseInt(holder, 10)}) is writing ${about}.`,
    hint: 'Do it again when that is done, or end that process.',
  });
}
