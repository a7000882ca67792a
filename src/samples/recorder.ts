import type { Column, KustoType } from '../base/index.ts';
import type { SampleTable } from './sample.ts';

export type Cell = string | number | bigint | boolean | null;

/** The cells of one row by column; a column left out takes the table's default. */
export type Row = Readonly<Record<string, Cell | undefined>>;

/** One table of the sample as its source system has it. */
export interface TableShape {
  name: string;
  /** `Name:type` for each column; a bare name is a string. The first column is the time of the row. */
  columns: string;
  /** Further columns that repeat the time of the row. */
  alsoTime?: readonly string[];
  /** What a column holds where the row says nothing; without an entry it is null. */
  defaults?: Row;
}

/** Takes the rows of all tables in any order. */
export interface Recorder {
  /**
   * Add a row, made of parts that share no column. Throws on a table or column that does not exist:
   * a mistake in the generator.
   */
  add(table: string, time: number, ...parts: readonly Row[]): void;
  tables(): SampleTable[];
}

const batchRows = 4096;

interface Store {
  shape: TableShape;
  columns: Column[];
  times: number[];
  cells: Map<string, (Cell | undefined)[]>;
}

/** Start with these tables, all empty. */
export function createRecorder(shapes: readonly TableShape[]): Recorder {
  const stores = new Map<string, Store>(shapes.map((shape) => [shape.name, createStore(shape)]));
  return {
    add(table, time, ...parts) {
      const store = stores.get(table);
      if (store === undefined) throw new Error(`The sample has no table ${table}.`);
      const index = store.times.length;
      store.times.push(time);
      for (const row of parts) {
        for (const name in row) {
          const cells = store.cells.get(name);
          if (cells === undefined) throw new Error(`Table ${table} has no column ${name}.`);
          while (cells.length < index) cells.push(undefined);
          cells[index] = row[name];
        }
      }
    },
    tables: () => [...stores.values()].map(toTable),
  };
}

function createStore(shape: TableShape): Store {
  const columns = shape.columns
    .trim()
    .split(/\s+/)
    .map((spelled): Column => {
      const [name = '', type = 'string'] = spelled.split(':');
      return { name, type: type as KustoType };
    });
  const cells = new Map(columns.map(({ name }) => [name, [] as (Cell | undefined)[]]));
  return { shape, columns, times: [], cells };
}

function toTable({ shape, columns, times, cells }: Store): SampleTable {
  const timeColumns = new Set([columns[0]?.name, ...(shape.alsoTime ?? [])]);
  return {
    name: shape.name,
    columns,
    *batches() {
      const order = Uint32Array.from(times.keys());
      order.sort((a, b) => (times[a] ?? 0) - (times[b] ?? 0) || a - b);
      for (let start = 0; start < order.length; start += batchRows) {
        const rows = order.subarray(start, start + batchRows);
        const values = columns.map(({ name }) =>
          timeColumns.has(name)
            ? gather(times, rows, null)
            : gather(cells.get(name) ?? [], rows, shape.defaults?.[name] ?? null),
        );
        yield { rowCount: rows.length, values };
      }
    },
  };
}

/** The cells of these rows; nulls at the end are left away. */
function gather(cells: readonly (Cell | undefined)[], rows: Uint32Array, missing: Cell): Cell[] {
  if (cells.length === 0 && missing === null) return [];
  const values = new Array<Cell>(rows.length);
  let used = 0;
  for (let index = 0; index < rows.length; index++) {
    const cell = cells[rows[index] ?? 0];
    const value = cell === undefined ? missing : cell;
    values[index] = value;
    if (value !== null) used = index + 1;
  }
  values.length = used;
  return values;
}
