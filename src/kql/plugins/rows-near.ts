import { Refusal } from '../error.ts';
import { numbered, renamed, written } from '../lower/written.ts';
import { rowsOf } from '../operator.ts';
import { definePlugin, type Plugin } from '../plugin.ts';
import { project } from '../tree/build.ts';
import { cast } from '../tree/scalar.ts';

const T = `range n from 1 to 12 step 1 | extend State = iff(n == 7, "Error", "Success")`;

const definition: Plugin = definePlugin({
  name: 'rows_near',
  about: 'Rows for which a condition holds, with so many before and after them.',
  source: 'https://learn.microsoft.com/kusto/query/rows-near-plugin',
  apply(call) {
    const { args, scope, lowering, node } = call;
    const [condition, before, after] = args.map((a) => lowering.scalar(a, scope));
    if (!condition || !before)
      throw new Refusal('rows_near needs a condition and a number of rows.', node.span);
    const input = rowsOf(call);
    const columns = numbered(input);
    const rows = written(
      call,
      `rows
       | serialize
       | extend hits = row_cumsum(tolong(coalesce(hit, false)))
       | extend until = coalesce(next(hits, before, long(null)), toscalar(rows | summarize countif(hit)))
       | where until > prev(hits, after + 1, 0)
       | project-away hit, hits, until`,
      {
        tables: { rows: project(input, [...columns, { name: 'hit', value: condition }]) },
        values: { before: cast(before, 'long'), after: cast(after ?? before, 'long') },
      },
    );
    return renamed(rows, input.columns);
  },
  examples: [
    {
      query: `${T} | sort by n asc | evaluate rows_near(State == "Error", 2)`,
      columns: ['n:long', 'State:string'],
      rows: [
        [5, 'Success'],
        [6, 'Success'],
        [7, 'Error'],
        [8, 'Success'],
        [9, 'Success'],
      ],
    },
    {
      query: `${T} | evaluate rows_near(n in (1, 3, 12), 0, 1) | project n`,
      rows: [[1], [2], [3], [4], [12]],
    },
    { query: `${T} | where n > 12 | evaluate rows_near(n == 1, 2)`, rows: [] },
  ],
});

export default definition;
