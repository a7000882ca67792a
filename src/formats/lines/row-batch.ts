import type { KustoType } from '../../base/index.ts';
import type { StoredValue, TableSink, UnparsedRow } from '../../engine/index.ts';

/** A column that is being filled; readers push one value a row, or set some by row number. */
export interface FilledColumn {
  readonly name: string;
  readonly type: KustoType;
  values: StoredValue[];
}

/** Rows on their way to one table, column by column. Columns may be added at any time; missing values are null. */
export class RowBatch {
  readonly sink: TableSink;
  readonly columns: FilledColumn[] = [];
  rowCount = 0;

  constructor(sink: TableSink) {
    this.sink = sink;
  }

  column(name: string, type: KustoType): FilledColumn {
    const column: FilledColumn = { name, type, values: [] };
    this.columns.push(column);
    return column;
  }

  async flush(unparsed: readonly UnparsedRow[] = []): Promise<void> {
    if (this.rowCount > 0) {
      const columns = this.columns.map(({ name, type, values }) => ({ name, type, values }));
      const batch = { rowCount: this.rowCount, columns };
      for (const column of this.columns) column.values = [];
      this.rowCount = 0;
      await this.sink.write(batch);
    }
    if (unparsed.length > 0) await this.sink.unparsed(unparsed);
  }
}
