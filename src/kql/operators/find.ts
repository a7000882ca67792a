import { Refusal } from '../error.ts';
import { rowFunctions } from '../lower/catalog.ts';
import { Scope } from '../lower/context.ts';
import { parametersOf } from '../lower/parameters.ts';
import { columnsNamed, type Searched, searched, termCondition, widened } from '../lower/terms.ts';
import { unionOf } from '../lower/union.ts';
import { defineOperator, type Operator, type OperatorCall } from '../operator.ts';
import type { BoundColumn } from '../parse/syntax.ts';
import { filter, project } from '../tree/build.ts';
import type { NamedValue, Relation, RelationColumn, Scalar } from '../tree/nodes.ts';
import { cast, column, literal } from '../tree/scalar.ts';

const packed = 'pack_';

/** The rows of one table for which the condition holds, with the columns of the result. */
function rowsIn(
  { relation }: Searched,
  named: readonly NamedValue[],
  wanted: readonly BoundColumn[],
  call: OperatorCall,
): Relation {
  const { node, environment, lowering } = call;
  const scope = new Scope({ relation: widened(relation, named), environment });
  const search = { lowering, scope, caseSensitive: false };
  const holds = termCondition(node.part('Condition'), search);
  const kept = filter(scope.relation ?? relation, holds);
  const own = kept.columns.slice(0, relation.columns.length);
  const shown = new Set<RelationColumn>();
  const values = wanted.map(({ name, type }): NamedValue => {
    const typed = type ?? 'dynamic';
    const exact = own.find((c) => c.name === name);
    const split = own.find((c) => `${c.name}_${c.type}` === name && c.type === typed);
    const found = exact ?? split;
    if (found) shown.add(found);
    return { name, value: found ? cast(column(found), typed) : literal(typed, null) };
  });
  const rest = own.filter((c) => !shown.has(c));
  return project(
    kept,
    values.map((v) => (v.name === packed ? { ...v, value: bagOf(rest) } : v)),
    { keepOrder: false },
  );
}

function bagOf(columns: readonly RelationColumn[]): Scalar {
  const fn = rowFunctions.get('bag_pack');
  if (fn?.kind !== 'scalar') throw new Error('bag_pack is missing');
  const args = columns.flatMap((c) => [literal('string', c.name), column(c)]);
  return columns.length === 0
    ? literal('dynamic', '{}')
    : { kind: 'call', fn, args, type: 'dynamic', nullable: true };
}

function tablesOf(call: OperatorCall): { tables: Searched[]; named: NamedValue[] } {
  const all = searched(call);
  const named = columnsNamed(call.node.part('Condition'), all);
  const has = ({ relation }: Searched): boolean =>
    named.length === 0 || relation.columns.some((c) => named.some((v) => v.name === c.name));
  return { tables: all.filter(has), named };
}

const two =
  'let A = view() { datatable(id:long, level:string, text:string)[1,"Error","one", 2,"Info","two"] }; let B = view() { datatable(id:long, level:string, name:string)[1,"Error","x", 1,"Info","y"] }; ';

const definition: Operator = defineOperator({
  name: 'find',
  syntax: ['FindOperator'],
  about:
    'The rows of several tables for which a condition holds, with what they have besides in a bag.',
  source: 'https://learn.microsoft.com/kusto/query/find-operator',
  apply(call) {
    const { node } = call;
    const bound = node.columns;
    const { tables, named } = tablesOf(call);
    if (tables.length === 0 || !bound)
      throw new Refusal('There is no table to find rows in.', node.span);
    const name = parametersOf(node).get('withsource') ?? bound[0]?.name ?? 'source_';
    const wanted = bound.filter((c) => c.name !== name);
    const found = tables.map((t) => rowsIn(t, named, wanted, call));
    const labels = tables.map((t, i) => t.label || `union_arg${i}`);
    return unionOf(found, { source: { name, labels } });
  },
  examples: [
    {
      query: `${two}find in (A, B) where id == 1 and level == "Error" project text, name | sort by source_ asc`,
      columns: ['source_:string', 'text:string', 'name:string'],
      rows: [
        ['A', 'one', ''],
        ['B', '', 'x'],
      ],
    },
    {
      query: `${two}find withsource=T in (A, B) where id == 1 | sort by T asc, level asc`,
      columns: ['T:string', 'id:long', 'level:string', 'pack_:dynamic'],
      rows: [
        ['A', 1, 'Error', { text: 'one' }],
        ['B', 1, 'Error', { name: 'x' }],
        ['B', 1, 'Info', { name: 'y' }],
      ],
    },
    {
      query: `${two}find in (A, B) where text has "two" | project source_, text`,
      rows: [['A', 'two']],
    },
  ],
});

export default definition;
