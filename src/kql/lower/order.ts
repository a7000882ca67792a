import { Refusal } from '../error.ts';
import type { Syntax } from '../parse/syntax.ts';
import { filter, shapeOf, withHidden } from '../tree/build.ts';
import type { Relation, RelationColumn, Scalar, SortKey } from '../tree/nodes.ts';
import { cast, column } from '../tree/scalar.ts';
import { rowFunctions, scalarFunctionsBySyntax } from './catalog.ts';
import type { Lowering, Scope } from './context.ts';

/** A column to sort by: the value's own column, or a hidden one that holds the value. */
function sortColumn(value: Scalar, scope: Scope): RelationColumn {
  const comparable = value.type === 'dynamic' ? cast(value, 'string') : value;
  return comparable.kind === 'column' ? comparable.column : scope.hoist(comparable).column;
}

/** The rows of the scope, ordered by these expressions and then as they were. */
export function sortedBy(
  expressions: readonly Syntax[],
  scope: Scope,
  lowering: Lowering,
): Relation {
  const keys = expressions.map((e): SortKey => {
    const ordering = e.kind === 'OrderedExpression' ? e.child('Ordering') : null;
    const inner = e.kind === 'OrderedExpression' ? e.part('Expression') : e;
    const words = ordering?.text.toLowerCase().split(/\s+/) ?? [];
    const descending = !words.includes('asc');
    const nullsFirst = words.includes('first') || (!descending && !words.includes('last'));
    return { column: sortColumn(lowering.scalar(inner, scope), scope), descending, nullsFirst };
  });
  if (!scope.relation) throw new Error('nothing to sort');
  const before = scope.relation.order.filter((k) => !keys.some((key) => key.column === k.column));
  return { ...scope.relation, order: [...keys, ...before], sorted: true };
}

/** At most so many rows. */
export function limited(input: Relation, count: Scalar, sample = false): Relation {
  if (count.kind === 'literal' && (typeof count.value !== 'bigint' || count.value < 0n))
    throw new Refusal(
      'The number of rows must be a whole number, not below 0.',
      count.span,
      'kql/bad-value',
    );
  if (!input.groups || input.groups.length === 0)
    return { kind: 'limit', input, count, sample, ...shapeOf(input) };
  return limitedInGroups(input, count, input.groups);
}

/** At most so many rows of each group. */
function limitedInGroups(
  input: Relation,
  count: Scalar,
  partition: readonly RelationColumn[],
): Relation {
  const number = rowFunctions.get('row_number');
  const atMost = scalarFunctionsBySyntax.get('LessThanOrEqualExpression');
  if (number?.kind !== 'window' || !atMost) throw new Error('row_number or <= is missing');
  const { order } = input;
  const typed = { type: 'long', nullable: false } as const;
  const value: Scalar = { kind: 'window', fn: number, args: [], order, partition, ...typed };
  const { relation, added } = withHidden(input, [{ name: '$place', value }]);
  const args = [...added.map((c) => column(c)), count];
  return filter(relation, { kind: 'call', fn: atMost, args, type: 'bool', nullable: false });
}
