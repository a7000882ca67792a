import { Refusal } from '../error.ts';
import { arrayItems } from '../lower/literal.ts';
import { renamed, written } from '../lower/written.ts';
import { rowsOf } from '../operator.ts';
import { definePlugin, type Plugin, type PluginCall } from '../plugin.ts';
import { project } from '../tree/build.ts';
import type { Relation, Scalar } from '../tree/nodes.ts';
import { cast } from '../tree/scalar.ts';

const mostStates = 20;

interface Funnel {
  rows: Relation;
  /** What the text may name; a state is `s0`, `s1` … */
  values: Record<string, Scalar>;
  states: number;
}

/** Read who, when, start, end and, by their names, the other constants; `state` is the column, `sequence` the array. */
function read(call: PluginCall, places: readonly string[]): Funnel {
  const { args, scope, lowering, node } = call;
  const lowered = args.map((a) => lowering.scalar(a, scope));
  const value = (name: string): Scalar => {
    const found = lowered[places.indexOf(name)];
    if (!found) throw new Refusal(`The plugin needs ${places.length} arguments.`, node.span);
    return found;
  };
  const { type } = value('at');
  const distance = type === 'datetime' ? 'timespan' : type;
  const sequence = value('sequence');
  const items = sequence.kind === 'literal' ? arrayItems(sequence) : null;
  if (!items || items.length === 0 || items.length > mostStates)
    throw new Refusal(`The sequence must be an array of 1 to ${mostStates} states.`, sequence.span);
  const state = cast(value('state'), 'string');
  const values: Record<string, Scalar> = {
    start: cast(value('start'), type),
    end: cast(value('end'), type),
    width: cast(value('width'), distance),
  };
  if (places.includes('step_window')) values['step_window'] = cast(value('step_window'), distance);
  items.forEach((item, i) => {
    values[`s${i}`] = cast(item, 'string');
  });
  const columns = [
    { name: 'id', value: value('id') },
    { name: 'at', value: value('at') },
    { name: 'state', value: state },
  ];
  return {
    rows: project(rowsOf(call), columns, { keepOrder: false }),
    values,
    states: items.length,
  };
}

/** The last argument of funnel_sequence_completion: timespans, or numbers where the timeline is of numbers. */
function readPeriods(call: PluginCall): Scalar[] {
  const last = call.args.at(-1);
  const given = last ? call.lowering.scalar(last, call.scope) : null;
  const items = given?.kind === 'literal' ? arrayItems(given) : null;
  if (!items || items.length === 0)
    throw new Refusal('The periods must be an array of timespans.', (last ?? call.node).span);
  const type = call.node.columns?.[2]?.type ?? 'timespan';
  return items.map((item) => cast(item, type));
}

function completion(call: PluginCall): Relation {
  const { rows, values, states } = read(call, [
    'id',
    'at',
    'start',
    'end',
    'width',
    'state',
    'sequence',
    '',
  ]);
  const periods = readPeriods(call);
  periods.forEach((p, i) => {
    values[`p${i}`] = p;
  });
  // For each first step, the earliest time at which each further one is reached.
  const reached = Array.from({ length: states - 1 }, (_, i) => {
    const before = i === 0 ? 'firsts' : `reached${i}`;
    return `let reached${i + 1} = materialize(${before}
      | join kind=inner (events | where state == s${i + 1} | project step, id, t = at) on step, id
      | where t > reached | summarize reached = min(t) by step, id, begun);`;
  });
  const parts = periods.flatMap((_, p) =>
    Array.from({ length: states }, (_, i) => {
      const from = i === 0 ? 'firsts' : `reached${i}`;
      return `(steps | join kind=leftouter (${from} | where reached - begun <= p${p} | summarize users = count_distinct(id) by step) on step
        | project step, state = s${i}, period = p${p}, users = coalesce(users, 0), place = ${p * states + i})`;
    }),
  );
  const found = written(
    call,
    `let events = materialize(rows | where at >= start and at <= end | extend step = bin_at(at, width, start));
     let firsts = materialize(events | where state == s0 | summarize by step, id, begun = at | extend reached = begun);
     ${reached.join('\n')}
     let steps = firsts | summarize by step;
     union ${parts.join(', ')}
     | sort by step asc, place asc | project step, state, period, users`,
    { tables: { rows }, values },
  );
  return renamed(found, call.node.columns ?? []);
}

function sequence(call: PluginCall): Relation {
  const { rows, values, states } = read(call, [
    'id',
    'at',
    'start',
    'end',
    'step_window',
    'width',
    'state',
    'sequence',
  ]);
  call.lowering.found.notes.add(
    '`funnel_sequence` gives the first of its three tables: states before and after.',
  );
  const follows = Array.from(
    { length: states - 1 },
    (_, i) =>
      ` and id == next(id, ${i + 1}) and next(state, ${i + 1}) == s${i + 1} and next(at, ${i + 1}) - ${i === 0 ? 'at' : `next(at, ${i})`} <= step_window`,
  );
  const found = written(
    call,
    `rows
     | where at >= start and at <= end
     | sort by id asc, at asc
     | extend same = prev(id) == id and prev(state) == state
     | where not(coalesce(same, false))
     | extend before = iff(prev(id) == id and at - prev(at) <= step_window, prev(state), ""),
         after = iff(next(id, ${states}) == id and next(at, ${states}) - ${states === 1 ? 'at' : `next(at, ${states - 1})`} <= step_window, next(state, ${states}), "")
     | extend matches = state == s0${follows.join('')}
     | where matches
     | summarize users = count_distinct(id), ids = make_set(id, 128) by step = bin_at(at, width, start), before, after
     | project step, before, after, users, ids
     | sort by step asc, users desc, before asc, after asc`,
    { tables: { rows }, values },
  );
  return renamed(found, call.node.columns ?? []);
}

const T = `let T = datatable(id:long, at:datetime, s:string)[
  1, datetime(2024-01-01 00:00), "Hail", 1, datetime(2024-01-01 00:30), "Tornado", 1, datetime(2024-01-01 03:00), "Wind",
  2, datetime(2024-01-01 00:00), "Hail", 2, datetime(2024-01-01 02:00), "Tornado", 2, datetime(2024-01-01 02:10), "Tornado",
  3, datetime(2024-01-02 00:00), "Tornado"]; T`;

const definitions: readonly Plugin[] = [
  definePlugin({
    name: 'funnel_sequence',
    about:
      'How many users went through a sequence of states, by the states just before and just after it; states that repeat count once.',
    source: 'https://learn.microsoft.com/kusto/query/funnel-sequence-plugin',
    apply: sequence,
    examples: [
      {
        query: `${T} | evaluate funnel_sequence(id, at, datetime(2024-01-01), datetime(2024-12-31), 1d, 365d, s, dynamic(["Tornado"]))`,
        columns: ['at:datetime', 'prev:string', 'next:string', 'dcount:long', 'samples:dynamic'],
        rows: [
          ['2024-01-01T00:00:00.0000000Z', '', '', 1, [3]],
          ['2024-01-01T00:00:00.0000000Z', 'Hail', '', 1, [2]],
          ['2024-01-01T00:00:00.0000000Z', 'Hail', 'Wind', 1, [1]],
        ],
      },
      {
        query: `${T} | evaluate funnel_sequence(id, at, datetime(2024-01-01), datetime(2024-12-31), 1h, 365d, s, dynamic(["Hail", "Tornado"])) | project prev, next, dcount`,
        rows: [['', '', 1]],
      },
    ],
  }),
  definePlugin({
    name: 'funnel_sequence_completion',
    about:
      'How many users reach each state of a sequence in a step, within each of several periods after its first state.',
    source: 'https://learn.microsoft.com/kusto/query/funnel-sequence-completion-plugin',
    apply: completion,
    examples: [
      {
        query: `${T} | evaluate funnel_sequence_completion(id, at, datetime(2024-01-01), datetime(2024-12-31), 365d, s, dynamic(["Hail", "Tornado", "Wind"]), dynamic([1h, 4h]))`,
        columns: ['at:datetime', 's:string', 'Period:timespan', 'dcount:long'],
        rows: [
          ['2024-01-01T00:00:00.0000000Z', 'Hail', '01:00:00', 2],
          ['2024-01-01T00:00:00.0000000Z', 'Tornado', '01:00:00', 1],
          ['2024-01-01T00:00:00.0000000Z', 'Wind', '01:00:00', 0],
          ['2024-01-01T00:00:00.0000000Z', 'Hail', '04:00:00', 2],
          ['2024-01-01T00:00:00.0000000Z', 'Tornado', '04:00:00', 2],
          ['2024-01-01T00:00:00.0000000Z', 'Wind', '04:00:00', 1],
        ],
      },
    ],
  }),
];

export default definitions;
