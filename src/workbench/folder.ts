import { readdir, stat } from 'node:fs/promises';
import { homedir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { HuntError } from '../base/index.ts';
import type { Calls, FolderEntry } from '../protocol/index.ts';

const shown = 500;

/**
 * What lies in a folder of this computer: folders first, by name, hidden ones left out, 500 at most.
 * An empty path is where the workbench was started; `~` is the user's own folder. Throws
 * `workbench/no-such-folder`.
 */
export async function listFolder(path: string): Promise<Calls['folder']['answer']> {
  const full = resolve(path.replace(/^~(?=$|[/\\])/, homedir()) || '.');
  const found = await readdir(full, { withFileTypes: true }).catch((cause: unknown) => {
    throw new HuntError({
      code: 'workbench/no-such-folder',
      message: `The folder “${full}” cannot be read.`,
      hint: 'Check the path and its permissions.',
      cause,
    });
  });
  const visible = found
    .filter((e) => !e.name.startsWith('.'))
    .sort(
      (a, b) => Number(b.isDirectory()) - Number(a.isDirectory()) || (a.name < b.name ? -1 : 1),
    );
  const entries = await Promise.all(
    visible.slice(0, shown).map(async (e): Promise<FolderEntry> => {
      const own = join(full, e.name);
      const facts = await stat(own).catch(() => null);
      const folder = facts?.isDirectory() ?? false;
      return { name: e.name, path: own, folder, sizeBytes: folder ? null : (facts?.size ?? null) };
    }),
  );
  const parent = dirname(full);
  return {
    path: full,
    parent: parent === full ? null : parent,
    entries,
    more: visible.length > shown,
  };
}
