import type { LocalTables } from '../enrich/index.ts';
import type { Hunt } from './hunt.ts';

const pageRows = 20_000;

/** The tables of a hunt, as sources that look on this machine see them. */
export function localTables(hunt: Pick<Hunt, 'schema' | 'kql'>): LocalTables {
  return {
    get edition() {
      return hunt.schema;
    },
    tables: () => hunt.schema.tables.map(({ name }) => name),
    async rows(kql, signal) {
      const table = await hunt.kql(kql, { signal });
      const names = table.columns.map(({ name }) => name);
      const found: Record<string, unknown>[] = [];
      for (let offset = 0; ; offset += pageRows) {
        const { rows } = await table.page({ offset, limit: pageRows, signal });
        for (const row of rows)
          found.push(Object.fromEntries(names.map((name, i) => [name, row[i]])));
        if (rows.length < pageRows) return found;
      }
    },
  };
}
