import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Engine, openEngine } from '../../test/kit/kql-engine.ts';
import { invokedFunctions } from './index.ts';

let engine: Engine;
beforeAll(async () => {
  engine = await openEngine();
});
afterAll(() => engine.close());

const pairs = 15_000;

async function graph(call: string): Promise<unknown[][]> {
  const address = (n: string): string =>
    `'10.' || ((${n}) // 65536) || '.' || ((${n}) // 256 % 256) || '.' || ((${n}) % 256)`;
  await engine.sql(
    `CREATE OR REPLACE TABLE pairs AS SELECT ${address('i')} AS a, ${address(`(i * 7919 + 13) % ${pairs} + ${pairs}`)} AS b FROM range(${pairs}) AS t(i)`,
  );
  const columns = ['a', 'b'].map((name) => ({ name, type: 'string' as const, physical: name }));
  const schema = {
    functions: invokedFunctions,
    tables: [{ name: 'pairs', relation: 'pairs', columns }],
  };
  return (await engine.kql(`pairs | invoke ${call}`, schema)).rows;
}

it('makes a node of each of many things and an edge of each pair', async () => {
  const found = await graph(
    'entity_graph(source = a, target = b) | summarize count(), sum(["count"]), dcount(entity_type) by part | sort by part desc',
  );
  expect(found).toEqual([
    ['node', 2 * pairs, 2 * pairs, 1],
    ['edge', pairs, pairs, 1],
  ]);
}, 240_000);

it('measures each of many nodes', async () => {
  const found = await graph(
    'network_graph(a, b) | summarize count(), max(component), max(component_size), round(sum(page_rank), 6)',
  );
  expect(found).toEqual([[2 * pairs, pairs - 1, 2, 1]]);
}, 240_000);

it('draws alerts whose entities are broken JSON by what else they say, and joins what rows tell', async () => {
  const rows = async (query: string): Promise<unknown[][]> =>
    (await engine.kql(query, { functions: invokedFunctions, tables: [] })).rows;
  expect(
    await rows(
      'datatable(SystemAlertId: string, Entities: string)["a", "[{", "b", "", "a", "[]"] | invoke entity_graph() | project part, id, ["count"]',
    ),
  ).toEqual([
    ['node', 'Alert id=a', 2],
    ['node', 'Alert id=b', 1],
  ]);
  expect(
    await rows(
      'datatable(s: string, t: string)["10.0.0.1", "10.0.0.2", "10.0.0.2", "10.0.0.1", "10.0.0.2", "10.0.0.2"] | invoke entity_graph(source = s, target = t) | project part, id, from_id, to_id, ["count"]',
    ),
  ).toEqual([
    ['node', 'IpAddress address=10.0.0.1', '', '', 2],
    ['node', 'IpAddress address=10.0.0.2', '', '', 4],
    ['edge', '', 'IpAddress address=10.0.0.1', 'IpAddress address=10.0.0.2', 2],
  ]);
});
