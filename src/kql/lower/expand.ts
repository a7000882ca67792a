import { Refusal } from '../error.ts';
import type { Syntax } from '../parse/syntax.ts';
import { filter, newColumns, shapeOf } from '../tree/build.ts';
import type {
  NamedValue,
  Relation,
  RelationColumn,
  Scalar,
  UnnestRelation,
} from '../tree/nodes.ts';
import { cast, column } from '../tree/scalar.ts';
import { scalarFunctionsBySyntax } from './catalog.ts';
import { type Lowering, Scope } from './context.ts';
import { declaredType } from './declared.ts';
import { parametersOf } from './parameters.ts';

/** Rows for the elements of lists, and the values that each row has. */
export interface Expansion {
  rows: Relation;
  elements: NamedValue[];
  /** The place of the element in its list, from 0, where the query asks for it. */
  place: NamedValue | null;
}

function lists(node: Syntax, scope: Scope, lowering: Lowering): NamedValue[] {
  const values = node.list('Expressions').map((e) => {
    const [only, other] = lowering.named(e.part('Expression'), scope);
    if (!only || other) throw new Refusal('Each list to expand is one value.', e.span);
    return only;
  });
  const known = new Set([...(scope.relation?.columns ?? []), ...values].map((c) => c.name));
  const itemIndex = parametersOf(node).get('with_itemindex');
  const fresh = (node.columns ?? [])
    .map((c) => c.name)
    .filter((n) => !known.has(n) && n !== itemIndex);
  return values.map((v, i) => ({ ...v, name: v.name || (fresh.shift() ?? `Column${i + 1}`) }));
}

/** Take the lists of `mv-expand` or `mv-apply` apart. */
export function expand(node: Syntax, scope: Scope, lowering: Lowering): Expansion {
  const values = lists(node, scope, lowering);
  const { relation } = scope;
  if (!relation) throw new Error('nothing to expand');
  const taken = [...relation.columns, ...relation.hidden].map((c) => c.physical);
  const made = newColumns(
    [
      ...values.map((v) => ({ name: `$${v.name}`, type: 'dynamic' as const, nullable: true })),
      { name: '$place', type: 'long' as const, nullable: false },
    ],
    taken,
  );
  const index = made.at(-1);
  if (!index) throw new Error('no column made');
  const parameters = parametersOf(node);
  const kind = parameters.get('kind') ?? parameters.get('bagexpansion');
  const unnest: UnnestRelation = {
    ...shapeOf(relation),
    kind: 'unnest',
    input: relation,
    lists: values.map((v, i) => ({ list: v.value, as: made[i] ?? index })),
    index,
    pairs: kind === 'array',
    hidden: [...relation.hidden, ...made],
    order:
      relation.order.length > 0
        ? [...relation.order, { column: index, descending: false, nullsFirst: true }]
        : [],
  };
  const types = node.list('Expressions').map((e) => e.child('ToTypeOf'));
  const elements = values.map((v, i) => {
    const to = types[i]?.part('TypeOf').list('Types')[0];
    const value = element(made[i] ?? index, v.value);
    return { name: v.name, value: to ? cast(value, declaredType(to)) : value };
  });
  const name = parameters.get('with_itemindex');
  const place = name === undefined ? null : { name, value: column(index) };
  return { rows: limited(unnest, index, node, scope, lowering), elements, place };
}

/** The element itself: JSON null is null. */
function element(of: RelationColumn, list: Scalar): Scalar {
  return {
    kind: 'path',
    base: column(of),
    steps: [],
    type: 'dynamic',
    nullable: true,
    span: list.span,
  };
}

function limited(
  rows: UnnestRelation,
  index: RelationColumn,
  node: Syntax,
  scope: Scope,
  lowering: Lowering,
): Relation {
  const limit = node.child('RowLimitClause')?.child('RowLimit');
  const less = scalarFunctionsBySyntax.get('LessThanExpression');
  if (!limit || !less) return rows;
  const count = lowering.scalar(
    limit,
    new Scope({ relation: null, environment: scope.environment }),
  );
  return filter(rows, {
    kind: 'call',
    fn: less,
    args: [column(index), count],
    type: 'bool',
    nullable: false,
  });
}
