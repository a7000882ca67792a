import type { DuckDBAppender, DuckDBConnection } from '@duckdb/node-api';
import {
  type Column,
  type KustoType,
  physicalNames,
  quoteName,
  type StoredColumn,
  storedAs,
} from '../base/index.ts';
import type { Batch, InsertColumn, StandingRows } from './part.ts';
import { ChunkFiller } from './part-fill.ts';
import type { PartTransaction } from './part-transaction.ts';
import { chunkRows } from './part-vector.ts';
import { runOnThreads } from './run-on-threads.ts';

const nothing: readonly never[] = [];

/**
 * One relation of a part while it is written: it grows in rows and, when a new column turns up, in width.
 * A column is stored from the first batch that has a value for it; a table of which most columns stay
 * empty, as Windows events do, is written in half the time for that.
 */
export class PartRelation {
  /** All columns that were named, in that order. */
  readonly columns: StoredColumn[] = [];
  rowCount = 0;
  readonly #connection: DuckDBConnection;
  readonly #transaction: PartTransaction;
  readonly #name: string;
  readonly #byName = new Map<string, StoredColumn>();
  /** Those that DuckDB has, in its order. */
  #stored: StoredColumn[] = [];
  #appender: DuckDBAppender | null = null;
  #filler: ChunkFiller | null = null;
  #standing: StandingRows | null = null;

  constructor(connection: DuckDBConnection, transaction: PartTransaction, name: string) {
    this.#connection = connection;
    this.#transaction = transaction;
    this.#name = name;
  }

  get name(): string {
    return this.#name;
  }

  /** Where its rows are left in a file: what is known of them. Nothing can be added then. */
  get standing(): StandingRows | null {
    return this.#standing;
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

  /**
   * The cells without a value that would have to be stored, here and in the batch, if rows came that have
   * values in these columns only.
   */
  emptyWith(filled: readonly Column[], rowCount: number): number {
    const shared = filled.filter(({ name }) => {
      const column = this.#byName.get(name);
      return column !== undefined && this.#stored.includes(column);
    }).length;
    return (this.#stored.length - shared) * rowCount + (filled.length - shared) * this.rowCount;
  }

  /** Make sure that the columns exist and are stored. */
  async widen(columns: readonly InsertColumn[]): Promise<void> {
    this.declare(columns);
    await this.#store(columns);
  }

  /** Whether any row had a value for the column, so that DuckDB has it. */
  isStored(column: StoredColumn): boolean {
    return this.#stored.includes(column);
  }

  /** Name columns, without storing anything yet. */
  declare(columns: readonly Column[]): void {
    const added = columns.filter((column) => !this.#byName.has(column.name));
    if (added.length === 0) return;
    const names = [...this.columns, ...added].map((column) => column.name);
    const physical = physicalNames(names).slice(this.columns.length);
    for (const [at, { name, type }] of added.entries()) {
      const column = { name, type, physical: physical[at] ?? name };
      this.columns.push(column);
      this.#byName.set(name, column);
    }
  }

  async #store(columns: readonly InsertColumn[]): Promise<void> {
    const missing = columns.flatMap(({ name }) => {
      const column = this.#byName.get(name);
      return column && !this.#stored.includes(column) ? [column] : [];
    });
    if (missing.length === 0) return;
    const spell = (column: StoredColumn): string =>
      `${quoteName(column.physical)} ${storedAs[column.type]}`;
    this.close();
    const varied = new Set(columns.filter((column) => column.varied).map(({ name }) => name));
    const compressed = (column: StoredColumn): string =>
      `${spell(column)}${varied.has(column.name) ? ' USING COMPRESSION uncompressed' : ''}`;
    if (this.#stored.length === 0)
      await this.#run(`CREATE TABLE ${this.#name} (${missing.map(compressed).join(', ')})`);
    else
      for (const column of missing)
        await this.#run(`ALTER TABLE ${this.#name} ADD COLUMN ${spell(column)}`);
    this.#stored.push(...missing);
  }

  /** Add rows; columns that are not there yet are made. */
  async append(batch: Batch): Promise<void> {
    this.declare(batch.columns);
    if (batch.rowCount === 0) return;
    await this.#transaction.begin();
    const filled = batch.columns.filter((column) => column.values.length > 0);
    const nothingYet = this.#stored.length === 0 && filled.length === 0;
    await this.#store(nothingYet ? batch.columns : filled);
    this.#appender ??= await this.#connection.createAppender(this.#name);
    this.#filler ??= new ChunkFiller(this.#stored.map((column) => column.type));
    const values = new Map(batch.columns.map((column) => [column.name, column.values]));
    const columns = this.#stored.map((column) => values.get(column.name) ?? nothing);
    for (let from = 0; from < batch.rowCount; from += chunkRows)
      this.#appender.appendDataChunk(
        this.#filler.fill(columns, from, Math.min(chunkRows, batch.rowCount - from)),
      );
    this.rowCount += batch.rowCount;
  }

  /** Add the rows of a SELECT whose columns are these, in this order; gives their number. */
  async insert(columns: readonly InsertColumn[], select: string): Promise<number> {
    await this.widen(columns);
    this.close();
    await this.#transaction.commit();
    const names = columns.map((column) =>
      quoteName(this.#byName.get(column.name)?.physical ?? column.name),
    );
    const result = await runOnThreads(
      this.#connection,
      `INSERT INTO ${this.#name} (${names.join(', ')}) ${select}`,
    );
    const rows = Number(result.rowsChanged);
    this.rowCount += rows;
    return rows;
  }

  /** Let the rows of a file stand for those of this relation, which has none of its own. */
  async stand(rows: StandingRows): Promise<void> {
    this.declare(rows.columns);
    await this.#transaction.commit();
    const values = this.columns.map(({ physical }, at) => {
      const column = rows.columns[at];
      return `${column?.sql(column.from)} AS ${quoteName(physical)}`;
    });
    await this.#run(
      `CREATE VIEW ${this.#name} AS SELECT ${values.join(', ')}, ${rows.rowNumber} AS rowid FROM ${rows.from}`,
    );
    this.#stored = [...this.columns];
    this.#standing = rows;
    this.rowCount = rows.rowCount;
  }

  /** Be gone, with all rows. */
  async drop(): Promise<void> {
    await this.#run(`DROP ${this.#standing ? 'VIEW' : 'TABLE'} ${this.#name}`);
  }

  /** The SELECT that gives the least and the greatest value of a column, each as `spell` says. */
  ends(column: StoredColumn, spell: (value: string) => string): string {
    const rows = this.#standing;
    const within = rows?.columns.find(({ name }) => name === column.name);
    const [least, greatest] = ['min', 'max'].map((end) =>
      spell(
        within ? within.sql(`${end}(${within.from})`) : `${end}(${quoteName(column.physical)})`,
      ),
    );
    return `SELECT ${least}, ${greatest} FROM ${rows?.from ?? this.#name}`;
  }

  /** Forget the rows from `rowCount` on and the columns that came with them. */
  async cutBack(rowCount: number, width: number): Promise<void> {
    this.close();
    await this.#transaction.commit();
    if (this.#standing) {
      await this.drop();
      this.#standing = null;
      this.#stored = [];
    }
    if (this.rowCount > rowCount && this.#stored.length > 0)
      await this.#run(`DELETE FROM ${this.#name} WHERE rowid >= ${rowCount}`);
    this.rowCount = rowCount;
    const late = new Set(this.columns.splice(width));
    for (const column of late) this.#byName.delete(column.name);
    const dropped = this.#stored.filter((column) => late.has(column));
    this.#stored = this.#stored.filter((column) => !late.has(column));
    if (this.#stored.length === 0 && dropped.length > 0)
      await this.#run(`DROP TABLE ${this.#name}`);
    else
      for (const column of dropped)
        await this.#run(`ALTER TABLE ${this.#name} DROP COLUMN ${quoteName(column.physical)}`);
  }

  /** Write out what is still in the appender. */
  close(): void {
    this.#appender?.closeSync();
    this.#appender = null;
    this.#filler = null;
  }

  typeOf(column: string): KustoType | undefined {
    return this.#byName.get(column)?.type;
  }

  async #run(sql: string): Promise<void> {
    await this.#connection.run(sql);
  }
}
