import { quoteName, type TimeSpan } from '../base/index.ts';
import type { Schema, SourceTable } from '../kql/index.ts';
import type { OpenTable, Table } from '../tables/index.ts';
import type { OpenSet } from './open-set.ts';

/** What a query sees beside the open tables, and how much of those. */
export interface QueryOptions {
  signal?: AbortSignal;
  /** Results of earlier queries of this hunt, by the names under which this one may use them as tables. */
  results?: ReadonlyMap<string, Table>;
  /**
   * Only rows of this stretch of time, by the time column of each table: `from` is part of it, `to` is not. A table
   * without a time column is seen whole.
   */
  time?: TimeSpan;
}

/** What rows stand on. */
interface Basis {
  sources: readonly OpenTable[];
  /** What a careful reader must know of how they came about. */
  notes: readonly string[];
}

/** What one query sees, and what each name that it may use stands on. */
export interface QueryScope {
  schema: Schema;
  basis: ReadonlyMap<string, Basis>;
}

/** What a query sees. The rows of results are kept in the engine for it. */
export async function queryScope(
  open: OpenSet,
  { results = new Map(), time, signal }: QueryOptions,
): Promise<QueryScope> {
  const byName = new Map(open.aliases);
  for (const table of open.tables) byName.set(table.name, table);
  const basis = new Map<string, Basis>();
  for (const [name, table] of byName)
    basis.set(name, { sources: [table], notes: time ? timeNotes(time, table) : [] });
  if (!time && results.size === 0) return { schema: open.schema, basis };
  const tables = new Map(
    open.schema.tables.map((table) => [table.name, within(table, byName, time)]),
  );
  for (const [name, table] of results) {
    const { columns, relation, ...standsOn } = await table.held(signal ? { signal } : {});
    basis.set(name, standsOn);
    tables.set(name, { name, columns, relation });
  }
  return { schema: { ...open.schema, tables: [...tables.values()] }, basis };
}

function within(
  table: SourceTable,
  open: ReadonlyMap<string, OpenTable>,
  time: TimeSpan | undefined,
): SourceTable {
  const column = timeColumn(open.get(table.name));
  if (!time || !column) return table;
  const name = quoteName(column);
  const limits = `${name} >= ${stamp(time.from)} AND ${name} < ${stamp(time.to)}`;
  return { ...table, relation: `(SELECT * FROM ${table.relation} WHERE ${limits})` };
}

function timeNotes({ from, to }: TimeSpan, table: OpenTable): string[] {
  if (timeColumn(table))
    return [`Only rows from ${from} to ${to} (UTC, the end left out) were asked.`];
  return [`${table.name} has no time column: all its rows were asked.`];
}

/** The physical name of the column that says when a row of the table happened. */
function timeColumn(table: OpenTable | undefined): string | null {
  const named = table?.coverage.timeColumn;
  const column = table?.columns.find(({ name, type }) => name === named && type === 'datetime');
  return column?.physical ?? null;
}

/** A time as SQL; Date reads milliseconds, so that what is finer is added. */
function stamp(text: string): string {
  const micros = BigInt(new Date(text).getTime()) * 1000n;
  const finer = /\.\d{3}(\d{1,3})/.exec(text)?.[1] ?? '';
  return `make_timestamp(${micros + BigInt(finer.padEnd(3, '0'))})`;
}
