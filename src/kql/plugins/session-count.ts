import { readTimeline, timelineRows } from '../lower/timeline.ts';
import { definePlugin, type Plugin } from '../plugin.ts';

const definition: Plugin = definePlugin({
  name: 'session_count',
  about:
    'Sessions that begin in each step: a user begins one who was not there for longer than a window looks back.',
  source: 'https://learn.microsoft.com/kusto/query/session-count-plugin',
  apply(call) {
    const timeline = readTimeline(
      call,
      [
        { name: 'start', is: 'place' },
        { name: 'end', is: 'place' },
        { name: 'width', is: 'distance' },
        { name: 'lookback', is: 'distance' },
      ],
      'width',
    );
    const { dims, dimNames, stepOf } = timeline;
    const same = ['id', ...dimNames.map((_, i) => `d${i}`)];
    return timelineRows(
      timeline,
      `rows
       | where at >= start - lookback and at <= end
       | summarize by id, at${dims}
       | sort by ${same.map((d) => `${d} asc`).join(', ')}, at asc
       | extend before = iff(${same.map((d) => `prev(${d}) == ${d}`).join(' and ')}, prev(at), at)
       | extend begins = row_number() == 1 or ${same.map((d) => `prev(${d}) != ${d}`).join(' or ')} or at - before > lookback
       | where at >= start
       | summarize sessions = countif(begins) by step = ${stepOf('at')}${dims}
       | project step${dims}, sessions
       | sort by step asc`,
    );
  },
  examples: [
    {
      query:
        'range Timeline from 1 to 300 step 1 | mv-expand Id = range(1, 50, 1) to typeof(long) | where Timeline % Id == 0 | evaluate session_count(Id, Timeline, 1, 10000, 100, 41)',
      columns: ['Timeline:long', 'count_sessions:long'],
      rows: [
        [1, 59],
        [101, 18],
        [201, 19],
      ],
    },
    {
      query:
        'datatable(id:string, at:datetime, g:string)["a", datetime(2024-01-01), "x", "a", datetime(2024-01-01 12:00), "x", "a", datetime(2024-01-03), "x", "b", datetime(2024-01-01), "y"] | evaluate session_count(id, at, datetime(2024-01-01), datetime(2024-01-31), 7d, 1d, g) | sort by g asc',
      rows: [
        ['2024-01-01T00:00:00.0000000Z', 'x', 2],
        ['2024-01-01T00:00:00.0000000Z', 'y', 1],
      ],
    },
  ],
});

export default definition;
