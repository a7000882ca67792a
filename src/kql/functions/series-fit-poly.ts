import { defineScalar, type ScalarFunction } from '../define.ts';
import { rSquare } from '../series/fit.ts';
import { readSeries, real, reals } from '../series/numbers.ts';
import { fitPolynomial } from '../series/polynomial.ts';

/** Higher ones only follow the noise, and cost the square of it. */
const mostDegree = 50;

/** The places may be left out: the second argument is then the degree. */
function fitOf(series: unknown, second: unknown, third: bigint | null): unknown {
  const places = typeof second === 'number' ? null : second;
  const degree = typeof second === 'number' ? second : Number(third ?? 1n);
  const y = readSeries(series);
  const x = places === null ? y?.map((_, i) => i + 1) : readSeries(places);
  const wanted = Number.isInteger(degree) && degree >= 0 && degree <= mostDegree;
  if (!y || !x || x.length !== y.length || !wanted) return null;
  const found = fitPolynomial(y, x, degree);
  if (!found) return null;
  const { coefficients, total, error, count, fitted } = found;
  return {
    rsquare: real(rSquare(total, error)),
    coefficients: reals(coefficients),
    variance: real(total / Math.max(count - 1, 1)),
    rvariance: real(error / Math.max(count - 1, 1)),
    poly_fit: reals(fitted),
  };
}

const definition: ScalarFunction = defineScalar({
  signature: 'series_fit_poly(series: dynamic, x?: dynamic, degree?: long): dynamic',
  about:
    'The polynomial that fits a series best (least squares), of degree 1 unless said; x counts from 1 unless given.',
  source: 'https://learn.microsoft.com/kusto/query/series-fit-poly-function',
  fields: [
    { name: 'rsquare', type: 'real' },
    { name: 'coefficients', type: 'dynamic' },
    { name: 'variance', type: 'real' },
    { name: 'rvariance', type: 'real' },
    { name: 'poly_fit', type: 'dynamic' },
  ],
  compute: (series, x, degree) => fitOf(series, x, degree),
  examples: [
    {
      query:
        'print y = dynamic([2, 5, 6, 8, 11, 15, 17, 18, 25, 26, 30, 30]) | project (r, c, v, rv, fit) = series_fit_poly(y), (r1, slope, v1, rv1, start) = series_fit_line(y) | project abs(r - r1) < 1e-12, round(todouble(c[0]), 2), abs(v - v1) < 1e-9, abs(rv - rv1) < 1e-9, abs(todouble(c[1]) - start) < 1e-9',
      rows: [[true, 2.73, true, true, true]],
    },
    {
      query:
        'range x from -2.0 to 2.0 step 0.1 | extend y = 1.0 * x * x * x - 8 * x + 6 | summarize x = make_list(x), y = make_list(y) | extend series_fit_poly(y, x, 3) | project series_fit_poly_y_rsquare, c = series_fit_poly_y_coefficients | mv-expand c to typeof(real) | project round(c, 6)',
      rows: [[1], [0], [-8], [6]],
    },
    {
      query:
        'print y = dynamic([1, 2]), x = dynamic([1, 1]) | project (r, c) = series_fit_poly(y, x) | project isnull(r), isnull(c)',
      rows: [[true, true]],
    },
  ],
});

export default definition;
