import { expect, it } from 'vitest';
import { growthOf, type Sample } from '../kit/growth.ts';

const samples = (count: number, megabytes: (n: number) => number): Sample[] =>
  Array.from({ length: count }, (_, n) => ({ minute: n, figures: { MB: megabytes(n) } }));
const tolerance = { MB: { least: 10, share: 0.1 } };

it('tells what grows from what swings, warms up or falls', () => {
  const grows = (megabytes: (n: number) => number): boolean | undefined =>
    growthOf(samples(60, megabytes), tolerance)[0]?.grows;
  expect(grows((n) => 200 + n * 2)).toBe(true);
  expect(grows((n) => (n > 40 ? Number.NaN : 1))).toBe(true);
  expect(grows((n) => 200 + (n % 2) * 80)).toBe(false);
  expect(grows((n) => Math.min(200 + n * 10, 400))).toBe(false);
  expect(grows((n) => 400 - n)).toBe(false);
  expect(() =>
    growthOf(
      samples(5, () => 1),
      tolerance,
    ),
  ).toThrow('show nothing');
});
