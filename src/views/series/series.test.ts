import { expect, it } from 'vitest';
import type { Column } from '../../base/index.ts';
import type { Ask } from '../view-source.ts';
import { looksTakenApart, type Moment, periodsOf, seriesData, seriesPlan } from './series-data.ts';

const columns: Column[] = [
  { name: 'at', type: 'datetime' },
  { name: 'observed', type: 'real' },
  { name: 'trend', type: 'real' },
  { name: 'baseline', type: 'real' },
  { name: 'anomalies', type: 'long' },
  { name: 'series', type: 'string' },
];
const moment = (at: number, odd: number, observed = 10): Moment => ({
  at,
  observed,
  trend: null,
  baseline: 4,
  odd,
});

it('joins anomalies beside each other into periods, with one moment between at most', () => {
  const odd = [1, 1, 0, -1, 0, 0, 1].map((sign, i) => moment(i * 60, sign, 10 + i));
  expect(periodsOf(odd, 60)).toEqual([
    { from: 0, to: 180, moments: 3, most: 9 },
    { from: 360, to: 360, moments: 1, most: 12 },
  ]);
  expect(periodsOf([], 60)).toEqual([]);
});

it('takes the columns of stl_anomalies, or those that it is told', () => {
  expect(looksTakenApart(columns)).toBe(true);
  expect(looksTakenApart(columns.slice(0, 2))).toBe(false);
  const plan = seriesPlan(new Map(), columns);
  expect(plan).toMatchObject({ time: columns[0], value: columns[1], threshold: 3, only: null });
  expect(seriesPlan(new Map([['value', 'trend']]), columns).value).toBe(columns[2]);
  expect(() => seriesPlan(new Map(), columns.slice(1))).toThrow('a column with times');
});

const answering =
  (asked: string[], total: number): Ask =>
  async (kql) => {
    asked.push(kql);
    const rows = kql.includes('Name =')
      ? [["web'", 2]]
      : kql.includes('stdev')
        ? [[2]]
        : kql.includes('From =')
          ? [['2026-03-01T00:00:00Z', '2026-03-05T00:00:00Z']]
          : [
              ['2026-03-01T01:00:00Z', 9, null, 4, 1],
              ['2026-03-01T02:00:00Z', null, null, 4, 0],
              [null, 1, 1, 1, 0],
            ];
    const many = kql.includes('project') && !kql.includes('summarize') ? total : rows.length;
    return { columns: [], rows, total: many };
  };

it('asks for one series, the one with the most anomalies first', async () => {
  const asked: string[] = [];
  const data = await seriesData(seriesPlan(new Map(), columns), answering(asked, 3));
  expect(data).toMatchObject({ only: "web'", band: 6, stepMs: 3_600_000, note: '' });
  expect(data.moments.map((m) => m.observed)).toEqual([9, null]);
  expect(data.periods.length).toBe(1);
  expect(asked[1]).toContain("| where tostring(['series']) == 'web\\''");
});

it('draws wider steps where rows are too many, and loses no anomaly', async () => {
  const asked: string[] = [];
  const data = await seriesData(seriesPlan(new Map(), columns), answering(asked, 1e6));
  expect(asked.at(-1)).toContain('Odd = max(Odd) by At = bin(At, ');
  expect(data.note).toContain('wider steps');
});
