import { extended } from '../lower/named.ts';
import { defineOperator, type Operator, type OperatorCall, rowsOf } from '../operator.ts';
import { passed, project } from '../tree/build.ts';
import type { Relation } from '../tree/nodes.ts';

function apply(call: OperatorCall): Relation {
  const { node, scope, lowering } = call;
  const values = node.list('Expressions').flatMap((e) => lowering.named(e, scope));
  const rows = rowsOf(call);
  return values.length === 0 ? rows : project(rows, extended(passed(rows), values, node.columns));
}

const definitions: readonly Operator[] = [
  defineOperator({
    name: 'extend',
    syntax: ['ExtendOperator'],
    about: 'Adds computed columns, or computes columns anew.',
    source: 'https://learn.microsoft.com/kusto/query/extend-operator',
    apply,
    examples: [
      {
        query: 'datatable(a:long)[1, 2] | extend b = a * 2, a = a + 10',
        columns: ['a:long', 'b:long'],
        rows: [
          [11, 2],
          [12, 4],
        ],
      },
      { query: 'print d = dynamic({"x": {"y": 5}}) | extend d.x.y | project d_x_y', rows: [[5]] },
    ],
  }),
  defineOperator({
    name: 'serialize',
    syntax: ['SerializeOperator'],
    about: 'Keeps the order in which rows come, for functions of the rows around; may add columns.',
    source: 'https://learn.microsoft.com/kusto/query/serialize-operator',
    ordered: true,
    apply,
    examples: [
      {
        query: 'datatable(a:string)["b", "a"] | serialize n = row_number() | where n == 1',
        columns: ['a:string', 'n:long'],
        rows: [['b', 1]],
      },
    ],
  }),
];

export default definitions;
