import { expect, it } from 'vitest';
import type { Column } from '../../base/index.ts';
import type { Ask, ViewAnswer } from '../view-source.ts';
import { matrixData, matrixPlan, usualPair } from './matrix-data.ts';
import { ramp, shareOf } from './matrix-drawing.ts';

const columns: Column[] = [
  { name: 'TenantId', type: 'string' },
  { name: 'Host', type: 'string' },
  { name: 'Time', type: 'datetime' },
  { name: 'N', type: 'long' },
  { name: "U'ser", type: 'string' },
];

it('takes two columns of texts, and refuses what has too many values to stand in a row', () => {
  expect(usualPair(columns)?.map((c) => c.name)).toEqual(['Host', "U'ser"]);
  expect(usualPair(columns.slice(3, 4))).toBeNull();
  expect(matrixPlan(new Map([['y', 'Host']]), columns).x.name).toBe("U'ser");
  expect(() => matrixPlan(new Map(), columns.slice(3, 4))).toThrow('two columns');
});

const answering =
  (asked: string[]): Ask =>
  async (kql) => {
    asked.push(kql);
    const answer = (rows: unknown[][], total = rows.length): ViewAnswer => ({
      columns: [],
      rows,
      total,
    });
    if (kql.includes('X ='))
      return answer([
        ['a', '__proto__', 3],
        ['z', 'b', 9],
        ['a', 'b', null],
      ]);
    if (kql.includes('Host'))
      return answer(
        [
          ['a', 4],
          ["q'", 1],
        ],
        70,
      );
    if (kql.includes('From =')) return answer([['2026-03-01T00:00:00Z', '2026-03-09T00:00:00Z']]);
    return answer([
      ['__proto__', 4],
      ['b', 1],
    ]);
  };

it('asks for the most frequent of both sides, then for the cells between them', async () => {
  const asked: string[] = [];
  const data = await matrixData(matrixPlan(new Map([['value', 'N']]), columns), answering(asked));
  expect(asked.at(-1)).toBe(
    "| where ['Host'] in ('a', 'q\\'') | summarize Value = toreal(sum(['N'])) by X = ['Host'], Y = ['U\\'ser']",
  );
  expect(data.cells).toEqual([{ x: 0, y: 0, value: 3 }]);
  expect(data.note).toBe('The most frequent: 2 of 70 of Host.');
  const timed = await matrixData(matrixPlan(new Map([['x', 'Time']]), columns), answering(asked));
  expect(timed.widths.x).toBe(6 * 3_600_000);
});

it('tells more from less by lightness, light and dark', () => {
  const lightness = (dark: boolean): number[] =>
    [0, 0.5, 1].map((s) => Number(/(\d+)%\)$/.exec(ramp(s, dark))?.[1]));
  expect(lightness(false)).toEqual([...lightness(false)].sort((a, b) => b - a));
  expect(lightness(true)).toEqual([...lightness(true)].sort((a, b) => a - b));
  const data = { least: 1, most: 1000 } as Parameters<typeof shareOf>[1];
  expect(shareOf(1000, data, true)).toBe(1);
  expect(shareOf(10, data, true)).toBeGreaterThan(shareOf(10, data, false));
  expect(shareOf(0, { ...data, least: 0, most: 0 }, false)).toBe(1);
});
