import { type Column, HuntError, type KustoType } from '../../base/index.ts';
import { readSettings, type SettingValues } from '../view-settings.ts';

/** What a chart can be told: the kinds and properties of KQL's `render`. */
export const chartSettings = {
  type: {
    kind: 'choice',
    choices: [
      'linechart',
      'timechart',
      'areachart',
      'stackedareachart',
      'columnchart',
      'barchart',
      'piechart',
      'scatterchart',
      'anomalychart',
      'ladderchart',
      'treemap',
      'card',
    ],
    about: 'What it looks like, as `render` has it.',
  },
  xcolumn: { kind: 'column', about: 'The column along the x-axis.' },
  ycolumns: { kind: 'columns', about: 'The columns with the values.' },
  series: { kind: 'columns', about: 'The columns whose values together name a series.' },
  anomalycolumns: {
    kind: 'columns',
    about: 'The columns that say by other numbers than 0 that a value is an anomaly.',
  },
  kind: {
    kind: 'choice',
    choices: ['default', 'unstacked', 'stacked', 'stacked100', 'map'],
    about: 'Whether series stand beside each other or on each other.',
  },
  title: { kind: 'text', about: 'What stands above.' },
  xtitle: { kind: 'text', about: 'What the x-axis is called.' },
  ytitle: { kind: 'text', about: 'What the y-axis is called.' },
  xaxis: { kind: 'choice', choices: ['linear', 'log'], about: 'How the x-axis grows.' },
  yaxis: { kind: 'choice', choices: ['linear', 'log'], about: 'How the y-axis grows.' },
  legend: { kind: 'choice', choices: ['visible', 'hidden'], about: 'Whether series are named.' },
  accumulate: { kind: 'yes-no', about: 'Whether each value is added to those before it.' },
  ymin: { kind: 'number', about: 'Where the y-axis begins.' },
  ymax: { kind: 'number', about: 'Where the y-axis ends.' },
  ysplit: {
    kind: 'choice',
    choices: ['none', 'axes', 'panels'],
    about: 'Whether several y-columns have an axis or a panel each.',
  },
} as const;

/** The kinds of charts. */
export type ChartType = (typeof chartSettings)['type']['choices'][number];

/** What a chart shows of which columns. */
export interface ChartPlan {
  type: ChartType;
  x: Column | null;
  /** For a ladder chart the two ends. */
  ys: readonly Column[];
  series: readonly Column[];
  anomalies: readonly Column[];
  told: SettingValues<typeof chartSettings>;
  /** Whether rows hold arrays of values, as `make-series` gives them. */
  arrays: boolean;
}

const numbers = new Set<KustoType>(['int', 'long', 'real', 'decimal', 'timespan']);
const isNumber = (c: Column): boolean => numbers.has(c.type);
const isTime = (c: Column): boolean => c.type === 'datetime';
const onTime = new Set<ChartType>(['timechart', 'anomalychart']);
const onLines = new Set<ChartType>([
  'linechart',
  'timechart',
  'areachart',
  'stackedareachart',
  'anomalychart',
]);

/** Whether the values of a chart are joined by lines. */
export function isLine(type: ChartType): boolean {
  return onLines.has(type);
}

/** What arrays a first row holds, for rows as `make-series` gives them. */
export interface Arrays {
  times: readonly Column[];
  numbers: readonly Column[];
}

/** The arrays of times and of numbers in a row; none where its first values are something else. */
export function arraysOf(columns: readonly Column[], row: readonly unknown[] | undefined): Arrays {
  const first = (value: unknown): unknown => {
    const parsed: unknown = typeof value === 'string' ? readJson(value) : value;
    return Array.isArray(parsed) ? parsed.find((v) => v !== null) : undefined;
  };
  const dynamic = columns.filter((c) => c.type === 'dynamic');
  const kinds = dynamic.map((c) => first(row?.[columns.indexOf(c)]));
  const stamp = /^\d{4}-\d\d-\d\dT/;
  return {
    times: dynamic.filter((_, i) => typeof kinds[i] === 'string' && stamp.test(String(kinds[i]))),
    numbers: dynamic.filter((_, i) => typeof kinds[i] === 'number'),
  };
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** The kind of chart that rows with these columns are shown by when nothing is said. */
function usualType(columns: readonly Column[], arrays: Arrays): ChartType {
  if (arrays.times.length > 0) return 'timechart';
  if (columns.length > 0 && columns.every(isNumber))
    return columns.length > 1 ? 'linechart' : 'card';
  return columns.some(isTime) ? 'timechart' : 'barchart';
}

/** What is to be shown, from what was told and what the rows have. Errors: `views/does-not-fit` and those of settings. */
export function chartPlan(
  given: ReadonlyMap<string, string>,
  columns: readonly Column[],
  arrays: Arrays,
): ChartPlan {
  const told = readSettings(chartSettings, { view: 'chart', given, columns });
  const type = told.type ?? usualType(columns, arrays);
  const base = { type, told, series: told.series ?? [], anomalies: told.anomalycolumns ?? [] };
  if (type === 'card') return { ...base, x: null, ys: columns, arrays: false };
  if (type === 'ladderchart') return ladder(base, columns);
  const expands =
    !columns.some(isTime) && arrays.times.length + arrays.numbers.length > 0 && isLine(type);
  const usable = expands ? [...arrays.times, ...arrays.numbers] : columns;
  const x = told.xcolumn ?? usualX(type, usable);
  if (!x)
    throw misfit(
      type,
      onTime.has(type) ? 'a column of type datetime' : 'a column to stand along the axis',
    );
  const taken = new Set<Column>([x, ...base.series, ...base.anomalies]);
  const values = expands ? arrays.numbers : columns.filter(isNumber);
  const ys = told.ycolumns ?? values.filter((c) => !taken.has(c));
  if (ys.length === 0) throw misfit(type, 'a column with numbers');
  const wrong = ys.find((c) => !isNumber(c) && !(expands && c.type === 'dynamic'));
  if (wrong) throw misfit(type, `numbers, and '${wrong.name}' holds ${wrong.type}`);
  const others = columns.filter((c) => !taken.has(c) && !ys.includes(c) && namesSeries(c));
  const first = type === 'treemap' ? others : others.slice(0, 1);
  const series = told.series ?? (type === 'piechart' ? [] : first);
  return {
    ...base,
    x,
    ys: type === 'piechart' || type === 'treemap' ? ys.slice(0, 1) : ys.slice(0, 50),
    series,
    arrays: expands,
  };
}

const namesSeries = (c: Column): boolean => ['string', 'bool', 'guid'].includes(c.type);

function usualX(type: ChartType, columns: readonly Column[]): Column | undefined {
  if (onTime.has(type) || isLine(type)) {
    const time = columns.find(isTime) ?? columns.find((c) => c.type === 'dynamic');
    if (time || onTime.has(type)) return time;
  }
  if (type === 'piechart' || type === 'treemap')
    return columns.find((c) => !isNumber(c)) ?? columns[0];
  // The only numbers there are must be the values.
  const values = columns.filter(isNumber);
  return values.length === 1 ? columns.find((c) => !isNumber(c)) : columns[0];
}

function ladder(
  base: Pick<ChartPlan, 'type' | 'told' | 'series' | 'anomalies'>,
  columns: readonly Column[],
): ChartPlan {
  const ends = (base.told.ycolumns ?? columns.slice(-2)).slice(0, 2);
  const x = base.told.xcolumn ?? columns.find((c) => !ends.includes(c)) ?? null;
  const same = ends.length === 2 && (ends.every(isTime) || ends.every(isNumber));
  if (!x || !same)
    throw misfit(
      'ladderchart',
      'two last columns that say from when to when, or from what number to what number',
    );
  return { ...base, x, ys: ends, arrays: false };
}

function misfit(type: ChartType, needs: string): HuntError {
  return new HuntError({
    code: 'views/does-not-fit',
    message: `A ${type} needs ${needs}.`,
    hint: 'Choose another kind, or name the columns: xcolumn=… ycolumns=….',
  });
}
