import { limited, sortedBy } from '../lower/order.ts';
import { defineOperator, type Operator, rowsOf } from '../operator.ts';

const definition: Operator = defineOperator({
  name: 'top',
  syntax: ['TopOperator'],
  about: 'Gives the first rows by an order.',
  source: 'https://learn.microsoft.com/kusto/query/top-operator',
  apply(call) {
    const { node, scope, lowering } = call;
    const count = lowering.scalar(node.part('Expression'), scope);
    rowsOf(call);
    return limited(sortedBy([node.part('ByExpression')], scope, lowering), count);
  },
  examples: [
    { query: 'datatable(a:long)[3, 1, 2] | top 2 by a', rows: [[3], [2]] },
    { query: 'datatable(a:long)[3, 1, 2] | top 1 by a asc', rows: [[1]] },
  ],
});

export default definition;
