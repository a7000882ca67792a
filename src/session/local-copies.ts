import { realpathSync, statSync } from 'node:fs';
import { constants, copyFile, mkdir } from 'node:fs/promises';
import { isAbsolute, join, relative, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { HuntError, quoteText } from '../base/index.ts';
import type { ExternalFiles, ExternalLayout, ExternalRequest, SourceTable } from '../kql/index.ts';

interface LocalCopiesParts {
  /** The folder that the engine may read. */
  workspace: string;
  /** Files and folders that queries may name. */
  allow: readonly string[];
  /** Address to local file. */
  copies: Readonly<Record<string, string>>;
  /** The paths of the files that are open in the hunt. */
  opened: () => readonly string[];
  /** Runs SQL, to see that a file can be read. */
  check: (sql: string) => Promise<unknown>;
}

/** Lists for queries are small; what is larger is better opened as a table. */
const maxBytes = 2 ** 30;

/** What is shown of an address: without its query, which may hold a secret. */
const shown = (uri: string): string => uri.replace(/[?;#].*$/s, '');

/** The file of that path, links followed; null where there is none. */
function realFile(path: string): string | null {
  try {
    const real = realpathSync(path);
    return statSync(real).isFile() ? real : null;
  } catch {
    return null;
  }
}

function realFolder(path: string): string | null {
  try {
    const real = realpathSync(path);
    return statSync(real).isDirectory() ? real : null;
  } catch {
    return null;
  }
}

function lies(file: string, folder: string): boolean {
  const way = relative(folder, file);
  return way !== '' && way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}

/** The local files that stand for what queries name by `externaldata`. No address is ever fetched. */
export class LocalCopies implements ExternalFiles {
  readonly #parts: LocalCopiesParts;
  readonly #staged = new Map<string, Promise<string>>();

  constructor(parts: LocalCopiesParts) {
    this.#parts = parts;
  }

  refusal(uri: string): string | null {
    if (this.#find(uri) !== null) return null;
    const isAddress = /^(?!file:)[a-z][a-z0-9+.-]+:\/\//i.test(uri);
    const how = isAddress
      ? `Queries never reach the network: download it and name the copy by --external "${shown(uri)}=FILE" (external: { … } of open), or put it as host/path into a folder given by --allow-file.`
      : 'Allow it by --allow-file with the file or its folder (allowFiles of open).';
    return `externaldata asks for "${shown(uri)}", which is not at hand. ${how}`;
  }

  async rows({ uris, layout }: ExternalRequest): Promise<SourceTable> {
    const paths = await Promise.all(uris.map((uri) => this.#stage(uri)));
    const relation = `(${spell(paths, layout)})`;
    try {
      await this.#parts.check(`SELECT count(*) FROM ${relation}`);
    } catch (error) {
      throw new HuntError({
        code: 'session/external-unreadable',
        message: `The local copy of "${uris.map(shown).join('", "')}" cannot be read as ${layout.kind === 'json' ? 'JSON' : 'text'}.`,
        hint: 'See that it is what the query expects: `with (format=…)`.',
        cause: error,
      });
    }
    const type = layout.kind === 'json' ? 'dynamic' : 'string';
    const width = layout.kind === 'delimited' ? layout.columns : 1;
    const columns = Array.from({ length: width }, (_, i) => `c${i}`);
    return {
      name: 'externaldata',
      columns: columns.map((name) => ({ name, physical: name, type })),
      relation,
    };
  }

  /** The allowed local file for an address or path; null where there is none. */
  #find(uri: string): string | null {
    const { copies, allow, opened } = this.#parts;
    for (const name of [uri, shown(uri)])
      if (Object.hasOwn(copies, name)) return realFile(copies[name] ?? '');
    const address = /^(https?|abfss?):\/\/([^/]+)(\/[^?;#]*)/i.exec(uri);
    if (address) return this.#mirrored(address[2] ?? '', address[3] ?? '');
    const file = realFile(/^file:/i.test(uri) ? pathOf(uri) : resolve(uri));
    if (file === null) return null;
    const allowed = allow.some((path) => {
      const folder = realFolder(path);
      return folder === null ? realFile(path) === file : lies(file, folder);
    });
    return allowed || opened().some((path) => realFile(path) === file) ? file : null;
  }

  #mirrored(host: string, path: string): string | null {
    for (const allowed of this.#parts.allow) {
      const folder = realFolder(allowed);
      const file = folder === null ? null : realFile(join(folder, host, decoded(path)));
      if (folder !== null && file !== null && lies(file, folder)) return file;
    }
    return null;
  }

  /** Copy a file to where the engine may read it; once for each state of the file. */
  async #stage(uri: string): Promise<string> {
    const file = this.#find(uri);
    const { size, mtimeMs } = file === null ? { size: 0, mtimeMs: 0 } : statSync(file);
    if (file === null || size > maxBytes)
      throw new HuntError({
        code: 'session/external-too-large',
        message: `The local copy of "${shown(uri)}" is gone, or larger than 1 GiB.`,
        hint: 'Open large files as tables and name those.',
      });
    const key = `${file}\n${size}\n${mtimeMs}`;
    const known = this.#staged.get(key);
    if (known !== undefined) return known;
    const folder = join(this.#parts.workspace, 'external');
    const ending = /\.gz$/i.test(file) ? '.gz' : '';
    const target = join(folder, `${this.#staged.size + 1}${ending}`);
    const made = mkdir(folder, { recursive: true })
      .then(() => copyFile(file, target, constants.COPYFILE_FICLONE))
      .then(() => target);
    this.#staged.set(key, made);
    return made;
  }
}

function pathOf(uri: string): string {
  try {
    return fileURLToPath(uri);
  } catch {
    return uri;
  }
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

/** SQL of the records of files, by the layout: columns of text, or one of JSON. */
function spell(paths: readonly string[], layout: ExternalLayout): string {
  const files = `[${paths.map(quoteText).join(', ')}]`;
  if (layout.kind === 'raw') return `SELECT content AS c0 FROM read_text(${files})`;
  if (layout.kind === 'json')
    return `SELECT json AS c0 FROM read_json_objects(${files}, format = 'auto', maximum_object_size = 67108864)`;
  const delimited = layout.kind === 'delimited';
  const columns = Array.from(
    { length: delimited ? layout.columns : 1 },
    (_, i) => `'c${i}': 'VARCHAR'`,
  );
  const options = [
    'auto_detect = false',
    'header = false',
    'strict_mode = false',
    'ignore_errors = true',
    'max_line_size = 16777216',
    `skip = ${layout.skip}`,
    `null_padding = ${delimited}`,
    // A line of text has no delimiter: one that no text holds.
    `delim = ${delimited ? quoteText(layout.delimiter) : 'chr(2)'}`,
    `quote = ${quoteText(delimited ? '"' : '')}`,
    `escape = ${quoteText(delimited ? '"' : '')}`,
    `columns = {${columns.join(', ')}}`,
  ];
  return `SELECT * FROM read_csv(${files}, ${options.join(', ')})`;
}
