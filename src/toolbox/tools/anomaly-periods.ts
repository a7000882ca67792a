import { periodsOf } from '../../analysis/index.ts';
import { type AllTool, defineAll } from '../define-tool.ts';

const input = {
  timestamp: {
    type: 'datetime',
    about: 'When each row was.',
    usual: ['at', 'TimeGenerated', 'Timestamp', 'Time'],
  },
  flag: {
    type: 'long',
    about: 'Greater than 0 for more than expected, less than 0 for less, 0 for neither.',
    usual: ['anomalies', 'anomaly'],
  },
} as const;

const parameters = {
  minutes: {
    type: 'real',
    about: 'The width of a bin in minutes: bins with one empty bin or none between are one period.',
    default: 60,
    least: 0.001,
    most: 5_256_000,
  },
  direction: {
    type: 'string',
    about: 'Which rows count: up (more than expected), down, or both.',
    default: 'up',
    oneOf: ['up', 'down', 'both'],
  },
} as const;

const output = {
  period_start: { type: 'datetime', about: 'A bin before the first of its rows.' },
  period_end: { type: 'datetime', about: 'The end of the bin of its last row.' },
  events: { type: 'long', about: 'The rows in it.' },
  kql_filter: { type: 'string', about: 'The period as a condition on TimeGenerated.' },
} as const;

const iso = (micros: bigint): string =>
  new Date(Number(micros / 1000n)).toISOString().replace('.000Z', 'Z');

const anomalyPeriods: AllTool<typeof input, typeof parameters, typeof output> = defineAll({
  name: 'anomaly_periods',
  about: 'The periods of time in which rows were flagged as anomalies.',
  source:
    'msticpy.analysis.timeseries.extract_anomaly_periods and create_time_period_kqlfilter. Differs: dips may be asked for by themselves, and each period is a row with its own condition.',
  passesOver: 'Rows whose flag is 0, or of the other direction, are in no period.',
  input,
  parameters,
  output,
  entities: [],
  all: ({ timestamp, flag }, { minutes, direction }) => {
    const times = timestamp.filter((t, i): t is bigint => {
      const sign = Math.sign(Number(flag[i] ?? 0));
      if (t === null || sign === 0) return false;
      return direction === 'both' || sign === (direction === 'up' ? 1 : -1);
    });
    const found = periodsOf(times, BigInt(Math.round(minutes * 60e6)));
    return {
      columns: {
        period_start: found.map((p) => p.start),
        period_end: found.map((p) => p.end),
        events: found.map((p) => p.count),
        kql_filter: found.map(
          (p) => `TimeGenerated between (datetime(${iso(p.start)}) .. datetime(${iso(p.end)}))`,
        ),
      },
      rows: found.map((p) => timestamp.findIndex((t) => t !== null && t >= p.start && t < p.end)),
    };
  },
  examples: [
    {
      query:
        'datatable(TimeGenerated: datetime, anomalies: long)[datetime(2024-01-01 05:00), 1, datetime(2024-01-01 06:00), 0, datetime(2024-01-01 07:30), 1, datetime(2024-01-01 08:00), -1, datetime(2024-01-02), 1] | invoke anomaly_periods() | project period_start, period_end, events',
      rows: [
        ['2024-01-01T04:00:00.0000000Z', '2024-01-01T08:00:00.0000000Z', 2],
        ['2024-01-01T23:00:00.0000000Z', '2024-01-02T01:00:00.0000000Z', 1],
      ],
    },
    {
      query:
        'datatable(TimeGenerated: datetime, anomalies: long)[datetime(2024-01-01 05:00), 1, datetime(2024-01-01 09:00), -1] | invoke anomaly_periods(direction = "down") | project kql_filter',
      rows: [
        [
          'TimeGenerated between (datetime(2024-01-01T08:00:00Z) .. datetime(2024-01-01T10:00:00Z))',
        ],
      ],
    },
  ],
});

export default anomalyPeriods;
