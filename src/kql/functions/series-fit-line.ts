import { defineScalar, type FunctionDefinition, type ResultField } from '../define.ts';

const real = (name: string): ResultField => ({ name, type: 'real' });

const lineFields: readonly ResultField[] = [
  ...['rsquare', 'slope', 'variance', 'rvariance', 'interception'].map(real),
  { name: 'line_fit', type: 'dynamic' },
];

const segment = ['rsquare', 'slope', 'interception', 'variance', 'rvariance'];

const twoFields: readonly ResultField[] = [
  real('rsquare'),
  { name: 'split_idx', type: 'long' },
  real('variance'),
  real('rvariance'),
  { name: 'line_fit', type: 'dynamic' },
  ...segment.map((n) => real(`right_${n}`)),
  ...segment.map((n) => real(`left_${n}`)),
];

/** The properties of an object in SQL from the struct `k_t`, numbers that are none as null. */
const properties = (names: readonly string[], prefix = ''): string =>
  names.map((n) => `'${n}', k_finite(k_t.${prefix}${n})`).join(', ');

const shared = `'rsquare', k_finite(k_t.rsquare), 'split_idx', k_t.split_idx, 'variance', k_finite(k_t.variance), 'rvariance', k_finite(k_t.rvariance), 'line_fit', k_reals(k_t.line_fit)`;

const twoLines = (series: string, rest: string): string =>
  `list_transform([k_2lines(k_series(${series}))], lambda k_t: CASE WHEN k_t.split_idx > 0 THEN json_object(${shared}, ${rest}) END)[1]`;

const differs =
  'Both lines count x from 1 at the start of the series; both parts have at least two points.';

const definitions: readonly FunctionDefinition[] = [
  defineScalar({
    signature: 'series_fit_line(series: dynamic): dynamic',
    about:
      'The straight line that fits a series best (least squares), and how well; x counts from 1, nulls are left out.',
    source: 'https://learn.microsoft.com/kusto/query/series-fit-line-function',
    fields: lineFields,
    sql: { duckdb: ([series]) => `k_fit_line(k_series(${series}))` },
    examples: [
      {
        query:
          'print y = dynamic([2, 5, 6, 8, 11, 15, 17, 18, 25, 26, 30, 30]) | project (r, a, v, rv, b, line) = series_fit_line(y) | project round(r, 3), round(a, 2), round(v, 3), round(rv, 3), round(b, 3), round(todouble(line[11]), 3)',
        rows: [[0.983, 2.73, 98.629, 1.686, -1.667, 31.103]],
      },
      {
        query: 'print y = dynamic([1, null, 5]) | project series_fit_line(y)',
        columns: [
          'series_fit_line_y_rsquare:real',
          'series_fit_line_y_slope:real',
          'series_fit_line_y_variance:real',
          'series_fit_line_y_rvariance:real',
          'series_fit_line_y_interception:real',
          'series_fit_line_y_line_fit:dynamic',
        ],
        rows: [[1, 2, 8, 0, -1, [1, 3, 5]]],
      },
    ],
  }),
  defineScalar({
    signature: 'series_fit_line_dynamic(series: dynamic): dynamic',
    about: 'The straight line that fits a series best, as one object.',
    source: 'https://learn.microsoft.com/kusto/query/series-fit-line-dynamic-function',
    sql: { duckdb: ([series]) => `k_fit_line(k_series(${series}))` },
    examples: [
      {
        query:
          'print f = series_fit_line_dynamic(dynamic([3, 5, 7])), n = series_fit_line_dynamic(dynamic([]))',
        rows: [
          [
            {
              rsquare: 1,
              slope: 2,
              variance: 4,
              rvariance: 0,
              interception: 1,
              line_fit: [3, 5, 7],
            },
            null,
          ],
        ],
      },
    ],
  }),
  defineScalar({
    signature: 'series_fit_2lines(series: dynamic): dynamic',
    about: `The two straight lines, one after the other, that fit a series best; null where a value is missing. ${differs}`,
    source: 'https://learn.microsoft.com/kusto/query/series-fit-2lines-function',
    fields: twoFields,
    sql: {
      duckdb: ([series = '']) =>
        twoLines(
          series,
          properties([...segment.map((n) => `right_${n}`), ...segment.map((n) => `left_${n}`)]),
        ),
    },
    examples: [
      {
        query:
          'print x = dynamic([0, 1, 2, 3, 13, 11, 9, 7]) | extend (r, at) = series_fit_2lines(x) | project r, at, series_fit_2lines_x_line_fit, series_fit_2lines_x_right_slope, series_fit_2lines_x_right_interception, series_fit_2lines_x_left_slope',
        rows: [[1, 4, [0, 1, 2, 3, 13, 11, 9, 7], -2, 23, 1]],
      },
    ],
  }),
  defineScalar({
    signature: 'series_fit_2lines_dynamic(series: dynamic): dynamic',
    about: `The two straight lines that fit a series best, as one object. ${differs}`,
    source: 'https://learn.microsoft.com/kusto/query/series-fit-2lines-dynamic-function',
    sql: {
      duckdb: ([series = '']) =>
        twoLines(
          series,
          `'right', json_object(${properties(segment, 'right_')}), 'left', json_object(${properties(segment, 'left_')})`,
        ),
    },
    examples: [
      {
        query:
          'print f = series_fit_2lines_dynamic(dynamic([0, 1, 2, 3, 13, 11, 9, 7])) | project f.split_idx, f.right.slope, f.left.slope, n = isnull(series_fit_2lines_dynamic(dynamic([1, 2, 3])))',
        rows: [[4, -2, 1, true]],
      },
    ],
  }),
];

export default definitions;
