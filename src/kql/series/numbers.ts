/** A series: numbers in even steps, null where there is none. */
export type Series = readonly (number | null)[];

/** The numbers of a dynamic value; null for what is no array, or has an element that is neither a number nor null. */
export function readSeries(value: unknown): (number | null)[] | null {
  if (!Array.isArray(value)) return null;
  const found: (number | null)[] = new Array(value.length);
  for (let i = 0; i < value.length; i++) {
    const number = asNumber(value[i]);
    if (number === undefined) return null;
    found[i] = number;
  }
  return found;
}

function asNumber(value: unknown): number | null | undefined {
  if (value === null) return null;
  if (typeof value === 'number') return Number.isFinite(value) ? value : null;
  if (typeof value === 'boolean') return value ? 1 : 0;
  if (typeof value !== 'string' || value.trim() === '') return undefined;
  const number = Number(value);
  return Number.isNaN(number) ? undefined : Number.isFinite(number) ? number : null;
}

/** A number that JSON can hold; what is none is null, and there is no negative zero. */
export function real(value: number | null): number | null {
  return value !== null && Number.isFinite(value) ? value + 0 : null;
}

/** The same of every element. */
export function reals(values: ArrayLike<number | null>): (number | null)[] {
  const found: (number | null)[] = new Array(values.length);
  for (let i = 0; i < values.length; i++) found[i] = real(values[i] ?? null);
  return found;
}

/** The elements that are numbers. */
export function present(values: Series): number[] {
  return values.filter((v) => v !== null);
}

/** The mean; NaN of none. */
export function mean(values: readonly number[]): number {
  let sum = 0;
  for (const v of values) sum += v;
  return sum / values.length;
}

/** A quantile of sorted numbers, between two where it falls between them; NaN of none. */
export function quantile(sorted: ArrayLike<number>, share: number): number {
  const place = (sorted.length - 1) * share;
  const below = Math.floor(place);
  const low = sorted[below] ?? Number.NaN;
  const high = sorted[below + 1] ?? low;
  return low + (high - low) * (place - below);
}
