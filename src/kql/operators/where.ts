import { defineOperator, type Operator, rowsOf } from '../operator.ts';
import { filter } from '../tree/build.ts';

const definition: Operator = defineOperator({
  name: 'where',
  syntax: ['FilterOperator'],
  about: 'Keeps the rows for which a condition is true.',
  source: 'https://learn.microsoft.com/kusto/query/where-operator',
  apply(call) {
    const condition = call.lowering.attempt(call.node.part('Condition'), call.scope);
    return filter(rowsOf(call), condition);
  },
  examples: [
    {
      query: 'datatable(a:long, b:string)[1,"x", 2,"y", 3,"x"] | where b == "x" and a > 1',
      columns: ['a:long', 'b:string'],
      rows: [[3, 'x']],
    },
    { query: 'datatable(a:long)[1, long(null)] | where a != 2 | count', rows: [[2]] },
    { query: 'datatable(a:long)[1, long(null)] | where not(a == 1) | count', rows: [[1]] },
  ],
});

export default definition;
