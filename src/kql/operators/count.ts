import { makeAggregate } from '../lower/call.ts';
import { aggregateFunctions } from '../lower/catalog.ts';
import { defineOperator, type Operator, rowsOf } from '../operator.ts';
import { aggregate } from '../tree/build.ts';

const definition: Operator = defineOperator({
  name: 'count',
  syntax: ['CountOperator'],
  about: 'Gives the number of rows.',
  source: 'https://learn.microsoft.com/kusto/query/count-operator',
  apply(call) {
    const { node, scope, lowering } = call;
    const fn = aggregateFunctions.get('count')?.fn;
    if (fn?.kind !== 'aggregate') throw new Error('count is missing');
    const value = makeAggregate(fn, [], null, node, scope, lowering);
    return aggregate(rowsOf(call), [], [{ name: node.columns?.[0]?.name ?? 'Count', value }]);
  },
  examples: [
    { query: 'datatable(a:long)[1, 2] | count', columns: ['Count:long'], rows: [[2]] },
    { query: 'datatable(a:long)[] | count', rows: [[0]] },
  ],
});

export default definition;
