import { defineScalar, type FunctionDefinition } from '../define.ts';

const definitions: readonly FunctionDefinition[] = [
  defineScalar({
    signature:
      'series_fir(series: dynamic, filter: dynamic, normalize?: bool, center?: bool): dynamic',
    about:
      'A series through a filter of finite response, such as a moving average; before the start stand zeros. Weights are made to sum up to 1 unless one is negative.',
    source: 'https://learn.microsoft.com/kusto/query/series-fir-function',
    sql: {
      duckdb: ([series, filter, normalize = 'NULL::BOOLEAN', center = 'false']) =>
        `k_reals(k_moving(k_series(${series}), k_series(${filter}), ${normalize}, ${center}))`,
    },
    examples: [
      {
        query:
          'print x = dynamic([5, 15, 10, 20]) | project a = series_fir(x, dynamic([1, -1])), b = series_fir(x, dynamic([1, 1])), c = series_fir(x, dynamic([1, 1, 1]), false, true)',
        rows: [
          [
            [5, 10, -5, 10],
            [2.5, 10, 12.5, 15],
            [20, 30, 45, 30],
          ],
        ],
      },
      {
        query:
          'print a = series_fir(dynamic([1]), dynamic([])), b = series_fir(dynamic([1]), dynamic([1, -1]), true), c = series_fir(dynamic("x"), dynamic([1]))',
        rows: [[null, null, null]],
      },
    ],
  }),
  defineScalar({
    signature: 'series_iir(series: dynamic, numerators: dynamic, denominators: dynamic): dynamic',
    about:
      'A series through a filter of infinite response, such as a running sum; null for more than 50,000 values or nine denominators.',
    source: 'https://learn.microsoft.com/kusto/query/series-iir-function',
    sql: {
      duckdb: ([series, numerators, denominators]) =>
        `k_reals(k_iir(k_series(${series}), k_series(${numerators}), k_series(${denominators})))`,
    },
    examples: [
      {
        query:
          'print a = series_iir(dynamic([1, 2, 3, 4]), dynamic([1]), dynamic([1, -1])), b = series_iir(dynamic([1, 0, 0, 0, 0]), dynamic([2, 2]), dynamic([2, -1, -1])), c = series_iir(dynamic([1]), dynamic([1]), dynamic([0, 1]))',
        rows: [[[1, 3, 6, 10], [1, 1.5, 1.25, 1.375, 1.3125], null]],
      },
      {
        query:
          'range i from 1 to 1000 step 1 | summarize x = make_list(i) | project y = series_iir(x, dynamic([1]), dynamic([1, -1])) | project y[127], y[128], y[999], array_length(y)',
        rows: [[8256, 8385, 500500, 1000]],
      },
    ],
  }),
];

export default definitions;
