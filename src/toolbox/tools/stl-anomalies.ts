import {
  type EvenSeries,
  evenSeries,
  type StlBudget,
  scoreResiduals,
  seriesRows,
  stl,
  stlBudget,
  usualPeriod,
} from '../../analysis/index.ts';
import { type AllTool, type ColumnsOf, defineAll, type SettingsOf } from '../define-tool.ts';

const input = {
  timestamp: {
    type: 'datetime',
    about: 'When each value was; one row for each bin of time.',
    usual: ['TimeGenerated', 'Timestamp', 'TimeStamp', 'Time'],
  },
  value: {
    type: 'real',
    about: 'The value, such as a count of events; null where it is missing.',
    usual: ['value', 'count_', 'Count', 'Total', 'TotalBytesSent'],
  },
  by: {
    type: 'string',
    about: 'What the value is of, such as a host: each has a series of its own.',
    optional: true,
  },
} as const;

const parameters = {
  period: {
    type: 'long',
    about: 'Rows after which the pattern repeats; 0 takes a day of steps, or a week of days.',
    default: 0,
    least: 0,
    most: 1_000_000,
  },
  seasonal: {
    type: 'long',
    about: 'Periods over which the pattern is smoothed, an odd number.',
    default: 7,
    least: 3,
    most: 10_001,
  },
  threshold: {
    type: 'real',
    about: 'Standard deviations from which a row is more than expected.',
    default: 3,
    least: 0,
  },
  threshold_low: {
    type: 'real',
    about: 'Standard deviations from which it is less than expected; null takes threshold.',
    default: null,
    least: 0,
  },
  fill: {
    type: 'string',
    about:
      'What stands for steps and values that are missing: linear (between the neighbours), zero, or none, which takes rows as if they were evenly spaced.',
    default: 'linear',
    oneOf: ['linear', 'zero', 'none'],
  },
  robust: {
    type: 'bool',
    about: 'Outliers are given less weight, so that they do not bend the pattern.',
    default: false,
  },
  truncate: {
    type: 'bool',
    about: 'Cuts all parts to whole numbers before they are scored, as MSTICPy does.',
    default: false,
  },
} as const;

const output = {
  at: { type: 'datetime', about: 'When the value was.' },
  observed: { type: 'real', about: 'The value; what was put in where it was missing.' },
  residual: { type: 'real', about: 'What season and trend do not explain, in units of the value.' },
  trend: { type: 'real', about: 'The slow part.' },
  seasonal_part: { type: 'real', about: 'The part that repeats.' },
  weight: { type: 'real', about: 'How much the row counted, from 0 to 1; 1 unless robust.' },
  baseline: { type: 'real', about: 'What was expected: trend and season together.' },
  score: { type: 'real', about: 'The residual in standard deviations; null where nothing varies.' },
  anomalies: { type: 'long', about: '1 for more than expected, -1 for less, 0 for neither.' },
  filled: { type: 'bool', about: 'True where the value was missing.' },
  series: { type: 'string', about: 'What the value is of; empty where all is one series.' },
} as const;

type Filling = 'linear' | 'zero' | 'none';
type Columns = { [K in keyof ColumnsOf<typeof output>]: ColumnsOf<typeof output>[K][number][] };

/** Rows that all series may have together with every step filled in: always, and for each row that is there. */
const leastRows = 1_000_000;
const mostRows = 100;

function nothing(): Columns {
  return {
    at: [],
    observed: [],
    residual: [],
    trend: [],
    seasonal_part: [],
    weight: [],
    baseline: [],
    score: [],
    anomalies: [],
    filled: [],
    series: [],
  };
}

function append<T>(to: T[], values: Iterable<T>): void {
  for (const value of values) to.push(value);
}

const tooManyRows = (most: number): string =>
  `With every step filled in there are more than ${most} rows. Summarize by wider bins first, or say fill = "none".`;

function addSeries(to: Columns, series: EvenSeries): void {
  append(to.at, series.times);
  append(to.observed, series.values);
  for (const filled of series.filled) to.filled.push(filled === 1);
}

/** A series that is too short to be taken apart. */
function addShort(to: Columns, series: EvenSeries): void {
  addSeries(to, series);
  const none = [to.residual, to.trend, to.seasonal_part, to.weight, to.baseline, to.score];
  for (const column of none) while (column.length < to.at.length) column.push(null);
  while (to.anomalies.length < to.at.length) to.anomalies.push(0);
}

function addParts(
  to: Columns,
  series: EvenSeries,
  settings: SettingsOf<typeof parameters>,
  budget: StlBudget,
): void {
  const { period, seasonal, robust, threshold, threshold_low } = settings;
  const parts = stl(series.values, { period, seasonal, robust, budget });
  const baseline = parts.seasonal.map((s, i) => s + (parts.trend[i] ?? 0));
  if (settings.truncate)
    for (const part of [parts.residual, parts.trend, parts.seasonal, baseline])
      part.forEach((v, i) => {
        part[i] = Math.trunc(v);
      });
  const { scores, anomalies } = scoreResiduals(parts.residual, series.filled, {
    high: threshold,
    low: threshold_low ?? threshold,
    scale: series.values.reduce((most, v) => Math.max(most, Math.abs(v)), 0),
  });
  addSeries(to, series);
  append(to.residual, parts.residual);
  append(to.trend, parts.trend);
  append(to.seasonal_part, parts.seasonal);
  append(to.weight, parts.weights);
  append(to.baseline, baseline);
  append(to.score, scores);
  append(to.anomalies, anomalies);
}

/** Add what a series gives, and say whether it was taken apart; with a budget, as one of several. */
function takeApart(
  to: Columns,
  series: EvenSeries,
  settings: SettingsOf<typeof parameters>,
  budget: StlBudget | null,
): boolean {
  const period = settings.period === 0 ? usualPeriod(series.step) : settings.period;
  if (budget && (period === 0 || series.values.length < 2 * period)) {
    addShort(to, series);
    return false;
  }
  if (series.values.length === 0) return false;
  if (period === 0) throw new Error('No period is usual for these times: say period = …');
  addParts(to, series, { ...settings, period }, budget ?? stlBudget());
  return true;
}

const stlAnomalies: AllTool<typeof input, typeof parameters, typeof output> = defineAll({
  name: 'stl_anomalies',
  about: 'Values that season and trend do not explain, by seasonal decomposition (STL).',
  source:
    'msticpy.analysis.timeseries.timeseries_anomalies_stl; the decomposition is that of Cleveland et al. 1990 and equals statsmodels. Differs: values are not cut to whole numbers (truncate=true does), dips are -1 whatever the season, missing values and steps are filled and marked, the period is inferred, and a table may hold many series, of which those shorter than two periods are not taken apart.',
  input,
  parameters,
  output,
  entities: [],
  cost: 'All rows in memory; time grows with rows × period. At most 10,000 series.',
  all: ({ timestamp, value, by }, settings) => {
    const groups = seriesRows(by);
    const whole = groups.size <= 1 && by[0] === '';
    const columns = nothing();
    const found: number[] = [];
    const budget = stlBudget();
    const most = Math.max(leastRows, mostRows * timestamp.length);
    let decomposed = 0;
    for (const [name, rows] of groups) {
      const pick = <T>(column: readonly T[]): readonly T[] =>
        whole ? column : rows.map((row) => column[row] as T);
      const series = evenSeries(pick(timestamp), pick(value), settings.fill as Filling);
      if (found.length + series.rows.length > most) throw new Error(tooManyRows(most));
      if (takeApart(columns, series, settings, whole ? null : budget)) decomposed++;
      for (const row of series.rows) found.push(row === -1 ? -1 : (rows[row] ?? -1));
      while (columns.series.length < found.length) columns.series.push(name);
    }
    if (decomposed === 0 && found.length > 0)
      throw new Error('No series has two whole periods: say period = …, or take a longer time.');
    return { columns, rows: found };
  },
  examples: [
    {
      query:
        'range n from 0 to 335 step 1 | extend TimeGenerated = datetime(2024-01-01) + n * 1h, value = 100 + 10 * (n % 24) + (n * 7919) % 13 + iff(n == 170, 40, 0) | invoke stl_anomalies() | where anomalies != 0 | project at, observed, anomalies',
      rows: [['2024-01-08T02:00:00.0000000Z', 162, 1]],
    },
    {
      query:
        'range n from 0 to 335 step 1 | where n != 40 | extend TimeGenerated = datetime(2024-01-01) + n * 1h, value = 100 + 10 * (n % 24) + (n * 7919) % 13 - iff(n == 170, 40, 0) | invoke stl_anomalies(threshold = 4) | where anomalies != 0 or filled | project at, observed, anomalies, filled',
      rows: [
        ['2024-01-02T16:00:00.0000000Z', 262, 0, true],
        ['2024-01-08T02:00:00.0000000Z', 82, -1, false],
      ],
    },
    {
      query:
        'range n from 0 to 335 step 1 | extend TimeGenerated = datetime(2024-01-01) + n * 1h, Host = pack_array("a", "b") | mv-expand Host to typeof(string) | where Host == "a" or n < 9 | extend value = 100 + 10 * (n % 24) + (n * 7919) % 13 + iff(n == 170, 40, 0) | invoke stl_anomalies(by = Host) | summarize rows = count(), taken_apart = countif(isnotnull(trend)), anomalies = countif(anomalies != 0) by series | sort by series asc',
      rows: [
        ['a', 336, 336, 1],
        ['b', 9, 0, 0],
      ],
    },
  ],
});

export default stlAnomalies;
