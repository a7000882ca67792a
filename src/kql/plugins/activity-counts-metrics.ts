import { readTimeline, timelineRows } from '../lower/timeline.ts';
import { definePlugin, type Plugin } from '../plugin.ts';

const T = `let T = datatable(UserId:string, Timestamp:datetime)['A', datetime(2017-08-01), 'D', datetime(2017-08-01),
  'J', datetime(2017-08-01), 'B', datetime(2017-08-01), 'C', datetime(2017-08-02), 'T', datetime(2017-08-02),
  'J', datetime(2017-08-02), 'H', datetime(2017-08-03), 'T', datetime(2017-08-03), 'T', datetime(2017-08-03),
  'J', datetime(2017-08-03), 'B', datetime(2017-08-03), 'S', datetime(2017-08-03), 'S', datetime(2017-08-04)]; T`;

const definition: Plugin = definePlugin({
  name: 'activity_counts_metrics',
  about:
    'Rows and users by step, how many of the users are there for the first time, and how many have been there by then.',
  source: 'https://learn.microsoft.com/kusto/query/activity-counts-metrics-plugin',
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
    const { dims, stepOf } = timeline;
    const newGroup = timeline.dimNames.map((_, i) => `prev(d${i}) != d${i}`).join(' or ');
    return timelineRows(
      timeline,
      `let seen = materialize(rows | where at >= start and at <= end
         | summarize found = count() by id, step = ${stepOf('at')}${dims});
       seen
       | summarize found = sum(found), users = count() by step${dims}
       | lookup (seen | summarize step = min(step) by id${dims} | summarize fresh = count() by step${dims}) on step${dims}
       | extend fresh = coalesce(fresh, 0)
       | sort by ${[...timeline.dimNames.map((_, i) => `d${i} asc`), 'step asc'].join(', ')}
       | extend known = row_cumsum(fresh${newGroup ? `, ${newGroup}` : ''})
       | project step${dims}, found, users, fresh, known`,
    );
  },
  examples: [
    {
      query: `${T} | evaluate activity_counts_metrics(UserId, Timestamp, datetime(2017-08-01), datetime(2017-08-04), 1d)`,
      columns: [
        'Timestamp:datetime',
        'count:long',
        'dcount:long',
        'new_dcount:long',
        'aggregated_dcount:long',
      ],
      rows: [
        ['2017-08-01T00:00:00.0000000Z', 4, 4, 4, 4],
        ['2017-08-02T00:00:00.0000000Z', 3, 3, 2, 6],
        ['2017-08-03T00:00:00.0000000Z', 6, 5, 2, 8],
        ['2017-08-04T00:00:00.0000000Z', 1, 1, 0, 8],
      ],
    },
    {
      query: `${T} | extend low = UserId in ("A", "B", "C", "D", "H") | evaluate activity_counts_metrics(UserId, Timestamp, datetime(2017-08-01), datetime(2017-08-04), 2d, low) | project low, aggregated_dcount`,
      rows: [
        [false, 2],
        [false, 3],
        [true, 4],
        [true, 5],
      ],
    },
  ],
});

export default definition;
