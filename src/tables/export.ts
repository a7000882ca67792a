import { randomUUID } from 'node:crypto';
import { cp, mkdir, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { HuntError, type KustoType, quoteName, type StoredColumn } from '../base/index.ts';
import { castStored, type Engine } from '../engine/index.ts';
import { partialBeside, putInPlace, sweepPartials } from '../files/index.ts';
import { checkTarget, nameInFile, partitionsOf } from './partitions.ts';

export type ExportFormat = 'csv' | 'jsonl' | 'parquet';

export interface ExportOptions {
  format: ExportFormat;
  /** The file; the folder where there is `partitionBy`. */
  path: string;
  /**
   * Columns, by whose values rows are told apart: a folder of hive-partitioned Parquet (`Country=NL/Day=2025-11-01/…`), which opens
   * again as one table with these columns. The order of rows is not kept.
   */
  partitionBy?: readonly string[];
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

/** What is selected of some of the columns. */
function listFor(
  columns: readonly StoredColumn[],
  some: readonly StoredColumn[],
  options: ExportOptions,
): string {
  const list = some.map(({ type, name, physical }) => {
    const source = quoteName(physical);
    const keepsTime = options.format === 'parquet' && type === 'datetime';
    let sql = keepsTime ? `make_timestamptz(epoch_us(${source}))` : forText(source, type);
    const formula = options.format === 'csv' && (options.escapeFormulas ?? true);
    if (formula && (type === 'string' || type === 'dynamic')) sql = harmless(`(${sql})::VARCHAR`);
    return `${sql} AS ${quoteName(nameInFile({ name, type, physical }, columns))}`;
  });
  return list.join(', ');
}

const copyOptions: Record<ExportFormat, string> = {
  csv: "FORMAT csv, HEADER, NULL ''",
  jsonl: 'FORMAT json',
  parquet: 'FORMAT parquet, COMPRESSION zstd',
};

/**
 * Write a query's rows to a file or a folder, which appears under its name only when it is whole. Datetimes and
 * timespans are spelled as Kusto does; Parquet keeps datetimes as timestamps in UTC.
 * Errors: `tables/unknown-column`, `bad-partitions`, `too-many-partitions`, `folder-not-empty`.
 */
export async function exportRows(
  engine: Engine,
  select: string,
  columns: readonly StoredColumn[],
  options: ExportOptions,
): Promise<void> {
  const { format, path, signal, partitionBy = [] } = options;
  const folder = join(engine.folder, 'exports');
  await mkdir(folder, { recursive: true });
  const made = join(folder, `${randomUUID()}.${format}`);
  try {
    if (partitionBy.length > 0) {
      if (format !== 'parquet') throw onlyParquet(format);
      const by = await partitionsOf(engine, select, columns, { names: partitionBy, signal });
      await checkTarget(path);
      const rest = columns.filter((column) => !by.columns.includes(column));
      const list = [...by.list, listFor(columns, rest, options)].join(', ');
      const settings = `${copyOptions.parquet}, ${by.options}`;
      const rows = `SELECT ${list} FROM (${select})`;
      await engine.copy(rows, { path: made, options: settings }, signal);
      await mkdir(made, { recursive: true });
    } else {
      const list = listFor(columns, columns, options);
      const target = { path: made, options: copyOptions[format] };
      await engine.copy(`SELECT ${list} FROM (${select})`, target, signal);
    }
    await move(made, path);
  } finally {
    await rm(made, { recursive: true, force: true });
  }
}

function onlyParquet(format: ExportFormat): HuntError {
  return new HuntError({
    code: 'tables/bad-partitions',
    message: `Partitions are written as Parquet, not as ${format}.`,
    hint: 'Leave the format out, or write one file.',
  });
}

/** Rename, or copy beside the target and rename there, where the folders lie on different disks. */
async function move(from: string, to: string): Promise<void> {
  await sweepPartials(dirname(to), to);
  try {
    await rename(from, to);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EXDEV') throw error;
    const beside = partialBeside(to);
    try {
      await cp(from, beside, { recursive: true });
      await putInPlace(beside, to);
    } finally {
      await rm(beside, { recursive: true, force: true });
    }
  }
}
