import { randomUUID } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Column } from '../base/index.ts';
import { type Part, type StoredValue, writePart } from '../engine/index.ts';

/** A table that is made, not read: some rows at a time, column by column in the order of `columns`. */
export interface MadeTable {
  name: string;
  columns: readonly Column[];
  batches(): Iterable<{
    rowCount: number;
    values: readonly (readonly StoredValue[])[];
  }>;
}

/**
 * Write tables that are made in this process into one part of the workspace. `source` stands where the file
 * would in their coverage; their stamps count as UTC.
 */
export async function loadTables(
  workspace: string,
  tables: Iterable<MadeTable>,
  source: string,
): Promise<Part> {
  await mkdir(workspace, { recursive: true });
  return await writePart(join(workspace, `part-${randomUUID()}.duckdb`), async (writer) => {
    for (const { name, columns, batches } of tables) {
      const file = writer.source(source, 'made');
      const sink = file.table(name);
      for (const column of columns) if (column.type === 'datetime') sink.zone(column.name, true);
      await sink.write({
        rowCount: 0,
        columns: columns.map((column) => ({ ...column, values: [] })),
      });
      for (const { rowCount, values } of batches())
        await sink.write({
          rowCount,
          columns: columns.map((column, at) => ({ ...column, values: values[at] ?? [] })),
        });
      file.keep();
    }
  });
}
