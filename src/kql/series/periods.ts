import { autocorrelation } from '../../base/index.ts';
import { fitLine } from './fit.ts';
import { mean, present, type Series } from './numbers.ts';

/** A period in steps, and how plain it is, up to 1. */
export interface Period {
  period: number;
  score: number;
}

const shortest = 4;
const mostPeaks = 20;
/** What is less plain is none. */
const leastScore = 0.2;
/** How far around a peak nothing may be higher. */
const farthest = 100;

/**
 * The periods of a series, the plainest first. Kusto does not say how it finds them: here a period is where the
 * series, without its trend, is more like itself moved on than at all places nearby. Its score is that likeness,
 * with the trend and without, the less of both; whole multiples of a shorter period that is as plain are left out.
 */
export function findPeriods(values: Series): Period[] {
  const numbers = present(values);
  if (numbers.length === 0) return [];
  const average = mean(numbers);
  const line = fitLine(values);
  const n = values.length;
  const centred = new Float64Array(n);
  const straightened = new Float64Array(n);
  values.forEach((v, i) => {
    centred[i] = v === null ? 0 : v - average;
    straightened[i] = v === null ? 0 : v - line.start - line.slope * i;
  });
  const power = productAt(centred, 0);
  const powerWithout = productAt(straightened, 0);
  if (!(powerWithout > 1e-20 * power)) return [];
  const products = autocorrelation(straightened);
  const half = Math.floor(n / 2);
  const likeness = new Float64Array(half + 1);
  const weight = (lag: number): number => Math.sqrt(n / (n - lag));
  for (let lag = 1; lag <= half; lag++)
    likeness[lag] = ((products[lag] ?? 0) / powerWithout) * weight(lag);
  const peaks: Period[] = [];
  for (let lag = shortest; lag < half; lag++) {
    if (!isPeak(likeness, lag, half)) continue;
    const withTrend = (productAt(centred, lag) / power) * weight(lag);
    peaks.push({ period: lag, score: Math.min(likeness[lag] ?? 0, withTrend) });
  }
  peaks.sort((a, b) => b.score - a.score || a.period - b.period);
  return withoutMultiples(peaks.slice(0, mostPeaks));
}

/** The sum of products of a series with itself moved on. */
function productAt(values: Float64Array, lag: number): number {
  let sum = 0;
  for (let i = lag; i < values.length; i++) sum += (values[i] ?? 0) * (values[i - lag] ?? 0);
  return sum;
}

function isPeak(at: Float64Array, lag: number, half: number): boolean {
  const value = at[lag] ?? 0;
  if (value <= 0) return false;
  const around = Math.max(1, Math.min(Math.floor(lag / 4), farthest));
  for (let k = Math.max(lag - around, 1); k <= Math.min(lag + around, half); k++)
    if ((at[k] ?? 0) > value) return false;
  return true;
}

function withoutMultiples(peaks: readonly Period[]): Period[] {
  return peaks.filter(
    (a) =>
      a.score >= leastScore &&
      !peaks.some(
        (b) =>
          b.period < a.period &&
          Math.abs(a.period - Math.round(a.period / b.period) * b.period) <= 1 &&
          b.score >= a.score - 0.05,
      ),
  );
}
