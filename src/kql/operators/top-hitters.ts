import { makeAggregate } from '../lower/call.ts';
import { aggregateFunctions } from '../lower/catalog.ts';
import { nameByPlace } from '../lower/named.ts';
import { limited } from '../lower/order.ts';
import { defineOperator, type Operator, rowsOf } from '../operator.ts';
import { aggregate } from '../tree/build.ts';

const definition: Operator = defineOperator({
  name: 'top-hitters',
  syntax: ['TopHittersOperator'],
  about: 'The values that come most often, or weigh most.',
  differs: 'It is exact, where Kusto estimates.',
  source: 'https://learn.microsoft.com/kusto/query/top-hitters-operator',
  apply(call) {
    const { node, scope, lowering } = call;
    const count = lowering.scalar(node.part('Expression'), scope);
    const values = lowering.named(node.part('OfExpression'), scope);
    const by = node.child('ByClause')?.child('Expression');
    const weight = by ? [lowering.scalar(by, scope)] : [];
    const fn = aggregateFunctions.get(by ? 'sum' : 'count')?.fn;
    if (fn?.kind !== 'aggregate') throw new Error('count or sum is missing');
    const value = makeAggregate(fn, weight, null, node, scope, lowering);
    const named = nameByPlace([...values, { name: '', value }], node.columns);
    const groups = aggregate(
      rowsOf(call),
      named.slice(0, values.length),
      named.slice(values.length),
    );
    const heaviest = groups.columns.at(-1);
    if (!heaviest) throw new Error('no column made');
    const order = [{ column: heaviest, descending: true, nullsFirst: false }];
    return limited({ ...groups, order, sorted: true }, count);
  },
  examples: [
    {
      query: 'datatable(a:string)["x", "y", "x", "z", "x", "y"] | top-hitters 2 of a',
      columns: ['a:string', 'approximate_count_a:long'],
      rows: [
        ['x', 3],
        ['y', 2],
      ],
    },
    {
      query:
        'datatable(a:string, w:long)["x",1, "y",5, "x",2] | top-hitters 1 of a by w | project a',
      rows: [['y']],
    },
  ],
});

export default definition;
