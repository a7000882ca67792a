import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Engine, openEngine } from '../../../test/kit/kql-engine.ts';

let engine: Engine;
beforeAll(async () => {
  engine = await openEngine();
});
afterAll(() => engine.close());

/** Noise in [0, 1) that is the same each time. */
function noise(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return state / 2_147_483_648;
  };
}

/** Three weeks by the hour: nights, days and some noise; a spike and a dip of the height of a day. */
function hours(change: (value: number, hour: number) => number = (v) => v): number[] {
  const random = noise(7);
  return Array.from({ length: 504 }, (_, i) => {
    const day = 50 + 40 * Math.sin((2 * Math.PI * (i % 24)) / 24) + 4 * random();
    return Math.round(change(day, i) * 1000) / 1000;
  });
}

const withTwo = hours((v, i) => (i === 200 ? v + 80 : i === 333 ? v - 60 : v));

async function one(series: readonly unknown[], rest: string): Promise<unknown[]> {
  const answer = await engine.kql(`print x = dynamic(${JSON.stringify(series)}) | ${rest}`);
  expect(answer.rows).toHaveLength(1);
  return answer.rows[0] ?? [];
}

function marked(flags: unknown): [number, number][] {
  if (!Array.isArray(flags)) throw new Error('no flags');
  return flags.flatMap((f, i): [number, number][] => (f === 0 ? [] : [[i, f]]));
}

describe('series_decompose_anomalies', () => {
  it('finds the daily season by itself, and marks the spike and the dip alone', async () => {
    const [flag, score, baseline] = await one(
      withTwo,
      'project (flag, score, baseline) = series_decompose_anomalies(x, 3)',
    );
    expect(marked(flag)).toEqual([
      [200, 1],
      [333, -1],
    ]);
    const scores = score as number[];
    expect(scores[200]).toBeGreaterThan(10);
    expect(scores[333]).toBeLessThan(-10);
    expect((baseline as number[])[200]).toBeCloseTo(hours()[200] ?? 0, -1);
  });

  it('finds them on a rising line when told of it', async () => {
    const rising = withTwo.map((v, i) => v + i);
    const [flag] = await one(
      rising,
      "project (flag, score, baseline) = series_decompose_anomalies(x, 3, 24, 'linefit')",
    );
    expect(marked(flag)).toEqual([
      [200, 1],
      [333, -1],
    ]);
  });

  it('marks a spike in a series that is otherwise always the same', async () => {
    const [flag, score] = await one(
      Array.from({ length: 60 }, (_, i) => (i === 30 ? 9 : 0)),
      'project (flag, score, baseline) = series_decompose_anomalies(x)',
    );
    expect(marked(flag)).toEqual([[30, 1]]);
    expect((score as number[])[30]).toBeLessThan(100);
  });

  it('keeps test points out of what it learns', async () => {
    const [flag] = await one(
      hours((v, i) => (i >= 480 ? v + 100 : v)),
      "project (flag, score, baseline) = series_decompose_anomalies(x, 1.5, 24, 'avg', 24)",
    );
    expect(marked(flag)).toEqual(Array.from({ length: 24 }, (_, i) => [480 + i, 1]));
  });
});

describe('series_decompose', () => {
  it('finds a week where days differ, and the day where they do not', async () => {
    const random = noise(3);
    const week = Array.from(
      { length: 840 },
      (_, i) => (Math.floor(i / 24) % 7 >= 5 ? 10 : 25) + 8 * Math.sin(i / 3.82) + random(),
    );
    const [periods] = await one(
      week,
      'project (p, s) = series_periods_detect(x, 4, 200, 2) | project p',
    );
    expect((periods as number[])[0]).toBe(168);
    const [daily] = await one(
      hours(),
      'project (p, s) = series_periods_detect(x, 4, 200, 2) | project p',
    );
    expect(daily).toEqual([24, 0]);
  });

  it('sees no season in noise or in a line', async () => {
    const random = noise(5);
    const rest = "project (b, s, t, r) = series_decompose(x, -1, 'linefit') | project s";
    for (const series of [
      Array.from({ length: 300 }, () => random()),
      Array.from({ length: 300 }, (_, i) => i + random()),
      Array.from({ length: 300 }, (_, i) => 3 * i),
    ]) {
      const [seasonal] = await one(series, rest);
      expect(new Set(seasonal as number[])).toEqual(new Set([0]));
    }
  });
});

describe('functions that give several columns', () => {
  it('name them as the binder does, and keep those that the query names', async () => {
    const given = await engine.kql(
      'print x = dynamic([1, 2]) | extend (flag, score) = series_decompose_anomalies(x)',
    );
    expect(given.columns.map((c) => c.name)).toEqual([
      'x',
      'flag',
      'score',
      'series_decompose_anomalies_x_baseline',
    ]);
  });

  it('are refused as a part of an expression', async () => {
    await expect(
      engine.kql('print x = tostring(series_decompose(dynamic([1, 2])))'),
    ).rejects.toThrow('gives several columns');
  });
});

describe('series functions', () => {
  const inputs = [
    'dynamic(null)',
    'dynamic([])',
    'dynamic([null, null])',
    'dynamic(["a", {}, [1]])',
    'dynamic({"a": 1})',
    'dynamic("text")',
    'dynamic([1])',
    'dynamic([1e308, 1e308, -1e308, 1e308])',
    'parse_json("[1e999, 2, true, \\"5\\"]")',
    'dynamic([0, 0, 0, 0, 0, 0, 0, 0, 0, 0])',
  ];
  const calls = [
    'series_decompose_anomalies(x)',
    'series_decompose_anomalies(x, real(nan), 5, "linefit", 9, "tukey")',
    'series_decompose_anomalies(x, 1.5, -1, "other")',
    'series_decompose(x, 2, "linefit", 1)',
    'series_decompose(x, 9999999999, "none", -5)',
    'series_decompose_forecast(x, 100)',
  ];
  it('never raise an error, whatever the values', async () => {
    for (const call of calls)
      for (const input of inputs) {
        const { rows } = await engine.kql(`print x = ${input} | project ${call}`);
        expect(rows, `${call} of ${input}`).toHaveLength(1);
      }
  });

  it('take linear time: a hundred thousand values in seconds', async () => {
    const started = performance.now();
    const { rows } = await engine.kql(
      'range i from 1 to 100000 step 1 | summarize x = make_list(i % 24 + iff(i == 5000, 100, 0)) | project (flag, score, baseline) = series_decompose_anomalies(x) | project hits = array_sum(flag)',
    );
    expect(rows).toEqual([[1]]);
    expect(performance.now() - started).toBeLessThan(20_000);
  });
});
