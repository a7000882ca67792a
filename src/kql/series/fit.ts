import { present, type Series } from './numbers.ts';

/** A straight line by least squares; x counts from 0 at the start of the whole series. */
export interface Line {
  /** How many numbers it goes through. */
  count: number;
  slope: number;
  /** Its value at x = 0. */
  start: number;
  /** The squares about the mean, and those about the line. */
  total: number;
  error: number;
}

/** The line through the numbers from a place up to (not with) another; of no numbers all is NaN. */
export function fitLine(values: Series, from = 0, to: number = values.length): Line {
  let count = 0;
  let sumX = 0;
  let sumY = 0;
  for (let i = from; i < to; i++) {
    const y = values[i];
    if (y === null || y === undefined) continue;
    count++;
    sumX += i;
    sumY += y;
  }
  const meanX = sumX / count;
  const meanY = sumY / count;
  let xx = 0;
  let xy = 0;
  let yy = 0;
  for (let i = from; i < to; i++) {
    const y = values[i];
    if (y === null || y === undefined) continue;
    const dx = i - meanX;
    const dy = y - meanY;
    xx += dx * dx;
    xy += dx * dy;
    yy += dy * dy;
  }
  const slope = xx > 0 ? xy / xx : 0;
  const error = xx > 0 ? Math.max(yy - (xy * xy) / xx, 0) : 0;
  return { count, slope, start: meanY - slope * meanX, total: yy, error };
}

/** How much of the squares is explained, from 0 to 1. */
export function rSquare(total: number, error: number): number {
  if (total > 0) return Math.max(1 - error / total, 0);
  return total === 0 ? 1 : Number.NaN;
}

/** Two lines, one after the other. */
export interface TwoLines {
  whole: Line;
  left: Line;
  right: Line;
  /** Where the right one begins. */
  cut: number;
}

/** The cut at which the squares left over are least, both parts of two points or more; null where a number is missing. */
export function fitTwoLines(values: Series): TwoLines | null {
  const y = present(values);
  if (y.length !== values.length || y.length < 4) return null;
  const whole = fitLine(values);
  const shift = y.reduce((a, b) => a + b, 0) / y.length;
  // Squares left over of the points before each place, in one pass either way; y counts from its mean.
  const left = errors(y.map((v) => v - shift));
  const right = errors(y.map((v) => v - shift).reverse());
  let cut = 0;
  let least = Number.POSITIVE_INFINITY;
  for (let at = 2; at <= y.length - 2; at++) {
    const sum = (left[at] ?? 0) + (right[y.length - at] ?? 0);
    if (sum >= least) continue;
    cut = at;
    least = sum;
  }
  return {
    whole,
    left: fitLine(values, 0, cut),
    right: fitLine(values, cut),
    cut,
  };
}

/** For each count, the squares about the line through so many first points. */
function errors(y: readonly number[]): Float64Array {
  const found = new Float64Array(y.length + 1);
  let sumY = 0;
  let sumXY = 0;
  let sumYY = 0;
  y.forEach((v, i) => {
    sumY += v;
    sumXY += v * i;
    sumYY += v * v;
    const n = i + 1;
    const sumX = (n * (n - 1)) / 2;
    const xx = (n * (n - 1) * (2 * n - 1)) / 6 - (sumX * sumX) / n;
    const xy = sumXY - (sumX * sumY) / n;
    found[n] = Math.max(sumYY - (sumY * sumY) / n - (xx > 0 ? (xy * xy) / xx : 0), 0);
  });
  return found;
}
