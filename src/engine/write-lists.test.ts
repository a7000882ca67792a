import { DuckDBInstance } from '@duckdb/node-api';
import { expect, it } from 'vitest';
import type { NumberComputation } from '../base/index.ts';
import { registerComputations } from './computations.ts';

const asGiven: NumberComputation = {
  kind: 'numbers',
  name: 'as_given',
  gives: ['INTEGER', 'DOUBLE', 'INTEGER', 'VARCHAR'],
  compute: ([whole = new Int32Array(), real = new Float64Array()]) => ({
    columns: [
      whole,
      real,
      Array.from(whole, (n) => (n % 2 === 0 ? n : null)),
      Array.from(whole, (n) => `n${n}`),
    ],
  }),
};

it('gives the lists of many groups back whole, whether copied or item by item', async () => {
  const connection = await (await DuckDBInstance.create(':memory:')).connect();
  registerComputations(connection, [asGiven]);
  const groups = 5000;
  const found = await connection.runAndReadAll(`
    WITH given AS (
      SELECT n, CAST(range(n % 4) AS INTEGER[]) AS whole, [x / 2 FOR x IN range(n % 4)]::DOUBLE[] AS real
      FROM range(${groups}) AS t(n)),
    found AS (SELECT *, as_given('null', whole, real) AS r FROM given)
    SELECT count(*), sum(len(r.c0)), bool_and(r.c0 = whole), bool_and(r.c1 = real),
      bool_and(r.c2 = [CASE WHEN x % 2 = 0 THEN x END FOR x IN whole]), bool_and(r.c3 = ['n' || x FOR x IN whole])
    FROM found`);
  expect(found.getRows()).toEqual([[BigInt(groups), 7500n, true, true, true, true]]);
});
