import { Refusal } from '../error.ts';
import { rowFunctions } from '../lower/catalog.ts';
import { Scope } from '../lower/context.ts';
import { expand } from '../lower/expand.ts';
import { joined } from '../lower/join.ts';
import { extended } from '../lower/named.ts';
import { share } from '../lower/statement.ts';
import { inOrder } from '../lower/union.ts';
import { defineOperator, type Operator, rowsOf } from '../operator.ts';
import { passed, project, withHidden } from '../tree/build.ts';
import type { Relation, RelationColumn } from '../tree/nodes.ts';
import { column } from '../tree/scalar.ts';

/** The rows with a number each, computed once. */
function numbered(input: Relation): { rows: Relation; number: RelationColumn } {
  const fn = rowFunctions.get('row_number');
  if (fn?.kind !== 'window') throw new Error('row_number is missing');
  const { order } = input;
  const { relation, added } = withHidden(input, [
    {
      name: '$id',
      value: { kind: 'window', fn, args: [], order, partition: [], type: 'long', nullable: false },
    },
  ]);
  const [number] = added;
  if (!number) throw new Error('no column made');
  return { rows: share('rows', relation, { materialized: true }), number };
}

const definition: Operator = defineOperator({
  name: 'mv-apply',
  syntax: ['MvApplyOperator'],
  about: "Runs a subquery over the elements of each row's arrays.",
  holds: true,
  source: 'https://learn.microsoft.com/kusto/query/mv-apply-operator',
  ordered: true,
  apply(call) {
    const { node, scope, lowering, environment } = call;
    const { rows: base, number } = numbered(rowsOf(call));
    const inner = new Scope({ relation: base, environment: scope.environment });
    const { rows, elements, place } = expand(node, inner, lowering);
    const all = extended(passed(rows), place ? [...elements, place] : elements, null);
    const grouped = project({ ...rows, groups: [number] }, all);
    const subquery = node.part('Subquery').part('Expression');
    const result = lowering.relation(subquery, environment, grouped);
    const [id, other] = result.groups ?? [];
    if (!id || other)
      throw new Refusal('This subquery of mv-apply is not supported yet.', subquery.span);
    const own = new Set(result.columns.map((c) => c.name));
    const replaced = new Set(elements.map((e) => e.name));
    const outer = base.columns.filter((c) => !own.has(c.name) && !replaced.has(c.name));
    const both = joined({
      shape: 'inner',
      left: { ...base, columns: outer },
      right: result,
      keys: [{ left: column(number, undefined, 'left'), right: column(id, undefined, 'right') }],
      names: null,
    });
    return project(both, inOrder(passed(both), node.columns?.map((c) => c.name) ?? null));
  },
  examples: [
    {
      query:
        'datatable(a:long, d:dynamic)[1, dynamic([3, 5]), 2, dynamic([7])] | mv-apply d to typeof(long) on (summarize s = sum(d)) | sort by a asc',
      columns: ['a:long', 's:long'],
      rows: [
        [1, 8],
        [2, 7],
      ],
    },
    {
      query:
        'datatable(a:long, d:dynamic)[1, dynamic([3, 5]), 2, dynamic([7, 9])] | mv-apply e = d to typeof(long) on (top 1 by e) | project a, e | sort by a asc',
      rows: [
        [1, 5],
        [2, 9],
      ],
    },
    {
      query:
        'datatable(a:long, d:dynamic)[1, dynamic([3, 5])] | mv-apply d on (where tolong(d) > 3)',
      rows: [[1, 5]],
    },
  ],
});

export default definition;
