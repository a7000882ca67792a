import { Refusal } from '../error.ts';
import { renamed, written } from '../lower/written.ts';
import { rowsOf } from '../operator.ts';
import { definePlugin, type Plugin } from '../plugin.ts';
import { project } from '../tree/build.ts';
import type { NamedValue } from '../tree/nodes.ts';
import { cast } from '../tree/scalar.ts';

/** More steps multiply the sequences beyond use. */
const mostSteps = 10;

const definition: Plugin = definePlugin({
  name: 'sequence_detect',
  about:
    'Each way in which rows for which conditions hold follow each other, in order, near enough in time, where the dimensions are equal.',
  source: 'https://learn.microsoft.com/kusto/query/sequence-detect-plugin',
  apply(call) {
    const { args, scope, lowering, node } = call;
    const [at, stepWindow, span, ...rest] = args.map((a) => ({
      node: a,
      value: lowering.scalar(a.kind === 'SimpleNamedExpression' ? a.part('Expression') : a, scope),
    }));
    if (!at || !stepWindow || !span)
      throw new Refusal('sequence_detect needs a column of times and two timespans.', node.span);
    const conditions = rest.filter((r) => r.value.type === 'bool' && r.value.kind !== 'column');
    const dimensions = rest.filter((r) => !conditions.includes(r));
    if (conditions.length === 0 || conditions.length > mostSteps)
      throw new Refusal(`sequence_detect needs between 1 and ${mostSteps} conditions.`, node.span);
    const distance = at.value.type === 'datetime' ? 'timespan' : at.value.type;
    const columns: NamedValue[] = [
      { name: 'at', value: at.value },
      ...dimensions.map((d, i) => ({ name: `d${i}`, value: d.value })),
      ...conditions.map((c, i) => ({ name: `is${i}`, value: c.value })),
    ];
    const dims = dimensions.map((_, i) => `d${i}`);
    const on = ['one', ...dims].join(', ');
    // Equal slots of the width of a step, this one and the next, keep the joins from comparing all with all.
    const step = (i: number): string =>
      `rows | where is${i} and isnotnull(at) | summarize by ${on}, t${i} = at`;
    const joins = conditions.slice(1).map((_, i) => {
      const kept = [on, ...conditions.slice(0, i + 1).map((_, k) => `t${k}`)].join(', ');
      return `let upto${i + 1} = union
          (upto${i} | project ${kept}, slot = bin(t${i}, step_window)),
          (upto${i} | project ${kept}, slot = bin(t${i}, step_window) + step_window)
        | join kind=inner (${step(i + 1)} | extend slot = bin(t${i + 1}, step_window)) on ${on}, slot
        | where t${i + 1} > t${i} and t${i + 1} - t${i} <= step_window and t${i + 1} - t0 <= all_window
        | project ${kept}, t${i + 1};`;
    });
    const last = `t${conditions.length - 1}`;
    const times = conditions.map((_, i) => `t${i}`);
    const found = written(
      call,
      `let upto0 = ${step(0)};
       ${joins.join('\n')}
       upto${conditions.length - 1}
       | project ${[...dims, ...times].join(', ')}, duration = ${last} - t0
       | sort by ${times.map((t) => `${t} asc`).join(', ')}`,
      {
        tables: {
          rows: project(
            rowsOf(call),
            [
              ...columns,
              { name: 'one', value: { kind: 'literal', type: 'long', value: 1n, nullable: false } },
            ],
            { keepOrder: false },
          ),
        },
        values: {
          step_window: cast(stepWindow.value, distance),
          all_window: cast(span.value, distance),
        },
      },
    );
    return renamed(found, node.columns ?? []);
  },
  examples: [
    {
      query: `datatable(at:datetime, event:string, state:string)[
          datetime(2024-01-01), "heat", "CA", datetime(2024-01-02), "fire", "CA", datetime(2024-01-03), "heat", "CA", datetime(2024-01-04), "fire", "CA",
          datetime(2024-01-04), "fire", "TX", datetime(2024-01-20), "fire", "CA"]
        | evaluate sequence_detect(at, 5d, 5d, heat = (event == "heat"), fire = (event == "fire"), state)`,
      columns: ['state:string', 'heat_at:datetime', 'fire_at:datetime', 'Duration:timespan'],
      rows: [
        ['CA', '2024-01-01T00:00:00.0000000Z', '2024-01-02T00:00:00.0000000Z', '1.00:00:00'],
        ['CA', '2024-01-01T00:00:00.0000000Z', '2024-01-04T00:00:00.0000000Z', '3.00:00:00'],
        ['CA', '2024-01-03T00:00:00.0000000Z', '2024-01-04T00:00:00.0000000Z', '1.00:00:00'],
      ],
    },
    {
      query: `datatable(at:datetime, e:string)[datetime(2024-01-01), "a", datetime(2024-01-01 00:10), "b", datetime(2024-01-01 00:20), "c", datetime(2024-01-01 02:00), "c"]
        | evaluate sequence_detect(at, 1d, 1h, a = (e == "a"), b = (e == "b"), c = (e == "c")) | project Duration`,
      rows: [['00:20:00']],
    },
  ],
});

export default definition;
