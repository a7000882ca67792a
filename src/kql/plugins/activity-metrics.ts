import { readTimeline, timelineRows } from '../lower/timeline.ts';
import { definePlugin, type Plugin } from '../plugin.ts';

const T = `let T = datatable(user:string, day:datetime, os:string)[
  "a", datetime(2024-01-01), "x", "b", datetime(2024-01-01), "x", "b", datetime(2024-01-01 05:00), "x",
  "a", datetime(2024-01-02), "x", "c", datetime(2024-01-02), "y", "a", datetime(2024-01-04), "x"]; T`;

const definition: Plugin = definePlugin({
  name: 'activity_metrics',
  about:
    'Users by step, how many of them were not there in the step before, and which share of those before came again; NaN where nobody was there before.',
  source: 'https://learn.microsoft.com/kusto/query/activity-metrics-plugin',
  apply(call) {
    const timeline = readTimeline(
      call,
      [
        { name: 'start', is: 'place' },
        { name: 'end', is: 'place' },
        { name: 'window', is: 'distance', word: true },
      ],
      'window',
    );
    const { dims, stepOf, moved, values } = timeline;
    const within = values['start'] ? '| where at >= start and at <= end' : '';
    return timelineRows(
      timeline,
      `let seen = materialize(rows ${within} | extend step = ${stepOf('at')} | distinct id, step${dims});
       let after = seen | extend step = ${moved('step', 1)};
       seen
       | join kind=leftouter (after | extend back = 1) on id, step${dims}
       | summarize users = count(), kept = countif(back == 1) by step${dims}
       | lookup (after | summarize before = count() by step${dims}) on step${dims}
       | extend part = iff(isnull(before), real(nan), todouble(kept) / before)
       | project step${dims}, users, new = users - kept, part, lost = 1.0 - part
       | sort by step asc`,
    );
  },
  examples: [
    {
      query: `${T} | evaluate activity_metrics(user, day, datetime(2024-01-01), datetime(2024-01-31), 1d) | where not(isnan(churn_rate))`,
      columns: [
        'day:datetime',
        'dcount_values:long',
        'dcount_newvalues:long',
        'retention_rate:real',
        'churn_rate:real',
      ],
      rows: [['2024-01-02T00:00:00.0000000Z', 2, 1, 0.5, 0.5]],
    },
    {
      query: `${T} | evaluate activity_metrics(user, day, datetime(2024-01-01), datetime(2024-01-31), "month", os) | project day, os, dcount_values, isnan(retention_rate) | sort by os asc`,
      rows: [
        ['2024-01-01T00:00:00.0000000Z', 'x', 2, true],
        ['2024-01-01T00:00:00.0000000Z', 'y', 1, true],
      ],
    },
    {
      query: `${T} | evaluate activity_metrics(user, day, 1d) | project dcount_values, dcount_newvalues`,
      rows: [
        [2, 2],
        [2, 1],
        [1, 1],
      ],
    },
  ],
});

export default definition;
