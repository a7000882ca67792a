import { makeAggregate } from '../lower/call.ts';
import { aggregateFunctions, rowFunctions } from '../lower/catalog.ts';
import { Scope } from '../lower/context.ts';
import { nameByPlace } from '../lower/named.ts';
import { defineOperator, type Operator, type OperatorCall, rowsOf } from '../operator.ts';
import { aggregate } from '../tree/build.ts';
import type { Relation, Scalar } from '../tree/nodes.ts';
import { column } from '../tree/scalar.ts';
import { isNumber } from '../tree/types.ts';

/** The older way to write bins, `by t bin=1h`: of every key that the size suits. */
function binned(value: Scalar, size: Scalar): Scalar {
  const times = value.type === 'datetime' || value.type === 'timespan';
  const suits = size.type === 'timespan' ? times : isNumber(value.type);
  const bin = rowFunctions.get('bin');
  if (!suits || bin?.kind !== 'scalar') return value;
  return { kind: 'call', fn: bin, args: [value, size], type: value.type, nullable: true };
}

/** Groups of written rows come as their first rows do, so that what sorts them equal leaves them in that order. */
function firstPlace(rows: Relation, { node, scope, lowering }: OperatorCall): Scalar | undefined {
  const [key, ...more] = rows.order;
  if (!key || more.length > 0 || rows.sorted) return undefined;
  const least = aggregateFunctions.get('min')?.fn;
  if (least?.kind !== 'aggregate') throw new Error('min is missing');
  return makeAggregate(least, [column(key.column)], null, node, scope, lowering);
}

const definition: Operator = defineOperator({
  name: 'summarize',
  syntax: ['SummarizeOperator'],
  about: 'Gives one row for each group of rows, with aggregates over the group.',
  holds: true,
  source: 'https://learn.microsoft.com/kusto/query/summarize-operator',
  apply(call) {
    const { node, scope, lowering, environment } = call;
    const by = node.child('ByClause');
    const bin = by?.child('BinClause');
    const size = bin && lowering.scalar(bin.part('Expression'), scope);
    const keys = (by?.list('Expressions') ?? [])
      .flatMap((e) => lowering.named(e, scope))
      .map((k) => (size ? { ...k, value: binned(k.value, size) } : k));
    const inner = new Scope({
      relation: rowsOf(call),
      environment,
      aggregates: true,
      keys: new Set(keys.map((k) => k.name)),
    });
    const values = node.list('Aggregates').flatMap((e) => lowering.named(e, inner));
    const named = nameByPlace([...keys, ...values], node.columns);
    const rows = inner.relation ?? rowsOf(call);
    return aggregate(
      rows,
      named.slice(0, keys.length),
      named.slice(keys.length),
      keys.length > 0 ? firstPlace(rows, call) : undefined,
    );
  },
  examples: [
    {
      query:
        'datatable(g:string, x:long)["a",1, "a",2, "b",5] | summarize n = count(), sum(x) by g | sort by g asc',
      columns: ['g:string', 'n:long', 'sum_x:long'],
      rows: [
        ['a', 2, 3],
        ['b', 1, 5],
      ],
    },
    {
      query:
        'datatable(g:string)["b", "a", "b", "c"] | summarize n = 1 + 0 * count() by g | sort by n',
      rows: [
        ['b', 1],
        ['a', 1],
        ['c', 1],
      ],
    },
    {
      query:
        'datatable(t:datetime)[datetime(2024-01-01 03:33), datetime(2024-01-01 03:44)] | summarize count() by t bin=1h',
      columns: ['t:datetime', 'count_:long'],
      rows: [['2024-01-01T03:00:00.0000000Z', 2]],
    },
    { query: 'datatable(x:long)[] | summarize count(), max(x)', rows: [[0, null]] },
    { query: 'datatable(x:long)[1, 1, 2] | summarize by x | count', rows: [[2]] },
  ],
});

export default definition;
