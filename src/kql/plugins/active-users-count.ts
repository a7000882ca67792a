import { readTimeline, timelineRows } from '../lower/timeline.ts';
import { definePlugin, type Plugin } from '../plugin.ts';

const T = `let T = datatable(User:string, Timestamp:datetime)["B", datetime(2018-06-29), "B", datetime(2018-06-30),
  "A", datetime(2018-07-02), "B", datetime(2018-07-04), "B", datetime(2018-07-08), "A", datetime(2018-07-10),
  "A", datetime(2018-07-14), "A", datetime(2018-07-17), "A", datetime(2018-07-20), "B", datetime(2018-07-24)]; T`;

const definition: Plugin = definePlugin({
  name: 'active_users_count',
  about:
    'Users by step who, at some time in it, had been there in at least so many periods of the window that ends then.',
  source: 'https://learn.microsoft.com/kusto/query/active-users-count-plugin',
  apply(call) {
    const timeline = readTimeline(
      call,
      [
        { name: 'start', is: 'place' },
        { name: 'end', is: 'place' },
        { name: 'lookback', is: 'distance' },
        { name: 'period', is: 'distance' },
        { name: 'least', is: 'long' },
        { name: 'width', is: 'distance', word: true },
      ],
      'width',
    );
    const { dims, place, stepOf } = timeline;
    // An appearance counts for its own period and for those that its window still reaches.
    return timelineRows(
      timeline,
      `let seen = materialize(rows | where at > start - lookback and at <= end
         | summarize by id, at, period_of = bin_at(at, period, start)${dims});
       seen
       | where at >= start
       | mv-expand around = range(bin_at(at - lookback, period, start), period_of, period) to typeof(${place})
       | join kind=inner (seen | project id${dims}, around = period_of, before = at) on id, around${dims}
       | where before > at - lookback and before <= at
       | summarize periods = count_distinct(around) by id, at${dims}
       | where periods >= least
       | summarize users = count_distinct(id) by step = ${stepOf('at')}${dims}
       | project step${dims}, users
       | sort by step asc`,
    );
  },
  examples: [
    {
      query: `${T} | evaluate active_users_count(User, Timestamp, datetime(2018-07-01), datetime(2018-07-31), 8d, 1d, 3, 7d)`,
      columns: ['Timestamp:datetime', 'dcount:long'],
      rows: [
        ['2018-07-01T00:00:00.0000000Z', 1],
        ['2018-07-15T00:00:00.0000000Z', 1],
      ],
    },
    {
      query: `${T} | evaluate active_users_count(User, Timestamp, datetime(2018-07-01), datetime(2018-07-31), 8d, 1d, 2, "month", User) | sort by User asc`,
      columns: ['Timestamp:datetime', 'User:string', 'dcount:long'],
      rows: [
        ['2018-07-01T00:00:00.0000000Z', 'A', 1],
        ['2018-07-01T00:00:00.0000000Z', 'B', 1],
      ],
    },
  ],
});

export default definition;
