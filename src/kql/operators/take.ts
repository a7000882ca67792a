import { limited } from '../lower/order.ts';
import { defineOperator, type Operator, rowsOf } from '../operator.ts';

const definition: Operator = defineOperator({
  name: 'take',
  syntax: ['TakeOperator'],
  about: 'Gives at most so many rows: the first ones where rows are ordered, any otherwise.',
  source: 'https://learn.microsoft.com/kusto/query/take-operator',
  ordered: true,
  apply(call) {
    const count = call.lowering.scalar(call.node.part('Expression'), call.scope);
    return limited(rowsOf(call), count);
  },
  examples: [
    { query: 'datatable(a:long)[3, 1, 2] | sort by a asc | take 2', rows: [[1], [2]] },
    { query: 'datatable(a:long)[3, 1, 2] | limit 1 | count', rows: [[1]] },
  ],
});

export default definition;
