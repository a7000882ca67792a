import { expect, it } from 'vitest';
import { evenSeries, stl, usualPeriod } from './index.ts';

const hour = 3_600_000_000n;
const daily = (i: number): number => 100 + 10 * Math.sin((2 * Math.PI * i) / 24) + i / 10;

it('gives parts that add up to the series', () => {
  const values = Float64Array.from({ length: 240 }, (_, i) => daily(i) + ((i * 7919) % 13));
  for (const robust of [false, true]) {
    const { seasonal, trend, residual } = stl(values, { period: 24, robust });
    values.forEach((v, i) => {
      expect((seasonal[i] ?? 0) + (trend[i] ?? 0) + (residual[i] ?? 0)).toBeCloseTo(v, 9);
    });
  }
});

it('gives an outlier no weight where it is robust', () => {
  const values = Float64Array.from({ length: 240 }, (_, i) => daily(i) + ((i * 7919) % 13));
  values[100] = 1e6;
  expect(stl(values, { period: 24, robust: true }).weights[100]).toBe(0);
});

it.each([
  ['too few rows', new Float64Array(47), { period: 24 }, /Two whole periods/],
  ['no period', new Float64Array(47), { period: 1 }, /Two whole periods/],
  ['an even window', new Float64Array(48), { period: 24, seasonal: 8 }, /odd/],
  ['a short trend', new Float64Array(48), { period: 24, trend: 23 }, /trend is odd/],
  ['hours of work', new Float64Array(1_000_000), { period: 500_000 }, /too much work/],
])('refuses %s', (_, values, options, message) => {
  expect(() => stl(values, options)).toThrow(message);
});

it('adds the steps that are missing, and puts values between their neighbours', () => {
  const times = [3n, 0n, 1n, null, 5n].map((t) => (t === null ? null : t * hour));
  const found = evenSeries(times, [30, 0, 10, 99, null], 'linear');
  expect([...found.values]).toEqual([0, 10, 20, 30, 30, 30]);
  expect([...found.filled]).toEqual([0, 0, 1, 0, 1, 1]);
  expect([...found.rows]).toEqual([1, 2, -1, 0, -1, 4]);
  expect([...found.times]).toEqual([0n, hour, 2n * hour, 3n * hour, 4n * hour, 5n * hour]);
  expect([...evenSeries(times, [30, 0, 10, 99, null], 'zero').values]).toEqual([
    0, 10, 0, 30, 0, 0,
  ]);
});

it('says what to do about times that are uneven, equal or absurdly far apart', () => {
  expect(() => evenSeries([0n, 1n, 2n, 2n], [1, 1, 1, 1], 'linear')).toThrow(/come twice/);
  expect(() => evenSeries([0n, 7n, 10n ** 15n], [1, 1, 1], 'linear')).toThrow(/evenly spaced/);
  expect(() => evenSeries([2n, 2n], [1, 1], 'linear')).toThrow(/come twice/);
  expect(evenSeries([0n, 2n, 4n, 5n, 5n], [1, 1, 1, 1, 1], 'none').times.length).toBe(5);
  const months = [0n, 31n, 60n, 91n].map((d) => d * 24n * hour);
  expect(usualPeriod(evenSeries(months, [1, 1, 1, 1], 'linear').step)).toBe(12);
  expect(evenSeries([], [], 'linear').values.length).toBe(0);
});

it('knows the usual period of steps', () => {
  expect(
    [hour, hour / 60n, 24n * hour, 168n * hour, 31n * 24n * hour, 0n].map(usualPeriod),
  ).toEqual([24, 1440, 7, 52, 12, 0]);
});

it('spends from a budget that several decompositions share', () => {
  const budget = { left: 60_000 };
  const values = Float64Array.from({ length: 100 }, (_, i) => i % 24);
  stl(values, { period: 24, budget });
  expect(budget.left).toBe(60_000 - 100 * (7 + 47 + 25) * 5);
  expect(() => stl(values, { period: 24, budget })).toThrow(/too much work/);
});
