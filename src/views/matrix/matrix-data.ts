import { bracketedName, type Column, HuntError, type KustoType } from '../../base/index.ts';
import { textLiteral, timespanLiteral } from '../kql-spelling.ts';
import { binWidth, timeOf } from '../timeline/time-scale.ts';
import { readSettings } from '../view-settings.ts';
import type { Ask } from '../view-source.ts';

/** What a matrix can be told. */
export const matrixSettings = {
  x: { kind: 'column', about: 'The column across.' },
  y: { kind: 'column', about: 'The column down.' },
  value: {
    kind: 'column',
    types: ['int', 'long', 'real', 'decimal'],
    about: 'What is added up in a cell; its rows are counted where nothing is said.',
  },
  scale: {
    kind: 'choice',
    choices: ['log', 'linear'],
    about: 'How colours grow: log tells small values apart, linear large ones.',
  },
  top: {
    kind: 'number',
    min: 2,
    max: 100,
    about: 'How many values across and down; 40 where nothing is said.',
  },
} as const;

/** What a matrix shows of which columns. */
export interface MatrixPlan {
  x: Column;
  y: Column;
  value: Column | null;
  log: boolean;
  top: number;
}

const unfit = new Set<KustoType>(['dynamic', 'real', 'decimal', 'timespan']);

/** The two columns that a matrix shows when nothing is said: the first two texts, else times and flags too. */
export function usualPair(columns: readonly Column[]): [Column, Column] | null {
  const texts = columns.filter((c) => c.type === 'string' && !/(?:id|guid)$/i.test(c.name));
  const others = columns.filter(
    (c) => !texts.includes(c) && ['datetime', 'bool', 'string'].includes(c.type),
  );
  const [first, second] = [...texts, ...others];
  return first && second ? [first, second] : null;
}

/** What is to be shown. Errors: `views/does-not-fit` and those of settings. */
export function matrixPlan(
  given: ReadonlyMap<string, string>,
  columns: readonly Column[],
): MatrixPlan {
  const told = readSettings(matrixSettings, { view: 'matrix', given, columns });
  const usual = usualPair(columns) ?? [];
  const x = told.x ?? usual.find((c) => c !== told.y);
  const y = told.y ?? usual.find((c) => c !== x);
  if (!x || !y || unfit.has(x.type) || unfit.has(y.type))
    throw new HuntError({
      code: 'views/does-not-fit',
      message: 'A matrix needs two columns of texts, whole numbers or times.',
      hint: 'Name them: x=… y=….',
    });
  return { x, y, value: told.value, log: told.scale !== 'linear', top: told.top ?? 40 };
}

/** What a matrix draws. */
export interface MatrixData {
  xs: readonly string[];
  ys: readonly string[];
  cells: readonly { x: number; y: number; value: number }[];
  least: number;
  most: number;
  /** The width of a bin, for sides that are times. */
  widths: { x: number | null; y: number | null };
  note: string;
}

interface Side {
  values: string[];
  total: number;
  /** How the side is spelled in a question. */
  kql: string;
  widthMs: number | null;
}

async function side(column: Column, top: number, ask: Ask): Promise<Side> {
  const name = bracketedName(column.name);
  if (column.type === 'datetime') {
    const ends = await ask(`| summarize From = min(${name}), To = max(${name})`, 1);
    const [from = 0, to = 0] = (ends.rows[0] ?? []).map((v) => timeOf(v) ?? 0);
    const widthMs = binWidth(Math.max(1, to - from), Math.max(top, 48) - 1);
    const kql = `tostring(bin(${name}, ${timespanLiteral(widthMs)}))`;
    const found = await ask(
      `| summarize Rows = count() by Value = ${kql} | order by Value asc`,
      100,
    );
    return { values: found.rows.map(([v]) => String(v ?? '')), total: found.total, kql, widthMs };
  }
  const kql = column.type === 'string' ? name : `tostring(${name})`;
  const question = `| summarize Rows = count() by Value = ${kql} | order by Rows desc, Value asc`;
  const { rows, total } = await ask(question, top);
  return { values: rows.map(([v]) => String(v ?? '')), total, kql, widthMs: null };
}

/** Ask for the values of both sides that are most frequent, then for the cells between them. */
export async function matrixData(plan: MatrixPlan, ask: Ask): Promise<MatrixData> {
  const [x, y] = await Promise.all([side(plan.x, plan.top, ask), side(plan.y, plan.top, ask)]);
  const within = ({ kql, values }: Side): string =>
    `${kql} in (${values.map(textLiteral).join(', ') || "''"})`;
  const limits = [x, y].filter((s) => s.total > s.values.length).map(within);
  const value = plan.value ? `sum(${bracketedName(plan.value.name)})` : 'count()';
  const where = limits.length > 0 ? `| where ${limits.join(' and ')} ` : '';
  const answer = await ask(
    `${where}| summarize Value = toreal(${value}) by X = ${x.kql}, Y = ${y.kql}`,
    20_000,
  );
  const [xPlaces, yPlaces] = [x, y].map((s) => new Map(s.values.map((v, i) => [v, i])));
  let [least, most] = [Infinity, -Infinity];
  const cells = answer.rows.flatMap(([a, b, number]) => {
    const [px, py] = [xPlaces?.get(String(a ?? '')), yPlaces?.get(String(b ?? ''))];
    if (px === undefined || py === undefined || number === null) return [];
    const cell = { x: px, y: py, value: Number(number) };
    least = Math.min(least, cell.value);
    most = Math.max(most, cell.value);
    return [cell];
  });
  const cut = (s: Side, c: Column): string[] =>
    s.total > s.values.length
      ? [`${s.values.length} of ${s.total.toLocaleString('en-US')} of ${c.name}`]
      : [];
  const left = [...cut(x, plan.x), ...cut(y, plan.y)];
  return {
    xs: x.values,
    ys: y.values,
    cells,
    least,
    most,
    widths: { x: x.widthMs, y: y.widthMs },
    note: left.length > 0 ? `The most frequent: ${left.join(', ')}.` : '',
  };
}
