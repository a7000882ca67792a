import { defineOperator, type Operator } from '../operator.ts';
import { newColumns } from '../tree/build.ts';
import { cast } from '../tree/scalar.ts';
import { commonType, isNumber } from '../tree/types.ts';

const definition: Operator = defineOperator({
  name: 'range',
  syntax: ['RangeOperator'],
  about: 'One column of numbers or times from one value to another, ends included.',
  source: 'https://learn.microsoft.com/kusto/query/range-operator',
  apply({ node, scope, lowering }) {
    const [from, to, step] = (['From', 'To', 'Step'] as const).map((part) =>
      lowering.scalar(node.part(part), scope),
    );
    if (!from || !to || !step) throw new Error('a range without ends');
    const type = isNumber(from.type)
      ? commonType([from.type, to.type, step.type])
      : from.type === 'dynamic'
        ? 'long'
        : from.type;
    const columns = newColumns([{ name: node.part('Name').name, type, nullable: false }]);
    const [only] = columns;
    if (!only) throw new Error('no column made');
    const moves = type === 'datetime' ? 'timespan' : type;
    return {
      kind: 'range',
      from: cast(from, type),
      to: cast(to, type),
      step: cast(step, moves),
      columns,
      hidden: [],
      order: lowering.numbersRows ? [{ column: only, descending: false, nullsFirst: true }] : [],
      sorted: false,
    };
  },
  examples: [
    { query: 'range x from 1 to 7 step 3', columns: ['x:long'], rows: [[1], [4], [7]] },
    {
      query: 'range t from datetime(2024-01-01) to datetime(2024-01-02) step 12h | count',
      rows: [[3]],
    },
    {
      query: 'range x from 0.0 to 1.0 step 0.5 | sort by x asc',
      columns: ['x:real'],
      rows: [[0], [0.5], [1]],
    },
    { query: 'let n = toscalar(print 2); range x from 1 to n step 1 | count', rows: [[2]] },
  ],
});

export default definition;
