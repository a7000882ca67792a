import { nameByPlace } from '../lower/named.ts';
import { limited } from '../lower/order.ts';
import { defineOperator, type Operator, rowsOf } from '../operator.ts';
import { aggregate } from '../tree/build.ts';

const definitions: readonly Operator[] = [
  defineOperator({
    name: 'sample',
    syntax: ['SampleOperator'],
    about: 'Gives so many rows at random.',
    source: 'https://learn.microsoft.com/kusto/query/sample-operator',
    apply(call) {
      const count = call.lowering.scalar(call.node.part('Expression'), call.scope);
      return { ...limited(rowsOf(call), count, true), order: [], sorted: false };
    },
    examples: [{ query: 'datatable(a:long)[1, 2, 3] | sample 2 | count', rows: [[2]] }],
  }),
  defineOperator({
    name: 'sample-distinct',
    syntax: ['SampleDistinctOperator'],
    about: 'Gives so many different values of a column.',
    source: 'https://learn.microsoft.com/kusto/query/sample-distinct-operator',
    apply(call) {
      const { node, scope, lowering } = call;
      const count = lowering.scalar(node.part('Expression'), scope);
      const values = lowering.named(node.part('OfExpression'), scope);
      return limited(aggregate(rowsOf(call), nameByPlace(values, node.columns), []), count);
    },
    examples: [
      { query: 'datatable(a:long)[1, 1, 2] | sample-distinct 5 of a | count', rows: [[2]] },
    ],
  }),
];

export default definitions;
