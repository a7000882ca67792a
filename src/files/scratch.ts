import { lstatSync, mkdtempSync, readdirSync, realpathSync, rmSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { diskFault } from './disk-fault.ts';
import { isRunning, processMark } from './process-mark.ts';

const open = new Set<string>();
let watching = false;

/**
 * A folder for what need not last, in the system's folder for such things. It goes by `dropScratch`, or with the process;
 * what a killed process left goes when the next one makes a folder. Errors: `files/no-scratch`.
 */
export function makeScratch(kind: 'session' | 'workbench' | 'output' | 'run'): string {
  if (!watching) {
    watching = true;
    sweep();
    process.on('exit', () => {
      for (const folder of open) rmSync(folder, { recursive: true, force: true });
    });
  }
  const path = join(tmpdir(), `huntbook-${kind}-${processMark()}-`);
  try {
    // DuckDB compares real paths when it checks what it may open.
    const folder = realpathSync(mkdtempSync(path));
    open.add(folder);
    return folder;
  } catch (error) {
    throw diskFault(error, { path, what: 'What is open', code: 'files/no-scratch' });
  }
}

/** Remove a folder made by `makeScratch`. */
export async function dropScratch(folder: string): Promise<void> {
  open.delete(folder);
  await rm(folder, { recursive: true, force: true, maxRetries: 3 });
}

function sweep(): void {
  for (const name of namesIn(tmpdir())) {
    const mark = /^huntbook-[a-z]+-(\d+(?:\.[\w-]+)?)-\w{6}$/.exec(name)?.[1];
    if (mark === undefined || isRunning(mark)) continue;
    const path = join(tmpdir(), name);
    try {
      if (isOwn(path)) rmSync(path, { recursive: true, force: true });
    } catch {
      // It was swept by another process at the same time, or is held: the next start tries again.
    }
  }
}

const isOwn = (path: string): boolean => {
  const { uid } = lstatSync(path);
  return process.getuid === undefined || uid === process.getuid();
};

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
