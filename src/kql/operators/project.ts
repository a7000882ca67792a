import { nameByPlace } from '../lower/named.ts';
import { defineOperator, type Operator, rowsOf } from '../operator.ts';
import { project } from '../tree/build.ts';

const definition: Operator = defineOperator({
  name: 'project',
  syntax: ['ProjectOperator'],
  about: 'Gives just the named columns and computed values, in this order.',
  source: 'https://learn.microsoft.com/kusto/query/project-operator',
  apply(call) {
    const { node, scope, lowering } = call;
    const values = node.list('Expressions').flatMap((e) => lowering.named(e, scope));
    return project(rowsOf(call), nameByPlace(values, node.columns));
  },
  examples: [
    {
      query: 'datatable(a:long, b:string)[1,"x"] | project b, c = a + 1, strlen(b)',
      columns: ['b:string', 'c:long', 'strlen_b:long'],
      rows: [['x', 2, 1]],
    },
    { query: 'datatable(a:long, A:long)[1, 2] | project A, a', rows: [[2, 1]] },
  ],
});

export default definition;
