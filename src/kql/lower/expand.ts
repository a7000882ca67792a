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
  return values.map((v, i) => ({
    name: v.name || (fresh.shift() ?? `Column${i + 1}`),
    // DuckDB takes no subquery into the functions that take a list apart: it is computed a step before.
    value: asksRows(v.value) ? scope.hoist(v.value) : v.value,
  }));
}

function asksRows(x: Scalar): boolean {
  if (x.kind === 'call') return x.args.some(asksRows);
  if (x.kind === 'cast') return asksRows(x.value);
  return x.kind === 'subquery' || (x.kind === 'path' && asksRows(x.base));
}

/** Take the lists of `mv-expand` or `mv-apply` apart. */
export function expand(node: Syntax, scope: Scope, lowering: Lowering): Expansion {
  const values = lists(node, scope, lowering);
  const { relation } = scope;
  if (!relation) throw new Error('nothing to expand');
  const parameters = parametersOf(node);
  const kind = parameters.get('kind') ?? parameters.get('bagexpansion');
  const pairs = kind === 'array';
  const limit = node.child('RowLimitClause')?.child('RowLimit') ?? null;
  const placeName = parameters.get('with_itemindex');
  const ordered = relation.order.length > 0;
  const types = node.list('Expressions').map((e) => {
    const to = e.child('ToTypeOf')?.part('TypeOf').list('Types')[0];
    return to ? declaredType(to) : null;
  });
  const made = newColumns(
    [
      ...values.map(({ name }, i) => ({
        name: `$${name}`,
        type: types[i] === 'string' && !pairs ? ('string' as const) : ('dynamic' as const),
        nullable: true,
      })),
      { name: '$place', type: 'long' as const, nullable: false },
    ],
    [...relation.columns, ...relation.hidden].map((c) => c.physical),
  );
  const place = made.pop();
  if (!place) throw new Error('no column made');
  const index = ordered || limit || placeName !== undefined ? place : null;
  const unnest: UnnestRelation = {
    ...shapeOf(relation),
    kind: 'unnest',
    input: relation,
    lists: values.map((v, i) => ({ list: v.value, as: made[i] ?? place })),
    index,
    pairs,
    hidden: [...relation.hidden, ...made, ...(index ? [index] : [])],
    order: ordered
      ? [...relation.order, { column: place, descending: false, nullsFirst: true }]
      : [],
  };
  const elements = values.map((v, i) => {
    const of = made[i] ?? place;
    const type = types[i];
    const value = of.type === 'string' ? column(of) : element(of, v.value);
    return { name: v.name, value: type ? cast(value, type) : value };
  });
  return {
    rows: limit ? limited(unnest, column(place), limit, scope, lowering) : unnest,
    elements,
    place: placeName === undefined ? null : { name: placeName, value: column(place) },
  };
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
  place: Scalar,
  limit: Syntax,
  scope: Scope,
  lowering: Lowering,
): Relation {
  const less = scalarFunctionsBySyntax.get('LessThanExpression');
  if (!less) throw new Error('no less-than');
  const count = lowering.scalar(
    limit,
    new Scope({ relation: null, environment: scope.environment }),
  );
  const condition = { kind: 'call', fn: less, args: [place, count] } as const;
  return filter(rows, { ...condition, type: 'bool', nullable: false });
}
