import { newColumns, shapeOf } from './build.ts';
import type { JoinRelation, Relation, RelationColumn } from './nodes.ts';
import { column } from './scalar.ts';

/**
 * The rows of a relation, its columns kept by identity, with columns of the rows of another where keys are equal,
 * as hidden ones; a missing key equals a missing key.
 */
export function beside(
  shape: 'inner' | 'left',
  left: Relation,
  right: Relation,
  keys: readonly { of: RelationColumn; as: RelationColumn }[],
  wanted: readonly RelationColumn[],
): { relation: JoinRelation; added: RelationColumn[] } {
  const all = [...left.columns, ...left.hidden];
  const added = newColumns(
    wanted.map((c) => ({ ...c, nullable: c.nullable || shape === 'left' })),
    all.map((c) => c.physical),
  );
  const taken = added.flatMap((c, i) => {
    const from = wanted[i];
    return from ? [{ column: c, value: column(from, undefined, 'right') }] : [];
  });
  const relation: JoinRelation = {
    ...shapeOf(left),
    kind: 'join',
    shape,
    left,
    right,
    keys: keys.map(({ of, as }) => ({
      left: column(of, undefined, 'left'),
      right: column(as, undefined, 'right'),
    })),
    condition: null,
    items: [...all.map((c) => ({ column: c, value: column(c, undefined, 'left') })), ...taken],
    hidden: [...left.hidden, ...added],
  };
  return { relation, added };
}
