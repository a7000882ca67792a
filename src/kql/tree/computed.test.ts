import { DuckDBInstance } from '@duckdb/node-api';
import { expect, it } from 'vitest';
import type { TableComputation } from '../../base/index.ts';
import { registerComputations } from '../../engine/computations.ts';
import { duckdb } from '../dialects/duckdb.ts';
import { newColumns } from './build.ts';
import { computed } from './computed.ts';
import type { ValuesRelation } from './nodes.ts';
import { column, literal } from './scalar.ts';

/** Every second row, with its number doubled. */
const everySecond: TableComputation = {
  kind: 'table',
  name: 'kc_every_second',
  compute([numbers = []], options) {
    const rows = numbers.flatMap((_, i) => (i % 2 === 0 ? [i] : []));
    const doubled = rows.map((i) => Number(numbers[i]) * Number(options));
    return { rows, columns: [doubled.map(BigInt), doubled.map((n) => JSON.stringify({ n }))] };
  },
};

function values(rows: readonly (readonly [string, bigint])[]): ValuesRelation {
  const columns = newColumns([
    { name: 'g', type: 'string', nullable: false },
    { name: 'n', type: 'long', nullable: true },
  ]);
  const cells = rows.map(([g, n]) => [literal('string', g), literal('long', n)]);
  return { kind: 'values', rows: cells, columns, hidden: [], order: [], sorted: false };
}

async function run(input: ValuesRelation, groups: boolean): Promise<unknown[][]> {
  const connection = await (await DuckDBInstance.create(':memory:')).connect();
  registerComputations(connection, [everySecond]);
  const [g, n] = input.columns;
  if (!g || !n) throw new Error('no columns');
  const order = [{ column: n, descending: true, nullsFirst: false }];
  const relation = computed(
    { ...input, order, ...(groups ? { groups: [g] } : {}) },
    {
      computation: everySecond,
      inputs: [column(n)],
      options: 2,
      gives: [
        { name: 'doubled', type: 'long' },
        { name: 'as', type: 'dynamic' },
      ],
      carries: true,
    },
  );
  return (
    await connection.runAndReadAll(duckdb.spell(relation, { arithmetic: 'fast' }))
  ).getRowsJS();
}

const rows = [
  ['a', 1n],
  ['a', 2n],
  ['b', 3n],
  ['b', 4n],
  ['b', 5n],
] as const;

it('gives whole columns in the order of the rows, and carries the rows it names', async () => {
  expect(await run(values(rows), false)).toEqual([
    ['b', 5n, 10n, '{"n":10}'],
    ['b', 3n, 6n, '{"n":6}'],
    ['a', 1n, 2n, '{"n":2}'],
  ]);
});

it('computes each group by itself', async () => {
  const found = await run(values(rows), true);
  expect(found.map(([g, n]) => `${g}${n}`).sort()).toEqual(['a2', 'b3', 'b5']);
});

it('gives no rows for none', async () => {
  expect(await run(values([]), false)).toEqual([]);
});
