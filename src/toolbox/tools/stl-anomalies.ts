import { evenSeries, scoreResiduals, stl, usualPeriod } from '../../analysis/index.ts';
import { type AllTool, defineAll } from '../define-tool.ts';

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
} as const;

const stlAnomalies: AllTool<typeof input, typeof parameters, typeof output> = defineAll({
  name: 'stl_anomalies',
  about: 'Values that season and trend do not explain, by seasonal decomposition (STL).',
  source:
    'msticpy.analysis.timeseries.timeseries_anomalies_stl; the decomposition is that of Cleveland et al. 1990 and equals statsmodels. Differs: values are not cut to whole numbers (truncate=true does), dips are -1 whatever the season, missing values and steps are filled and marked, and the period is inferred.',
  input,
  parameters,
  output,
  entities: [],
  cost: 'All rows in memory; time grows with rows × period.',
  all: ({ timestamp, value }, settings) => {
    const series = evenSeries(timestamp, value, settings.fill as 'linear' | 'zero' | 'none');
    const rows = Array.from(series.rows);
    if (rows.length === 0) return { columns: nothing(), rows };
    const period = settings.period === 0 ? usualPeriod(series.step) : settings.period;
    if (period === 0) throw new Error('No period is usual for these times: say period = …');
    const parts = stl(series.values, {
      period,
      seasonal: settings.seasonal,
      robust: settings.robust,
    });
    const baseline = parts.seasonal.map((s, i) => s + (parts.trend[i] ?? 0));
    if (settings.truncate)
      for (const part of [parts.residual, parts.trend, parts.seasonal, baseline])
        part.forEach((v, i) => {
          part[i] = Math.trunc(v);
        });
    const { scores, anomalies } = scoreResiduals(parts.residual, series.filled, {
      high: settings.threshold,
      low: settings.threshold_low ?? settings.threshold,
      scale: series.values.reduce((most, v) => Math.max(most, Math.abs(v)), 0),
    });
    return {
      rows,
      columns: {
        at: Array.from(series.times),
        observed: Array.from(series.values),
        residual: Array.from(parts.residual),
        trend: Array.from(parts.trend),
        seasonal_part: Array.from(parts.seasonal),
        weight: Array.from(parts.weights),
        baseline: Array.from(baseline),
        score: scores,
        anomalies: Array.from(anomalies),
        filled: Array.from(series.filled, (f) => f === 1),
      },
    };
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
  ],
});

function nothing(): Record<keyof typeof output, never[]> {
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
  };
}

export default stlAnomalies;
