import { DuckDBInstance } from '@duckdb/node-api';
import { expect, it } from 'vitest';
import type { NumberComputation } from '../base/index.ts';
import { registerComputations } from './computations.ts';

it('gives texts the numbers by which they are equal, over all columns of a call', async () => {
  let seen: number[][] = [];
  const step: NumberComputation = {
    kind: 'numbers',
    name: 'kt_trial',
    gives: ['INTEGER'],
    compute(columns) {
      seen = columns.map((column) => Array.from(column));
      return { columns: [Int32Array.from(columns[0] ?? [])] };
    },
  };
  const connection = await (await DuckDBInstance.create(':memory:')).connect();
  registerComputations(connection, [step]);
  const long = 'a text that is longer than twelve bytes';
  const rows = `('', '${long}', 1), ('0x1a', NULL, 2), ('twelve bytes', '0x1a', 3), ('${long}', 'twelve byteſ', 4), ('0x1b', '', 5)`;
  const answer = await connection.runAndReadAll(
    `SELECT kt_trial('null', list(a ORDER BY n), list(b ORDER BY n), list(n ORDER BY n)).c0 FROM (VALUES ${rows}) AS t(a, b, n)`,
  );
  const [a = [], b = [], n] = seen;
  expect(n).toEqual([1, 2, 3, 4, 5]);
  expect(new Set(a).size).toBe(5);
  expect(b).toEqual([a[3], -1, a[1], b[3], a[0]]);
  expect(a).not.toContain(b[3]);
  expect(answer.getRowsJson()[0]?.[0]).toEqual(a);
});

it('tells many short texts apart', async () => {
  const step: NumberComputation = {
    kind: 'numbers',
    name: 'kt_trial',
    gives: ['INTEGER'],
    compute: ([column = new Int32Array()]) => ({
      columns: [Int32Array.of(new Set(column).size)],
    }),
  };
  const connection = await (await DuckDBInstance.create(':memory:')).connect();
  registerComputations(connection, [step]);
  const answer = await connection.runAndReadAll(
    `SELECT kt_trial('null', list(printf('0x%x', i % 60000))).c0[1] FROM range(100000) AS t(i)`,
  );
  expect(answer.getRowsJson()).toEqual([[60000]]);
});
