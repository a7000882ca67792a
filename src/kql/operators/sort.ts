import { sortedBy } from '../lower/order.ts';
import { defineOperator, type Operator, rowsOf } from '../operator.ts';

const definition: Operator = defineOperator({
  name: 'sort',
  syntax: ['SortOperator'],
  about: 'Orders the rows; descending unless said, nulls at the small end.',
  holds: true,
  source: 'https://learn.microsoft.com/kusto/query/sort-operator',
  ordered: true,
  apply(call) {
    rowsOf(call);
    return sortedBy(call.node.list('Expressions'), call.scope, call.lowering);
  },
  examples: [
    { query: 'datatable(a:long)[2, long(null), 3, 1] | sort by a', rows: [[3], [2], [1], [null]] },
    { query: 'datatable(a:long)[2, long(null), 3] | sort by a asc', rows: [[null], [2], [3]] },
    {
      query: 'datatable(a:long)[2, long(null), 3] | order by a asc nulls last',
      rows: [[2], [3], [null]],
    },
    {
      query: 'datatable(a:string, b:long)["x",1, "y",2, "x",3] | sort by a asc, b desc | project b',
      rows: [[3], [1], [2]],
    },
  ],
});

export default definition;
