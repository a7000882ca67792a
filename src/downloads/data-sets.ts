import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { didYouMean, HuntError } from '../base/index.ts';
import { readYaml } from '../yaml/index.ts';
import { fileNameOf, webAddress } from './address.ts';

/** A file of a set. */
export interface DataSetFile {
  /** Where it is, `https://…`. */
  readonly url: string;
  /** What it is called here. */
  readonly name: string;
  readonly sizeBytes: number | null;
  /** In hexadecimal digits, in lower case; null where none is known. */
  readonly sha256: string | null;
}

/** Sample data under a name. */
export interface DataSet {
  readonly name: string;
  readonly about: string;
  /** The page of its publisher. */
  readonly home: string;
  readonly licence: string;
  readonly files: readonly DataSetFile[];
}

const ourFile = fileURLToPath(new URL('../../samples/sets.yaml', import.meta.url));
let ours: ReadonlyMap<string, DataSet> | null = null;

/** The sets that come with Huntbook, by name. */
export function dataSets(): ReadonlyMap<string, DataSet> {
  ours ??= readDataSets(readFileSync(ourFile, 'utf8'), ourFile);
  return ours;
}

/** The set of a name. Errors: `downloads/unknown-set`. */
export function dataSetNamed(name: string, sets: ReadonlyMap<string, DataSet>): DataSet {
  const set = sets.get(name);
  if (set) return set;
  throw new HuntError({
    code: 'downloads/unknown-set',
    message: `'${name}' is neither a set of sample data nor an address.${didYouMean(name, sets.keys())}`,
    hint: 'huntbook get --list shows the sets; an address begins with https://.',
  });
}

/** Sets as a file tells them, in the form of `samples/sets.yaml`. Errors: `downloads/bad-sets`, naming the set. */
export function readDataSets(text: string, file: string): ReadonlyMap<string, DataSet> {
  const hint =
    'Each set has about, home, licence and files; each file its url, and maybe name, bytes and sha256.';
  const wrong = (what: string): HuntError =>
    new HuntError({ code: 'downloads/bad-sets', message: `${file}: ${what}.`, hint });
  const read = readYaml(text, { file, code: 'downloads/bad-sets', hint });
  if (!(read instanceof Map)) throw wrong('it is no mapping of names to sets');
  const sets = new Map<string, DataSet>();
  for (const [name, said] of read) {
    if (typeof name !== 'string' || !/^[\w][\w.-]{0,63}$/.test(name))
      throw wrong(`'${String(name)}' cannot be the name of a set`);
    sets.set(
      name,
      setOf(name, said, (what) => wrong(`${name}: ${what}`)),
    );
  }
  return sets;
}

type Wrong = (what: string) => HuntError;

function setOf(name: string, said: unknown, wrong: Wrong): DataSet {
  if (!(said instanceof Map)) throw wrong('it is no set');
  const text = (key: string): string => {
    const value: unknown = said.get(key);
    if (value === undefined || value === null) return '';
    if (typeof value !== 'string') throw wrong(`${key} is no text`);
    return value;
  };
  const listed: unknown = said.get('files');
  if (!Array.isArray(listed) || listed.length === 0) throw wrong('it has no files');
  const files = listed.map((one: unknown) => fileOf(one, wrong));
  const taken = new Set<string>();
  for (const { name: one } of files) {
    if (taken.has(one.toLowerCase())) throw wrong(`two of its files are called '${one}'`);
    taken.add(one.toLowerCase());
  }
  return { name, about: text('about'), home: text('home'), licence: text('licence'), files };
}

function fileOf(said: unknown, wrong: Wrong): DataSetFile {
  const [url, name, bytes, sha256]: unknown[] =
    said instanceof Map ? ['url', 'name', 'bytes', 'sha256'].map((key) => said.get(key)) : [];
  if (typeof url !== 'string') throw wrong('a file has no url');
  if (name !== undefined && typeof name !== 'string') throw wrong(`the name of ${url} is no text`);
  if (bytes !== undefined && !(Number.isSafeInteger(bytes) && Number(bytes) >= 0))
    throw wrong(`bytes of ${url} is no number of bytes`);
  if (sha256 !== undefined && !isSha256(sha256)) throw wrong(`sha256 of ${url} is no SHA-256`);
  return {
    url,
    name: fileNameOf(webAddress(url), name),
    sizeBytes: bytes === undefined ? null : Number(bytes),
    sha256: isSha256(sha256) ? sha256.toLowerCase() : null,
  };
}

/** Whether something is the text of a SHA-256. */
export const isSha256 = (text: unknown): text is string =>
  typeof text === 'string' && /^[0-9a-f]{64}$/i.test(text);
