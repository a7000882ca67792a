import { mean, present, quantile, type Series } from './numbers.ts';

interface Half {
  low: number;
  high: number;
  width: number;
}

function middleHalf(sorted: ArrayLike<number>, spread: number): Half {
  const [low, high] = [quantile(sorted, 0.25), quantile(sorted, 0.75)];
  return { low, high, width: high > low ? high - low : spread };
}

function deviation(values: readonly number[]): number {
  if (values.length < 2) return 0;
  const average = mean(values);
  const squares = values.reduce((sum, v) => sum + (v - average) ** 2, 0);
  return Math.sqrt(squares / (values.length - 1));
}

/**
 * How far each value lies outside the usual, 0 for what is inside or missing. `low` and `high` are the percentiles
 * at which the ends are cut off. A value outside the quartiles counts from those of what lies below the upper (for
 * a rise) or above the lower cut (for a fall), in widths between them; where they fall together, in standard deviations.
 */
export function outlierScores(values: Series, low: number, high: number): number[] {
  const numbers = present(values);
  const spread = deviation(numbers);
  const sorted = Float64Array.from(numbers).sort();
  const place = (percent: number): number => Math.floor((sorted.length * percent) / 100);
  const whole = middleHalf(sorted, spread);
  const rise = middleHalf(sorted.subarray(0, place(high)), spread);
  const fall = middleHalf(sorted.subarray(place(low)), spread);
  return values.map((v) => {
    if (v === null) return 0;
    if (v > whole.high) return scaled(Math.max(v - rise.high, 0), rise.width);
    return v < whole.low ? scaled(Math.min(v - fall.low, 0), fall.width) : 0;
  });
}

function scaled(distance: number, width: number): number {
  return width > 0 && Number.isFinite(distance) ? distance / width : 0;
}
