import { bracketedName, type Column, HuntError } from '../../base/index.ts';
import { textLiteral, timespanLiteral } from '../kql-spelling.ts';
import { binWidth, timeOf } from '../timeline/time-scale.ts';
import { readSettings } from '../view-settings.ts';
import type { Ask } from '../view-source.ts';

/** What a time series can be told; without, the columns of `stl_anomalies` are taken. */
export const seriesSettings = {
  time: { kind: 'column', types: ['datetime'], about: 'When each value was.' },
  value: { kind: 'column', about: 'What was observed.' },
  trend: { kind: 'column', about: 'The slow part.' },
  baseline: { kind: 'column', about: 'What was expected: trend and season together.' },
  anomalies: { kind: 'column', about: 'Above 0 for more than expected, below 0 for less.' },
  series: { kind: 'column', about: 'What the value is of.' },
  only: { kind: 'text', about: 'The one series that is shown.' },
  threshold: {
    kind: 'number',
    min: 0,
    about: 'How wide the expected band is, in standard deviations; 3 where nothing is said.',
  },
} as const;

const usual = {
  time: ['at', 'TimeGenerated', 'Timestamp'],
  value: ['observed', 'value'],
  trend: ['trend'],
  baseline: ['baseline'],
  anomalies: ['anomalies', 'anomaly'],
  series: ['series'],
} as const;

type Part = keyof typeof usual;

/** Which columns hold what. */
export interface SeriesPlan {
  time: Column;
  value: Column;
  trend: Column | null;
  baseline: Column | null;
  anomalies: Column | null;
  series: Column | null;
  only: string | null;
  threshold: number;
}

/** The column that holds a part by its usual name. */
function usualColumn(part: Part, columns: readonly Column[]): Column | null {
  return usual[part].flatMap((name) => columns.find((c) => c.name === name) ?? [])[0] ?? null;
}

/** Whether rows look as `stl_anomalies` gives them. */
export function looksTakenApart(columns: readonly Column[]): boolean {
  return (['time', 'value', 'baseline', 'anomalies'] as const).every((p) =>
    usualColumn(p, columns),
  );
}

/** What is to be shown. Errors: `views/does-not-fit` and those of settings. */
export function seriesPlan(
  given: ReadonlyMap<string, string>,
  columns: readonly Column[],
): SeriesPlan {
  const told = readSettings(seriesSettings, { view: 'timeseries', given, columns });
  const find = (part: Part): Column | null => told[part] ?? usualColumn(part, columns);
  const [time, value] = [find('time'), find('value')];
  if (!time || !value)
    throw new HuntError({
      code: 'views/does-not-fit',
      message: 'A time series needs a column with times and one with values.',
      hint: 'Say | invoke stl_anomalies() before, or name them: time=… value=….',
    });
  return {
    time,
    value,
    trend: find('trend'),
    baseline: find('baseline'),
    anomalies: find('anomalies'),
    series: find('series'),
    only: told.only,
    threshold: told.threshold ?? 3,
  };
}

/** One moment of a series. */
export interface Moment {
  at: number;
  observed: number | null;
  trend: number | null;
  baseline: number | null;
  /** 1 for more than expected, -1 for less. */
  odd: number;
}

/** Moments of anomaly that follow each other; the end is part of it. */
export interface Period {
  from: number;
  to: number;
  moments: number;
  /** The largest distance from what was expected. */
  most: number;
}

/** What a time series draws. */
export interface SeriesData {
  /** The series there are, those with the most anomalies first. */
  names: readonly { name: string; odd: number }[];
  only: string | null;
  moments: readonly Moment[];
  /** The distance between two moments. */
  stepMs: number;
  /** How far from the baseline is still expected; null where there is none. */
  band: number | null;
  periods: readonly Period[];
  note: string;
}

const mostMoments = 12_000;
const mostNames = 200;
const spelled = (c: Column): string => bracketedName(c.name);
const orNull = (c: Column | null): string => (c ? spelled(c) : 'real(null)');

/** Ask for one series. */
export async function seriesData(plan: SeriesPlan, ask: Ask): Promise<SeriesData> {
  const { series, anomalies } = plan;
  const odd = anomalies ? `countif(${spelled(anomalies)} != 0)` : 'tolong(0)';
  const name = series ? `tostring(${spelled(series)})` : "''";
  const found = series
    ? await ask(
        `| summarize Odd = ${odd} by Name = ${name} | order by Odd desc, Name asc`,
        mostNames,
      )
    : null;
  const names = (found?.rows ?? []).map(([n, count]) => ({ name: String(n), odd: Number(count) }));
  const only = plan.only ?? names[0]?.name ?? null;
  const chosen = series && only !== null ? `| where ${name} == ${textLiteral(only)} ` : '';
  const values = `Observed = toreal(${spelled(plan.value)}), Trend = toreal(${orNull(plan.trend)}), Baseline = toreal(${orNull(plan.baseline)}), Odd = ${anomalies ? spelled(anomalies) : '0'}`;
  const rows = `${chosen}| project At = ${spelled(plan.time)}, ${values}`;
  const [answer, spread] = await Promise.all([
    ask(`${rows} | order by At asc`, mostMoments),
    plan.baseline ? ask(`${rows} | summarize stdev(Observed - Baseline)`, 1) : null,
  ]);
  const few = answer.total <= answer.rows.length;
  const shown = few ? answer.rows : await inBins(rows, answer.total, ask, plan);
  const moments = shown.flatMap((row) => momentOf(row));
  const deviation = Number(spread?.rows[0]?.[0] ?? Number.NaN);
  const stepMs = usualStep(moments);
  return {
    names,
    only,
    moments,
    stepMs,
    band: Number.isFinite(deviation) ? deviation * plan.threshold : null,
    periods: periodsOf(moments, stepMs),
    note: few ? '' : 'Drawn in wider steps: the rows are too many. Anomalies are all there.',
  };
}

async function inBins(
  rows: string,
  total: number,
  ask: Ask,
  { time }: SeriesPlan,
): Promise<readonly (readonly unknown[])[]> {
  const t = spelled(time);
  const ends = await ask(`| summarize From = min(${t}), To = max(${t})`, 1);
  const [from = 0, to = 1] = (ends.rows[0] ?? []).map((v) => timeOf(v) ?? 0);
  const width = binWidth(Math.max(1, to - from), Math.min(total, mostMoments / 3));
  const parts =
    'Observed = max(Observed), Trend = avg(Trend), Baseline = avg(Baseline), Odd = max(Odd)';
  const kql = `${rows} | summarize ${parts} by At = bin(At, ${timespanLiteral(width)}) | order by At asc`;
  return (await ask(kql, mostMoments)).rows;
}

function momentOf([at, observed, trend, baseline, odd]: readonly unknown[]): Moment[] {
  const time = timeOf(at);
  const number = (v: unknown): number | null => (v === null || v === undefined ? null : Number(v));
  if (time === null) return [];
  return [
    {
      at: time,
      observed: number(observed),
      trend: number(trend),
      baseline: number(baseline),
      odd: Math.sign(Number(odd ?? 0)),
    },
  ];
}

/** The middle one of the distances between neighbours. */
function usualStep(moments: readonly Moment[]): number {
  const steps = moments.slice(1).map((m, i) => m.at - (moments[i]?.at ?? m.at));
  steps.sort((a, b) => a - b);
  return Math.max(1, steps[steps.length >> 1] ?? 1);
}

/** Anomalies that stand beside each other, with one moment between at most, as periods. */
export function periodsOf(moments: readonly Moment[], stepMs: number): Period[] {
  const periods: Period[] = [];
  for (const { at, odd, observed, baseline } of moments) {
    if (odd === 0) continue;
    const far = Math.abs((observed ?? 0) - (baseline ?? 0));
    const last = periods.at(-1);
    if (last && at - last.to <= 2 * stepMs)
      Object.assign(last, { to: at, moments: last.moments + 1, most: Math.max(last.most, far) });
    else periods.push({ from: at, to: at, moments: 1, most: far });
  }
  return periods;
}
