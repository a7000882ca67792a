/** What stands where a series has no value. */
export type Filling = 'linear' | 'zero' | 'none';

/** A series in the order of its times, evenly spaced. */
export interface EvenSeries {
  /** Microseconds since 1970. */
  times: BigInt64Array;
  values: Float64Array;
  /** 1 where no value was given and one was put in. */
  filled: Uint8Array;
  /** The input row of each, -1 where there was none. */
  rows: Int32Array;
  /** Microseconds between neighbours; 0 where they differ. */
  step: bigint;
}

const hour = 3_600_000_000n;
const day = 24n * hour;
/** Steps from which a calendar makes even bins uneven in time. */
const calendar = 28n * day;
const mostRows = 5_000_000;

/** The most frequent distance between neighbours, the smaller of equally frequent ones; 0 where there is none. */
function usualStep(times: BigInt64Array): bigint {
  const counts = new Map<bigint, number>();
  let best = 0n;
  let bestCount = 0;
  for (let i = 1; i < times.length; i++) {
    const distance = (times[i] ?? 0n) - (times[i - 1] ?? 0n);
    if (distance === 0n) continue;
    const count = (counts.get(distance) ?? 0) + 1;
    counts.set(distance, count);
    if (count > bestCount || (count === bestCount && distance < best)) {
      best = distance;
      bestCount = count;
    }
  }
  return best;
}

/** Put values where there are none: zero, or on the line between the nearest values. */
function fillMissing(values: Float64Array, filling: Filling): Uint8Array {
  const filled = new Uint8Array(values.length);
  let before = -1;
  for (let i = 0; i <= values.length; i++) {
    if (i < values.length && !Number.isFinite(values[i])) {
      filled[i] = 1;
      continue;
    }
    if (i < values.length || before >= 0)
      for (let j = before + 1; j < i; j++) {
        const left = values[before < 0 ? i : before] ?? 0;
        const right = values[i < values.length ? i : before] ?? 0;
        const share = before < 0 || i === values.length ? 0 : (j - before) / (i - before);
        values[j] = filling === 'zero' ? 0 : left + (right - left) * share;
      }
    before = i;
  }
  return filled;
}

/**
 * A series sorted by time, with a row for each step that is missing.
 *
 * edges: rows without a time are left out; a missing value is filled too (`none`: between its neighbours,
 * and no step is added). Times that are equal, or not a whole number of steps apart, are taken as they are
 * where `none` is asked for or the step is a month or more.
 * errors: a RangeError with one sentence for the user.
 */
export function evenSeries(
  times: readonly (bigint | null)[],
  values: readonly (number | null)[],
  filling: Filling,
): EvenSeries {
  const known: number[] = [];
  times.forEach((time, i) => {
    if (time !== null) known.push(i);
  });
  const at = BigInt64Array.from(times, (t) => t ?? 0n);
  const key = Float64Array.from(at, Number);
  const order = Int32Array.from(known).sort((a, b) => (key[a] ?? 0) - (key[b] ?? 0) || a - b);
  const sorted = BigInt64Array.from(order, (i) => at[i] ?? 0n);
  const step = usualStep(sorted);
  const places = filling === 'none' || step >= calendar ? null : placesOf(sorted, step);
  const count = places ? Number(places.at(-1) ?? -1) + 1 : order.length;
  const series = {
    times: new BigInt64Array(count),
    values: new Float64Array(count).fill(Number.NaN),
    rows: new Int32Array(count).fill(-1),
  };
  order.forEach((row, i) => {
    const place = places?.[i] ?? i;
    series.times[place] = at[row] ?? 0n;
    series.values[place] = values[row] ?? Number.NaN;
    series.rows[place] = row;
  });
  for (let i = 1; i < count; i++)
    if (series.rows[i] === -1) series.times[i] = (series.times[i - 1] ?? 0n) + step;
  return { ...series, filled: fillMissing(series.values, filling), step };
}

/** The place of each time among even steps. */
function placesOf(sorted: BigInt64Array, step: bigint): Float64Array {
  const first = sorted[0] ?? 0n;
  const places = new Float64Array(sorted.length);
  for (let i = 1; i < sorted.length; i++) {
    const distance = (sorted[i] ?? 0n) - first;
    const place = distance / step;
    if (place * step !== distance || Number(place) === places[i - 1])
      throw new RangeError(
        'The times are not evenly spaced: summarize by bin(time, 1h) first, or say fill = "none".',
      );
    places[i] = Number(place);
  }
  const count = (places.at(-1) ?? -1) + 1;
  if (count > Math.max(mostRows, 2 * sorted.length))
    throw new RangeError(
      `With every step there would be ${count} rows; summarize into wider bins, or say fill = "none".`,
    );
  return places;
}

/** Rows after which a series of this step usually repeats: a day of steps up to an hour and beyond, a week of days, a year of weeks and longer. */
export function usualPeriod(step: bigint): number {
  if (step <= 0n) return 0;
  if (step < day) return Math.max(2, Number((2n * day + step) / (2n * step)));
  if (step < 7n * day) return 7;
  if (step < calendar) return 52;
  if (step < 80n * day) return 12;
  return step < 300n * day ? 4 : 0;
}
