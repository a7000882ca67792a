import type { Column, TableComputation } from '../../base/index.ts';
import { newColumns } from './build.ts';
import type { ComputedRelation, Relation, RelationColumn, Scalar } from './nodes.ts';

export interface ComputedParts {
  computation: TableComputation;
  /** The columns that it is given. */
  inputs: readonly Scalar[];
  /** What the query says besides, as JSON. */
  options?: unknown;
  /** The columns that it gives. */
  gives: readonly Column[];
  /** The visible columns of the input row go along, before those that it gives; it must then say `rows`. */
  carries?: boolean;
}

/** What a computation makes of all rows of a relation, or of each of its groups by itself, in the order it gives them. */
export function computed(input: Relation, parts: ComputedParts): ComputedRelation {
  const along = parts.carries ? input.columns : [];
  const groups = (input.groups ?? []).filter((c) => !along.includes(c));
  const given = parts.gives.map((c) => ({ ...c, nullable: c.type !== 'string' }));
  const index = { name: 'k_index', type: 'long', nullable: false } as const;
  const all = newColumns([...along, ...given, ...groups, index]);
  const from = all.length - 1 - groups.length;
  const carried = [...along, ...groups].map((column, i) => {
    const as = all[i < along.length ? i : from + i - along.length];
    if (!as) throw new Error('a column was not made');
    return { from: column, as };
  });
  const numbering = all.at(-1);
  if (!numbering) throw new Error('a column was not made');
  const made = (column: RelationColumn): RelationColumn =>
    carried.find((c) => c.from === column)?.as ?? column;
  return {
    kind: 'computed',
    input,
    computation: parts.computation,
    options: parts.options ?? null,
    inputs: parts.inputs,
    carried,
    given: all.slice(along.length, from),
    index: numbering,
    columns: all.slice(0, from),
    hidden: all.slice(from),
    order: [{ column: numbering, descending: false, nullsFirst: false }],
    sorted: false,
    label: input.label,
    groups: input.groups?.map(made),
  };
}
