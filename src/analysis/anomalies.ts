/** How far from what was expected each row is. */
export interface Scores {
  /** Standard deviations from the mean residual; null where nothing varies. */
  scores: (number | null)[];
  /** 1 for more than expected, -1 for less, 0 for neither. */
  anomalies: Int8Array;
}

/**
 * Score residuals by their standard deviation (of the population), and say which are beyond the thresholds.
 * Rows of `without` are neither scored nor counted.
 *
 * edges: residuals that are rounding errors beside `scale`, the largest value, do not vary.
 */
export function scoreResiduals(
  residual: Float64Array,
  without: Uint8Array,
  limits: { high: number; low: number; scale: number },
): Scores {
  let count = 0;
  let sum = 0;
  residual.forEach((r, i) => {
    if (without[i]) return;
    count++;
    sum += r;
  });
  const mean = sum / count;
  let squares = 0;
  residual.forEach((r, i) => {
    if (!without[i]) squares += (r - mean) ** 2;
  });
  const deviation = Math.sqrt(squares / count);
  const varies = deviation > 1e-12 * limits.scale;
  const anomalies = new Int8Array(residual.length);
  const scores = Array.from(residual, (r, i): number | null => {
    if (without[i] || !varies) return null;
    const score = (r - mean) / deviation;
    anomalies[i] = score >= limits.high ? 1 : score <= -limits.low ? -1 : 0;
    return score;
  });
  return { scores, anomalies };
}

/** A stretch of time. */
export interface Period {
  /** Microseconds since 1970. */
  start: bigint;
  end: bigint;
  /** The rows in it. */
  count: number;
}

/**
 * The stretches in which these times lie: bins of `width` microseconds, joined where no more than one bin is
 * empty between two, with a bin before and after.
 *
 * shape: in order of time. Times are in any order.
 * source: msticpy.analysis.timeseries.extract_anomaly_periods.
 */
export function periodsOf(times: readonly bigint[], width: bigint): Period[] {
  const floor = (t: bigint): bigint => t - (((t % width) + width) % width);
  const bins = BigInt64Array.from(times, floor).sort();
  const found: Period[] = [];
  let last: Period | undefined;
  for (const bin of bins) {
    if (last && bin + width - last.end <= 2n * width) {
      last.end = bin + width;
      last.count++;
      continue;
    }
    last = { start: bin - width, end: bin + width, count: 1 };
    found.push(last);
  }
  return found;
}
