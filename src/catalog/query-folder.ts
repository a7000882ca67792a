import { readdirSync, readFileSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { HuntError } from '../base/index.ts';
import { filesUnder } from './files-under.ts';
import { type QueryFile, readQueryFile } from './read-query-file.ts';

const maxFiles = 5000;
const maxBytes = 4 * 1024 * 1024;

/** Where the queries that come with Huntbook lie. */
export const packsFolder: string = fileURLToPath(new URL('../../packs/', import.meta.url));

/**
 * Read all `.yaml` and `.yml` files of a folder and the folders in it, or one such file. What cannot be read is
 * left out and told of. Errors: `catalog/no-folder`, `catalog/too-many-files`.
 */
export function readQueryFolder(path: string): QueryFile {
  const all: QueryFile = { queries: [], faults: [] };
  for (const file of yamlFiles(path)) {
    try {
      const { queries, faults } = readQueryFile(textOf(file), file);
      all.queries.push(...queries);
      all.faults.push(...faults);
    } catch (error) {
      if (!(error instanceof HuntError)) throw error;
      all.faults.push(error);
    }
  }
  return all;
}

function yamlFiles(path: string): string[] {
  try {
    if (statSync(path).isFile()) return [path];
    readdirSync(path);
  } catch (cause) {
    throw new HuntError({
      code: 'catalog/no-folder',
      message: `The folder of queries '${path}' cannot be read.`,
      hint: 'Name a folder of YAML files in MSTICPy’s query format.',
      cause,
    });
  }
  const found = filesUnder(path).filter((name) => /\.ya?ml$/i.test(name));
  if (found.length <= maxFiles) return found;
  throw new HuntError({
    code: 'catalog/too-many-files',
    message: `'${path}' holds ${found.length} YAML files; at most ${maxFiles} are read.`,
    hint: 'Name the folder that holds the queries only.',
  });
}

/** Errors: `catalog/bad-yaml` where it cannot be read, or is too large. */
function textOf(file: string): string {
  try {
    if (statSync(file).size > maxBytes) throw tooLarge(file);
    return readFileSync(file, 'utf8');
  } catch (cause) {
    if (cause instanceof HuntError) throw cause;
    throw new HuntError({
      code: 'catalog/bad-yaml',
      message: `'${file}' cannot be read: ${(cause as NodeJS.ErrnoException).code ?? String(cause)}.`,
      hint: 'Look at who may read it.',
      cause,
    });
  }
}

function tooLarge(file: string): HuntError {
  return new HuntError({
    code: 'catalog/bad-yaml',
    message: `'${file}' is larger than ${maxBytes / 1024 / 1024} MiB.`,
    hint: 'A file of queries is a few kilobytes; name the folder that holds the queries only.',
  });
}
