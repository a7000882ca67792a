import { readTimeline, timelineRows } from '../lower/timeline.ts';
import { definePlugin, type Plugin } from '../plugin.ts';

const T = `let T = datatable(UserId:string, Timestamp:datetime)['Bob', datetime(2017-08-01), 'David', datetime(2017-08-01),
  'David', datetime(2017-08-01), 'John', datetime(2017-08-01), 'Bob', datetime(2017-08-01), 'Ananda', datetime(2017-08-02),
  'Atul', datetime(2017-08-02), 'John', datetime(2017-08-02), 'Ananda', datetime(2017-08-03), 'Atul', datetime(2017-08-03),
  'Atul', datetime(2017-08-03), 'John', datetime(2017-08-03), 'Bob', datetime(2017-08-03), 'Betsy', datetime(2017-08-04),
  'Bob', datetime(2017-08-05)]; T`;

const definition: Plugin = definePlugin({
  name: 'sliding_window_counts',
  about: 'Rows and users of the window that ends with each step.',
  source: 'https://learn.microsoft.com/kusto/query/sliding-window-counts-plugin',
  apply(call) {
    const timeline = readTimeline(
      call,
      [
        { name: 'start', is: 'place' },
        { name: 'end', is: 'place' },
        { name: 'lookback', is: 'distance' },
        { name: 'width', is: 'distance', word: true },
      ],
      'width',
    );
    const { dims, stepOf, spread, values } = timeline;
    const last = values['width'] ? 'step + lookback - width' : 'step + lookback - 1tick';
    return timelineRows(
      timeline,
      `rows
       | where at > start - lookback and at <= end
       | summarize found = count() by id, step = ${stepOf('at')}${dims}
       ${spread(`iff(${last} < step, step, ${last})`)}
       | where step >= ${stepOf('start')} and step <= end
       | summarize found = sum(found), users = count_distinct(id) by step${dims}
       | project step${dims}, found, users
       | sort by step asc`,
    );
  },
  examples: [
    {
      query: `${T} | evaluate sliding_window_counts(UserId, Timestamp, datetime(2017-08-01), datetime(2017-08-07), 3d, 1d)`,
      columns: ['Timestamp:datetime', 'Count:long', 'Dcount:long'],
      rows: [
        ['2017-08-01T00:00:00.0000000Z', 5, 3],
        ['2017-08-02T00:00:00.0000000Z', 8, 5],
        ['2017-08-03T00:00:00.0000000Z', 13, 5],
        ['2017-08-04T00:00:00.0000000Z', 9, 5],
        ['2017-08-05T00:00:00.0000000Z', 7, 5],
        ['2017-08-06T00:00:00.0000000Z', 2, 2],
        ['2017-08-07T00:00:00.0000000Z', 1, 1],
      ],
    },
    {
      query: `${T} | evaluate sliding_window_counts(UserId, Timestamp, datetime(2017-08-01), datetime(2017-09-07), 40d, "month")`,
      rows: [
        ['2017-08-01T00:00:00.0000000Z', 15, 6],
        ['2017-09-01T00:00:00.0000000Z', 15, 6],
      ],
    },
    {
      query:
        'datatable(id:string, at:long, g:string)["a", 1, "x", "b", 11, "x", "a", 12, "y"] | evaluate sliding_window_counts(id, at, 1, 30, 20, 10, g) | sort by g asc, at asc',
      columns: ['at:long', 'g:string', 'Count:long', 'Dcount:long'],
      rows: [
        [1, 'x', 1, 1],
        [11, 'x', 2, 2],
        [21, 'x', 1, 1],
        [11, 'y', 1, 1],
        [21, 'y', 1, 1],
      ],
    },
  ],
});

export default definition;
