/** A window of positions, both ends included. */
interface Window {
  left: number;
  right: number;
}

/**
 * Put the weights of the local-linear regression at `at` into `into[left..right]`; false where all are zero.
 * `robustness` scales each point's weight.
 */
function weigh(
  count: number,
  window: number,
  at: number,
  { left, right }: Window,
  into: Float64Array,
  robustness: Float64Array | null,
): boolean {
  let reach = Math.max(at - left, right - at);
  if (window > count) reach += Math.floor((window - count) / 2);
  const far = 0.999 * reach;
  const near = 0.001 * reach;
  let total = 0;
  for (let j = left; j <= right; j++) {
    const distance = Math.abs(j - at);
    let weight = 0;
    if (distance <= far) {
      const cube = distance <= near ? 0 : (distance / reach) ** 3;
      weight = (1 - cube) ** 3 * (robustness ? (robustness[j] ?? 0) : 1);
    }
    total += weight;
    into[j] = weight;
  }
  if (total <= 0) return false;
  let mean = 0;
  for (let j = left; j <= right; j++) {
    const weight = (into[j] ?? 0) / total;
    into[j] = weight;
    mean += weight * j;
  }
  if (reach <= 0) return true;
  let variance = 0;
  for (let j = left; j <= right; j++) variance += (into[j] ?? 0) * (j - mean) ** 2;
  if (Math.sqrt(variance) <= 0.001 * (count - 1)) return true;
  const slope = (at - mean) / variance;
  for (let j = left; j <= right; j++) into[j] = (into[j] ?? 0) * (slope * (j - mean) + 1);
  return true;
}

function weighted(y: Float64Array, { left, right }: Window, weights: Float64Array): number {
  let sum = 0;
  for (let j = left; j <= right; j++) sum += (weights[j] ?? 0) * (y[j] ?? 0);
  return sum;
}

/** Everything a smoothing of one series after another needs, made once. */
export interface Smoother {
  /** The smoothed value at each of the first `count` positions of `y`, into `out`. */
  smooth(y: Float64Array, count: number, out: Float64Array, robustness: Float64Array | null): void;
  /** The smoothed value at a position, which may lie beyond the ends; `otherwise` where no point has weight. */
  valueAt(
    y: Float64Array,
    count: number,
    at: number,
    otherwise: number,
    robustness: Float64Array | null,
  ): number;
}

/**
 * Local-linear regression (loess) over positions 0, 1, 2 … with tricube weights over the `window` nearest points.
 *
 * cost: rows × window. In the middle of a series without robustness the weights are the same at every
 * position; they are worked out once.
 * source: Cleveland et al. 1990, as netlib's stl and statsmodels do it.
 */
export function smoother(window: number, longest: number): Smoother {
  const weights = new Float64Array(longest);
  const kernel = new Float64Array(window);
  const middle = (window - 1) >> 1;
  let kernelCount = -1;
  const fitted = (
    y: Float64Array,
    count: number,
    at: number,
    span: Window,
    otherwise: number,
    robustness: Float64Array | null,
  ): number =>
    weigh(count, window, at, span, weights, robustness) ? weighted(y, span, weights) : otherwise;
  const kernelFor = (count: number): void => {
    if (kernelCount === count) return;
    weigh(count, window, middle, { left: 0, right: window - 1 }, kernel, null);
    kernelCount = count;
  };
  return {
    smooth(y, count, out, robustness) {
      const last = Math.max(0, count - window);
      for (let i = 0; i < count; i++) {
        const left = Math.min(Math.max(i - middle, 0), last);
        if (robustness || i < middle || i - middle > last || window > count) {
          const span = { left, right: Math.min(left + window, count) - 1 };
          out[i] = fitted(y, count, i, span, y[i] ?? 0, robustness);
          continue;
        }
        kernelFor(count);
        let sum = 0;
        for (let j = 0; j < window; j++) sum += (kernel[j] ?? 0) * (y[left + j] ?? 0);
        out[i] = sum;
      }
    },
    valueAt(y, count, at, otherwise, robustness) {
      const size = Math.min(window, count);
      const left = at < 0 ? 0 : count - size;
      return fitted(y, count, at, { left, right: left + size - 1 }, otherwise, robustness);
    },
  };
}
