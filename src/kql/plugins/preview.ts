import { Refusal } from '../error.ts';
import { makeAggregate } from '../lower/call.ts';
import { aggregateFunctions } from '../lower/catalog.ts';
import { limited } from '../lower/order.ts';
import { rowsOf } from '../operator.ts';
import { definePlugin, type Plugin } from '../plugin.ts';
import { aggregate } from '../tree/build.ts';

const definitions: readonly Plugin[] = [
  definePlugin({
    name: 'preview',
    about: 'So many rows of those that come in; Kusto gives their number as a second table.',
    source: 'https://learn.microsoft.com/kusto/query/preview-plugin',
    apply(call) {
      const [count] = call.args;
      if (!count) throw new Refusal('preview needs a number of rows.', call.node.span);
      call.lowering.found.notes.add(
        '`preview` gives the rows only, not the table of their number.',
      );
      return limited(rowsOf(call), call.lowering.scalar(count, call.scope));
    },
    examples: [
      {
        query: 'range x from 1 to 10 step 1 | evaluate preview(3)',
        columns: ['x:long'],
        rows: [[1], [2], [3]],
      },
    ],
  }),
  definePlugin({
    name: 'identity',
    about: 'The rows as they are.',
    source: 'https://learn.microsoft.com/kusto/query/evaluate-operator',
    apply: rowsOf,
    examples: [{ query: 'print a = 1 | evaluate identity()', columns: ['a:long'], rows: [[1]] }],
  }),
  definePlugin({
    name: 'estimate_rows_count',
    about: 'The number of rows; here it is exact.',
    source: 'https://learn.microsoft.com/kusto/query/evaluate-operator',
    apply(call) {
      const fn = aggregateFunctions.get('count')?.fn;
      if (fn?.kind !== 'aggregate') throw new Error('count is missing');
      const value = makeAggregate(fn, [], null, call.node, call.scope, call.lowering);
      return aggregate(rowsOf(call), [], [{ name: 'EstimatedRowsCount', value }]);
    },
    examples: [
      {
        query: 'range x from 1 to 10 step 1 | evaluate estimate_rows_count()',
        columns: ['EstimatedRowsCount:long'],
        rows: [[10]],
      },
    ],
  }),
];

export default definitions;
