import { readdirSync, realpathSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { HuntError } from '../base/index.ts';

const maxEntries = 100_000;

/**
 * The files of a folder and the folders in it, links followed, each folder once however many links lead to it; what cannot be
 * looked into is left out. Errors: `catalog/too-many-files`.
 */
export function filesUnder(folder: string): string[] {
  const files: string[] = [];
  const seen = new Set<string>();
  const folders = [folder];
  let entries = 0;
  for (let at = folders.pop(); at !== undefined; at = folders.pop()) {
    const names = namesIn(at, seen);
    entries += names.length;
    if (entries > maxEntries) throw tooMany(folder);
    for (const name of names) {
      const path = join(at, name);
      const found = statOf(path);
      if (found?.isDirectory()) folders.push(path);
      else if (found?.isFile()) files.push(path);
    }
  }
  return files.sort();
}

function namesIn(folder: string, seen: Set<string>): string[] {
  try {
    const real = realpathSync(folder);
    if (seen.has(real)) return [];
    seen.add(real);
    return readdirSync(folder);
  } catch {
    return [];
  }
}

function statOf(path: string): ReturnType<typeof statSync> | undefined {
  try {
    return statSync(path);
  } catch {
    return undefined;
  }
}

function tooMany(folder: string): HuntError {
  return new HuntError({
    code: 'catalog/too-many-files',
    message: `'${folder}' holds more than ${maxEntries} files and folders.`,
    hint: 'Name the folder that holds the queries, or their data, only.',
  });
}
