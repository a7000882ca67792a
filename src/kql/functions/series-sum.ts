import { defineScalar, type FunctionDefinition } from '../define.ts';
import { readSeries, real } from '../series/numbers.ts';

const page = (name: string): string =>
  `https://learn.microsoft.com/kusto/query/series-${name}-function`;

/** Two series as far as both go, a number standing for as many as the other has; null where one has none. */
function beside(first: unknown, second: unknown): [number, number][] | null {
  const [a, b] = [spread(first, second), spread(second, first)];
  if (!a || !b || a.length === 0 || b.length === 0) return null;
  return a.slice(0, b.length).flatMap((x, i): [number, number][] => {
    const y = b[i] ?? null;
    return x === null || y === null ? [] : [[x, y]];
  });
}

function spread(value: unknown, other: unknown): readonly (number | null)[] | null {
  if (typeof value !== 'number') return readSeries(value);
  return Array.isArray(other) ? other.map(() => value) : null;
}

const dot = (pairs: readonly [number, number][]): number =>
  pairs.reduce((sum, [x, y]) => sum + x * y, 0);

function cosine(
  pairs: readonly [number, number][] | null,
  first: number | null,
  second: number | null,
): number | null {
  if (!pairs) return null;
  const length = (side: 0 | 1): number =>
    Math.sqrt(pairs.reduce((sum, p) => sum + p[side] ** 2, 0));
  return real(dot(pairs) / ((first ?? length(0)) * (second ?? length(1))));
}

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
    about:
      'The sum of the products of two series, value by value, as far as both go; a number stands for as many as the other has.',
    source: page('dot-product'),
    compute: (first, second) => {
      const pairs = beside(first, second);
      return pairs && real(dot(pairs));
    },
    examples: [
      {
        query:
          'print a = series_dot_product(dynamic([1, 2, 3]), dynamic([4, 5, 6])), b = series_dot_product(dynamic([2]), dynamic([3, 4])), c = series_dot_product(dynamic([1, 2, 4]), 1), d = series_dot_product(dynamic([1, null, 2]), dynamic([1, 2, 3])), e = series_dot_product(dynamic([]), 1)',
        rows: [[32, 6, 7, 7, null]],
      },
    ],
  }),
  defineScalar({
    signature:
      'series_cosine_similarity(first: dynamic, second: dynamic, first_magnitude?: real, second_magnitude?: real): real',
    about:
      'The cosine of the angle between two series as vectors, as far as both go; their lengths may be given.',
    source: page('cosine-similarity'),
    compute: (first, second, a, b) => cosine(beside(first, second), a, b),
    examples: [
      {
        query:
          'print a = series_cosine_similarity(dynamic([3, 4]), dynamic([4, 3])), b = series_cosine_similarity(dynamic([0]), dynamic([1])), c = series_cosine_similarity(dynamic([0.1, 0.2, 0.1, 0.2]), dynamic([1, 2, 3, 4])), d = series_cosine_similarity(dynamic([3, 4]), dynamic([4, 3]), 10.0, 1.0)',
        rows: [[0.96, null, 0.923760430703401, 2.4]],
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
