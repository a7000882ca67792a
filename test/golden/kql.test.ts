import { readdirSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Engine, openEngine } from '../kit/kql-engine.ts';

const folder = new URL('kql/', import.meta.url);
const queries = readdirSync(folder).filter((f) => f.endsWith('.kql'));

let engine: Engine;
beforeAll(async () => {
  engine = await openEngine();
});
afterAll(() => engine.close());

describe('longer queries', () => {
  it('are there', () => expect(queries.length).toBeGreaterThan(2));
  for (const file of queries)
    it(`${file} gives the SQL and the rows beside it`, async () => {
      const { sql, columns, rows } = await engine.kql(readFileSync(new URL(file, folder), 'utf8'));
      const header = columns.map((c) => `${c.name}:${c.type}`).join(' | ');
      const lines = rows.map((row) => row.map((v) => JSON.stringify(v)).join(' | '));
      const text = [sql, '', header, ...lines, ''].join('\n');
      await expect(text).toMatchFileSnapshot(`kql/${file.replace('.kql', '.txt')}`);
    });
});
