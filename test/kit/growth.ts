/** One look at a program: figures by what they are of, and when it was, in minutes from the start. */
export interface Sample {
  readonly minute: number;
  readonly figures: Readonly<Record<string, number>>;
}

/** What one figure did over the second half of a run. */
export interface Growth {
  readonly of: string;
  readonly first: number;
  readonly last: number;
  readonly least: number;
  readonly most: number;
  /** What the line that fits the second half best rises by, from its begin to its end. */
  readonly rise: number;
  /** What it may rise by. */
  readonly allowed: number;
  readonly grows: boolean;
}

/** What a figure may rise by within the second half: so much, or this share of its mean, whichever is more. */
export interface Tolerance {
  readonly least: number;
  readonly share: number;
}

/**
 * Whether figures grow: of each, the rise of the regression line over the second half of the samples, beside what is
 * allowed. Fewer than four samples in that half show nothing, and are refused.
 */
export function growthOf(
  samples: readonly Sample[],
  tolerances: Readonly<Record<string, Tolerance>>,
): Growth[] {
  const half = samples.filter(({ minute }) => minute * 2 >= (samples.at(-1)?.minute ?? 0));
  if (half.length < 4) throw new Error(`${half.length} samples in the second half show nothing`);
  return Object.entries(tolerances).map(([of, { least, share }]) => {
    const all = samples.map(({ figures }) => figures[of] ?? Number.NaN);
    const points = half.map(({ minute, figures }) => ({ x: minute, y: figures[of] ?? Number.NaN }));
    const mean = meanOf(points.map(({ y }) => y));
    const spanned = (points.at(-1)?.x ?? 0) - (points[0]?.x ?? 0);
    const rise = slopeOf(points) * spanned;
    const allowed = Math.max(least, share * mean);
    return {
      of,
      first: all[0] ?? Number.NaN,
      last: all.at(-1) ?? Number.NaN,
      least: Math.min(...all),
      most: Math.max(...all),
      rise,
      allowed,
      grows: !(rise <= allowed),
    };
  });
}

const meanOf = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

function slopeOf(points: readonly { x: number; y: number }[]): number {
  const x = meanOf(points.map((p) => p.x));
  const y = meanOf(points.map((p) => p.y));
  const across = points.reduce((sum, p) => sum + (p.x - x) * (p.y - y), 0);
  const along = points.reduce((sum, p) => sum + (p.x - x) ** 2, 0);
  return along === 0 ? 0 : across / along;
}
