import { defineScalar, type FunctionDefinition } from '../define.ts';

const page = (name: string): string =>
  `https://learn.microsoft.com/kusto/query/series-${name}-function`;

/** The sum of products of two series of the same length, in SQL. */
const dot = (a: string, b: string): string =>
  `CASE WHEN len(${a}) = len(${b}) THEN list_sum(list_transform(list_zip(${a}, ${b}), lambda z: z[1] * z[2])) END`;

const pair = (a: string, b: string, body: string): string =>
  `list_transform([{a: k_series(${a}), b: k_series(${b})}], lambda p: k_finite(${body}))[1]`;

const definitions: readonly FunctionDefinition[] = [
  defineScalar({
    signature: 'series_sum(series: dynamic): real',
    about: 'The sum of a series, nulls left out.',
    source: page('sum'),
    sql: { duckdb: ([series]) => `k_finite(list_sum(k_series(${series})))` },
    examples: [
      {
        query: 'print a = series_sum(dynamic([1, null, 2.5])), b = series_sum(dynamic("x"))',
        rows: [[3.5, null]],
      },
    ],
  }),
  defineScalar({
    signature: 'series_product(series: dynamic): real',
    about: 'The product of a series, nulls left out.',
    source: page('product'),
    sql: { duckdb: ([series]) => `k_finite(list_aggregate(k_series(${series}), 'product'))` },
    examples: [{ query: 'print a = series_product(dynamic([1, 2, 3, 4]))', rows: [[24]] }],
  }),
  defineScalar({
    signature: 'series_magnitude(series: dynamic): real',
    about: 'The length of a series as a vector: the root of the sum of its squares.',
    source: page('magnitude'),
    sql: {
      duckdb: ([series]) =>
        `k_finite(sqrt(list_sum(list_transform(k_series(${series}), lambda v: v * v))))`,
    },
    examples: [{ query: 'print a = series_magnitude(dynamic([3, 4]))', rows: [[5]] }],
  }),
  defineScalar({
    signature: 'series_dot_product(first: dynamic, second: dynamic): real',
    about: 'The sum of the products of two series of the same length, value by value.',
    source: page('dot-product'),
    sql: { duckdb: ([a = '', b = '']) => pair(a, b, dot('p.a', 'p.b')) },
    examples: [
      {
        query:
          'print a = series_dot_product(dynamic([1, 2, 3]), dynamic([4, 5, 6])), b = series_dot_product(dynamic([1]), dynamic([1, 2]))',
        rows: [[32, null]],
      },
    ],
  }),
  defineScalar({
    signature: 'series_cosine_similarity(first: dynamic, second: dynamic): real',
    about: 'The cosine of the angle between two series of the same length as vectors.',
    source: page('cosine-similarity'),
    sql: {
      duckdb: ([a = '', b = '']) =>
        pair(
          a,
          b,
          `(${dot('p.a', 'p.b')}) / nullif(sqrt(${dot('p.a', 'p.a')}) * sqrt(${dot('p.b', 'p.b')}), 0)`,
        ),
    },
    examples: [
      {
        query:
          'print a = series_cosine_similarity(dynamic([3, 4]), dynamic([4, 3])), b = series_cosine_similarity(dynamic([0]), dynamic([1]))',
        rows: [[0.96, null]],
      },
    ],
  }),
  defineScalar({
    signature: 'series_pearson_correlation(first: dynamic, second: dynamic): real',
    about:
      'How far two series of the same length go together, from -1 to 1; null where one never changes.',
    source: page('pearson-correlation'),
    sql: { duckdb: ([a, b]) => `k_pearson(k_series(${a}), k_series(${b}))` },
    examples: [
      {
        query:
          'print a = series_pearson_correlation(dynamic([1, 2, 3]), dynamic([2, 4, 6])), b = series_pearson_correlation(dynamic([1, 2]), dynamic([1])), c = series_pearson_correlation(dynamic([1, 1]), dynamic([1, 2]))',
        rows: [[1, null, null]],
      },
    ],
  }),
];

export default definitions;
