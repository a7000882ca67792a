import type { Series } from './numbers.ts';

/** The most multiplications of one series with one filter. */
const most = 200_000_000;

/**
 * A series through a filter: each value is the sum of the weights times the values up to it, `ahead` places on, less
 * the feedback times the values given before. Zeros stand before the start and behind the end; a missing value makes
 * what it takes part in NaN. Null past the bound.
 */
export function filtered(
  values: Series,
  weights: readonly number[],
  options: { feedback?: readonly number[]; ahead?: number } = {},
): Float64Array | null {
  const { feedback = [], ahead = 0 } = options;
  const n = values.length;
  if ((weights.length + feedback.length) * n > most) return null;
  const x = Float64Array.from(values, (v) => v ?? Number.NaN);
  const y = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    let sum = 0;
    for (let k = Math.max(0, i + ahead - n + 1); k < weights.length && k <= i + ahead; k++)
      sum += (weights[k] ?? 0) * (x[i + ahead - k] ?? 0);
    for (let k = 0; k < feedback.length && k < i; k++)
      sum -= (feedback[k] ?? 0) * (y[i - k - 1] ?? 0);
    y[i] = sum;
  }
  return y;
}
