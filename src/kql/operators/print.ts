import { nameByPlace } from '../lower/named.ts';
import { defineOperator, type Operator } from '../operator.ts';
import { project } from '../tree/build.ts';
import type { Relation } from '../tree/nodes.ts';

const definition: Operator = defineOperator({
  name: 'print',
  syntax: ['PrintOperator'],
  about: 'One row of computed values.',
  source: 'https://learn.microsoft.com/kusto/query/print-operator',
  apply({ node, scope, lowering }) {
    const values = node.list('Expressions').flatMap((e) => lowering.named(e, scope));
    const one: Relation = {
      kind: 'values',
      rows: [[]],
      columns: [],
      hidden: [],
      order: [],
      sorted: false,
    };
    return project(one, nameByPlace(values, node.columns));
  },
  examples: [
    {
      query: 'print 1 + 2, b = "x"',
      columns: ['print_0:long', 'b:string'],
      rows: [[3, 'x']],
    },
  ],
});

export default definition;
