import { rename, rm } from 'node:fs/promises';
import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import { quoteText } from '../base/index.ts';
import type { Part, TableSink } from './part.ts';
import { finishPart } from './part-finish.ts';
import { PartRelation } from './part-relation.ts';
import { type FileTable, makeSink, type PartTableState } from './part-sink.ts';
import { PartTransaction } from './part-transaction.ts';

export interface PartOptions {
  /** What DuckDB may use before it spills, such as `512MB`. */
  memoryLimit?: string;
  threads?: number;
  /** Where DuckDB may spill; without it, nowhere. */
  spillFolder?: string;
  /** Columns that one table may have. */
  width?: number;
}

/** What one file adds to a part: all of it stays, or none. */
export interface PartSource {
  table(name: string): TableSink;
  /** Keep what the file gave; the tables that it went to. */
  keep(): string[];
  /** Take back what the file gave. */
  discard(): Promise<void>;
}

/** Writes one part: rows by table and file, then the coverage of each table. One file at a time. */
export class PartWriter {
  readonly #path: string;
  readonly #instance: DuckDBInstance;
  readonly #connection: DuckDBConnection;
  readonly #transaction: PartTransaction;
  readonly #width: number;
  readonly #tables = new Map<string, PartTableState>();
  #relations = 0;

  private constructor(
    path: string,
    instance: DuckDBInstance,
    connection: DuckDBConnection,
    width: number,
  ) {
    this.#path = path;
    this.#instance = instance;
    this.#connection = connection;
    this.#transaction = new PartTransaction(connection);
    this.#width = width;
  }

  static async open(path: string, options: PartOptions = {}): Promise<PartWriter> {
    const config: Record<string, string> = {
      autoinstall_known_extensions: 'false',
      autoload_known_extensions: 'false',
      allow_community_extensions: 'false',
      external_threads: '0',
    };
    if (options.memoryLimit) config['memory_limit'] = options.memoryLimit;
    // DuckDB counts the thread that asks as one of them; here it only looks now and then whether they have ended.
    if (options.threads) config['threads'] = String(options.threads + 1);
    await rm(unfinished(path), { force: true });
    const instance = await DuckDBInstance.create(unfinished(path), config);
    const connection = await instance.connect();
    await connection.run("SET TimeZone = 'UTC'");
    await connection.run('SET enable_progress_bar = true; SET enable_progress_bar_print = false');
    // Packing strings by FSST costs a tenth of a load and slows every scan.
    await connection.run("SET disabled_compression_methods = 'fsst'");
    await connection.run(`SET temp_directory = ${quoteText(options.spillFolder ?? '')}`);
    return new PartWriter(path, instance, connection, options.width ?? 10_000);
  }

  /** Begin with a file. `format` is the name that its coverage shows. */
  source(file: string, format: string): PartSource {
    const begun = new Map<string, FileTable>();
    const table = (name: string): TableSink => {
      const known = begun.get(name);
      if (known) return known.sink;
      const fileTable = makeSink({
        file,
        format,
        width: this.#width,
        state: this.#table(name),
        newRelation: (prefix) => this.#newRelation(prefix),
      });
      begun.set(name, fileTable);
      return fileTable.sink;
    };
    return {
      table,
      keep: () => {
        const given = [...begun].filter(([, fileTable]) => fileTable.touched());
        for (const [name, fileTable] of given) this.#table(name).files.push(fileTable.facts);
        return given.map(([name]) => name);
      },
      discard: async () => {
        for (const fileTable of begun.values()) await fileTable.discard();
        for (const name of begun.keys())
          if (this.#table(name).files.length === 0) this.#tables.delete(name);
      },
    };
  }

  /** The rows of a query, as plain values; for readers that let DuckDB look at a file. */
  async query(sql: string): Promise<unknown[][]> {
    await this.#transaction.commit();
    return (await this.#connection.runAndReadAll(sql)).getRowsJS();
  }

  /** How far the running query is, from 0 to 1; null where DuckDB cannot say. */
  progress(): number | null {
    const { percentage } = this.#connection.progress;
    return percentage >= 0 ? percentage / 100 : null;
  }

  interrupt(): void {
    this.#connection.interrupt();
  }

  /** Close the part and give it its name. */
  async finish(): Promise<Part> {
    for (const { relations, unparsed } of this.#tables.values())
      for (const relation of unparsed ? [...relations, unparsed] : relations) relation.close();
    await this.#transaction.commit();
    const tables = await finishPart(this.#connection, this.#tables, (prefix) =>
      this.#newRelation(prefix),
    );
    await this.#connection.run('CHECKPOINT');
    this.#close();
    await rename(unfinished(this.#path), this.#path);
    return { path: this.#path, tables };
  }

  /** Leave nothing behind. */
  async abandon(): Promise<void> {
    this.#close();
    await rm(unfinished(this.#path), { force: true });
    await rm(`${unfinished(this.#path)}.wal`, { force: true });
  }

  #close(): void {
    this.#connection.closeSync();
    this.#instance.closeSync();
  }

  #table(name: string): PartTableState {
    let state = this.#tables.get(name);
    if (!state) {
      state = { relations: [], unparsed: null, files: [] };
      this.#tables.set(name, state);
    }
    return state;
  }

  #newRelation(prefix: string): PartRelation {
    return new PartRelation(this.#connection, this.#transaction, `${prefix}${++this.#relations}`);
  }
}

const unfinished = (path: string): string => `${path}.unfinished`;

/** Write a part in one go; it appears under its name only when `fill` has ended well. */
export async function writePart(
  path: string,
  fill: (writer: PartWriter) => Promise<void>,
  options: PartOptions = {},
): Promise<Part> {
  const writer = await PartWriter.open(path, options);
  try {
    await fill(writer);
    return await writer.finish();
  } catch (error) {
    await writer.abandon();
    throw error;
  }
}
