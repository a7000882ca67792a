import { readTimeline, timelineRows } from '../lower/timeline.ts';
import { definePlugin, type Plugin } from '../plugin.ts';

const definition: Plugin = definePlugin({
  name: 'activity_engagement',
  about:
    'Users of a step, users of the longer window that ends with it, and the one as a share of the other: daily of weekly active users.',
  source: 'https://learn.microsoft.com/kusto/query/activity-engagement-plugin',
  apply(call) {
    const timeline = readTimeline(
      call,
      [
        { name: 'start', is: 'place' },
        { name: 'end', is: 'place' },
        { name: 'inner_window', is: 'distance' },
        { name: 'outer_window', is: 'distance' },
      ],
      'inner_window',
    );
    const { dims, stepOf, spread, values } = timeline;
    const within = values['start'] ? '| where at > start - outer_window and at <= end' : '';
    const shown = values['start'] ? '| where step >= start and step <= end' : '';
    return timelineRows(
      timeline,
      `let seen = materialize(rows ${within} | extend step = ${stepOf('at')} | distinct id, step${dims});
       let inner_users = seen | summarize inner_count = count() by step${dims};
       seen
       ${spread('step + outer_window - inner_window')}
       | distinct id, step${dims}
       | summarize outer_count = count() by step${dims}
       | join kind=inner inner_users on step${dims} ${shown}
       | project step${dims}, inner_count, outer_count, part = todouble(inner_count) / outer_count
       | sort by step asc`,
    );
  },
  examples: [
    {
      query: `datatable(user:string, day:datetime)["a", datetime(2024-01-01), "b", datetime(2024-01-02), "b", datetime(2024-01-03), "c", datetime(2024-01-03), "a", datetime(2024-01-05)]
        | evaluate activity_engagement(user, day, datetime(2024-01-02), datetime(2024-01-31), 1d, 3d)`,
      columns: [
        'day:datetime',
        'dcount_activities_inner:long',
        'dcount_activities_outer:long',
        'activity_ratio:real',
      ],
      rows: [
        ['2024-01-02T00:00:00.0000000Z', 1, 2, 0.5],
        ['2024-01-03T00:00:00.0000000Z', 2, 3, 2 / 3],
        ['2024-01-05T00:00:00.0000000Z', 1, 3, 1 / 3],
      ],
    },
    {
      query: `datatable(user:long, at:long)[1, 1, 2, 11, 1, 12] | evaluate activity_engagement(user, at, 10, 20) | project dcount_activities_inner, dcount_activities_outer`,
      rows: [
        [1, 1],
        [2, 2],
      ],
    },
  ],
});

export default definition;
