import type { Column, KustoType } from '../../base/index.ts';
import type { StoredValue, TableSink } from '../../engine/index.ts';

/** Rows handed over at a time: as many as one DuckDB vector holds, so that none is left part empty. */
const BATCH_ROWS = 2048;
/** The values of a column that has none yet; kept apart so that wide tables cost only what they fill. */
const NONE: StoredValue[] = [];

/** One column of a table that is being filled; `values` has holes where a row has nothing. */
export interface Cells {
  readonly name: string;
  readonly type: KustoType;
  values: StoredValue[];
  used: boolean;
  /** Room for the values of the next batch. */
  spare: StoredValue[] | null;
}

/** The names of a table's columns, and how many there may be. */
export interface Width {
  names: Set<string>;
  most: number;
}

/** Rows on their way into one table, column by column. */
export class Rows {
  readonly sink: TableSink;
  readonly #width: Width;
  readonly #columns = new Map<string, Cells>();
  /** The row that is being filled. */
  row = 0;

  /**
   * `columns` are there from the first row, `late` ones whether or not a row fills them; further ones
   * come while `width`, which all that goes into the table shares, allows.
   */
  constructor(sink: TableSink, columns: readonly Column[], late: readonly Column[], width: Width) {
    this.sink = sink;
    this.#width = width;
    for (const { name, type } of columns)
      this.#columns.set(name, { name, type, values: NONE, used: true, spare: null });
    for (const { name, type } of late)
      this.#columns.set(name, { name, type, values: NONE, used: false, spare: null });
    for (const name of this.#columns.keys()) width.names.add(name);
    width.most = Math.max(width.most, width.names.size);
  }

  /** The column of that name, made where there is none; null where the table is as wide as it may be. */
  column(name: string): Cells | null {
    let cells = this.#columns.get(name);
    const { names, most } = this.#width;
    if (!cells && (names.has(name) || names.size < most)) {
      names.add(name);
      cells = { name, type: 'string', values: NONE, used: false, spare: null };
      this.#columns.set(name, cells);
    }
    return cells ?? null;
  }

  /** A column that was declared. */
  declared(name: string): Cells {
    const cells = this.#columns.get(name);
    if (!cells) throw new Error(`column ${name} was not declared`);
    return cells;
  }

  set(cells: Cells, value: StoredValue): void {
    // Room for all rows at once: an array that is filled with wide gaps turns into a slow table.
    if (cells.values === NONE) {
      cells.values = cells.spare ?? new Array<StoredValue>(BATCH_ROWS);
      cells.used = true;
    }
    cells.values[this.row] = value;
  }

  /** The row is done. */
  next(): void {
    this.row++;
  }

  /** Forget what the row holds so far. */
  drop(): void {
    for (const { values } of this.#columns.values())
      if (values !== NONE) values[this.row] = undefined;
  }

  get isFull(): boolean {
    return this.row >= BATCH_ROWS;
  }

  /** Hand over the rows that are there. */
  async flush(): Promise<void> {
    if (this.row === 0) return;
    const columns = [...this.#columns.values()].filter((cells) => cells.used);
    const batch = {
      rowCount: this.row,
      columns: columns.map(({ name, type, values }) => ({ name, type, values })),
    };
    await this.sink.write(batch);
    for (const cells of columns) {
      if (cells.values !== NONE) cells.spare = cells.values.fill(undefined, 0, this.row);
      cells.values = NONE;
      cells.used = false;
    }
    this.row = 0;
  }

  /**
   * Hand over the last rows and then the columns that no row filled: a column of a stored table costs
   * something for every row that is added after it.
   */
  async end(): Promise<void> {
    await this.flush();
    const columns = [...this.#columns.values()].map(({ name, type }) => ({
      name,
      type,
      values: [],
    }));
    await this.sink.write({ rowCount: 0, columns });
  }
}
