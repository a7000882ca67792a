import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Engine, openEngine, tableOf } from '../../test/kit/kql-engine.ts';

let engine: Engine;
beforeAll(async () => {
  engine = await openEngine();
});
afterAll(() => engine.close());

const columns = 'v: string, s: string';

/** Compare values that come so often on each side. */
async function compared(
  counts: Readonly<Record<string, readonly [before: number, after: number]>>,
  settings = '',
): Promise<Map<unknown, unknown[]>> {
  const rows = Object.entries(counts).flatMap(([value, [before, after]]) => [
    `SELECT '${value}' AS v, 'before' AS s FROM range(${before})`,
    `SELECT '${value}', 'after' FROM range(${after})`,
  ]);
  await engine.sql(`CREATE OR REPLACE TABLE t AS ${rows.join(' UNION ALL ')}`);
  const answer = await engine.kql(
    `T | invoke compare(value = v, side = s${settings}) | project compared_value, before_count, after_count, round(ratio, 6), change`,
    tableOf({ columns, from: '' }),
  );
  return new Map(answer.rows.map(([value, ...rest]) => [value, rest]));
}

it('tells what is new, gone, more, less and the same', async () => {
  const found = await compared({
    new: [0, 3],
    gone: [4, 0],
    more: [10, 50],
    almost_more: [10, 49],
    less: [50, 10],
    almost_less: [49, 10],
    same: [77, 78],
  });
  expect([...found]).toHaveLength(7);
  expect(found.get('new')).toEqual([0, 3, null, 'new']);
  expect(found.get('gone')).toEqual([4, 0, null, 'gone']);
  expect(found.get('more')).toEqual([10, 50, 5, 'more']);
  expect(found.get('almost_more')).toEqual([10, 49, 4.9, 'same']);
  expect(found.get('less')).toEqual([50, 10, 0.2, 'less']);
  expect(found.get('almost_less')).toEqual([49, 10, 0.204082, 'same']);
  expect(found.get('same')?.at(-1)).toBe('same');
});

it('compares shares, so that a longer period makes nothing more', async () => {
  const found = await compared({ a: [10, 100], b: [10, 100], c: [20, 20] });
  expect(['a', 'b', 'c'].map((v) => found.get(v)?.at(-1))).toEqual(['same', 'same', 'less']);
  expect(found.get('c')).toEqual([20, 20, 0.181818, 'less']);
});

it('takes how many times more is more, and the names of the sides', async () => {
  const counts = { a: [10, 20], b: [20, 10] } as const;
  const by = (settings: string) => compared(counts, settings).then((m) => m.get('a')?.at(-1));
  expect(await by('')).toBe('same');
  expect(await by(', times = 2')).toBe('more');
  expect(await by(', times = 2, before = "after", after = "before"')).toBe('less');
  await expect(by(', before = "nowhere"')).rejects.toThrow('No row is on the side');
  await expect(compared(counts, ', times = 0.5')).rejects.toThrow(/at least 1/);
});

it('takes empty values, sides that are neither, texts of 64 KB, and quotes in the names of sides', async () => {
  await engine.sql(
    `CREATE OR REPLACE TABLE t AS SELECT unnest(['', NULL, repeat('a', 65536), 'x', 'y']) AS v, unnest(['it''s', 'it''s', 'it''s', NULL, 'other']) AS s`,
  );
  const { rows } = await engine.kql(
    `T | invoke compare(value = v, side = s, before = "it's", after = "other") | project strlen(compared_value), before_count, change | sort by strlen_compared_value asc`,
    tableOf({ columns, from: '' }),
  );
  expect(rows).toEqual([
    [0, 2, 'gone'],
    [1, 0, 'new'],
    [65_536, 1, 'gone'],
  ]);
});
