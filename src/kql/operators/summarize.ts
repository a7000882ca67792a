import { Refusal } from '../error.ts';
import { Scope } from '../lower/context.ts';
import { nameByPlace } from '../lower/named.ts';
import { defineOperator, type Operator, rowsOf } from '../operator.ts';
import { aggregate } from '../tree/build.ts';

const definition: Operator = defineOperator({
  name: 'summarize',
  syntax: ['SummarizeOperator'],
  about: 'Gives one row for each group of rows, with aggregates over the group.',
  source: 'https://learn.microsoft.com/kusto/query/summarize-operator',
  apply(call) {
    const { node, scope, lowering, environment } = call;
    const by = node.child('ByClause');
    const bin = by?.child('BinClause');
    if (bin) throw new Refusal('bin= is not supported yet.', bin.span);
    const keys = (by?.list('Expressions') ?? []).flatMap((e) => lowering.named(e, scope));
    const inner = new Scope({
      relation: rowsOf(call),
      environment,
      aggregates: true,
      keys: new Set(keys.map((k) => k.name)),
    });
    const values = node.list('Aggregates').flatMap((e) => lowering.named(e, inner));
    const named = nameByPlace([...keys, ...values], node.columns);
    const rows = inner.relation ?? rowsOf(call);
    return aggregate(rows, named.slice(0, keys.length), named.slice(keys.length));
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
    { query: 'datatable(x:long)[] | summarize count(), max(x)', rows: [[0, null]] },
    { query: 'datatable(x:long)[1, 1, 2] | summarize by x | count', rows: [[2]] },
  ],
});

export default definition;
