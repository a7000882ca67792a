import { quoteName, type StoredColumn } from '../base/index.ts';
import type { Engine, WireValue } from '../engine/index.ts';
import { encodeRow, type KustoValue, wireColumns } from './encode.ts';

/** What one column holds: how full it is, how varied, its ends and its most frequent values. */
export interface ColumnProfile {
  name: string;
  rows: number;
  /** Rows without a value; for a string also the empty text. */
  empty: number;
  /** Different values, exact to a few percent. */
  distinct: number;
  min: KustoValue;
  max: KustoValue;
  /** The most frequent values, most frequent first. */
  top: { value: KustoValue; count: number }[];
}

/** Look at one column of a relation; `top` says how many of its most frequent values are wanted. */
export async function profileColumn(
  engine: Engine,
  relation: string,
  column: StoredColumn,
  options: { top?: number; signal?: AbortSignal } = {},
): Promise<ColumnProfile> {
  const name = quoteName(column.physical);
  const { signal } = options;
  const missing =
    column.type === 'string' ? `(${name} IS NULL OR ${name} = '')` : `${name} IS NULL`;
  const some = `nullif(count(*) FILTER (WHERE NOT ${missing}), 0)`;
  const end = (f: string): string => `${f}(${name}) FILTER (WHERE NOT ${missing}) AS ${name}`;
  const wire = wireColumns([column]);
  const facts = `SELECT count(*), count(*) - coalesce(${some}, 0), approx_count_distinct(${name}) FILTER (WHERE NOT ${missing}) FROM ${relation}`;
  const ends = (f: string): string => `SELECT ${wire} FROM (SELECT ${end(f)} FROM ${relation})`;
  const top = `SELECT ${wire}, n FROM (SELECT ${name}, count(*) AS n FROM ${relation} WHERE NOT ${missing} GROUP BY 1 ORDER BY n DESC, 1 LIMIT ${Math.max(1, Math.trunc(options.top ?? 10))})`;
  const [[counts = []], [min = []], [max = []], values] = await Promise.all([
    engine.rows(facts, signal),
    engine.rows(ends('min'), signal),
    engine.rows(ends('max'), signal),
    engine.rows(top, signal),
  ]);
  const value = (row: readonly WireValue[]): KustoValue => encodeRow([column], row)[0] ?? null;
  return {
    name: column.name,
    rows: Number(counts[0]),
    empty: Number(counts[1]),
    distinct: Number(counts[2]),
    min: Number(counts[0]) === Number(counts[1]) ? null : value(min),
    max: Number(counts[0]) === Number(counts[1]) ? null : value(max),
    top: values.map((row) => ({ value: value(row), count: Number(row[1]) })),
  };
}
