import { randomUUID } from 'node:crypto';
import { copyFile, mkdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { type KustoType, quoteName, type StoredColumn } from '../base/index.ts';
import { castStored, type Engine } from '../engine/index.ts';

export type ExportFormat = 'csv' | 'jsonl' | 'parquet';

export interface ExportOptions {
  format: ExportFormat;
  path: string;
  /**
   * In CSV, put `'` before a text that a spreadsheet would take for a formula (it begins with `=`, `+`,
   * `-`, `@`, tab or carriage return). On unless set to false.
   */
  escapeFormulas?: boolean;
  signal?: AbortSignal;
}

/** A value as a text file holds it: what has no spelling of its own there is spelled as Kusto does. */
function forText(sql: string, type: KustoType): string {
  if (type === 'string') return `coalesce(${sql}, '')`;
  return type === 'datetime' || type === 'timespan' ? castStored(sql, type, 'string') : sql;
}

const harmless = (sql: string): string =>
  `CASE WHEN regexp_matches(${sql}, '^[=+\\-@\\t\\r]') THEN '''' || ${sql} ELSE ${sql} END`;

function listFor(columns: readonly StoredColumn[], options: ExportOptions): string {
  const list = columns.map(({ type, name, physical }) => {
    const source = quoteName(physical);
    const keepsTime = options.format === 'parquet' && type === 'datetime';
    let sql = keepsTime ? `make_timestamptz(epoch_us(${source}))` : forText(source, type);
    const formula = options.format === 'csv' && (options.escapeFormulas ?? true);
    if (formula && (type === 'string' || type === 'dynamic')) sql = harmless(`(${sql})::VARCHAR`);
    // Where two names differ only by case, the file gets the physical ones, which DuckDB can tell apart.
    const twin = columns.some((c) => c.physical !== physical && same(c.name, name));
    return `${sql} AS ${quoteName(twin ? physical : name)}`;
  });
  return list.join(', ');
}

const same = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase();

const copyOptions: Record<ExportFormat, string> = {
  csv: "FORMAT csv, HEADER, NULL ''",
  jsonl: 'FORMAT json',
  parquet: 'FORMAT parquet, COMPRESSION zstd',
};

/**
 * Write a query's rows to a file, which appears under its name only when it is whole. Datetimes and
 * timespans are spelled as Kusto does; Parquet keeps datetimes as timestamps in UTC.
 */
export async function exportRows(
  engine: Engine,
  select: string,
  columns: readonly StoredColumn[],
  options: ExportOptions,
): Promise<void> {
  const folder = join(engine.folder, 'exports');
  await mkdir(folder, { recursive: true });
  const made = join(folder, `${randomUUID()}.${options.format}`);
  try {
    const list = listFor(columns, options);
    const target = { path: made, options: copyOptions[options.format] };
    await engine.copy(`SELECT ${list} FROM (${select})`, target, options.signal);
    await move(made, options.path);
  } finally {
    await rm(made, { force: true });
  }
}

/** Rename, or copy beside the target and rename there, where the folders lie on different disks. */
async function move(from: string, to: string): Promise<void> {
  try {
    await rename(from, to);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EXDEV') throw error;
    const beside = `${to}.partial-${randomUUID().slice(0, 8)}`;
    await copyFile(from, beside);
    await rename(beside, to);
  }
}
