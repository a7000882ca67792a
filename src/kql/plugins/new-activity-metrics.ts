import { Refusal } from '../error.ts';
import { readTimeline, timelineRows } from '../lower/timeline.ts';
import { definePlugin, type Plugin, type PluginCall } from '../plugin.ts';
import { project } from '../tree/build.ts';
import type { Relation } from '../tree/nodes.ts';
import { cast, column } from '../tree/scalar.ts';

const wanted = [
  { name: 'start', is: 'place' },
  { name: 'end', is: 'place' },
  { name: 'window', is: 'distance', word: true },
] as const;

/** Users who are not new, as `id`: a last argument that is a table. */
function readLookback(call: PluginCall): { call: PluginCall; lookback: Relation | null } {
  const last = call.args.at(-1);
  const [who] = call.args;
  if (!last?.isTabular || !who) return { call, lookback: null };
  const table = call.lowering.relation(last, call.environment);
  const id = table.columns.find((c) => c.name === who.name) ?? table.columns[0];
  if (!id) throw new Refusal('The table of users who are not new has no column.', last.span);
  const { type } = call.lowering.scalar(who, call.scope);
  return {
    call: { ...call, args: call.args.slice(0, -1) },
    lookback: project(table, [{ name: 'id', value: cast(column(id), type) }], { keepOrder: false }),
  };
}

const T = `let T = datatable(day:datetime, users:dynamic)[datetime(2019-11-01), dynamic([0,2,3,4]), datetime(2019-11-02), dynamic([0,1,3,4,5]),
  datetime(2019-11-03), dynamic([0,2,4,5]), datetime(2019-11-04), dynamic([0,1,2,3]), datetime(2019-11-05), dynamic([0,1,2,3,4])]
  | mv-expand user = users to typeof(long); T`;

const definition: Plugin = definePlugin({
  name: 'new_activity_metrics',
  about:
    'For the users who are new in a step, how many of them are there in each step from then on, and how many others are new there.',
  source: 'https://learn.microsoft.com/kusto/query/new-activity-metrics-plugin',
  apply(given) {
    const { call, lookback } = readLookback(given);
    const all = call.args.slice(5, 6).map((a) => call.lowering.scalar(a, call.scope));
    const [cohort] = all.filter((v) => v.kind !== 'column');
    const constants = cohort ? [...wanted, { name: 'cohort', is: 'place' } as const] : wanted;
    const timeline = readTimeline(call, constants, 'window');
    const { dims, dimNames, stepOf, spread } = timeline;
    const anew = ['step', ...dimNames.map((_, i) => `d${i}`)].map((c) => `${c} != prev(${c})`);
    const text = `
       let seen = materialize(rows | where at >= start and at <= end | distinct id, step = ${stepOf('at')}${dims});
       let firsts = materialize(seen | summarize first_step = min(step) by id${dims}
         ${lookback ? '| join kind=leftanti lookback on id' : ''});
       firsts
       | summarize cohort_size = count() by first_step${dims}
       | extend step = first_step
       ${spread('end')}
       | join kind=leftouter (
           firsts | join kind=inner seen on id${dims} | summarize kept = count() by first_step, step${dims}
         ) on first_step, step${dims}
       | extend kept = coalesce(kept, 0)
       | sort by ${[...dimNames.map((_, i) => `d${i} asc`), 'step asc', 'first_step desc'].join(', ')}
       | extend later = row_cumsum(kept, ${anew.join(' or ')}) - kept
       | extend part = todouble(kept) / cohort_size
       | project first_step, step${dims}, fresh = iff(step == first_step, kept, later), kept, gone = cohort_size - kept, part, lost = 1.0 - part
       ${cohort ? `| where first_step == ${stepOf('cohort')}` : ''}
       | sort by first_step asc, step asc`;
    return timelineRows(timeline, text, lookback ? { lookback } : {});
  },
  examples: [
    {
      query: `${T} | evaluate new_activity_metrics(user, day, datetime(2019-11-01), datetime(2019-11-07) - 1tick, 1d) | where from_day < datetime(2019-11-03)`,
      columns: [
        'from_day:datetime',
        'to_day:datetime',
        'dcount_new_values:long',
        'dcount_retained_values:long',
        'dcount_churn_values:long',
        'retention_rate:real',
        'churn_rate:real',
      ],
      rows: [
        ['2019-11-01T00:00:00.0000000Z', '2019-11-01T00:00:00.0000000Z', 4, 4, 0, 1, 0],
        ['2019-11-01T00:00:00.0000000Z', '2019-11-02T00:00:00.0000000Z', 2, 3, 1, 0.75, 0.25],
        ['2019-11-01T00:00:00.0000000Z', '2019-11-03T00:00:00.0000000Z', 1, 3, 1, 0.75, 0.25],
        ['2019-11-01T00:00:00.0000000Z', '2019-11-04T00:00:00.0000000Z', 1, 3, 1, 0.75, 0.25],
        ['2019-11-01T00:00:00.0000000Z', '2019-11-05T00:00:00.0000000Z', 1, 4, 0, 1, 0],
        ['2019-11-01T00:00:00.0000000Z', '2019-11-06T00:00:00.0000000Z', 0, 0, 4, 0, 1],
        ['2019-11-02T00:00:00.0000000Z', '2019-11-02T00:00:00.0000000Z', 2, 2, 0, 1, 0],
        ['2019-11-02T00:00:00.0000000Z', '2019-11-03T00:00:00.0000000Z', 0, 1, 1, 0.5, 0.5],
        ['2019-11-02T00:00:00.0000000Z', '2019-11-04T00:00:00.0000000Z', 0, 1, 1, 0.5, 0.5],
        ['2019-11-02T00:00:00.0000000Z', '2019-11-05T00:00:00.0000000Z', 0, 1, 1, 0.5, 0.5],
        ['2019-11-02T00:00:00.0000000Z', '2019-11-06T00:00:00.0000000Z', 0, 0, 2, 0, 1],
      ],
    },
    {
      query: `${T} | evaluate new_activity_metrics(user, day, datetime(2019-11-01), datetime(2019-11-03), 1d, datetime(2019-11-01)) | project dcount_new_values, retention_rate`,
      rows: [
        [4, 1],
        [2, 0.75],
        [1, 0.75],
      ],
    },
    {
      query: `${T} | extend even = user % 2 == 0 | evaluate new_activity_metrics(user, day, datetime(2019-11-01), datetime(2019-11-02), 1d, datetime(2019-11-01), even, (print user = 4)) | project to_day, even, dcount_new_values, dcount_retained_values | sort by even asc, to_day asc`,
      rows: [
        ['2019-11-01T00:00:00.0000000Z', false, 1, 1],
        ['2019-11-02T00:00:00.0000000Z', false, 2, 1],
        ['2019-11-01T00:00:00.0000000Z', true, 2, 2],
        ['2019-11-02T00:00:00.0000000Z', true, 0, 1],
      ],
    },
  ],
});
export default definition;
