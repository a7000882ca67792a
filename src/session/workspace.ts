import { mkdtempSync, readdirSync, realpathSync, rmSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const prefix = 'huntbook-session-';
const open = new Set<string>();
let watching = false;

/** A folder of its own for one hunt: parts, exports, spilled data. It goes with the hunt, or with the process. */
export function makeWorkspace(): string {
  if (!watching) {
    watching = true;
    sweep();
    process.on('exit', () => {
      for (const folder of open) rmSync(folder, { recursive: true, force: true });
    });
  }
  // DuckDB compares real paths when it checks what it may open.
  const folder = realpathSync(mkdtempSync(join(tmpdir(), `${prefix}${process.pid}-`)));
  open.add(folder);
  return folder;
}

/** Remove a folder made by `makeWorkspace`. */
export async function dropWorkspace(folder: string): Promise<void> {
  open.delete(folder);
  await rm(folder, { recursive: true, force: true, maxRetries: 3 });
}

/** Remove what hunts left behind whose process was killed. */
function sweep(): void {
  for (const name of readdirSync(tmpdir())) {
    const pid = Number(new RegExp(`^${prefix}(\\d+)-`).exec(name)?.[1]);
    if (!pid || isAlive(pid)) continue;
    try {
      rmSync(join(tmpdir(), name), { recursive: true, force: true });
    } catch {
      // Another user's: not ours to remove.
    }
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
