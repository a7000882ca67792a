import { readdir, stat } from 'node:fs/promises';
import { join, relative, resolve, sep } from 'node:path';
import { HuntError } from '../base/index.ts';

const maxFiles = 100_000;
const maxDepth = 32;

/** What a path that the user gave stands for. */
export type Expanded = { path: string; sizeBytes: number } | { path: string; error: HuntError };

/**
 * The files behind paths, folders and globs (`*`, `?`, `[a-z]`, `{a,b}`, `**`), in order of their names and
 * each once. Links inside of folders are not followed, hidden files are passed over; what leads to no file is
 * an error beside the others.
 */
export async function expandPaths(paths: readonly string[]): Promise<Expanded[]> {
  const found = new Map<string, Expanded>();
  for (const given of paths) {
    for (const expanded of await expandOne(given)) {
      const key = resolve(expanded.path);
      if (!found.has(key)) found.set(key, expanded);
      if (found.size > maxFiles) throw tooMany(given);
    }
  }
  return [...found.values()];
}

async function expandOne(given: string): Promise<Expanded[]> {
  const status = await stat(given).catch((error: unknown) => error as NodeJS.ErrnoException);
  if (!(status instanceof Error)) {
    if (status.isDirectory()) {
      const inside = await walk(given, given, () => true);
      return inside.length > 0 ? inside : [{ path: given, error: nothing(given, 'holds no file') }];
    }
    if (status.isFile()) return [{ path: given, sizeBytes: status.size }];
    return [{ path: given, error: nothing(given, 'is neither a file nor a folder') }];
  }
  if (/[*?[{]/.test(given)) {
    const { base, pattern } = splitGlob(given);
    const matching = await walk(base, base, (path) => pattern.test(path)).catch(() => []);
    if (matching.length > 0) return matching;
    return [{ path: given, error: nothing(given, 'matches no file') }];
  }
  const reason = status.code === 'EACCES' ? 'may not be read' : 'does not exist';
  return [{ path: given, error: nothing(given, reason) }];
}

async function walk(
  root: string,
  folder: string,
  wanted: (relativePath: string) => boolean,
  depth = 0,
): Promise<Expanded[]> {
  const found: Expanded[] = [];
  const entries = await readdir(folder, { withFileTypes: true });
  entries.sort((a, b) => a.name.localeCompare(b.name, 'en', { numeric: true }));
  for (const entry of entries) {
    if (entry.name.startsWith('.')) continue;
    const path = join(folder, entry.name);
    if (entry.isDirectory() && depth < maxDepth)
      found.push(...(await walk(root, path, wanted, depth + 1)));
    else if (entry.isFile() && wanted(relative(root, path).split(sep).join('/')))
      found.push({ path, sizeBytes: (await stat(path)).size });
    if (found.length > maxFiles) throw tooMany(root);
  }
  return found;
}

/** The folder before the first segment with a wildcard, and the rest as a pattern over `/`-separated paths. */
function splitGlob(glob: string): { base: string; pattern: RegExp } {
  const segments = glob.split(sep === '\\' ? /[\\/]/ : '/');
  const first = segments.findIndex((segment) => /[*?[{]/.test(segment));
  const base = segments.slice(0, first).join('/');
  const rest = segments.slice(first).map((segment, at, all) => {
    if (segment === '**') return at === all.length - 1 ? '.*' : '(?:[^/]+/)*';
    return segmentPattern(segment) + (at === all.length - 1 ? '' : '/');
  });
  return {
    base: first > 0 ? base || '/' : '.',
    pattern: new RegExp(`^${rest.join('')}$`, 'su'),
  };
}

function segmentPattern(segment: string): string {
  const literal = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
  return segment.replace(
    /\*+|\?|\[(!?)([^\]]+)\]|\{([^{}]+)\}|[^*?[{]+|./gsu,
    (part, not: string | undefined, set: string | undefined, choices: string | undefined) => {
      if (part.startsWith('*')) return '[^/]*';
      if (part === '?') return '[^/]';
      if (set !== undefined) return `[${not ? '^' : ''}${set.replace(/[\\^\]]/g, '\\$&')}]`;
      if (choices !== undefined) return `(?:${choices.split(',').map(literal).join('|')})`;
      return literal(part);
    },
  );
}

function nothing(given: string, what: string): HuntError {
  return new HuntError({
    code: 'formats/no-such-file',
    message: `"${given}" ${what}.`,
    hint: 'Check the spelling; a folder or a glob such as logs/*.csv opens many files.',
  });
}

function tooMany(given: string): HuntError {
  return new HuntError({
    code: 'formats/too-many-files',
    message: `"${given}" stands for more than ${maxFiles} files.`,
    hint: 'Open a part of them, or put them into fewer files.',
  });
}
