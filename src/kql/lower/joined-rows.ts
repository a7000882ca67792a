import { newColumns } from '../tree/build.ts';
import type { JoinRelation, NamedValue, Relation, RelationColumn } from '../tree/nodes.ts';
import { column } from '../tree/scalar.ts';

/** Rows of two relations side by side where one column of each is equal. */
export function joinedRows(parts: {
  shape: 'inner' | 'left';
  left: Relation;
  right: Relation;
  on: readonly [left: RelationColumn, right: RelationColumn];
  /** Values that name their side. */
  values: readonly NamedValue[];
}): JoinRelation {
  const { shape, left, right, on, values } = parts;
  const columns = newColumns(
    values.map(({ name, value }) => ({ name, type: value.type, nullable: true })),
  );
  const items = columns.map((made, i) => {
    const value = values[i]?.value;
    if (!value) throw new Error('a column without value');
    return { column: made, value };
  });
  const keys = [{ left: column(on[0]), right: column(on[1]) }].map((key) => ({
    left: { ...key.left, side: 'left' as const },
    right: { ...key.right, side: 'right' as const },
  }));
  return {
    kind: 'join',
    shape,
    left,
    right,
    keys,
    condition: null,
    items,
    columns,
    hidden: [],
    order: [],
    sorted: false,
  };
}
