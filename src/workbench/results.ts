import { randomBytes } from 'node:crypto';
import { HuntError } from '../base/index.ts';
import type { ResultTable } from './hunt.ts';

const kept = 24;

/** The results that pages may still ask rows of. The one used longest ago is let go past 24. */
export class Results {
  readonly #tables = new Map<string, ResultTable>();

  async keep(table: ResultTable): Promise<string> {
    const id = randomBytes(12).toString('hex');
    this.#tables.set(id, table);
    const [oldest] = this.#tables.keys();
    if (this.#tables.size > kept && oldest !== undefined) await this.release([oldest]);
    return id;
  }

  get(id: string): ResultTable {
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
