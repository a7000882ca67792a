import { nameByPlace } from '../lower/named.ts';
import { defineOperator, type Operator, rowsOf } from '../operator.ts';
import { aggregate } from '../tree/build.ts';

const definition: Operator = defineOperator({
  name: 'distinct',
  syntax: ['DistinctOperator'],
  about: 'Gives each combination of values once.',
  holds: true,
  source: 'https://learn.microsoft.com/kusto/query/distinct-operator',
  apply(call) {
    const { node, scope, lowering } = call;
    const values = node.list('Expressions').flatMap((e) => lowering.named(e, scope));
    return aggregate(rowsOf(call), nameByPlace(values, node.columns), []);
  },
  examples: [
    {
      query: 'datatable(a:long, b:string)[1,"x", 1,"x", 2,"x"] | distinct a, b | sort by a asc',
      rows: [
        [1, 'x'],
        [2, 'x'],
      ],
    },
    { query: 'datatable(a:long)[1, 1] | distinct *', rows: [[1]] },
  ],
});

export default definition;
