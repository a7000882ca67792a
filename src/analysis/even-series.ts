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
/** Rows that filling may add for each one that is there, and always. */
const mostAdded = 100;
const alwaysAdded = 10_000;

/** The longest step of which all distances between neighbours are multiples, for months the shortest; 0 where there is none. */
function commonStep(times: BigInt64Array): bigint {
  let step = 0n;
  let shortest: bigint | undefined;
  for (let i = 1; i < times.length; i++) {
    let distance = (times[i] ?? 0n) - (times[i - 1] ?? 0n);
    if (shortest === undefined || distance < shortest) shortest = distance;
    if (step === 0n) step = distance;
    else if (distance !== step)
      while (distance > 0n) [step, distance] = [distance, step % distance];
  }
  return shortest !== undefined && shortest >= calendar ? shortest : step;
}

/** Put values where there are none: zero, or on the line between the nearest values. */
function fillMissing(values: Float64Array, filling: Filling): Uint8Array {
  const filled = Uint8Array.from(values, (v) => (Number.isFinite(v) ? 0 : 1));
  const known = [...filled.keys()].filter((i) => filled[i] === 0);
  if (filling === 'zero' || known.length === 0) {
    values.forEach((_, i) => {
      if (filled[i] === 1) values[i] = 0;
    });
    return filled;
  }
  values.fill(values[known[0] ?? 0] ?? 0, 0, known[0]);
  known.forEach((from, n) => {
    const to = known[n + 1] ?? values.length;
    const left = values[from] ?? 0;
    const rise = ((values[to] ?? left) - left) / (to - from);
    for (let i = from + 1; i < to; i++) values[i] = left + rise * (i - from);
  });
  return filled;
}

/**
 * A series sorted by time, with a row for each step that is missing.
 *
 * edges: rows without a time are left out; a missing value is filled too (`none`: between its neighbours,
 * and no step is added). Times are taken as they are where `none` is asked for or all are a
 * month or more apart.
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
  const step = commonStep(sorted);
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
    if (step > 0n) places[i] = Number(((sorted[i] ?? 0n) - first) / step);
    if (places[i] === places[i - 1])
      throw new RangeError(
        'Some times come twice: summarize by bin(time, 1h) first, or say fill = "none".',
      );
  }
  const count = (places.at(-1) ?? -1) + 1;
  if (count > Math.max(alwaysAdded, mostAdded * sorted.length))
    throw new RangeError(
      `The times are not evenly spaced: with every step there would be ${count} rows. Summarize by bin(time, 1h) first, or say fill = "none".`,
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
