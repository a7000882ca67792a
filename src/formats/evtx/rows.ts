import type { Column, KustoType } from '../../base/index.ts';
import type { StoredValue, TableSink } from '../../engine/index.ts';

/** Rows handed over at a time; a multiple of the rows of a DuckDB vector. */
export const BATCH_ROWS = 8192;

/** One column of a table that is being filled; `values` has holes where a row has nothing. */
export interface Cells {
  readonly name: string;
  readonly type: KustoType;
  values: StoredValue[];
  used: boolean;
}

/** Rows on their way into one table, column by column. */
export class Rows {
  readonly sink: TableSink;
  readonly #width: number;
  readonly #columns = new Map<string, Cells>();
  /** The row that is being filled. */
  row = 0;
  #declared = false;

  /** `columns` are there whether or not a row fills them; further ones come while `width` allows. */
  constructor(sink: TableSink, columns: readonly Column[], width: number) {
    this.sink = sink;
    this.#width = Math.max(width, columns.length);
    for (const { name, type } of columns)
      this.#columns.set(name, { name, type, values: [], used: true });
  }

  /** The column of that name, made where there is none; null where the table is as wide as it may be. */
  column(name: string): Cells | null {
    let cells = this.#columns.get(name);
    if (!cells && this.#columns.size < this.#width) {
      cells = { name, type: 'string', values: [], used: false };
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
    cells.used = true;
    cells.values[this.row] = value;
  }

  /** The row is done. */
  next(): void {
    this.row++;
  }

  /** Forget what the row holds so far. */
  drop(): void {
    for (const { values } of this.#columns.values())
      if (values.length > this.row) values.length = this.row;
  }

  get isFull(): boolean {
    return this.row >= BATCH_ROWS;
  }

  /** Hand over what is there; the first time also the columns that no row fills. */
  async flush(): Promise<void> {
    if (this.row === 0 && this.#declared) return;
    const columns = [...this.#columns.values()].filter((cells) => cells.used);
    const batch = {
      rowCount: this.row,
      columns: columns.map(({ name, type, values }) => ({ name, type, values })),
    };
    this.row = 0;
    this.#declared = true;
    for (const cells of columns) {
      cells.values = [];
      cells.used = false;
    }
    await this.sink.write(batch);
  }
}
