import { defineScalar, type FunctionDefinition } from '../define.ts';
import { once } from '../dialects/duckdb-once.ts';

const none = 'NULL::DOUBLE';

const sides = [
  ['forward', 'left', [null, 1, 1, 1, 4, 4]],
  ['backward', 'right', [1, 1, 4, 4, 4, null]],
] as const;

const definitions: readonly FunctionDefinition[] = [
  defineScalar({
    signature:
      'series_fill_linear(series: dynamic, missing?: real, edges?: bool, fallback?: real): dynamic',
    about:
      'A series whose missing values lie on the line between those on both sides; whole numbers stay whole, cut off.',
    source: 'https://learn.microsoft.com/kusto/query/series-fill-linear-function',
    sql: {
      duckdb: ([series = '', missing = none, edges = 'true', fallback = '0.0']) =>
        once(
          'k_s',
          `{j: ${series}, l: k_series(${series}), p: k_present(k_series(${series}), ${missing})}`,
          `k_numbers(k_fill_linear(k_s.l, k_s.p, ${edges}, ${fallback}), k_whole(k_s.j) AND len(k_s.p) > 0)`,
        ),
    },
    examples: [
      {
        query:
          'print x = dynamic([null, 111.0, null, 36.0, null, null, 33.0, null]) | project a = series_fill_linear(x), b = series_fill_linear(x, real(null), false)',
        rows: [
          [
            [111, 111, 73.5, 36, 35, 34, 33, 33],
            [null, 111, 73.5, 36, 35, 34, 33, null],
          ],
        ],
      },
      {
        query:
          'print a = series_fill_linear(dynamic([111, null, 36])), b = series_fill_linear(dynamic([null, null]), real(null), true, 3.5), c = series_fill_linear(dynamic([4, 0, 8]), 0), d = series_fill_linear(dynamic("x"))',
        rows: [[[111, 73, 36], [3.5, 3.5], [4, 6, 8], null]],
      },
    ],
  }),
  defineScalar({
    signature: 'series_fill_const(series: dynamic, value: any, missing?: real): dynamic',
    about: 'A series whose missing values are this one.',
    source: 'https://learn.microsoft.com/kusto/query/series-fill-const-function',
    sql: {
      duckdb: ([series = '', , missing = none], call) => {
        const value = call.args[1] ? call.as(call.args[1], 'dynamic') : 'NULL';
        return once(
          'k_s',
          `{e: k_elements(${series}), l: k_series(${series}), v: ${value}, m: ${missing}}`,
          `to_json(list_transform(k_s.e, lambda e, i: CASE WHEN CASE WHEN k_s.m IS NULL THEN k_s.l[i] IS NULL ELSE coalesce(k_s.l[i] = k_s.m, false) END THEN k_s.v ELSE e END))`,
        );
      },
    },
    examples: [
      {
        query:
          'print a = series_fill_const(dynamic([1, null, 3]), -1), b = series_fill_const(dynamic([1, 0, null]), 9, 0)',
        rows: [
          [
            [1, -1, 3],
            [1, 9, null],
          ],
        ],
      },
    ],
  }),
  ...sides.map(([side, from, row]) =>
    defineScalar({
      signature: `series_fill_${side}(series: dynamic, missing?: real): dynamic`,
      about: `A series whose missing values are the nearest ones from the ${from}; where there is none, they stay missing.`,
      source: `https://learn.microsoft.com/kusto/query/series-fill-${side}-function`,
      sql: {
        duckdb: ([series = '', missing = none]) =>
          `to_json(k_fill_${side}(k_elements(${series}), k_present(k_series(${series}), ${missing})))`,
      },
      examples: [
        {
          query: `print a = series_fill_${side}(dynamic([null, 1, null, null, 4, null])), b = series_fill_${side}(dynamic([null])), c = series_fill_${side}(dynamic(5))`,
          rows: [[row, [null], null]],
        },
      ],
    }),
  ),
];

export default definitions;
