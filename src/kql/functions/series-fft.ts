import { transform } from '../../base/index.ts';
import { defineScalar, type FunctionDefinition, type ResultField } from '../define.ts';
import { readSeries, reals } from '../series/numbers.ts';

const fields: readonly ResultField[] = [
  { name: 'real', type: 'dynamic' },
  { name: 'imag', type: 'dynamic' },
];

/** The transform of two series of one length, the second one zeros where it is not given; null where a value is missing. */
function transformed(real: unknown, imaginary: unknown, inverse: boolean): unknown {
  const re = readSeries(real);
  const im = imaginary === null ? re?.map(() => 0) : readSeries(imaginary);
  if (!re || !im || re.length !== im.length) return null;
  if ([...re, ...im].includes(null)) return null;
  const found = transform(
    { re: Float64Array.from(re, Number), im: Float64Array.from(im, Number) },
    inverse,
  );
  return { real: reals(found.re), imag: reals(found.im) };
}

const definitions: readonly FunctionDefinition[] = [
  defineScalar({
    signature: 'series_fft(real: dynamic, imaginary?: dynamic): dynamic',
    about:
      'The discrete Fourier transform of a series, of any length, as a real and an imaginary series.',
    source: 'https://learn.microsoft.com/kusto/query/series-fft-function',
    fields,
    compute: (real, imaginary) => transformed(real, imaginary, false),
    examples: [
      {
        query: 'print x = dynamic([1, 0, 0, 0]) | project series_fft(x)',
        columns: ['series_fft_x_real:dynamic', 'series_fft_x_imag:dynamic'],
        rows: [
          [
            [1, 1, 1, 1],
            [0, 0, 0, 0],
          ],
        ],
      },
      {
        query:
          'range x from 0 to 127 step 1 | summarize y = make_list(sin(2 * pi() * x / 8)) | project (re, im) = series_fft(y) | project round(todouble(im[16]), 6), round(todouble(im[112]), 6), round(array_sum(series_abs(re)), 6), round(array_sum(series_abs(im)), 6)',
        rows: [[-64, 64, 0, 128]],
      },
      {
        query:
          'print x = dynamic([1, 2, 3]) | project (re, im) = series_fft(x) | project re[0], round(todouble(re[1]), 6), round(todouble(im[1]), 6), round(todouble(im[2]), 6)',
        rows: [[6, -1.5, 0.866025, -0.866025]],
      },
    ],
  }),
  defineScalar({
    signature: 'series_ifft(real: dynamic, imaginary?: dynamic): dynamic',
    about:
      'The inverse of the Fourier transform: the series back from the two that series_fft gives.',
    source: 'https://learn.microsoft.com/kusto/query/series-ifft-function',
    fields,
    compute: (real, imaginary) => transformed(real, imaginary, true),
    examples: [
      {
        query:
          'print x = dynamic([3, 1, 4, 1, 5]), y = dynamic([1, 2, 3, 4, 5]) | project (re, im) = series_fft(x, y) | project (x, y) = series_ifft(re, im) | mv-expand x to typeof(real), y to typeof(real) | project round(x, 6), round(y, 6)',
        rows: [
          [3, 1],
          [1, 2],
          [4, 3],
          [1, 4],
          [5, 5],
        ],
      },
      {
        query:
          'print x = dynamic([1, null]) | project (a, b) = series_ifft(x) | project isnull(a), isnull(b)',
        rows: [[true, true]],
      },
    ],
  }),
];

export default definitions;
