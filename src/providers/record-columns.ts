import type { Column, KustoType } from '../base/index.ts';
import { maxColumns, microsOf, type RowReader, unreadable } from './kusto-values.ts';

/** An object of JSON whose names are columns. */
export type RemoteRecord = Readonly<Record<string, unknown>>;

/**
 * The names in records, in order of first appearance behind those that are known, with the type that all values have;
 * dynamic where they differ. Past `maxColumns` they are left out, which `missingColumns` tells.
 */
export function columnsOf(
  records: readonly RemoteRecord[],
  known: readonly Column[] = [],
): { columns: Column[]; missingColumns: number } {
  const given = new Set(known.map(({ name }) => name));
  const types = new Map<string, KustoType | null>();
  const beyond = new Set<string>();
  for (const record of records)
    for (const [name, value] of Object.entries(record)) {
      if (name.startsWith('@odata.') || given.has(name)) continue;
      if (types.has(name) || given.size + types.size < maxColumns)
        types.set(name, unitedType(types.get(name) ?? null, typeOf(value)));
      else if (beyond.size < maxColumns) beyond.add(name);
    }
  const found = [...types].map(([name, type]): Column => ({ name, type: type ?? 'string' }));
  return { columns: [...known, ...found], missingColumns: beyond.size };
}

function unitedType(before: KustoType | null, own: KustoType | null): KustoType | null {
  if (own === null || before === own) return before;
  return before === null ? own : 'dynamic';
}

/** The values of a record in the order of columns; null where it has none. */
export function valuesOf(record: RemoteRecord, columns: RowReader['columns']): unknown[] {
  return columns.map(({ name }) => (Object.hasOwn(record, name) ? record[name] : null));
}

/** What is said of names that were left out. */
export function tooManyColumns(count: number): string {
  return `The records have more than ${maxColumns} names; ${count} or more of them were left out.`;
}

function typeOf(value: unknown): KustoType | null {
  if (value === null || value === undefined) return null;
  if (typeof value === 'boolean') return 'bool';
  if (typeof value === 'number') return Number.isInteger(value) ? 'long' : 'real';
  if (typeof value !== 'string') return 'dynamic';
  return value.length >= 19 && microsOf(value) !== unreadable ? 'datetime' : 'string';
}
