import { makeAggregate } from '../lower/call.ts';
import { aggregateFunctions } from '../lower/catalog.ts';
import { share } from '../lower/statement.ts';
import { defineOperator, type Operator, type OperatorCall, rowsOf } from '../operator.ts';
import type { Syntax } from '../parse/syntax.ts';
import { aggregate } from '../tree/build.ts';
import type { Relation } from '../tree/nodes.ts';

/** The first result is the answer; the others are told with it, by name. */
function several(
  results: readonly { name: string; relation: Relation }[],
  call: OperatorCall,
): Relation {
  const [first, ...others] = results;
  if (!first) throw new Error('no result');
  const { found } = call.lowering;
  found.others.push(...others);
  const names = others.map((o) => o.name).join(', ');
  if (others.length > 0)
    found.notes.add(
      `The query gives ${results.length} tables: this is ${first.name}; the others are ${names}.`,
    );
  return first.relation;
}

function shared(call: OperatorCall): Relation {
  const rows = rowsOf(call);
  return share(rows.label ?? 'rows', rows, { materialized: true });
}

/** The value of a column with how often it comes. */
function counted(
  node: Syntax,
  rows: Relation,
  call: OperatorCall,
): { name: string; relation: Relation } {
  const fn = aggregateFunctions.get('count')?.fn;
  const of = rows.columns.find((c) => c.name === node.name);
  if (fn?.kind !== 'aggregate' || !of) throw new Error('count or the column is missing');
  const { scope, lowering } = call;
  const value = makeAggregate(fn, [], null, node, scope, lowering);
  const key = { kind: 'column', type: of.type, nullable: of.nullable, column: of } as const;
  const keys = [{ name: of.name, value: key }];
  const relation = aggregate(rows, keys, [{ name: `count_${of.name}`, value }]);
  return { name: of.name, relation };
}

function fork(call: OperatorCall): Relation {
  const { node, lowering, environment } = call;
  const rows = shared(call);
  const results = node.list('Expressions').map((e, i) => ({
    name: e.child('NameEquals')?.part('Name').name ?? `GenericResult${i === 0 ? '' : i}`,
    relation: lowering.relation(e.part('Expression'), environment, rows),
  }));
  return several(results, call);
}

function facet(call: OperatorCall): Relation {
  const { node, lowering, environment } = call;
  const rows = shared(call);
  const clause = node.child('WithClause');
  const within = clause?.child('Expression') ?? clause?.child('Operator');
  const asked = within
    ? [{ name: 'with', relation: lowering.relation(within, environment, rows) }]
    : [];
  const facets = node.list('Expressions').map((e) => counted(e, rows, call));
  return several([...asked, ...facets], call);
}

const definitions: readonly Operator[] = [
  defineOperator({
    name: 'fork',
    syntax: ['ForkOperator'],
    about:
      'Several results of the same rows: the first is the answer, the others go along by name.',
    source: 'https://learn.microsoft.com/kusto/query/fork-operator',
    ordered: true,
    apply: fork,
    examples: [
      {
        query: 'range x from 1 to 5 step 1 | fork big=(where x > 3 | count) (take 1)',
        columns: ['Count:long'],
        rows: [[2]],
      },
    ],
  }),
  defineOperator({
    name: 'facet',
    syntax: ['FacetOperator'],
    about:
      'A table for each column, of how often its values come; and one of a subquery, which is the answer then.',
    source: 'https://learn.microsoft.com/kusto/query/facet-operator',
    apply: facet,
    examples: [
      {
        query: 'datatable(a:string, b:long)["x",1, "x",2] | facet by a, b',
        columns: ['a:string', 'count_a:long'],
        rows: [['x', 2]],
      },
      {
        query: 'datatable(a:string, b:long)["x",1, "x",2] | facet by a with (where b > 1)',
        rows: [['x', 2]],
      },
    ],
  }),
  defineOperator({
    name: 'consume',
    syntax: ['ConsumeOperator'],
    about: 'Gives no rows.',
    source: 'https://learn.microsoft.com/kusto/query/consume-operator',
    apply(call) {
      const { columns } = rowsOf(call);
      return { kind: 'values', rows: [], columns, hidden: [], order: [], sorted: false };
    },
    examples: [{ query: 'datatable(a:long)[1, 2] | consume', rows: [] }],
  }),
];

export default definitions;
