import { defineScalar, type FunctionDefinition, type ResultField } from '../define.ts';
import { type DecomposeOptions, decompose } from '../series/decompose.ts';
import { readSeries, real, reals } from '../series/numbers.ts';
import { outlierScores } from '../series/outliers.ts';

const partFields: readonly ResultField[] = [
  { name: 'baseline', type: 'dynamic' },
  { name: 'seasonal', type: 'dynamic' },
  { name: 'trend', type: 'dynamic' },
  { name: 'residual', type: 'dynamic' },
];

const anomalyFields: readonly ResultField[] = [
  { name: 'ad_flag', type: 'dynamic' },
  { name: 'ad_score', type: 'dynamic' },
  { name: 'baseline', type: 'dynamic' },
];

interface Given {
  period: bigint | null;
  trend: string | null;
  test: bigint | null;
  least: number | null;
}

function options({ period, trend, test, least }: Given): DecomposeOptions {
  return {
    period: Number(period ?? -1n),
    trend: trend || 'avg',
    testPoints: Number(test ?? 0n),
    leastScore: least ?? 0.6,
  };
}

function partsOf(series: unknown, given: Given): unknown {
  const values = readSeries(series);
  const parts = values && decompose(values, options(given));
  return (
    parts && {
      baseline: reals(parts.baseline),
      seasonal: reals(parts.seasonal),
      trend: reals(parts.trend),
      residual: reals(parts.residual),
    }
  );
}

/** The percentiles at which the ends are cut off. */
const cuts: ReadonlyMap<string, readonly [number, number]> = new Map([
  ['ctukey', [10, 90]],
  ['tukey', [0, 100]],
]);

function anomalies(
  series: unknown,
  threshold: number | null,
  given: Given & { method: string | null },
): unknown {
  const values = readSeries(series);
  const parts = values && decompose(values, options(given));
  const cut = cuts.get(given.method || 'ctukey');
  if (!parts || !cut) return null;
  const limit = threshold ?? 1.5;
  const scores = outlierScores(parts.residual, ...cut);
  return {
    ad_flag: scores.map((v) => (v > limit ? 1 : v < -limit ? -1 : 0)),
    ad_score: scores.map(real),
    baseline: reals(parts.baseline),
  };
}

/** A period of three, with a spike in the sixth place. */
const spiked = 'dynamic([1, 2, 6, 1, 2, 16, 1, 2, 6, 1, 2, 6])';

const definitions: readonly FunctionDefinition[] = [
  defineScalar({
    signature:
      'series_decompose(series: dynamic, seasonality?: long, trend?: string, test_points?: long, threshold?: real): dynamic',
    about:
      'A series apart into season (the median of the values in the same place of the period), trend and what is left; nulls stay nulls.',
    source: 'https://learn.microsoft.com/kusto/query/series-decompose-function',
    fields: partFields,
    compute: (series, period, trend, test, least) =>
      partsOf(series, { period, trend, test, least }),
    examples: [
      {
        query: `print x = ${spiked} | project (b, s, t, r) = series_decompose(x, 3, 'none')`,
        columns: ['b:dynamic', 's:dynamic', 't:dynamic', 'r:dynamic'],
        rows: [
          [
            [1, 2, 6, 1, 2, 6, 1, 2, 6, 1, 2, 6],
            [1, 2, 6, 1, 2, 6, 1, 2, 6, 1, 2, 6],
            [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0],
            [0, 0, 0, 0, 0, 10, 0, 0, 0, 0, 0, 0],
          ],
        ],
      },
      {
        query:
          "print x = dynamic([1, 3, 5, null, 9]) | extend series_decompose(x, 0, 'linefit') | project series_decompose_x_trend, series_decompose_x_residual",
        rows: [
          [
            [1, 3, 5, 7, 9],
            [0, 0, 0, null, 0],
          ],
        ],
      },
      {
        query:
          "print x = dynamic('no series') | extend (b, s, t, r) = series_decompose(x) | project b, r",
        rows: [[null, null]],
      },
    ],
  }),
  defineScalar({
    signature:
      'series_decompose_forecast(series: dynamic, points: long, seasonality?: long, trend?: string, threshold?: real): dynamic',
    about:
      'What a series would be in its last points, by the season and the trend of those before; the trend is a line unless said.',
    source: 'https://learn.microsoft.com/kusto/query/series-decompose-forecast-function',
    fields: partFields,
    compute: (series, test, period, trend, least) =>
      partsOf(series, { period, trend: trend ?? 'linefit', test, least }),
    examples: [
      {
        query:
          'print x = dynamic([1, 2, 3, 4, null, null]) | project (forecast, season, trend, rest) = series_decompose_forecast(x, 2, 0)',
        rows: [
          [
            [1, 2, 3, 4, 5, 6],
            [0, 0, 0, 0, 0, 0],
            [1, 2, 3, 4, 5, 6],
            [0, 0, 0, 0, null, null],
          ],
        ],
      },
    ],
  }),
  // Differs: how scores are counted is not documented; see series_outliers.
  defineScalar({
    signature:
      'series_decompose_anomalies(series: dynamic, threshold?: real, seasonality?: long, trend?: string, test_points?: long, method?: string, seasonality_threshold?: real): dynamic',
    about:
      'Where a series departs from its season and trend: 1 for a rise and -1 for a fall by more than the threshold, the score, and what was to be expected.',
    source: 'https://learn.microsoft.com/kusto/query/series-decompose-anomalies-function',
    fields: anomalyFields,
    compute: (series, threshold, period, trend, test, method, least) =>
      anomalies(series, threshold, { period, trend, test, method, least }),
    examples: [
      {
        query: `print x = ${spiked} | extend (flag, score, baseline) = series_decompose_anomalies(x, 1.5, 3) | project flag`,
        rows: [[[0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0]]],
      },
      {
        query:
          "print x = dynamic([5, 7, 6, 5, 4, 5, 7, 6, -20, 5, 4, 6]) | project (flag, score, baseline) = series_decompose_anomalies(x, 3, 0, 'none', 0, 'tukey') | project flag, baseline",
        rows: [
          [
            [0, 0, 0, 0, 0, 0, 0, 0, -1, 0, 0, 0],
            [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0],
          ],
        ],
      },
      {
        query:
          'print x = dynamic({}) | project (flag, score, baseline) = series_decompose_anomalies(x)',
        rows: [[null, null, null]],
      },
    ],
  }),
];

export default definitions;
