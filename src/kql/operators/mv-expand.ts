import { expand } from '../lower/expand.ts';
import { extended } from '../lower/named.ts';
import { inOrder } from '../lower/union.ts';
import { defineOperator, type Operator } from '../operator.ts';
import { passed, project } from '../tree/build.ts';

const definition: Operator = defineOperator({
  name: 'mv-expand',
  syntax: ['MvExpandOperator'],
  about: 'A row for each element of an array or each property of an object.',
  source: 'https://learn.microsoft.com/kusto/query/mv-expand-operator',
  apply({ node, scope, lowering }) {
    const { rows, elements, place } = expand(node, scope, lowering);
    const values = extended(passed(rows), place ? [...elements, place] : elements, null);
    return project(rows, inOrder(values, node.columns?.map((c) => c.name) ?? null));
  },
  examples: [
    {
      query:
        'datatable(a:long, d:dynamic)[1, dynamic([10, 20]), 2, dynamic([30])] | mv-expand d | sort by a asc, tolong(d) asc',
      columns: ['a:long', 'd:dynamic'],
      rows: [
        [1, 10],
        [1, 20],
        [2, 30],
      ],
    },
    {
      query: 'print d = dynamic(["x", "y"]) | mv-expand with_itemindex=i d to typeof(string)',
      columns: ['d:string', 'i:long'],
      rows: [
        ['x', 0],
        ['y', 1],
      ],
    },
    { query: 'print d = dynamic({"p": 1, "q": 2}) | mv-expand d', rows: [[{ p: 1 }], [{ q: 2 }]] },
    {
      query: 'print d = dynamic({"p": 1}) | mv-expand kind=array d',
      rows: [[['p', 1]]],
    },
    {
      query: 'print a = dynamic([1, 2]), b = dynamic([3]) | mv-expand a, b',
      rows: [
        [1, 3],
        [2, null],
      ],
    },
    { query: 'print a = dynamic([1, 2, 3]) | mv-expand a limit 2 | count', rows: [[2]] },
    {
      query:
        'let names = datatable(n:string)["x", "y"] | summarize make_set(n); print a = 1 | mv-expand b = toscalar(names) to typeof(string) | summarize c = count() by b | sort by b asc',
      rows: [
        ['x', 1],
        ['y', 1],
      ],
    },
  ],
});

export default definition;
