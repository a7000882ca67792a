import { defineScalar, type FunctionDefinition, type ResultField } from '../define.ts';
import { fitTwoLines, type Line, rSquare } from '../series/fit.ts';
import { real as finite, readSeries } from '../series/numbers.ts';

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

/** The figures of one of two lines; its x counts from 1 at the start of the series. */
function partOf({ count, slope, start, total, error }: Line): Record<string, number | null> {
  return {
    rsquare: finite(rSquare(total, error)),
    slope: finite(slope),
    interception: finite(start - slope),
    variance: finite(total / (count - 1)),
    rvariance: finite(error / (count - 1)),
  };
}

interface TwoParts {
  whole: Record<string, unknown>;
  right: Record<string, number | null>;
  left: Record<string, number | null>;
}

function twoLines(series: unknown): TwoParts | null {
  const values = readSeries(series);
  const fit = values && fitTwoLines(values);
  if (!fit) return null;
  const { whole, left, right, cut } = fit;
  const error = left.error + right.error;
  const lineAt = (_: unknown, i: number): number | null => {
    const { start, slope } = i < cut ? left : right;
    return finite(start + slope * i);
  };
  return {
    whole: {
      rsquare: finite(rSquare(whole.total, error)),
      split_idx: cut,
      variance: finite(whole.total / (whole.count - 1)),
      rvariance: finite(error / (whole.count - 1)),
      line_fit: values.map(lineAt),
    },
    right: partOf(right),
    left: partOf(left),
  };
}

const prefixed = (
  part: Readonly<Record<string, number | null>>,
  prefix: string,
): Record<string, number | null> =>
  Object.fromEntries(Object.entries(part).map(([name, value]) => [`${prefix}${name}`, value]));

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
    compute: (series) => {
      const found = twoLines(series);
      return (
        found && {
          ...found.whole,
          ...prefixed(found.right, 'right_'),
          ...prefixed(found.left, 'left_'),
        }
      );
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
    compute: (series) => {
      const found = twoLines(series);
      return found && { ...found.whole, right: found.right, left: found.left };
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
