import { expect, it } from 'vitest';
import { runTableTool } from './index.ts';
import stlAnomalies from './tools/stl-anomalies.ts';

const hour = 3_600_000_000n;
const times = (count: number) => Array.from({ length: count }, (_, i) => BigInt(i) * hour);
const values = (count: number, seed: number) =>
  Array.from(
    { length: count },
    (_, i) => 100 * seed + 10 * (i % 24) + ((i * 7919 * seed) % 13) + (i === 170 ? 60 : 0),
  );

it('takes many series apart as each by itself, whatever the order of their rows', () => {
  const alone = [1, 2, 3].map((seed) =>
    runTableTool(stlAnomalies, { timestamp: times(336), value: values(336, seed) }),
  );
  const rows = times(336).flatMap((t, i) =>
    [3, 1, 2].map((seed) => ({ t, v: values(336, seed)[i] ?? 0, by: `h${seed}` })),
  );
  rows.reverse();
  const together = runTableTool(stlAnomalies, {
    timestamp: rows.map((r) => r.t),
    value: rows.map((r) => r.v),
    by: rows.map((r) => r.by),
  });
  expect(together.series.length).toBe(3 * 336);
  alone.forEach((one, i) => {
    const at = together.series.flatMap((name, row) => (name === `h${i + 1}` ? [row] : []));
    for (const field of ['at', 'observed', 'trend', 'residual', 'score', 'anomalies'] as const)
      expect(at.map((row) => together[field][row])).toEqual(one[field]);
    expect(one.anomalies.includes(1)).toBe(true);
  });
});

it('says of each row of the answer which row it goes with', () => {
  const timestamp = [...times(72), ...times(72)];
  const value = [...values(72, 1), ...values(72, 2)];
  const by = timestamp.map((_, i) => (i < 72 ? 'a' : 'b'));
  const { rows = [], columns } = stlAnomalies.all(
    { timestamp, value, by },
    {
      period: 0,
      seasonal: 7,
      threshold: 3,
      threshold_low: 3,
      fill: 'linear',
      robust: false,
      truncate: false,
    },
  );
  expect(rows).toEqual(Array.from({ length: 144 }, (_, i) => i));
  expect(columns.observed).toEqual(value);
});

it('keeps what is too short, and bounds series and rows', () => {
  const mixed = runTableTool(stlAnomalies, {
    timestamp: [...times(72), 0n, null],
    value: [...values(72, 1), null, 7],
    by: [...new Array<string>(72).fill('long'), 'short', 'none'],
  });
  expect(mixed.series.length).toBe(73);
  expect([mixed.trend[72], mixed.score[72], mixed.anomalies[72]]).toEqual([null, null, 0]);
  const each = (count: number, step: bigint, names: number) => () =>
    runTableTool(stlAnomalies, {
      timestamp: Array.from({ length: count }, (_, i) => BigInt(i) * step),
      value: new Array<number>(count).fill(1),
      by: Array.from({ length: count }, (_, i) => `h${i % names}`),
    });
  expect(each(10_001, hour, 10_001)).toThrow(/10000 series/);
  expect(each(3, hour, 3)).toThrow(/two whole periods/);
  const apart = Array.from({ length: 300 }, (_, i) => i);
  expect(() =>
    runTableTool(stlAnomalies, {
      timestamp: apart.flatMap(() => [0n, 1n, 9000n]),
      value: apart.flatMap(() => [1, 1, 1]),
      by: apart.flatMap((i) => [`${i}`, `${i}`, `${i}`]),
    }),
  ).toThrow(/1000000 rows/);
}, 60_000);
