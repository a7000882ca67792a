import { type Smoother, smoother } from './loess.ts';

/** How a series is decomposed. */
export interface StlOptions {
  /** Rows after which the pattern repeats, at least 2. */
  period: number;
  /** Window of the seasonal smoothing in periods: odd, at least 3. */
  seasonal?: number;
  /** Window of the trend in rows: odd and longer than the period; the usual one where it is left out. */
  trend?: number;
  /** Outliers are given less weight (fifteen outer passes). */
  robust?: boolean;
  /** What several decompositions may take together; each takes its share. */
  budget?: StlBudget;
}

/** Steps of arithmetic that are left. */
export interface StlBudget {
  left: number;
}

/** The parts of a series: they add up to it. */
export interface Decomposition {
  seasonal: Float64Array;
  trend: Float64Array;
  residual: Float64Array;
  /** The weight of each row, from 0 to 1; all 1 where the decomposition is not robust. */
  weights: Float64Array;
}

/** Steps of arithmetic beyond which a decomposition is refused rather than left to run for minutes. */
const mostWork = 20e9;

/** What may be spent before a decomposition is refused. */
export function stlBudget(): StlBudget {
  return { left: mostWork };
}

const oddFrom = (x: number): number => (x % 2 === 1 ? x : x + 1);

/** Averages of `length` neighbours: one fewer for each position that the window does not fit. */
function movingAverage(x: Float64Array, count: number, length: number, out: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < length; i++) sum += x[i] ?? 0;
  out[0] = sum / length;
  const made = count - length + 1;
  for (let i = 1; i < made; i++) {
    sum += (x[i + length - 1] ?? 0) - (x[i - 1] ?? 0);
    out[i] = sum / length;
  }
  return made;
}

/** Smooth the rows of each phase by themselves, one period further at both ends. */
function cycle(
  detrended: Float64Array,
  period: number,
  smooth: Smoother,
  robustness: Float64Array | null,
  into: Float64Array,
): void {
  const rows = detrended.length;
  const most = Math.ceil(rows / period);
  const phase = new Float64Array(most);
  const phaseWeights = robustness ? new Float64Array(most) : null;
  const smoothed = new Float64Array(most);
  for (let start = 0; start < period; start++) {
    const count = Math.floor((rows - start - 1) / period) + 1;
    for (let i = 0; i < count; i++) {
      phase[i] = detrended[start + i * period] ?? 0;
      if (phaseWeights) phaseWeights[i] = robustness?.[start + i * period] ?? 0;
    }
    smooth.smooth(phase, count, smoothed, phaseWeights);
    const first = smoothed[0] ?? 0;
    const last = smoothed[count - 1] ?? 0;
    into[start] = smooth.valueAt(phase, count, -1, first, phaseWeights);
    for (let i = 0; i < count; i++) into[start + (i + 1) * period] = smoothed[i] ?? 0;
    into[start + (count + 1) * period] = smooth.valueAt(phase, count, count, last, phaseWeights);
  }
}

/** Bisquare weights of residuals by six times their median. */
function robustWeights(residual: Float64Array, into: Float64Array): void {
  const size = residual.map(Math.abs);
  const sorted = size.slice().sort();
  const half = Math.floor(size.length / 2);
  const limit = 3 * ((sorted[half] ?? 0) + (sorted[size.length - half - 1] ?? 0));
  size.forEach((r, i) => {
    into[i] = r <= 0.001 * limit ? 1 : r <= 0.999 * limit ? (1 - (r / limit) ** 2) ** 2 : 0;
  });
}

/** Windows in rows: of the pattern, of the low-pass filter, of the trend. Throws where they cannot be. */
function windowsOf(rows: number, options: StlOptions): readonly [number, number, number] {
  const { period, seasonal = 7, robust = false } = options;
  if (period < 2 || rows < 2 * period)
    throw new RangeError(
      `Two whole periods are needed: ${rows} rows are too few for a period of ${period}.`,
    );
  if (seasonal < 3 || seasonal % 2 === 0)
    throw new RangeError(`seasonal is odd and at least 3, not ${seasonal}.`);
  const trend = options.trend ?? oddFrom(Math.ceil((1.5 * period) / (1 - 1.5 / seasonal)));
  if (trend <= period || trend % 2 === 0)
    throw new RangeError(`trend is odd and longer than the period ${period}, not ${trend}.`);
  const lowPass = oddFrom(period + 1);
  const budget = options.budget ?? stlBudget();
  budget.left -= rows * (seasonal + trend + lowPass) * (robust ? 32 : 5);
  if (budget.left < 0)
    throw new RangeError(
      `A period of ${period} over ${rows} rows is too much work; summarize into wider bins.`,
    );
  return [seasonal, lowPass, trend];
}

/** One inner pass after another: season and trend by turns, each smoothed without the other. */
function innerPasses(
  values: Float64Array,
  period: number,
  [bySeason, byLowPass, byTrend]: readonly [Smoother, Smoother, Smoother],
): (parts: Decomposition, turns: number, robustness: Float64Array | null) => void {
  const rows = values.length;
  const longer = rows + 2 * period;
  const left = new Float64Array(rows);
  const [cyclic, once, twice] = [0, 1, 2].map(() => new Float64Array(longer)) as [
    Float64Array,
    Float64Array,
    Float64Array,
  ];
  return ({ seasonal, trend }, turns, robustness) => {
    for (let turn = 0; turn < turns; turn++) {
      for (let i = 0; i < rows; i++) left[i] = (values[i] ?? 0) - (trend[i] ?? 0);
      cycle(left, period, bySeason, robustness, cyclic);
      const fewer = movingAverage(cyclic, longer, period, once);
      movingAverage(twice, movingAverage(once, fewer, period, twice), 3, once);
      byLowPass.smooth(once, rows, left, null);
      for (let i = 0; i < rows; i++) {
        const season = (cyclic[period + i] ?? 0) - (left[i] ?? 0);
        seasonal[i] = season;
        left[i] = (values[i] ?? 0) - season;
      }
      byTrend.smooth(left, rows, trend, robustness);
    }
  };
}

/**
 * Seasonal and trend decomposition by loess.
 *
 * units: the period is counted in rows, so gaps must be filled before.
 * edges: needs two whole periods of finite numbers.
 * errors: a RangeError with one sentence for the user.
 * cost: rows × (seasonal + trend window + period) × 5, or × 32 where robust.
 * source: Cleveland et al. 1990; equals statsmodels.tsa.seasonal.STL with its defaults.
 */
export function stl(values: Float64Array, options: StlOptions): Decomposition {
  const rows = values.length;
  const robust = options.robust ?? false;
  const windows = windowsOf(rows, options);
  const smoothers = windows.map((window) => smoother(window, Math.max(rows, window)));
  const passes = innerPasses(values, options.period, smoothers as [Smoother, Smoother, Smoother]);
  const parts: Decomposition = {
    seasonal: new Float64Array(rows),
    trend: new Float64Array(rows),
    residual: new Float64Array(rows),
    weights: new Float64Array(rows).fill(1),
  };
  const outer = robust ? 16 : 1;
  for (let pass = 0; pass < outer; pass++) {
    passes(parts, robust ? 2 : 5, pass === 0 ? null : parts.weights);
    for (let i = 0; i < rows; i++)
      parts.residual[i] = (values[i] ?? 0) - (parts.seasonal[i] ?? 0) - (parts.trend[i] ?? 0);
    if (pass + 1 < outer) robustWeights(parts.residual, parts.weights);
  }
  return parts;
}
