import { randomUUID } from 'node:crypto';
import { copyFile, mkdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { type KustoType, quoteName, type StoredColumn } from '../base/index.ts';
import type { Engine } from '../engine/index.ts';

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

const timespan = (name: string): string => {
  const all = `abs(${name})`;
  const two = (sql: string): string => `lpad((${sql})::VARCHAR, 2, '0')`;
  const clock = [
    two(`(${all} // 36000000000) % 24`),
    two(`(${all} // 600000000) % 60`),
    two(`(${all} // 10000000) % 60`),
  ].join(` || ':' || `);
  const days = `CASE WHEN ${all} >= 864000000000 THEN (${all} // 864000000000)::VARCHAR || '.' ELSE '' END`;
  const rest = `CASE WHEN ${all} % 10000000 <> 0 THEN '.' || lpad((${all} % 10000000)::VARCHAR, 7, '0') ELSE '' END`;
  return `CASE WHEN ${name} < 0 THEN '-' ELSE '' END || ${days} || ${clock} || ${rest}`;
};

/** How types that a text file cannot hold by themselves are spelled in it, as Kusto does. */
const spelled: Partial<Record<KustoType, (name: string) => string>> = {
  datetime: (name) => `strftime(${name}, '%Y-%m-%dT%H:%M:%S.%f') || '0Z'`,
  timespan: (name) => `CASE WHEN ${name} IS NOT NULL THEN ${timespan(name)} END`,
  string: (name) => `coalesce(${name}, '')`,
};

const harmless = (sql: string): string =>
  `CASE WHEN regexp_matches(${sql}, '^[=+\\-@\\t\\r]') THEN '''' || ${sql} ELSE ${sql} END`;

function listFor(columns: readonly StoredColumn[], options: ExportOptions): string {
  const list = columns.map(({ type, name, physical }) => {
    const source = quoteName(physical);
    if (options.format === 'parquet' && type === 'datetime')
      return `${source} AS ${quoteName(name)}`;
    let sql = spelled[type]?.(source) ?? source;
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
 * timespans are spelled as Kusto does; Parquet keeps datetimes as timestamps.
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
