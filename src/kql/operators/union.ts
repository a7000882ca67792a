import { Refusal } from '../error.ts';
import { parametersOf } from '../lower/parameters.ts';
import { unionOf, wildcard } from '../lower/union.ts';
import { defineOperator, type Operator, type OperatorCall } from '../operator.ts';
import type { Syntax } from '../parse/syntax.ts';
import { tableRelation } from '../tree/build.ts';
import type { Relation } from '../tree/nodes.ts';

function named(node: Syntax, call: OperatorCall): Relation[] {
  const { lowering, environment } = call;
  const pattern = node.text;
  if (node.kind !== 'NameReference' || !pattern.includes('*')) return [];
  const fits = wildcard(pattern);
  const lets = [...environment].flatMap(([name, b]) =>
    b.kind === 'relation' && fits(name) ? [b.relation()] : [],
  );
  const tables = lowering.schema.tables.filter((t) => !t.alias && fits(t.name));
  for (const t of tables) lowering.found.tables.add(t.name);
  return [...lets, ...tables.map(tableRelation)];
}

function one(node: Syntax, call: OperatorCall, fuzzy: boolean): Relation[] {
  const many = named(node, call);
  if (many.length > 0) return many;
  try {
    return [call.lowering.relation(node, call.environment)];
  } catch (error) {
    const missing = error instanceof Refusal && error.code === 'kql/unknown-table';
    if (!fuzzy || !missing) throw error;
    call.lowering.found.notes.add(
      `${node.text} does not exist here and was left out of the union.`,
    );
    return [];
  }
}

const definition: Operator = defineOperator({
  name: 'union',
  syntax: ['UnionOperator'],
  about: 'All rows of several tables; names may have wildcards.',
  source: 'https://learn.microsoft.com/kusto/query/union-operator',
  apply(call) {
    const { node, input } = call;
    const parameters = parametersOf(node);
    const fuzzy = parameters.get('isfuzzy') === 'true';
    const inputs = [
      ...(input ? [input] : []),
      ...node.list('Expressions').flatMap((e) => one(e, call, fuzzy)),
    ];
    if (inputs.length === 0)
      throw new Refusal('None of the tables of the union exists.', node.span);
    const name = parameters.get('withsource') ?? parameters.get('with_source');
    const labels = inputs.map((r, i) => r.label ?? `union_arg${i}`);
    return unionOf(inputs, {
      inner: parameters.get('kind') === 'inner',
      source: name === undefined ? undefined : { name, labels },
    });
  },
  examples: [
    {
      query:
        'union withsource=T (datatable(x:long, s:string)[1,"a"] | as A), (datatable(x:long, t:long)[2,5]) | sort by x asc',
      columns: ['T:string', 'x:long', 's:string', 't:long'],
      rows: [
        ['A', 1, 'a', null],
        ['union_arg1', 2, '', 5],
      ],
    },
    {
      query: 'datatable(x:long)[1] | union (datatable(x:string)["a"]) | count',
      rows: [[2]],
    },
    {
      query:
        'union kind=inner (datatable(x:long, y:long)[1, 2]), (datatable(x:long)[3]) | sort by x asc',
      columns: ['x:long'],
      rows: [[1], [3]],
    },
    { query: 'union isfuzzy=true NoSuchTable, (datatable(x:long)[3])', rows: [[3]] },
  ],
});

export default definition;
