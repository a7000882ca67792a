import { defineScalar, type ScalarFunction } from '../define.ts';
import { readSeries, reals } from '../series/numbers.ts';
import { outlierScores } from '../series/outliers.ts';

function scores(
  series: unknown,
  kind: string,
  ignore: number | null,
  [low, high]: readonly [number, number],
): unknown {
  const values = readSeries(series)?.map((v) => (v === ignore ? null : v));
  if (!values) return null;
  if (kind === 'tukey') return reals(outlierScores(values, 0, 100));
  const fits = low >= 2 && high <= 98 && low < high;
  return kind === 'ctukey' && fits ? reals(outlierScores(values, low, high)) : null;
}

/**
 * Differs: the page names the test, not the formula. `outlierScores` says how it is done here; it gives, to the last
 * digit, the example that an earlier version of the page had.
 */
const definition: ScalarFunction = defineScalar({
  signature:
    'series_outliers(series: dynamic, kind?: string, ignore?: real, low?: real, high?: real): dynamic',
  about:
    'How far each value lies outside the usual, by Tukey: beyond 1.5 is a rise, below -1.5 a fall; 0 for nulls.',
  source: 'https://learn.microsoft.com/kusto/query/series-outliers-function',
  compute: (series, kind, ignore, low, high) =>
    scores(series, kind || 'ctukey', ignore, [low ?? 10, high ?? 90]),
  examples: [
    {
      query: 'print a = series_outliers(dynamic([30, 28, 5, 27, 31, 38, 29, 80, 25, 37, 30]))',
      rows: [
        [
          [
            0, 0, -3.206896551724138, -0.1724137931034483, 0, 2.6666666666666665, 0,
            16.666666666666668, -0.4482758620689655, 2.3333333333333335, 0,
          ],
        ],
      ],
    },
    {
      query:
        'print a = series_outliers(dynamic([1, 2, null, 3, 4, 5, 33]), "tukey"), b = series_outliers(dynamic([1, 2, -1, 3]), "ctukey", -1)[2], c = series_outliers(dynamic([1]), "other")',
      rows: [[[-0.5, -0.1, 0, 0, 0, 0.1, 11.3], 0, null]],
    },
  ],
});

export default definition;
