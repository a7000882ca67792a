import { Refusal } from '../error.ts';
import { declaredColumns } from '../lower/declared.ts';
import { defineOperator, type Operator } from '../operator.ts';
import { newColumns } from '../tree/build.ts';
import type { Scalar } from '../tree/nodes.ts';
import { cast } from '../tree/scalar.ts';

const definition: Operator = defineOperator({
  name: 'datatable',
  syntax: ['DataTableExpression'],
  about: 'A table written in the query.',
  source: 'https://learn.microsoft.com/kusto/query/datatable-operator',
  apply({ node, scope, lowering }) {
    const declared = declaredColumns(node.part('Schema'));
    const columns = newColumns(declared.map((c) => ({ ...c, nullable: c.type !== 'string' })));
    const cells = node.list('Values').map((v) => lowering.scalar(v, scope));
    const width = columns.length;
    if (width === 0 ? cells.length > 0 : cells.length % width !== 0)
      throw new Refusal(
        `datatable: ${cells.length} values do not fill rows of ${width}.`,
        node.span,
      );
    const rows: Scalar[][] = [];
    for (let i = 0; i < cells.length; i += width)
      rows.push(
        cells.slice(i, i + width).map((cell, j) => cast(cell, columns[j]?.type ?? cell.type)),
      );
    if (!lowering.numbersRows)
      return { kind: 'values', rows, columns, hidden: [], order: [], sorted: false };
    const [number] = newColumns(
      [{ name: '$row', type: 'long', nullable: false }],
      columns.map((c) => c.physical),
    );
    if (!number) throw new Error('no column made');
    const order = [{ column: number, descending: false, nullsFirst: false }];
    return { kind: 'values', rows, columns, hidden: [number], order, sorted: false };
  },
  examples: [
    {
      query: 'datatable(a:real)[real(-1.5), // west\n real(2)]',
      rows: [[-1.5], [2]],
    },
    {
      query:
        'datatable(a:long, b:string, c:datetime)[1,"x",datetime(2024-01-02), 2,"",datetime(null)] | sort by a asc',
      columns: ['a:long', 'b:string', 'c:datetime'],
      rows: [
        [1, 'x', '2024-01-02T00:00:00.0000000Z'],
        [2, '', null],
      ],
    },
    { query: 'datatable(a:long)[] | count', rows: [[0]] },
  ],
});

export default definition;
