import { HuntError, quoteText } from '../base/index.ts';
import { insertChecked, type Source } from './checked-insert.ts';
import type { Input, ReadContext } from './define-format.ts';
import { repairLines } from './json-lines-repair.ts';
import { type JsonKey, jsonColumn } from './json-types.ts';
import { samplePieces } from './sample-file.ts';
import { columnNames, isTableName, tableName } from './table-name.ts';
import { commonKind, kindOf, type TextKind } from './text-kinds.ts';

interface LinesOptions {
  /** The file with one JSON value a line. */
  path: string;
  /** The table, where something better than the file's name is known. */
  table?: string;
}

/** Read a file of JSON objects, one a line, into the table that it names. */
export async function readJsonLines(
  input: Input,
  context: ReadContext,
  options: LinesOptions,
): Promise<void> {
  let path = options.path;
  let shape = await shapeOf(context, path);
  let named = options.table;
  let reason: string | null = null;
  if (shape === null) {
    path = await context.scratchFile();
    const bad = context.table(named ?? tableName(input.baseName));
    named ??= tableName(input.baseName);
    await repairLines(options.path, {
      path,
      lineBytes: context.budget.lineBytes,
      depth: context.budget.depth,
      unparsed: (rows) => {
        reason ??= rows[0] ? `line ${rows[0].line} is ${rows[0].reason}` : null;
        return bad.unparsed(rows);
      },
      signal: context.signal,
    });
    shape = await shapeOf(context, path);
    if (shape === null) throw new Error('a line that JavaScript reads as JSON fails in DuckDB');
  }
  if (shape.keys.length === 0) throw noRecords(input, reason);
  if (shape.keys.length > context.budget.width) throw tooManyKeys(input, context, shape.keys);
  await insertLines({ input, context, path, shape, table: named });
}

interface Shape {
  keys: JsonKey[];
  /** A record has a key twice. */
  repeats: boolean;
}

/**
 * All keys of all lines with the types of their values, in one pass; null where a line is not a JSON object,
 * is too long or may be too deep for DuckDB, whose own recursion ends the process at some 5,000 levels.
 */
async function shapeOf({ query, budget }: ReadContext, path: string): Promise<Shape | null> {
  const openers =
    "(2 * strlen(json) - strlen(replace(json, '{', '')) - strlen(replace(json, '[', '')))";
  try {
    const rows = await query(`
      WITH parsed AS (
        SELECT json_keys(json) AS keys, json_type(json, '$.*') AS types,
          CASE WHEN len(json_keys(json)) = 0 THEN json_type(json) ELSE 'OBJECT' END AS kind,
          CASE WHEN strlen(json) > 4096 THEN ${openers} ELSE 0 END AS openers
        FROM read_ndjson_objects(${quoteText(path)}, maximum_object_size = ${budget.lineBytes})),
      line AS MATERIALIZED (
        SELECT any_value(keys) AS keys, any_value(types) AS types, kind, max(openers) AS openers
        FROM parsed GROUP BY hash(keys), hash(types), kind),
      item AS (
        SELECT unnest(keys) AS key, unnest(types) AS type, generate_subscripts(keys, 1) AS place,
          len(list_distinct(keys)) < len(keys) AS repeats
        FROM line)
      SELECT key, list(DISTINCT type), bool_or(repeats), min(place), NULL, NULL FROM item GROUP BY key
      UNION ALL
      SELECT NULL, NULL, NULL, NULL, bool_or(kind IS DISTINCT FROM 'OBJECT'), max(openers) FROM line`);
    const facts = rows.find((row) => row[0] === null);
    if (facts?.[4] === true || Number(facts?.[5] ?? 0) > Math.max(2000, budget.depth)) return null;
    const keys = rows.filter((row) => row !== facts);
    keys.sort((a, b) => Number(a[3]) - Number(b[3]));
    return {
      keys: keys.map(([key, types]) => ({ key: String(key), types: new Set(listOf(types)) })),
      repeats: keys.some((row) => row[2] === true),
    };
  } catch (error) {
    if (error instanceof Error && /^Invalid Input Error/.test(error.message)) return null;
    throw error;
  }
}

function listOf(value: unknown): string[] {
  const items = (value as { items?: readonly unknown[] } | null)?.items ?? value;
  return Array.isArray(items) ? items.map(String) : [];
}

interface InsertLines {
  input: Input;
  context: ReadContext;
  path: string;
  shape: Shape;
  table: string | undefined;
}

async function insertLines({ input, context, path, shape, table }: InsertLines): Promise<void> {
  const sample = await sampleTexts(path);
  const order = new Map([...sample.kinds.keys()].map((key, at) => [key, at]));
  const place = (key: JsonKey): number => order.get(key.key) ?? order.size;
  const keys = [...shape.keys].sort((a, b) => place(a) - place(b));
  const names = columnNames(keys.map(({ key }) => key));
  const source = linesSource(path, context.budget.lineBytes, keys, shape.repeats);
  const type = keys.findIndex(({ key }) => key === 'Type');
  const name = table ?? (await nameOf({ input, context, sample, source, type, keys }));
  const sink = context.table(name);
  if (shape.repeats)
    sink.note('Some records have a key twice; only the first value of it was kept.');
  await insertChecked({
    sink,
    query: context.query,
    columns: keys.map((key, at) => {
      const kind = sample.kinds.get(key.key) ?? (sample.whole ? 'string' : null);
      return jsonColumn(key, names[at] ?? key.key, `c${at}`, kind);
    }),
    source,
  });
}

/** The lines as a relation with columns `c0`, `c1` … */
function linesSource(
  path: string,
  lineBytes: number,
  keys: readonly JsonKey[],
  repeats: boolean,
): Source {
  const folded = new Set(keys.map(({ key }) => key.toLowerCase()));
  const size = `maximum_object_size = ${lineBytes}`;
  if (
    repeats ||
    folded.size < keys.length ||
    keys.some(({ key }) => key === '' || key.includes('\0'))
  ) {
    const pointers = keys.map(({ key }) =>
      quoteText(`/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`),
    );
    return (types) => {
      const part = (type: string, at: number): string => {
        const list = type === 'JSON' ? 'parts' : 'texts';
        const value = type === 'JSON' ? `nullif(${list}[${at + 1}], 'null')` : `${list}[${at + 1}]`;
        return `CAST(${value} AS ${type}) AS c${at}`;
      };
      const lists = [`json_extract_string(json, [${pointers.join(', ')}]) AS texts`];
      if (types.includes('JSON'))
        lists.push(`json_extract(json, [${pointers.join(', ')}]) AS parts`);
      return `(SELECT ${types.map(part).join(', ')} FROM (SELECT ${lists.join(', ')} FROM read_ndjson_objects(${quoteText(path)}, ${size})))`;
    };
  }
  return (types) => {
    const columns = keys.map(({ key }, at) => `${quoteText(key)}: '${types[at] ?? 'VARCHAR'}'`);
    const renamed = keys.map((_, at) => `c${at}`);
    return `read_json(${quoteText(path)}, format = 'newline_delimited', auto_detect = false, ${size}, columns = {${columns.join(', ')}}) AS line(${renamed.join(', ')})`;
  };
}

interface SampledTexts {
  /** In order of appearance: the kind of a key's texts; null where it had no text. */
  kinds: Map<string, TextKind | null>;
  /** The one text that all records of the sample have under `Type`. */
  type: string | null;
  whole: boolean;
}

async function sampleTexts(path: string): Promise<SampledTexts> {
  const { pieces, whole } = await samplePieces(path);
  const kinds = new Map<string, TextKind | null>();
  const types = new Set<unknown>();
  for (const line of pieces.flatMap((piece) => piece.split('\n'))) {
    let record: unknown;
    try {
      record = JSON.parse(line);
    } catch {
      continue;
    }
    if (typeof record !== 'object' || record === null) continue;
    const entries = new Map(Object.entries(record));
    types.add(entries.get('Type'));
    for (const [key, value] of entries) {
      const before = kinds.get(key) ?? null;
      const kind = typeof value === 'string' ? kindOf(value) : null;
      kinds.set(key, kind && before ? commonKind(before, kind) : (before ?? kind));
    }
  }
  const [type] = types;
  return { kinds, type: types.size === 1 && typeof type === 'string' ? type : null, whole };
}

/** Log Analytics writes the table's name into each record's `Type`; else the file names the table. */
async function nameOf(about: {
  input: Input;
  context: ReadContext;
  sample: SampledTexts;
  source: Source;
  type: number;
  keys: readonly JsonKey[];
}): Promise<string> {
  const { sample, type, keys } = about;
  const fallback = tableName(about.input.baseName);
  if (type < 0 || sample.type === null || !isTableName(sample.type)) return fallback;
  if (!keys.some(({ key }) => key === 'TimeGenerated')) return fallback;
  if (sample.whole) return sample.type;
  const [row] = await about.context.query(
    `SELECT bool_and(c${type} IS NOT DISTINCT FROM ${quoteText(sample.type)}) FROM ${about.source(keys.map(() => 'VARCHAR'))}`,
  );
  return row?.[0] === true ? sample.type : fallback;
}

/** Refuse a file in which no record was found. */
export function noRecords(input: Input, reason: string | null = null): HuntError {
  return new HuntError({
    code: 'formats/no-records',
    message: `"${input.name}" holds no JSON object that could be read${reason ? `: ${reason}` : ''}.`,
    hint: 'Check that the export was finished.',
  });
}

function tooManyKeys(input: Input, context: ReadContext, keys: readonly JsonKey[]): HuntError {
  return new HuntError({
    code: 'formats/too-many-columns',
    message: `"${input.name}" has ${keys.length} keys; a table may have ${context.budget.width} columns.`,
    hint: 'Records whose keys are data, such as addresses, need another shape; or raise the width budget.',
  });
}
