import { readdir } from 'node:fs/promises';
import {
  HuntError,
  hiveNoValue,
  hiveTypesKey,
  type KustoType,
  quoteName,
  quoteText,
  type StoredColumn,
} from '../base/index.ts';
import { castStored, type Engine } from '../engine/index.ts';
import { columnNamed } from './filter.ts';

const mostPartitions = 1000;
/** Of the name of a folder, which may have 255 on most disks. */
const mostBytes = 240;

/** How rows are told apart into folders. */
export interface Partitions {
  columns: readonly StoredColumn[];
  /** What is selected of them: their texts, as folders are named. */
  list: readonly string[];
  /** For DuckDB's COPY. */
  options: string;
}

/** The name that a column has in a file: where two names differ only by case, the physical ones, which DuckDB can tell apart. */
export function nameInFile(
  { name, physical }: StoredColumn,
  columns: readonly StoredColumn[],
): string {
  const same = name.toLowerCase();
  const twin = columns.some((c) => c.physical !== physical && c.name.toLowerCase() === same);
  return twin ? physical : name;
}

/** The type that a column of partitions has when it is opened again. */
const typeInFile = (type: KustoType): KustoType => (type === 'timespan' ? 'string' : type);

function textOf({ physical, type }: StoredColumn): string {
  const column = quoteName(physical);
  if (type === 'string') return `coalesce(${column}, '')`;
  if (type === 'datetime' || type === 'timespan') return castStored(column, type, 'string');
  return `CAST(${column} AS VARCHAR)`;
}

/**
 * How rows are told apart by columns, once it is known that there are not too many folders and that each can have its name.
 * DuckDB escapes what stands in names of folders; types are kept beside the rows, since names are only text.
 */
export async function partitionsOf(
  engine: Engine,
  select: string,
  all: readonly StoredColumn[],
  { names, signal }: { names: readonly string[]; signal?: AbortSignal | undefined },
): Promise<Partitions> {
  const columns = names.map((name) => columnNamed(all, name));
  if (new Set(columns).size < columns.length) throw bad('A column is named twice.');
  if (columns.length === all.length) throw bad('No column is left for the files themselves.');
  const texts = columns.map(textOf);
  const from = `(${select})`;
  const counted = `SELECT count(*) FROM (SELECT DISTINCT ${texts.join(', ')} FROM ${from} LIMIT ${mostPartitions + 1})`;
  const [[count] = []] = await engine.rows(counted, signal);
  const said = columns.map(({ name }) => `'${name}'`).join(' and ');
  if (Number(count) > mostPartitions)
    throw new HuntError({
      code: 'tables/too-many-partitions',
      message: `${said} would make more than ${mostPartitions.toLocaleString('en')} folders.`,
      hint: 'Partition by what has fewer values, such as a day: extend Day = format_datetime(TimeGenerated, "yyyy-MM-dd").',
    });
  for (const [i, text] of texts.entries()) {
    const name = columns[i]?.name ?? '';
    const free = mostBytes - Buffer.byteLength(encodeURIComponent(name));
    const unfit = `strlen(url_encode(${text})) > ${free} OR ${text} = ${quoteText(hiveNoValue)}`;
    const [found] = await engine.rows(`SELECT ${text} FROM ${from} WHERE ${unfit} LIMIT 1`, signal);
    if (found)
      throw bad(
        `'${name}' has a value that no folder can be called: '${String(found[0]).slice(0, 80)}…'.`,
      );
  }
  const inFile = columns.map((column) => nameInFile(column, all));
  const types = columns.map(({ type }, i) => [inFile[i], typeInFile(type)]);
  return {
    columns,
    list: texts.map((text, i) => `${text} AS ${quoteName(inFile[i] ?? '')}`),
    options: `PARTITION_BY (${inFile.map(quoteName).join(', ')}), FILENAME_PATTERN 'part-{i}', KV_METADATA {${hiveTypesKey}: ${quoteText(JSON.stringify(types))}}`,
  };
}

/** A folder is written as a whole: in one that holds something, old rows would stand beside the new. */
export async function checkTarget(path: string): Promise<void> {
  const there = await readdir(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw notEmpty(path, error.code === 'ENOTDIR' ? 'is a file' : `cannot be read (${error.code})`);
  });
  if (there.length > 0) throw notEmpty(path, 'is not empty');
}

function notEmpty(path: string, why: string): HuntError {
  return new HuntError({
    code: 'tables/folder-not-empty',
    message: `'${path}' ${why}.`,
    hint: 'Name a new folder for the partitions, or empty this one.',
  });
}

function bad(message: string): HuntError {
  return new HuntError({
    code: 'tables/bad-partitions',
    message,
    hint: 'Partition by a few columns with short values; the others are written into the files.',
  });
}
