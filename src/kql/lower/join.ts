import { Refusal } from '../error.ts';
import type { Syntax } from '../parse/syntax.ts';
import { alike } from '../tree/alike.ts';
import { newColumns, shapeOf, withHidden } from '../tree/build.ts';
import type { Item, JoinShape, Relation, RelationColumn, Scalar } from '../tree/nodes.ts';
import { column } from '../tree/scalar.ts';
import type { Environment, Lowering } from './context.ts';
import { Scope } from './context.ts';

/** One condition of a join, each side over its own rows. */
export interface JoinKey {
  left: Scalar;
  right: Scalar;
}

/** The equalities of an `on`: names that both sides have, or `$left.a == $right.b`. */
export function joinKeys(
  clauses: readonly Syntax[],
  sides: { left: Relation; right: Relation },
  environment: Environment,
  lowering: Lowering,
): JoinKey[] {
  const scope = new Scope({ relation: null, environment, sides });
  return clauses.flatMap((clause): JoinKey[] => {
    if (clause.kind === 'ParenthesizedExpression')
      return joinKeys([clause.part('Expression')], sides, environment, lowering);
    if (clause.kind === 'AndExpression')
      return joinKeys([clause.part('Left'), clause.part('Right')], sides, environment, lowering);
    if (clause.kind === 'NameReference') return [sameName(clause, sides)];
    if (clause.kind !== 'EqualExpression')
      throw new Refusal('A join needs equalities of its two sides.', clause.span);
    const [a, b] = [
      lowering.scalar(clause.part('Left'), scope),
      lowering.scalar(clause.part('Right'), scope),
    ];
    const [left, right] = sideOf(a, clause) === 'left' ? [a, b] : [b, a];
    if (sideOf(left, clause) !== 'left' || sideOf(right, clause) !== 'right')
      throw new Refusal(
        'One side of a join condition must be $left, the other $right.',
        clause.span,
      );
    const [l, r] = alike(left, right);
    return [{ left: l, right: r }];
  });
}

function sameName(clause: Syntax, sides: { left: Relation; right: Relation }): JoinKey {
  const { name, span } = clause;
  const left = sides.left.columns.find((c) => c.name === name);
  const right = sides.right.columns.find((c) => c.name === name);
  if (!left || !right)
    throw new Refusal(`Both sides of the join need a column ${name}.`, span, 'kql/unknown-name');
  const [l, r] = alike(column(left, span, 'left'), column(right, span, 'right'));
  return { left: l, right: r };
}

/** The one side that an expression is about. */
function sideOf(x: Scalar, clause: Syntax): 'left' | 'right' {
  const sides = new Set<'left' | 'right'>();
  const visit = (node: Scalar): void => {
    if (node.kind === 'column' && node.side) sides.add(node.side);
    if (node.kind === 'cast') visit(node.value);
    if (node.kind === 'path') visit(node.base);
    if (node.kind === 'call') node.args.forEach(visit);
  };
  visit(x);
  const [side, other] = sides;
  if (!side || other)
    throw new Refusal('Each side of a join condition is about one table.', clause.span);
  return side;
}

const outerSides: Readonly<Record<JoinShape, { left: boolean; right: boolean }>> = {
  inner: { left: false, right: false },
  cross: { left: false, right: false },
  semi: { left: false, right: false },
  anti: { left: false, right: false },
  left: { left: false, right: true },
  right: { left: true, right: false },
  full: { left: true, right: true },
};

/** The rows of two relations side by side. `names` are those of all columns, where they are known. */
export function joined(parts: {
  shape: JoinShape;
  left: Relation;
  right: Relation;
  keys: readonly JoinKey[];
  /** Columns of the right that are left out. */
  without?: ReadonlySet<RelationColumn>;
  names: readonly string[] | null;
}): Relation {
  const { shape, left, right, keys, without, names } = parts;
  const base = { kind: 'join', shape, left, right, keys, condition: null } as const;
  if (shape === 'semi' || shape === 'anti') return { ...base, items: [], ...shapeOf(left) };
  const outer = outerSides[shape];
  const values = [
    ...left.columns.map((c) => ({ of: c, side: 'left' as const, missing: outer.left })),
    ...right.columns
      .filter((c) => !without?.has(c))
      .map((c) => ({ of: c, side: 'right' as const, missing: outer.right })),
  ];
  const taken = new Set<string>();
  const wanted = values.map(({ of, missing }, i) => {
    const name = names?.length === values.length ? (names[i] ?? of.name) : unused(of.name, taken);
    taken.add(name);
    return { name, type: of.type, nullable: of.nullable || missing };
  });
  const columns = newColumns(wanted);
  const items: Item[] = columns.flatMap((c, i) => {
    const value = values[i];
    return value ? [{ column: c, value: column(value.of, undefined, value.side) }] : [];
  });
  return { ...base, items, columns, hidden: [], order: [], sorted: false };
}

function unused(name: string, taken: ReadonlySet<string>): string {
  let free = name;
  for (let n = 1; taken.has(free); n++) free = `${name}${n}`;
  return free;
}

/** One row for each value of the keys, the first in order. */
export function firstOfEach(left: Relation, keys: readonly JoinKey[]): Relation {
  const plain = keys.map((k) => withoutSide(k.left));
  const { relation, added } = withHidden(
    left,
    plain.map((value) => ({ name: '$key', value })),
  );
  return { kind: 'distinct', input: relation, on: added, ...shapeOf(relation) };
}

function withoutSide(x: Scalar): Scalar {
  if (x.kind === 'column') return column(x.column, x.span);
  if (x.kind === 'cast') return { ...x, value: withoutSide(x.value) };
  if (x.kind === 'path') return { ...x, base: withoutSide(x.base) };
  return x.kind === 'call' ? { ...x, args: x.args.map(withoutSide) } : x;
}

/** The same key with its sides changed, for joins that keep rows of the right. */
export function swapped({ left, right }: JoinKey): JoinKey {
  return { left: onSide(right, 'left'), right: onSide(left, 'right') };
}

function onSide(x: Scalar, side: 'left' | 'right'): Scalar {
  if (x.kind === 'column') return column(x.column, x.span, side);
  if (x.kind === 'cast') return { ...x, value: onSide(x.value, side) };
  if (x.kind === 'path') return { ...x, base: onSide(x.base, side) };
  return x.kind === 'call' ? { ...x, args: x.args.map((a) => onSide(a, side)) } : x;
}
