import { Refusal } from '../error.ts';
import type { Syntax } from '../parse/syntax.ts';
import type { Relation, RelationColumn, Scalar, SortKey } from '../tree/nodes.ts';
import { cast } from '../tree/scalar.ts';
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
  const { columns, hidden, order, sorted, label } = input;
  return { kind: 'limit', input, count, sample, columns, hidden, order, sorted, label };
}
