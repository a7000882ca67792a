import { fitLine } from './fit.ts';
import { mean, present, quantile, type Series } from './numbers.ts';
import { findPeriods } from './periods.ts';

/** A series apart. */
export interface Parts {
  baseline: number[];
  seasonal: number[];
  trend: number[];
  residual: (number | null)[];
}

export interface DecomposeOptions {
  /** Steps; 0 for no season, -1 to look for it. */
  period: number;
  trend: string;
  /** Points at the end that nothing is learnt from. */
  testPoints: number;
  /** The least score of a period that is looked for. */
  leastScore: number;
}

/** The period that is meant; 0 for none. */
export function seasonOf(values: Series, period: number, leastScore: number): number {
  if (period !== -1) return period;
  const [best] = findPeriods(values);
  return best && best.score >= leastScore ? best.period : 0;
}

/** The median of the values at the same place of the period, as many as are asked for; zeros where there is no period. */
export function seasonal(learnt: Series, period: number, length: number): number[] {
  if (!(period > 0 && period <= learnt.length)) return new Array<number>(length).fill(0);
  const sorted = (values: readonly number[]): Float64Array => Float64Array.from(values).sort();
  const all = quantile(sorted(present(learnt)), 0.5);
  const phases: number[][] = Array.from({ length: period }, () => []);
  learnt.forEach((v, i) => {
    if (v !== null) phases[i % period]?.push(v);
  });
  const medians = phases.map((phase) => {
    const found = phase.length > 0 ? quantile(sorted(phase), 0.5) : all;
    return Number.isNaN(found) ? 0 : found;
  });
  return Array.from({ length }, (_, i) => medians[i % period] ?? 0);
}

/** A series into season, trend and what is left; null where the trend is of no known kind, or nothing can be learnt. */
export function decompose(values: Series, options: DecomposeOptions): Parts | null {
  const learnt = values.slice(0, Math.max(values.length - Math.max(options.testPoints, 0), 0));
  const season = seasonOf(learnt, options.period, options.leastScore);
  const seasons = seasonal(learnt, season, values.length);
  const trend = trendOf(learnt, seasons, options.trend, values.length);
  if (!trend) return null;
  const baseline = seasons.map((s, i) => s + (trend[i] ?? 0));
  const size = present(values).reduce((most, v) => Math.max(most, Math.abs(v)), 0);
  const residual = values.map((v, i) => {
    if (v === null) return null;
    const left = v - (baseline[i] ?? 0);
    // What rounding leaves is no residual.
    return Math.abs(left) <= 1e-12 * size ? 0 : left;
  });
  return { baseline, seasonal: seasons, trend, residual };
}

function trendOf(
  learnt: Series,
  seasons: readonly number[],
  kind: string,
  length: number,
): number[] | null {
  if (kind === 'none') return new Array<number>(length).fill(0);
  const rest = learnt.map((v, i) => (v === null ? null : v - (seasons[i] ?? 0)));
  const numbers = present(rest);
  if (numbers.length === 0) return null;
  if (kind === 'avg') return new Array<number>(length).fill(mean(numbers));
  if (kind !== 'linefit') return null;
  const { start, slope } = fitLine(rest);
  return Array.from({ length }, (_, i) => start + slope * i);
}
