import { stat } from 'node:fs/promises';
import { HuntError } from '../base/index.ts';
import type { OpenTable } from '../tables/index.ts';

/** Throw where a file in which rows were left is not as it was when it was opened: nobody knows what would be read. */
export async function checkStanding(tables: readonly OpenTable[]): Promise<void> {
  const files = new Map(tables.flatMap(({ files }) => files.map((file) => [file.path, file])));
  for (const { path, sizeBytes, modifiedMs } of files.values()) {
    const now = await stat(path).catch(() => null);
    if (now?.size === sizeBytes && now.mtimeMs === modifiedMs) continue;
    throw new HuntError({
      code: 'session/file-changed',
      message: `"${path}" ${now ? 'was changed' : 'is gone'} since it was opened, and its rows were left in it.`,
      hint: now
        ? 'Open it again, in a new hunt.'
        : 'Put it back, or open what has taken its place.',
    });
  }
}
