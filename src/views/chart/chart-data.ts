import { bracketedName, type Column, valueText, visible } from '../../base/index.ts';
import { timespanLiteral } from '../kql-spelling.ts';
import { binWidth, timeOf } from '../timeline/time-scale.ts';
import type { Ask, ViewAnswer } from '../view-source.ts';
import { type ChartPlan, isLine } from './chart-plan.ts';

/** One value of a chart. */
export interface Point {
  /** Milliseconds, a number, or the place of a category. */
  x: number;
  y: number | null;
  /** Whether it was said to be an anomaly. */
  odd: boolean;
}

/** The values of one name. */
export interface Series {
  name: string;
  /** Which of the y-columns. */
  column: number;
  points: Point[];
}

/** What a chart draws. */
export interface ChartData {
  /** What stands along the x-axis. */
  axis: 'time' | 'number' | 'category';
  /** The categories as they came, by their places. */
  categories: readonly unknown[];
  series: readonly Series[];
  /** The answer behind it. */
  answer: ViewAnswer;
  /** What a reader must know of how it came about; '' for nothing. */
  note: string;
}

/** How many values a chart of lines or points shows; and how many bars. */
const mostPoints = 20_000;
const mostBars = 500;
const mostSeries = 40;

const spelled = (c: Column): string => bracketedName(c.name);

/** A column of numbers as real numbers; spans of time in seconds. */
function asReal(c: Column): string {
  if (c.type === 'timespan') return `${spelled(c)} / 1s`;
  return c.type === 'decimal' ? `toreal(${spelled(c)})` : spelled(c);
}

const seriesName = (columns: readonly Column[]): string =>
  columns.length === 0
    ? "''"
    : columns.length === 1
      ? `tostring(${spelled(columns[0] as Column)})`
      : `strcat(${columns.map((c) => `tostring(${spelled(c)})`).join(", ' · ', ")})`;

/** The rows of a chart: x, series, then the values, then what is odd. */
export function chartQuestion({ x, ys, series, anomalies, arrays, type }: ChartPlan): string {
  if (type === 'card' || !x) return '| take 1';
  const named = `S = ${seriesName(series)}`;
  if (arrays) {
    const each = [
      `X = ${spelled(x)}${x.type === 'dynamic' ? ' to typeof(datetime)' : ''}`,
      ...ys.map((c, i) => `Y${i} = ${spelled(c)} to typeof(real)`),
      ...anomalies.map((c, i) => `A${i} = ${spelled(c)} to typeof(real)`),
    ];
    const names = each.map((one) => one.split(' ', 1)[0]);
    return `| mv-expand ${each.join(', ')} | project X, ${named}, ${names.slice(1).join(', ')}`;
  }
  const plain = type === 'ladderchart';
  const values = ys.map((c, i) => `Y${i} = ${plain ? spelled(c) : asReal(c)}`);
  const odd = anomalies.map((c, i) => `A${i} = ${asReal(c)}`);
  return `| project X = ${spelled(x)}, ${[named, ...values, ...odd].join(', ')}`;
}

/** The least and the most of each value in each bin of time: what a picture of very many rows looks like. */
function binnedQuestion({ x, ys, series }: ChartPlan, widthMs: number): string {
  const ends = ys.flatMap((c, i) => [
    `Low${i} = min(${asReal(c)})`,
    `High${i} = max(${asReal(c)})`,
  ]);
  const by = `X = bin(${spelled(x as Column)}, ${timespanLiteral(widthMs)}), S = ${seriesName(series)}`;
  return `| summarize ${ends.join(', ')} by ${by}`;
}

/** Ask for what a chart draws of so many rows. */
export async function chartData(plan: ChartPlan, rows: number, ask: Ask): Promise<ChartData> {
  const lines = isLine(plan.type) || plan.type === 'scatterchart';
  const limit = lines ? mostPoints : mostBars;
  if (rows > limit && isLine(plan.type) && plan.x?.type === 'datetime' && !plan.arrays)
    return binnedData(plan, ask);
  const answer = await ask(chartQuestion(plan), limit);
  const cut = answer.total > answer.rows.length;
  const note = cut
    ? `The first ${limit.toLocaleString('en-US')} of ${answer.total.toLocaleString('en-US')} rows are shown.`
    : '';
  return { ...seriesOf(plan, answer), answer, note };
}

async function binnedData(plan: ChartPlan, ask: Ask): Promise<ChartData> {
  const x = spelled(plan.x as Column);
  const ends = await ask(`| summarize From = min(${x}), To = max(${x})`, 1);
  const [from, to] = (ends.rows[0] ?? []).map(timeOf);
  const widthMs = binWidth(Math.max(1, (to ?? 0) - (from ?? 0)), 900);
  const answer = await ask(binnedQuestion(plan, widthMs), mostPoints * 3);
  const place = new Map(answer.columns.map((c, i) => [c.name, i]));
  const at = (row: readonly unknown[], name: string): unknown => row[place.get(name) ?? -1];
  const rows = answer.rows.flatMap((row) =>
    (['Low', 'High'] as const).map((end) => [
      at(row, 'X'),
      at(row, 'S'),
      ...plan.ys.map((_, i) => at(row, `${end}${i}`)),
    ]),
  );
  const note = 'The least and the most of each short stretch are drawn: the rows are too many.';
  return { ...seriesOf(plan, { ...answer, rows }), answer, note };
}

/** The rows of an answer (x, series, values, oddities) as series. */
export function seriesOf(
  plan: ChartPlan,
  { columns, rows }: Pick<ViewAnswer, 'columns' | 'rows'>,
): Pick<ChartData, 'axis' | 'categories' | 'series'> {
  const { ys, anomalies } = plan;
  const axis = axisOf(plan, columns);
  const categories = new Map<string, { place: number; value: unknown }>();
  const found = new Map<string, Series>();
  const placeOf = (value: unknown): number => {
    const key = valueText(value);
    const known = categories.get(key) ?? { place: categories.size, value };
    categories.set(key, known);
    return known.place;
  };
  const isOdd = (values: readonly unknown[], i: number): boolean =>
    i < anomalies.length && Number(values[ys.length + i] ?? 0) !== 0;
  for (const [value, name, ...values] of rows) {
    const x = axis === 'category' ? placeOf(value) : numberOf(value);
    if (x === null) continue;
    for (const [i, y] of ys.entries()) {
      const key = `${i} ${String(name)}`;
      const series = found.get(key) ?? {
        name: nameOf(String(name ?? ''), y, plan),
        column: i,
        points: [],
      };
      if (series.points.length === 0 && found.size >= mostSeries) continue;
      found.set(key, series);
      series.points.push({ x, y: numberOf(values[i]), odd: isOdd(values, i) });
    }
  }
  const series = [...found.values()];
  for (const { points } of series) {
    if (axis !== 'category') points.sort((a, b) => a.x - b.x);
    if (plan.told.accumulate) accumulate(points);
  }
  const values = [...categories.values()].map((c) => c.value);
  return { axis, ...(isTimed(columns) ? inOrder(series, values) : { series, categories: values }) };
}

const isTimed = (columns: readonly Column[]): boolean =>
  columns.some((c) => c.name === 'X' && c.type === 'datetime');

/** Categories that are times, put in order. */
function inOrder(
  series: readonly Series[],
  values: readonly unknown[],
): Pick<ChartData, 'series' | 'categories'> {
  const order = values
    .map((_, i) => i)
    .sort((a, b) => (timeOf(values[a]) ?? 0) - (timeOf(values[b]) ?? 0));
  const places = new Map(order.map((from, to) => [from, to]));
  const moved = (p: Point): Point => ({ ...p, x: places.get(p.x) ?? p.x });
  if (values.length === 0) return { series, categories: values };
  return {
    series: series.map((s) => ({ ...s, points: s.points.map(moved) })),
    categories: order.map((i) => values[i]),
  };
}

/** Lines and points stand where their numbers say, everything else side by side. */
function axisOf({ type }: ChartPlan, columns: readonly Column[]): ChartData['axis'] {
  const x = columns.find((c) => c.name === 'X')?.type;
  if (!isLine(type) && type !== 'scatterchart') return 'category';
  if (x === 'datetime') return 'time';
  return x && ['int', 'long', 'real', 'decimal'].includes(x) ? 'number' : 'category';
}

function nameOf(name: string, y: Column, { series: by, ys }: ChartPlan): string {
  if (by.length === 0) return visible(y.name);
  const shown = visible(name.slice(0, 120)) || '(empty)';
  return ys.length > 1 ? `${shown}: ${visible(y.name)}` : shown;
}

function numberOf(value: unknown): number | null {
  if (value === null || value === undefined || value === '') return null;
  const time = typeof value === 'string' && /^\d{4}-/.test(value) ? timeOf(value) : null;
  const number = time ?? Number(value);
  return Number.isFinite(number) ? number : null;
}

function accumulate(points: Point[]): void {
  let sum = 0;
  for (const point of points) {
    sum += point.y ?? 0;
    point.y = sum;
  }
}
