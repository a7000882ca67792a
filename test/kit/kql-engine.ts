import { DuckDBInstance } from '@duckdb/node-api';
import type { KustoType } from '../../src/base/index.ts';
import { registerComputations } from '../../src/engine/computations.ts';
import { computations } from '../../src/kql/computations.ts';
import { compile, type Lookups, prelude, type Schema } from '../../src/kql/index.ts';
import { invokedFunctions, toolComputations } from '../../src/toolbox/index.ts';

/** What now() stands for in tests: 2024-01-01. */
const nowMicros = 1_704_067_200_000_000n;

export interface Answer {
  columns: { name: string; type: KustoType }[];
  /** Values as Kusto's REST answers spell them; long as number where it is safe, as text where not. */
  rows: unknown[][];
  ordered: boolean;
  sql: string;
  /** Where there are no rows: what functions of the toolbox were given. */
  whyEmpty: string[];
}

export interface Engine {
  sql(text: string): Promise<unknown[][]>;
  kql(text: string, schema?: Schema, lookups?: Lookups): Promise<Answer>;
  close(): void;
}

/** A table of DuckDB called `t`, as a query names it `T`: columns as in a datatable, and what it is made of. */
export interface Table {
  columns: string;
  from: string;
}

/** The table `t` as `T`, with these columns, beside the functions of the toolbox. */
export function tableOf({ columns }: Table): Schema {
  const named = columns.split(',').map((column) => {
    const [name = '', type = ''] = column.split(':').map((part) => part.trim());
    return { name, type: type as KustoType, physical: name };
  });
  return { tables: [{ name: 'T', relation: 't', columns: named }], functions: invokedFunctions };
}

const emptySchema: Schema = { tables: [], functions: invokedFunctions };

function pad(n: bigint, width: number): string {
  return String(n).padStart(width, '0');
}

function timespanText(ticks: bigint): string {
  const size = ticks < 0n ? -ticks : ticks;
  const days = size / 864_000_000_000n;
  const clock = [
    (size / 36_000_000_000n) % 24n,
    (size / 600_000_000n) % 60n,
    (size / 10_000_000n) % 60n,
  ];
  const rest = size % 10_000_000n;
  return `${ticks < 0n ? '-' : ''}${days ? `${days}.` : ''}${clock.map((n) => pad(n, 2)).join(':')}${rest ? `.${pad(rest, 7)}` : ''}`;
}

/** A stored value as Kusto's REST answers spell it. Queries here read datetimes as text. */
function shown(value: unknown, type: KustoType): unknown {
  if (value === null || value === undefined) return type === 'string' ? '' : null;
  if (type === 'timespan') return timespanText(BigInt(String(value)));
  if (type === 'dynamic') return JSON.parse(String(value));
  if (typeof value === 'bigint')
    return Number.isSafeInteger(Number(value)) ? Number(value) : String(value);
  if (type === 'decimal')
    return String(value)
      .replace(/(\.\d*?)0+$/, '$1')
      .replace(/\.$/, '');
  return typeof value === 'number' || typeof value === 'boolean' ? value : String(value);
}

const quote = (name: string): string => `"${name.replaceAll('"', '""')}"`;

/** An empty DuckDB with the prelude, for tests of compiled KQL. */
export async function openEngine(): Promise<Engine> {
  const instance = await DuckDBInstance.create(':memory:', { threads: '2' });
  const connection = await instance.connect();
  registerComputations(connection, [...computations, ...toolComputations]);
  for (const statement of prelude) await connection.run(statement);
  const sql = async (text: string): Promise<unknown[][]> =>
    (await connection.runAndReadAll(text)).getRowsJS();
  const told = async (selects: readonly string[]): Promise<string[]> => {
    const said: string[] = [];
    for (const select of selects) for (const [text] of await sql(select)) said.push(String(text));
    return said;
  };
  const kql = async (text: string, schema = emptySchema, lookups?: Lookups): Promise<Answer> => {
    const run = async (arithmetic: 'fast' | 'wrapping'): Promise<Answer> => {
      const plan = await compile(text, schema, {
        nowMicros,
        probe: sql,
        arithmetic,
        ...(lookups ? { lookups } : {}),
      });
      const items = plan.columns.map(({ physical, type }) =>
        type === 'datetime'
          ? `k_datetime_text(${quote(physical)})`
          : type === 'dynamic' || type === 'decimal' || type === 'guid'
            ? `CAST(${quote(physical)} AS VARCHAR)`
            : quote(physical),
      );
      const rows = await sql(`SELECT ${items.join(', ') || '1'} FROM (${plan.sql})`);
      const columns = plan.columns.map(({ name, type }) => ({ name, type }));
      return {
        columns,
        rows: rows.map((row) => columns.map(({ type }, i) => shown(row[i], type))),
        ordered: plan.ordered,
        sql: plan.sql,
        whyEmpty: rows.length === 0 ? await told(plan.whyEmpty()) : [],
      };
    };
    try {
      return await run('fast');
    } catch (error) {
      if (!/(?:Out of Range|Conversion|Invalid Input) Error/.test(String(error))) throw error;
      return run('wrapping');
    }
  };
  return {
    sql,
    kql,
    close: () => {
      connection.closeSync();
      instance.closeSync();
    },
  };
}
