import { afterAll, beforeAll, expect, test } from 'vitest';
import { fillQuery, fullName, packsFolder, readQueryFolder } from '../../src/catalog/index.ts';
import { type Engine, openEngine } from '../kit/kql-engine.ts';
import { letTable } from '../kit/made-rows.ts';
import { sampleValues } from '../kit/pack-values.ts';
import { cloudCases } from '../kit/packs/cloud.ts';
import { defenderCases } from '../kit/packs/defender.ts';
import { hostCases } from '../kit/packs/hosts.ts';
import { networkCases } from '../kit/packs/network.ts';

const { queries } = readQueryFolder(packsFolder);
const byName = new Map(queries.map((query) => [fullName(query), query]));

let engine: Engine;
beforeAll(async () => {
  engine = await openEngine();
});
afterAll(() => engine.close());

test.each([...hostCases, ...cloudCases, ...defenderCases, ...networkCases])(
  '$query finds what it is for',
  async (made) => {
    const query = byName.get(made.query);
    if (!query) throw new Error(`no query ${made.query}`);
    const { text } = fillQuery(query, { ...sampleValues(query), ...made.values });
    const tables = Object.entries(made.tables).map(([name, table]) => letTable(name, table));
    const answer = await engine.kql([...tables, text].join('\n'));
    const rows = JSON.stringify(answer.rows);
    expect(answer.rows.length, rows).toBe(made.rows);
    expect(rows).toContain(made.word ?? '');
  },
);
