/** What `tdigest` keeps of the values: each with how many it stands for, in order. Times are numbers. */
export interface Digest {
  type: string;
  values: number[];
  weights: number[];
}

/** More are drawn together: a rank is then right to one in ten thousand. */
const mostValues = 10_000;

function isDigest(value: unknown): value is Digest {
  if (typeof value !== 'object' || value === null) return false;
  const { type, values, weights } = value as Partial<Digest>;
  return typeof type === 'string' && Array.isArray(values) && Array.isArray(weights);
}

/** The digest that a dynamic value is; null where it is none. */
export function digestOf(value: unknown): Digest | null {
  return isDigest(value) ? value : null;
}

/** One digest of several; with `weights` of no values, each of the values counts once. */
export function merged(digests: readonly (Digest | null)[]): Digest | null {
  const kept = digests.filter((d) => d !== null);
  const [first] = kept;
  if (!first) return null;
  const pairs = kept.flatMap(({ values, weights }) =>
    values.map((v, i): [number, number] => [v, weights[i] ?? 1]),
  );
  pairs.sort(([a], [b]) => a - b);
  const total = pairs.reduce((sum, [, w]) => sum + w, 0);
  const result: Digest = { type: first.type, values: [], weights: [] };
  const least = pairs.length > mostValues ? total / mostValues : 0;
  let gathered = 0;
  for (const [i, [value, weight]] of pairs.entries()) {
    const last = result.values.length - 1;
    gathered += weight;
    if (value === result.values[last] && gathered === weight)
      result.weights[last] = (result.weights[last] ?? 0) + weight;
    else if (gathered < least && i < pairs.length - 1) continue;
    else {
      result.values.push(value);
      result.weights.push(gathered);
    }
    gathered = 0;
  }
  return result;
}

/** The least value up to which so many percent of the values lie; null where there are none. */
export function percentileOf({ values, weights }: Digest, percent: number): number | null {
  const total = weights.reduce((sum, w) => sum + w, 0);
  let below = 0;
  for (const [i, value] of values.entries()) {
    below += weights[i] ?? 1;
    if (below >= (percent / 100) * total - 1e-9) return value;
  }
  return values.at(-1) ?? null;
}

/** How many values are at most this one, and how many there are. */
export function rankOf({ values, weights }: Digest, value: number): { rank: number; of: number } {
  let [rank, of] = [0, 0];
  values.forEach((v, i) => {
    const weight = weights[i] ?? 1;
    of += weight;
    if (v <= value) rank += weight;
  });
  return { rank, of };
}

function timeText(micros: number): string {
  const time = new Date(Math.floor(micros / 1000));
  if (Number.isNaN(time.getTime())) return '';
  const below = String(micros - Math.floor(micros / 1000) * 1000).padStart(3, '0');
  return time.toISOString().replace('Z', `${below}0Z`);
}

function spanText(ticks: number): string {
  const size = Math.abs(ticks);
  const part = (unit: number, of: number): string =>
    String(Math.floor(size / unit) % of).padStart(2, '0');
  const days = Math.floor(size / 864e9);
  const rest = size % 1e7;
  const clock = `${part(36e9, 24)}:${part(6e8, 60)}:${part(1e7, 60)}`;
  return `${ticks < 0 ? '-' : ''}${days ? `${days}.` : ''}${clock}${rest ? `.${String(rest).padStart(7, '0')}` : ''}`;
}

/** A value of a digest as JSON holds it. */
export function shownValue({ type }: Digest, value: number | null): number | string | null {
  if (value === null) return null;
  if (type === 'datetime') return timeText(value);
  return type === 'timespan' ? spanText(value) : value;
}
