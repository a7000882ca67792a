import type { DuckDBAppender, DuckDBConnection } from '@duckdb/node-api';
import {
  type Column,
  type KustoType,
  physicalNames,
  quoteName,
  type StoredColumn,
  storedAs,
} from '../base/index.ts';
import type { Batch } from './part.ts';
import { chunkRows, makeChunk } from './part-fill.ts';

const nothing: readonly never[] = [];

/** One relation of a part while it is written: it grows in rows and, when a new column turns up, in width. */
export class PartRelation {
  readonly columns: StoredColumn[] = [];
  rowCount = 0;
  readonly #connection: DuckDBConnection;
  readonly #name: string;
  readonly #byName = new Map<string, StoredColumn>();
  #appender: DuckDBAppender | null = null;

  constructor(connection: DuckDBConnection, name: string) {
    this.#connection = connection;
    this.#name = name;
  }

  get name(): string {
    return this.#name;
  }

  /** Whether columns of these names and types can stand in this relation. */
  fits(columns: readonly Column[]): boolean {
    return columns.every((column) => {
      const here = this.#byName.get(column.name);
      return !here || here.type === column.type;
    });
  }

  /** How wide it would be with these columns. */
  widthWith(columns: readonly Column[]): number {
    return this.columns.length + columns.filter((c) => !this.#byName.has(c.name)).length;
  }

  /** Make sure the columns exist. */
  async widen(columns: readonly Column[]): Promise<void> {
    const added = columns.filter((column) => !this.#byName.has(column.name));
    if (added.length === 0) return;
    const names = [...this.columns, ...added].map((column) => column.name);
    const physical = physicalNames(names).slice(this.columns.length);
    const stored = added.map(
      (column, at): StoredColumn => ({
        name: column.name,
        type: column.type,
        physical: physical[at] ?? column.name,
      }),
    );
    const spell = (column: StoredColumn): string =>
      `${quoteName(column.physical)} ${storedAs[column.type]}`;
    this.close();
    if (this.columns.length === 0)
      await this.#run(`CREATE TABLE ${this.#name} (${stored.map(spell).join(', ')})`);
    else
      for (const column of stored)
        await this.#run(`ALTER TABLE ${this.#name} ADD COLUMN ${spell(column)}`);
    for (const column of stored) {
      this.columns.push(column);
      this.#byName.set(column.name, column);
    }
  }

  /** Add rows; columns that are not there yet are made. */
  async append(batch: Batch): Promise<void> {
    await this.widen(batch.columns);
    if (batch.rowCount === 0) return;
    this.#appender ??= await this.#connection.createAppender(this.#name);
    const values = new Map(batch.columns.map((column) => [column.name, column.values]));
    const columns = this.columns.map((column) => ({
      type: column.type,
      values: values.get(column.name) ?? nothing,
    }));
    for (let from = 0; from < batch.rowCount; from += chunkRows)
      this.#appender.appendDataChunk(
        makeChunk(columns, from, Math.min(chunkRows, batch.rowCount - from)),
      );
    this.rowCount += batch.rowCount;
  }

  /** Add the rows of a SELECT whose columns are these, in this order; gives their number. */
  async insert(columns: readonly Column[], select: string): Promise<number> {
    await this.widen(columns);
    this.close();
    const names = columns.map((column) =>
      quoteName(this.#byName.get(column.name)?.physical ?? column.name),
    );
    const result = await this.#connection.run(
      `INSERT INTO ${this.#name} (${names.join(', ')}) ${select}`,
    );
    const rows = Number(result.rowsChanged);
    this.rowCount += rows;
    return rows;
  }

  /** Forget the rows from `rowCount` on and the columns that came with them. */
  async cutBack(rowCount: number, width: number): Promise<void> {
    this.close();
    if (this.rowCount > rowCount)
      await this.#run(`DELETE FROM ${this.#name} WHERE rowid >= ${rowCount}`);
    this.rowCount = rowCount;
    const late = this.columns.splice(width);
    for (const column of late) this.#byName.delete(column.name);
    if (width === 0 && late.length > 0) await this.#run(`DROP TABLE ${this.#name}`);
    else
      for (const column of late)
        await this.#run(`ALTER TABLE ${this.#name} DROP COLUMN ${quoteName(column.physical)}`);
  }

  /** Write out what is still in the appender. */
  close(): void {
    this.#appender?.closeSync();
    this.#appender = null;
  }

  typeOf(column: string): KustoType | undefined {
    return this.#byName.get(column)?.type;
  }

  async #run(sql: string): Promise<void> {
    await this.#connection.run(sql);
  }
}
