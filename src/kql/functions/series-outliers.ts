import { defineScalar, type ScalarFunction } from '../define.ts';

/**
 * Differs: the page names the test, not the formula. A value outside the quartiles counts from the quartiles of what is
 * left below the upper percentile (for a rise) or above the lower one (for a fall), in widths between them; this gives,
 * to the last digit, the example that an earlier version of the page had. Where quartiles fall together, the standard
 * deviation is the width.
 */
const definition: ScalarFunction = defineScalar({
  signature:
    'series_outliers(series: dynamic, kind?: string, ignore?: real, low?: real, high?: real): dynamic',
  about:
    'How far each value lies outside the usual, by Tukey: beyond 1.5 is a rise, below -1.5 a fall; 0 for nulls.',
  source: 'https://learn.microsoft.com/kusto/query/series-outliers-function',
  sql: {
    duckdb: ([series = '', kind = "'ctukey'", ignore, low = '10', high = '90']) => {
      const values = ignore
        ? `list_transform(k_series(${series}), lambda v: CASE WHEN v IS DISTINCT FROM ${ignore} THEN v END)`
        : `k_series(${series})`;
      return `(CASE ${kind} WHEN 'tukey' THEN k_reals(k_outliers(${values}, 0, 100))
        WHEN 'ctukey' THEN CASE WHEN ${low} >= 2 AND ${high} <= 98 AND ${low} < ${high} THEN k_reals(k_outliers(${values}, ${low}, ${high})) END END)`;
    },
  },
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
