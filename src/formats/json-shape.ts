import { quoteText } from '../base/index.ts';
import type { ReadContext } from './define-format.ts';
import type { JsonKey } from './json-types.ts';

/** What the lines of a file have between them. */
export interface Shape {
  /** By their first place in a record. */
  keys: JsonKey[];
  /** A record has a key twice. */
  repeats: boolean;
}

/** Opening brackets that a line may have: DuckDB's own recursion ends the process at some 5,000 levels. */
export const bracketLimit = (depth: number): number => Math.max(2000, depth);

/** SQL that counts the opening brackets of a text where it is long enough to nest too deep. */
export const brackets = (text: string): string =>
  `CASE WHEN strlen(${text}) > 4096 THEN 2 * strlen(${text}) - strlen(replace(${text}, '{', '')) - strlen(replace(${text}, '[', '')) ELSE 0 END`;

/**
 * All keys of all lines with the types of their values, in one pass; null where a line is not a JSON object,
 * is too long or may be too deep.
 */
export async function shapeOf({ query, budget }: ReadContext, path: string): Promise<Shape | null> {
  try {
    const rows = await query(`
      WITH parsed AS (
        SELECT json_keys(json) AS keys, json_type(json, '$.*') AS types,
          CASE WHEN len(json_keys(json)) = 0 THEN json_type(json) ELSE 'OBJECT' END AS kind,
          ${brackets('json')} AS openers
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
    if (facts?.[4] === true || Number(facts?.[5] ?? 0) > bracketLimit(budget.depth)) return null;
    const keys = rows.filter((row) => row !== facts);
    keys.sort((a, b) => Number(a[3]) - Number(b[3]));
    return {
      keys: keys.map(([key, types]) => ({ key: String(key), types: new Set(listOf(types)) })),
      repeats: keys.some((row) => row[2] === true),
    };
  } catch (error) {
    if (isBrokenLine(error)) return null;
    throw error;
  }
}

/** Whether DuckDB met a line that is no JSON, or too long. */
export function isBrokenLine(error: unknown): boolean {
  return (
    error instanceof Error &&
    error.message.startsWith('Invalid Input Error') &&
    !error.message.includes('JSON transform error')
  );
}

function listOf(value: unknown): string[] {
  const items = (value as { items?: readonly unknown[] } | null)?.items ?? value;
  return Array.isArray(items) ? items.map(String) : [];
}
