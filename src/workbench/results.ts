import { randomBytes } from 'node:crypto';
import { HuntError } from '../base/index.ts';
import type { ResultTable } from './hunt.ts';

const kept = 24;

/**
 * The results that pages may still ask rows of. Of those of single queries the one used longest ago is let go past 24;
 * those of hunts are lent for as long as their hunt has them.
 */
export class Results {
  readonly #tables = new Map<string, ResultTable>();
  readonly #lent = new Map<string, ResultTable>();
  readonly #names = new WeakMap<ResultTable, string>();
  readonly #byLender = new Map<string, ReadonlySet<string>>();

  async keep(table: ResultTable): Promise<string> {
    const id = randomBytes(12).toString('hex');
    this.#tables.set(id, table);
    const [oldest] = this.#tables.keys();
    if (this.#tables.size > kept && oldest !== undefined) await this.release([oldest]);
    return id;
  }

  /** Name a result that somebody else holds, the same each time. */
  lend(table: ResultTable): string {
    const id = this.#names.get(table) ?? randomBytes(12).toString('hex');
    this.#names.set(table, id);
    this.#lent.set(id, table);
    return id;
  }

  /** Of what a lender has lent, only these are there from now on. */
  takeBack(lender: string, still: readonly string[]): void {
    const now = new Set(still);
    for (const id of this.#byLender.get(lender) ?? []) if (!now.has(id)) this.#lent.delete(id);
    if (now.size > 0) this.#byLender.set(lender, now);
    else this.#byLender.delete(lender);
  }

  get(id: string): ResultTable {
    const lent = this.#lent.get(id);
    if (lent) return lent;
    const table = this.#tables.get(id);
    if (!table)
      throw new HuntError({
        code: 'workbench/result-gone',
        message: 'This result is no longer held.',
        hint: 'Run the query again.',
      });
    this.#tables.delete(id);
    this.#tables.set(id, table);
    return table;
  }

  /** Let results go; unknown ones are passed over. Gives the number let go. */
  async release(ids: Iterable<string>): Promise<number> {
    let released = 0;
    for (const id of ids) {
      const table = this.#tables.get(id);
      if (!table) continue;
      this.#tables.delete(id);
      await table.close();
      released++;
    }
    return released;
  }

  async releaseAll(): Promise<void> {
    await this.release([...this.#tables.keys()]);
  }
}
