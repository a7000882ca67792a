import { type Column, textLiteral } from '../base/index.ts';
import type { Holder, OpenTable } from './holders.ts';
import { named } from './named.ts';

/** A column in which something was seen. */
export interface Hit extends Holder {
  table: OpenTable;
  rows: number;
  first: string;
  last: string;
  /** One way in which it is written there. */
  written: string;
}

const times = (table: OpenTable): string =>
  table.timeColumn === null ? 'datetime(null)' : named(table.timeColumn);

/** The query that counts the rows of a table that have something in one of these columns. */
export function countQuery(table: OpenTable, places: readonly Holder[]): string {
  return `${named(table.name)}\n| where ${anyOf(places)}\n| count`;
}

/** The query that counts them for each column: `n0`, `n1` …; one row. */
export function countsQuery(table: OpenTable, places: readonly Holder[]): string {
  const counted = places.map(({ where }, i) => `n${i} = countif(${where})`).join(', ');
  return `${named(table.name)}\n| where ${anyOf(places)}\n| summarize ${counted}`;
}

/** The query that says of each column how many rows have it, since and until when, and how it is written; one row. */
export function lookQuery(table: OpenTable, places: readonly Holder[]): string {
  const at = times(table);
  const told = places.flatMap(({ where, column }, i) => [
    `n${i} = countif(${where})`,
    ...(table.timeColumn === null
      ? []
      : [`f${i} = minif(${at}, ${where})`, `l${i} = maxif(${at}, ${where})`]),
    `w${i} = take_anyif(substring(tostring(${named(column.name)}), 0, 200), ${where})`,
  ]);
  return `${named(table.name)}\n| where ${anyOf(places)}\n| summarize ${told.join(', ')}`;
}

/** What the answer to a `lookQuery` says. */
export function hitsOf(
  table: OpenTable,
  places: readonly Holder[],
  answer: { columns: readonly Column[]; row: readonly unknown[] },
): Hit[] {
  const at = new Map(answer.columns.map(({ name }, i) => [name, answer.row[i]]));
  return places.flatMap((place, i) => {
    const rows = Number(at.get(`n${i}`) ?? 0);
    if (rows === 0) return [];
    const text = (name: string): string => String(at.get(`${name}${i}`) ?? '');
    return [{ ...place, table, rows, first: text('f'), last: text('l'), written: text('w') }];
  });
}

const mostHits = 100;

/** The query that lists where something was seen, for the columns in which it was. */
export function seenQuery(hits: readonly Hit[]): string {
  const legs = hits.slice(0, mostHits).map(({ table, column, where }) => {
    const at = times(table);
    const value = `take_any(tostring(${named(column.name)}))`;
    return `  (${named(table.name)} | where ${where} | summarize Rows = count(), First = min(${at}), Last = max(${at}), Written = ${value} | extend Table = ${textLiteral(table.name)}, Column = ${textLiteral(column.name)})`;
  });
  return `union\n${legs.join(',\n')}\n| project Table, Column, Rows, First, Last, Written\n| sort by Rows desc`;
}

/** The rows of a table in which something was seen in one of these columns. */
export function rowsQuery(hits: readonly Hit[]): string {
  const [hit] = hits;
  if (!hit) return '';
  const sorted = hit.table.timeColumn === null ? '' : `\n| sort by ${times(hit.table)} asc`;
  return `${named(hit.table.name)}\n| where ${anyOf(hits)}${sorted}`;
}

/** That one of the columns of a table has it. */
export function anyOf(places: readonly Pick<Holder, 'where'>[]): string {
  const parts = [...new Set(places.map(({ where }) => where))];
  return parts.length === 1 ? (parts[0] ?? '') : parts.map((part) => `(${part})`).join(' or ');
}

/** Hits by their tables, those with most rows first. */
export function byTable(hits: readonly Hit[]): Hit[][] {
  const tables = new Map<string, Hit[]>();
  for (const hit of hits) tables.set(hit.table.name, [...(tables.get(hit.table.name) ?? []), hit]);
  const most = (list: readonly Hit[]): number => Math.max(...list.map(({ rows }) => rows));
  return [...tables.values()].sort((a, b) => most(b) - most(a));
}
