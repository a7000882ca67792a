/** A polynomial by least squares. */
export interface Polynomial {
  /** The highest power first. */
  coefficients: number[];
  total: number;
  error: number;
  count: number;
  fitted: (number | null)[];
}

/**
 * Fit by an orthogonal decomposition (Householder) over x moved and scaled to [-1, 1], which stays exact where
 * powers of x itself would not; null where there are fewer different points than coefficients.
 */
export function fitPolynomial(
  y: readonly (number | null)[],
  x: readonly (number | null)[],
  degree: number,
): Polynomial | null {
  const points = y.flatMap((v, i): [number, number][] => {
    const at = x[i];
    return v === null || at === null || at === undefined ? [] : [[at, v]];
  });
  const size = degree + 1;
  if (new Set(points.map(([at]) => at)).size < size) return null;
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const [at] of points) {
    low = Math.min(low, at);
    high = Math.max(high, at);
  }
  const middle = (low + high) / 2;
  const half = (high - low) / 2 || 1;
  const scaled = solve(
    points.map(([at]) => powers((at - middle) / half, size)),
    points.map(([, v]) => v),
  );
  const valueAt = (at: number): number => horner(scaled, (at - middle) / half);
  const mean = points.reduce((sum, [, v]) => sum + v, 0) / points.length;
  let [total, error] = [0, 0];
  for (const [at, v] of points) {
    total += (v - mean) ** 2;
    error += (v - valueAt(at)) ** 2;
  }
  const fitted = y.map((_, i) => {
    const at = x[i];
    return at === null || at === undefined ? null : valueAt(at);
  });
  return {
    coefficients: expand(scaled, middle, half).reverse(),
    total,
    error,
    count: points.length,
    fitted,
  };
}

function powers(t: number, size: number): number[] {
  const row = [1];
  for (let i = 1; i < size; i++) row.push((row[i - 1] ?? 0) * t);
  return row;
}

function horner(coefficients: readonly number[], t: number): number {
  let value = 0;
  for (let i = coefficients.length - 1; i >= 0; i--) value = value * t + (coefficients[i] ?? 0);
  return value;
}

/** Coefficients in x of a polynomial in (x - middle) / half, the lowest power first. */
function expand(scaled: readonly number[], middle: number, half: number): number[] {
  let found: number[] = [];
  for (let i = scaled.length - 1; i >= 0; i--) {
    const next = new Array<number>(found.length + 1).fill(0);
    found.forEach((c, k) => {
      next[k] = (next[k] ?? 0) - (c * middle) / half;
      next[k + 1] = (next[k + 1] ?? 0) + c / half;
    });
    next[0] = (next[0] ?? 0) + (scaled[i] ?? 0);
    found = next;
  }
  return found.slice(0, scaled.length);
}

/** Least squares of an overdetermined system, in place. */
function solve(rows: number[][], right: number[]): number[] {
  const size = rows[0]?.length ?? 0;
  const at = (i: number, j: number): number => rows[i]?.[j] ?? 0;
  for (let k = 0; k < size; k++) {
    let norm = 0;
    for (let i = k; i < rows.length; i++) norm += at(i, k) ** 2;
    norm = Math.sqrt(norm) * (at(k, k) > 0 ? -1 : 1);
    if (norm === 0) continue;
    const v = rows.slice(k).map((row) => row[k] ?? 0);
    v[0] = (v[0] ?? 0) - norm;
    const length = v.reduce((sum, c) => sum + c * c, 0);
    if (length === 0) continue;
    for (let j = k; j < size; j++) {
      const share = (2 * v.reduce((sum, c, i) => sum + c * at(k + i, j), 0)) / length;
      v.forEach((c, i) => {
        const row = rows[k + i];
        if (row) row[j] = (row[j] ?? 0) - share * c;
      });
    }
    const share = (2 * v.reduce((sum, c, i) => sum + c * (right[k + i] ?? 0), 0)) / length;
    v.forEach((c, i) => {
      right[k + i] = (right[k + i] ?? 0) - share * c;
    });
  }
  const found = new Array<number>(size).fill(0);
  for (let k = size - 1; k >= 0; k--) {
    let value = right[k] ?? 0;
    for (let j = k + 1; j < size; j++) value -= at(k, j) * (found[j] ?? 0);
    found[k] = at(k, k) === 0 ? 0 : value / at(k, k);
  }
  return found;
}
