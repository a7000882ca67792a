import type { KustoType } from '../base/index.ts';
import type { TableSink } from '../engine/index.ts';

/** One way to read a column. All SQL is over the column's name in the source. */
export interface Reading {
  type: KustoType;
  /** The DuckDB type in which the source should hand the column over for this reading. */
  source: string;
  /** Whether a value that is not null can be read this way; null where the source and `value` see to that. */
  check: ((column: string) => string) | null;
  value(column: string): string;
  /** The same question over the value as text, for the second look; null where every text can be read. */
  textCheck: ((column: string) => string) | null;
  /** What this reading of a datetime says of the zone. */
  zones?: readonly boolean[];
}

export interface CheckedColumn {
  name: string;
  /** Its name in the source, quoted. */
  sql: string;
  /** Ways to read it, the best guess first; the last takes anything. */
  readings: readonly [Reading, ...Reading[]];
  /** Its texts hardly repeat. */
  varied?: boolean;
  /** Also try these, in this order, should the guess fail; else the readings after it. */
  second?: readonly [Reading, ...Reading[]];
}

/** The rows to read: a relation of SQL whose columns have the types asked for. */
export type Source = (types: readonly string[]) => string;

const failed = 'huntbook: a value is not what its column was taken for';

/** SQL that ends an insert because a value cannot be read as it was to be. */
export const misfit: string = `error('${failed}')`;

interface InsertOptions {
  sink: TableSink;
  query: (sql: string) => Promise<unknown[][]>;
  columns: readonly CheckedColumn[];
  source: Source;
}

/**
 * Insert rows after the first readings while checking every value; should one not fit, look at all values
 * once to choose readings that do, and insert again. Gives the number of rows.
 */
export async function insertChecked(options: InsertOptions): Promise<number> {
  const guessed = options.columns.map((column): Reading => column.readings[0]);
  const rows = await insertAs(options, guessed);
  if (rows !== null) return rows;
  const again = await insertAs(options, await chooseByAllValues(options));
  if (again === null) throw new Error('a value does not fit the reading that was found for it');
  return again;
}

/** Insert rows after these readings, one a column; null where a value does not fit, and then no row stays. */
export async function insertAs(
  { sink, columns, source }: Pick<InsertOptions, 'sink' | 'columns' | 'source'>,
  readings: readonly Reading[],
): Promise<number | null> {
  const values = columns.map(({ sql, readings: [first] }, at) => {
    const { check, value } = readings[at] ?? first;
    return check
      ? `CASE WHEN ${sql} IS NULL THEN NULL WHEN ${check(sql)} THEN ${value(sql)} ELSE ${misfit} END`
      : value(sql);
  });
  try {
    const rows = await sink.insert(
      columns.map(({ name, varied, readings: [first] }, at) => {
        const { type } = readings[at] ?? first;
        return { name, type, varied: varied === true && (type === 'string' || type === 'dynamic') };
      }),
      `SELECT ${values.join(', ')} FROM ${source(readings.map((reading) => reading.source))}`,
    );
    columns.forEach((column, at) => {
      for (const stated of readings[at]?.zones ?? []) sink.zone(column.name, stated);
    });
    return rows;
  } catch (error) {
    if (isMisfit(error)) return null;
    throw error;
  }
}

function isMisfit(error: unknown): boolean {
  return (
    error instanceof Error &&
    (error.message.includes(failed) ||
      /^(Conversion|Out of Range) Error|JSON transform error|Failed to cast/.test(error.message))
  );
}

async function chooseByAllValues({ query, columns, source }: InsertOptions): Promise<Reading[]> {
  const tries = columns.flatMap((column, at) =>
    (column.second ?? column.readings).map((reading) => ({ at, reading })),
  );
  const counts = tries.map(({ at, reading }) => {
    const name = columns[at]?.sql ?? '';
    if (!reading.textCheck) return '0';
    return `count(*) FILTER (WHERE ${name} IS NOT NULL AND NOT coalesce(${reading.textCheck(name)}, false))`;
  });
  const [misfits = []] = await query(
    `SELECT ${counts.join(', ')} FROM ${source(columns.map(() => 'VARCHAR'))}`,
  );
  return columns.map((column, at) => {
    const index = tries.findIndex((one, i) => one.at === at && Number(misfits[i]) === 0);
    const found = tries[index]?.reading;
    if (!found) throw new Error(`no reading takes every value of column ${column.name}`);
    return found;
  });
}
