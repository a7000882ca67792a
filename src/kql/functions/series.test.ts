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
    '',
    'null',
    '[]',
    '[null, null]',
    '["a", {}, [1]]',
    '{"a": 1}',
    'text',
    '[1]',
    '[1e308, 1e308, -1e308, 1e308]',
    '[1e999, 2, true, "5"]',
    '[0, 0, 0, 0, 0, 0, 0, 0, 0, 0]',
  ];
  const calls = [
    'series_decompose_anomalies(x)',
    'series_decompose_anomalies(x, real(nan), 5, "linefit", 9, "tukey")',
    'series_decompose_anomalies(x, 1.5, -1, "other")',
    'series_decompose(x, 2, "linefit", 1)',
    'series_decompose(x, 9999999999, "none", -5)',
    'series_decompose_forecast(x, 100)',
    'series_outliers(x, "ctukey", 0, 20, 70)',
    'series_periods_detect(x, 0.0, 1e9, 3)',
    'series_periods_validate(x, 5.0, real(null))',
    'series_seasonal(x)',
    'series_stats(x)',
    'series_stats_dynamic(x, true)',
    'series_fit_line(x)',
    'series_fit_2lines(x)',
    'series_fill_linear(x, 0.0, false)',
    'series_fill_forward(x)',
    'series_fill_backward(x, 0)',
    'series_fill_const(x, -1)',
    'series_add(x, x)',
    'series_divide(x, x)',
    'series_pow(x, series_subtract(x, x))',
    'series_less(x, series_multiply(x, x))',
    'series_exp(x), series_log(x), series_asin(x), series_sign(x), series_abs(x), series_tan(x)',
    'series_sum(x), series_product(x), series_magnitude(x), series_dot_product(x, x)',
    'series_cosine_similarity(x, x), series_pearson_correlation(x, x)',
    'series_fir(x, x)',
    'series_fir(x, dynamic([1, -1]), false, true)',
    'series_iir(x, dynamic([1]), x)',
    'series_iir(x, x, dynamic([1, -2, 3]))',
  ];
  it('never raise an error, whatever the values', async () => {
    const rows = inputs.map((i) => `'${i}'`).join(', ');
    for (const call of calls) {
      const answer = await engine.kql(
        `datatable(t:string)[${rows}] | extend x = parse_json(t) | project ${call}`,
      );
      expect(answer.rows, call).toHaveLength(inputs.length);
    }
  });

  it('are not led astray by columns that have the names of their own parts', async () => {
    const columns = 'a b c d e f g h i k l m n p q r s t v w y z'.split(' ');
    const { rows } = await engine.kql(
      `print x = dynamic([1, 2, 6, 1, 2, 16, 1, 2, 6, 1, 2, 6]), ${columns.map((c) => `${c} = 1`).join(', ')} | extend (flag, score, baseline) = series_decompose_anomalies(x, 1.5, 3, 'linefit'), one = series_fill_linear(x), two = series_fit_2lines_dynamic(x), three = series_pearson_correlation(x, x), four = series_iir(x, dynamic([1]), dynamic([1, -1])), (least, least_at) = series_stats(x) | project flag[5], one[5], two.split_idx > 0, round(three, 6), four[2], least_at`,
    );
    expect(rows).toEqual([[1, 16, true, 1, 9, 0]]);
  });

  it('fill long gaps, sum and filter ten thousand values in seconds', async () => {
    const started = performance.now();
    const { rows } = await engine.kql(
      'range i from 1 to 10000 step 1 | summarize x = make_list_with_nulls(iff(i % 1000 == 1, i, long(null))) | extend y = series_fill_linear(x) | project sum = series_iir(y, dynamic([1]), dynamic([1, -1]))[9000], mean = series_fir(y, dynamic([1, 1, 1]))[5000], at = series_fit_2lines_dynamic(y).split_idx, filled = array_length(series_fill_forward(x))',
    );
    expect(rows).toEqual([[(9_001 * 9_002) / 2, 5000, 9_000, 10_000]]);
    expect(performance.now() - started).toBeLessThan(30_000);
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
