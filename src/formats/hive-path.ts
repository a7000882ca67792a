import {
  type Column,
  hiveNoValue,
  hiveTypesKey,
  isKustoType,
  type KustoType,
  quoteText,
  storedAs,
} from '../base/index.ts';
import type { ReadContext } from './define-format.ts';
import { tableName } from './table-name.ts';

/** A column that the names of folders tell, as Hive lays tables out: `…/Country=NL/Day=2025-11-01/part-0.parquet`. */
export interface HiveColumn extends Column {
  /** Its value in this file. */
  sql: string;
  /** Of a datetime: whether its zone is known. */
  zoneStated: boolean;
}

/** What the path of a file tells of the table that it is part of. */
export interface HivePath {
  /** The table: the folder above the first that is a partition; null where there is none, or it has no name. */
  table: string | null;
  values: ReadonlyMap<string, string | null>;
}

const most = 32;

/** What the name of an input tells; null where the folder that holds it is no partition. */
export function hivePath(name: string): HivePath | null {
  const folders = name.split(/[/\\!]/).slice(0, -1);
  const values: [string, string | null][] = [];
  for (let part = folders.pop(); part !== undefined; part = folders.pop()) {
    const at = part.indexOf('=');
    if (at < 1 || values.length === most) {
      folders.push(part);
      break;
    }
    const value = decoded(part.slice(at + 1));
    values.unshift([decoded(part.slice(0, at)), value === hiveNoValue ? null : value]);
  }
  const above = folders.at(-1) ?? '';
  const table = /[^.]/.test(above) ? tableName(above) : null;
  return values.length === 0 ? null : { table, values: new Map(values) };
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/**
 * The columns of the folders that the file does not hold itself. Types are those that the file notes for them, as Huntbook
 * writes them; of others, whole numbers are long and days are datetimes, unless a number would lose its spelling.
 */
export async function hiveColumns(
  { values }: HivePath,
  own: readonly string[],
  path: string,
  context: ReadContext,
): Promise<HiveColumn[]> {
  const noted = await notedTypes(path, context);
  const taken = new Set(own.map((name) => name.toLowerCase()));
  const columns: HiveColumn[] = [];
  for (const [name, value] of values) {
    if (taken.has(name.toLowerCase())) continue;
    const wanted = noted.get(name) ?? guessed(value);
    const type = value === null || (await fits(value, wanted, context)) ? wanted : 'string';
    const sql = value === null ? 'NULL' : quoteText(value);
    columns.push({
      name,
      type,
      sql: `CAST(${sql} AS ${storedAs[type]})`,
      zoneStated: noted.has(name),
    });
  }
  return columns;
}

async function fits(value: string, type: KustoType, context: ReadContext): Promise<boolean> {
  if (type === 'string') return true;
  const cast = `TRY_CAST(${quoteText(value)} AS ${storedAs[type]})`;
  const [row] = await context.query(`SELECT ${cast} IS NOT NULL`);
  return row?.[0] === true;
}

function guessed(value: string | null): KustoType {
  if (value === null) return 'string';
  if (/^(?:0|-?[1-9]\d{0,17})$/.test(value)) return 'long';
  return /^\d{4}-\d\d-\d\d(?:[ T]\d\d:\d\d:\d\d(?:\.\d{1,6})?)?$/.test(value)
    ? 'datetime'
    : 'string';
}

async function notedTypes(path: string, context: ReadContext): Promise<Map<string, KustoType>> {
  const types = new Map<string, KustoType>();
  const [row] = await context.query(
    `SELECT decode(value) FROM parquet_kv_metadata(${path}) WHERE key = ${quoteText(hiveTypesKey)} AND octet_length(value) < 65536 LIMIT 1`,
  );
  let noted: unknown;
  try {
    noted = JSON.parse(String(row?.[0] ?? '[]'));
  } catch {
    return types;
  }
  for (const one of Array.isArray(noted) ? noted : []) {
    const [name, type]: unknown[] = Array.isArray(one) ? one : [];
    if (
      typeof name === 'string' &&
      typeof type === 'string' &&
      isKustoType(type) &&
      type !== 'timespan'
    )
      types.set(name, type);
  }
  return types;
}
