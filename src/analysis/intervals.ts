/** How regular the times of events are. */
export interface Regularity {
  /** The median of what lies between neighbours. */
  interval: number;
  /** The median distance from that, as a share of it: 0 for a clock. */
  jitter: number;
}

function median(sorted: Float64Array): number {
  const half = sorted.length >> 1;
  const upper = sorted[half] ?? 0;
  return sorted.length % 2 === 1 ? upper : (upper + (sorted[half - 1] ?? 0)) / 2;
}

/** How regular times in ascending order are; an interval of 0 has no jitter. Needs two of them. */
export function regularityOf(times: Float64Array): Regularity {
  const gaps = Float64Array.from(
    { length: times.length - 1 },
    (_, i) => (times[i + 1] ?? 0) - (times[i] ?? 0),
  ).sort();
  const interval = median(gaps);
  if (interval === 0) return { interval, jitter: 0 };
  const off = gaps.map((gap) => Math.abs(gap - interval)).sort();
  return { interval, jitter: median(off) / interval };
}
