import type { DuckDBConnection } from '@duckdb/node-api';

/**
 * One transaction around all batches that come one after another. Without it DuckDB commits each, and
 * rewrites the unfinished row groups of all columns every 16 MB of its log: a wide table then costs three
 * times as much. A statement that may fail must not stand in it, since its failure would undo all.
 */
export class PartTransaction {
  readonly #connection: DuckDBConnection;
  #open = false;

  constructor(connection: DuckDBConnection) {
    this.#connection = connection;
  }

  async begin(): Promise<void> {
    if (this.#open) return;
    await this.#connection.run('BEGIN');
    this.#open = true;
  }

  async commit(): Promise<void> {
    if (!this.#open) return;
    this.#open = false;
    await this.#connection.run('COMMIT');
  }
}
