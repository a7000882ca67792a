import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Engine, openEngine } from '../../../test/kit/kql-engine.ts';
import { compile } from '../compile.ts';

let engine: Engine;
beforeAll(async () => {
  engine = await openEngine();
});
afterAll(() => engine.close());

const capitals = `declare pattern capital = (country:string)[state:string]
{
  ("USA").["New York"] = { print Capital = "Albany", state };
  ("Canada").["Alberta"] = { print Capital = "Edmonton" };
};
`;

it('gives what a pattern says for its values', async () => {
  const one = await engine.kql(`${capitals}capital("Canada").Alberta`);
  expect(one.rows).toEqual([['Edmonton']]);
  const other = await engine.kql(`${capitals}capital("USA").["New York"]`);
  expect(other.rows).toEqual([['Albany', 'New York']]);
});

it('takes the parameters of a query by their defaults, and says which has none', async () => {
  const found = await engine.kql('declare query_parameters(n:long = 2); print n + 1');
  expect(found.rows).toEqual([[3]]);
  await expect(engine.kql('declare query_parameters(n:long); print n')).rejects.toMatchObject({
    code: 'kql/parameter-without-value',
  });
});

it('refuses to restrict access', async () => {
  const query = 'let T = datatable(a:long)[1]; restrict access to (T); T';
  await expect(engine.kql(query)).rejects.toMatchObject({ code: 'kql/restrict-access' });
});

it('gives the further results of fork by name', async () => {
  const plan = await compile(
    'range x from 1 to 3 step 1 | fork (count) odd=(where x % 2 == 1)',
    { tables: [] },
    { nowMicros: 0n, probe: (sql) => engine.sql(sql) },
  );
  expect(plan.others.map((o) => o.name)).toEqual(['odd']);
  expect(plan.others[0]?.columns.map((c) => c.name)).toEqual(['x']);
  expect(await engine.sql(plan.others[0]?.sql ?? '')).toEqual([[1n], [3n]]);
  expect(plan.notes).toEqual([
    'The query gives 2 tables: this is GenericResult; the others are odd.',
  ]);
});
