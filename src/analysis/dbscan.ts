/** Points as one row of numbers after another. */
export interface Points {
  values: Float64Array;
  dimensions: number;
}

/** Comparisons of points beyond which a clustering is refused rather than left to run for minutes. */
const mostComparisons = 5e8;

/** Each point scaled to length 1; points at the origin stay there. */
export function normalizedRows({ values, dimensions }: Points): Points {
  const scaled = values.slice();
  for (let from = 0; from < scaled.length; from += dimensions) {
    let squares = 0;
    for (let d = 0; d < dimensions; d++) squares += (values[from + d] ?? 0) ** 2;
    const length = Math.sqrt(squares) || 1;
    for (let d = 0; d < dimensions; d++) scaled[from + d] = (values[from + d] ?? 0) / length;
  }
  return { values: scaled, dimensions };
}

/** Points that are equal, as one: where each went, and how many came together. */
function merged({ values, dimensions }: Points): {
  points: Points;
  of: Int32Array;
  weight: Int32Array;
} {
  const known = new Map<string, number>();
  const count = values.length / dimensions;
  const of = new Int32Array(count);
  const firsts: number[] = [];
  for (let i = 0; i < count; i++) {
    const key = values.subarray(i * dimensions, (i + 1) * dimensions).join();
    let place = known.get(key);
    if (place === undefined) {
      place = firsts.push(i) - 1;
      known.set(key, place);
    }
    of[i] = place;
  }
  const weight = new Int32Array(firsts.length);
  for (const place of of) weight[place] = (weight[place] ?? 0) + 1;
  const kept = new Float64Array(firsts.length * dimensions);
  firsts.forEach((i, place) => {
    kept.set(values.subarray(i * dimensions, (i + 1) * dimensions), place * dimensions);
  });
  return { points: { values: kept, dimensions }, of, weight };
}

/** The dimension in which the points are spread most. */
function widest({ values, dimensions }: Points): number {
  const spread = Array.from({ length: dimensions }, (_, d) => {
    let sum = 0;
    let squares = 0;
    for (let i = d; i < values.length; i += dimensions) {
      sum += values[i] ?? 0;
      squares += (values[i] ?? 0) ** 2;
    }
    return squares - (sum * sum * dimensions) / values.length;
  });
  return Math.max(0, spread.indexOf(Math.max(...spread)));
}

/** A function that gives the points within `distance` of one, itself included. */
function neighbourhood(points: Points, distance: number): (place: number) => number[] {
  const { values, dimensions } = points;
  const by = widest(points);
  const count = values.length / dimensions;
  const order = Int32Array.from({ length: count }, (_, i) => i).sort(
    (a, b) => (values[a * dimensions + by] ?? 0) - (values[b * dimensions + by] ?? 0),
  );
  const rank = new Int32Array(count);
  order.forEach((place, r) => {
    rank[place] = r;
  });
  refuseEndless(
    Float64Array.from(order, (place) => values[place * dimensions + by] ?? 0),
    distance,
  );
  const limit = distance * distance;
  const apart = (a: number, b: number): number => {
    let sum = 0;
    for (let d = 0; d < dimensions; d++)
      sum += ((values[a * dimensions + d] ?? 0) - (values[b * dimensions + d] ?? 0)) ** 2;
    return sum;
  };
  return (place) => {
    const found: number[] = [];
    const at = values[place * dimensions + by] ?? 0;
    const look = (r: number): boolean => {
      const other = order[r] ?? 0;
      if (Math.abs((values[other * dimensions + by] ?? 0) - at) > distance) return false;
      if (apart(place, other) <= limit) found.push(other);
      return true;
    };
    const own = rank[place] ?? 0;
    for (let r = own; r < count && look(r); r++);
    for (let r = own - 1; r >= 0 && look(r); r--);
    return found;
  };
}

/** Refuse what would take minutes: how many sorted numbers lie within `distance` of each is how much there is to compare. */
function refuseEndless(sorted: Float64Array, distance: number): void {
  let comparisons = 0;
  let first = 0;
  sorted.forEach((value, at) => {
    while (value - (sorted[first] ?? 0) > distance) first++;
    comparisons += 2 * (at - first) + 1;
  });
  if (comparisons > mostComparisons)
    throw new RangeError(
      'Too many events are near each other: cluster fewer rows, or within a smaller distance.',
    );
}

/**
 * Clusters by density: the cluster of each point, -1 for those that are in none.
 *
 * shape: clusters are numbered by their first core point. A point has at least `least` points within `distance`
 * (itself counted) or lies near one that has.
 * errors: a RangeError where the work would take minutes.
 * cost: quadratic in the different points that lie near each other.
 * source: Ester et al. 1996; labels equal scikit-learn's.
 */
export function dbscan(points: Points, distance: number, least: number): Int32Array {
  const { points: distinct, of, weight } = merged(points);
  const near = neighbourhood(distinct, distance);
  const labels = new Int32Array(weight.length).fill(-1);
  const isCore = (found: readonly number[]): boolean =>
    found.reduce((sum, place) => sum + (weight[place] ?? 0), 0) >= least;
  let cluster = 0;
  for (let first = 0; first < weight.length; first++) {
    if (labels[first] !== -1) continue;
    const around = near(first);
    if (!isCore(around)) continue;
    labels[first] = cluster;
    const waiting: number[] = [];
    const join = (places: readonly number[]): void => {
      for (const place of places) {
        if (labels[place] !== -1) continue;
        labels[place] = cluster;
        waiting.push(place);
      }
    };
    join(around);
    for (let place = waiting.pop(); place !== undefined; place = waiting.pop()) {
      const found = near(place);
      if (isCore(found)) join(found);
    }
    cluster++;
  }
  return of.map((place) => labels[place] ?? -1);
}
