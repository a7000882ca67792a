import { defineScalar, type FunctionDefinition } from '../define.ts';
import { filtered } from '../series/filter.ts';
import { readSeries, reals } from '../series/numbers.ts';

/** The numbers of an array that has no gap; null for anything else. */
function readWeights(value: unknown): number[] | null {
  const weights = readSeries(value);
  return weights?.every((w) => w !== null) ? weights : null;
}

function fir(
  series: unknown,
  filter: unknown,
  normalize: boolean | null,
  center: boolean,
): unknown {
  const values = readSeries(series);
  const weights = readWeights(filter);
  if (!values || !weights || weights.length === 0) return null;
  const negative = weights.some((w) => w < 0);
  if (normalize && negative) return null;
  const whole = (normalize ?? !negative) ? weights.reduce((a, b) => a + b, 0) : 1;
  if (whole === 0) return null;
  const ahead = center ? Math.floor((weights.length - 1) / 2) : 0;
  const found = filtered(values, weights, { ahead });
  return found && reals(found.map((v) => v / whole));
}

function iir(series: unknown, numerators: unknown, denominators: unknown): unknown {
  const values = readSeries(series);
  const weights = readWeights(numerators);
  const [first, ...feedback] = readWeights(denominators) ?? [];
  if (!values || !weights || weights.length === 0 || !first) return null;
  const found = filtered(
    values,
    weights.map((w) => w / first),
    { feedback: feedback.map((w) => w / first) },
  );
  return found && reals(found);
}

const definitions: readonly FunctionDefinition[] = [
  defineScalar({
    signature:
      'series_fir(series: dynamic, filter: dynamic, normalize?: bool, center?: bool): dynamic',
    about:
      'A series through a filter of finite response, such as a moving average; before the start stand zeros. Weights are made to sum up to 1 unless one is negative.',
    source: 'https://learn.microsoft.com/kusto/query/series-fir-function',
    compute: (series, filter, normalize, center) => fir(series, filter, normalize, center ?? false),
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
    about: 'A series through a filter of infinite response, such as a running sum.',
    source: 'https://learn.microsoft.com/kusto/query/series-iir-function',
    compute: iir,
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
