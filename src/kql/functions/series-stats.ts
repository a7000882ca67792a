import { defineScalar, type FunctionDefinition, type ResultField } from '../define.ts';

const fields: readonly ResultField[] = [
  { name: 'min', type: 'real' },
  { name: 'min_idx', type: 'long' },
  { name: 'max', type: 'real' },
  { name: 'max_idx', type: 'long' },
  { name: 'avg', type: 'real' },
  { name: 'stdev', type: 'real' },
  { name: 'variance', type: 'real' },
];

/** SQL of an object of all statistics; NULL where a value is missing, unless those are left out. */
function stats([series = '', ignore = 'false']: readonly string[]): string {
  return `list_transform([k_series(${series})], lambda s: CASE WHEN ${ignore} OR list_count(s) = len(s) THEN k_series_stats(s) END)[1]`;
}

const definitions: readonly FunctionDefinition[] = [
  defineScalar({
    signature: 'series_stats(series: dynamic, ignore_nonfinite?: bool): dynamic',
    about:
      'Least, greatest, mean, deviation and variance (of a sample) of a series, with places from 0; null where a value is missing, unless those are left out.',
    source: 'https://learn.microsoft.com/kusto/query/series-stats-function',
    fields,
    sql: { duckdb: stats },
    examples: [
      {
        query: 'print x = dynamic([2, 9, 4, 1]) | project series_stats(x)',
        columns: [
          'series_stats_x_min:real',
          'series_stats_x_min_idx:long',
          'series_stats_x_max:real',
          'series_stats_x_max_idx:long',
          'series_stats_x_avg:real',
          'series_stats_x_stdev:real',
          'series_stats_x_variance:real',
        ],
        rows: [[1, 3, 9, 1, 4, Math.sqrt(38 / 3), 38 / 3]],
      },
      {
        query: 'print x = dynamic([2, 9, 4, 1]) | project least = series_stats(x)',
        columns: ['least:real'],
        rows: [[1]],
      },
      {
        query:
          'print x = dynamic([null, 2, 4]) | project (a, ai) = series_stats(x), (b, bi) = series_stats(x, true) | project a, ai, b, bi',
        rows: [[null, null, 2, 1]],
      },
    ],
  }),
  defineScalar({
    signature: 'series_stats_dynamic(series: dynamic, ignore_nonfinite?: bool): dynamic',
    about: 'The statistics of a series as one object, with its sum and its length.',
    source: 'https://learn.microsoft.com/kusto/query/series-stats-dynamic-function',
    sql: { duckdb: stats },
    examples: [
      {
        query:
          'print a = series_stats_dynamic(dynamic([10, 20])), b = series_stats_dynamic(dynamic("x"))',
        rows: [
          [
            {
              min: 10,
              min_idx: 0,
              max: 20,
              max_idx: 1,
              avg: 15,
              stdev: 50 ** 0.5,
              variance: 50,
              sum: 30,
              len: 2,
            },
            null,
          ],
        ],
      },
    ],
  }),
];

export default definitions;
