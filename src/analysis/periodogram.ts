import { transform } from '../base/index.ts';

/**
 * The power of a series at each frequency from 0 to a half, in units of its mean square.
 *
 * cost: n log n, whatever n is; where n is a power of two, about a tenth of that of its neighbours.
 */
function periodogram(values: Float64Array): Float64Array {
  const n = values.length;
  const mean = values.reduce((sum, v) => sum + v, 0) / n;
  const { re, im } = transform({ re: values.map((v) => v - mean), im: new Float64Array(n) });
  return re.subarray(0, Math.floor(n / 2) + 1).map((x, k) => {
    const power = (x ** 2 + (im[k] ?? 0) ** 2) / n;
    return k === 0 || 2 * k === n ? power : 2 * power;
  });
}

/** The strongest frequency of a series and how likely chance alone makes one as strong. */
export interface Polling {
  pValue: number;
  /** In cycles a step. */
  frequency: number;
}

/** The logarithm of n over k for all k up to `most`. */
function logChoose(n: number, most: number): Float64Array {
  const found = new Float64Array(most + 1);
  for (let k = 1; k <= most; k++) found[k] = (found[k - 1] ?? 0) + Math.log((n - k + 1) / k);
  return found;
}

/** Fisher's test of the share that the strongest of `count` frequencies has; approximate for more than 700. */
function fisher(share: number, count: number): number {
  if (count > 700) return Math.min(1, 1 - (1 - Math.exp(-count * share)) ** count);
  const upper = Math.floor(1 / share);
  const choose = logChoose(count, Math.max(0, Math.min(upper, count)));
  let sum = 0;
  for (let j = 1; j < upper; j++)
    sum += (-1) ** (j - 1) * Math.exp((choose[j] ?? 0) + (count - 1) * Math.log(1 - j * share));
  return Math.max(0, Math.min(1, sum));
}

/**
 * Whether a count of events a step repeats; null where it is constant.
 *
 * source: msticpy.analysis.polling_detection (Heard et al. 2014; Fisher's g test).
 */
export function polling(counts: Float64Array): Polling | null {
  const power = periodogram(counts);
  const tested = counts.length % 2 === 0 ? power.subarray(0, -1) : power;
  const total = tested.reduce((sum, p) => sum + p, 0);
  const at = power.reduce((best, p, k) => (p > (power[best] ?? 0) ? k : best), 0);
  if (at === 0 || !(total > 1e-12)) return null;
  const share = tested.reduce((most, p) => Math.max(most, p), 0) / total;
  return { pValue: fisher(share, tested.length), frequency: at / counts.length };
}
