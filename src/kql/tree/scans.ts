import type { Relation, RelationColumn, Shape } from './relations.ts';
import type { Scalar } from './scalars.ts';

/** What the rows of a `scan` remember of a step: a column of the row that matched it, or what was assigned. */
export interface Remembered {
  /** What expressions read it by. */
  readonly as: RelationColumn;
  /** A column of the input, or the place of a declared one. */
  readonly of: RelationColumn | number;
}

/** One `step` of a `scan`. */
export interface ScanStep {
  readonly condition: Scalar;
  readonly output: 'all' | 'last' | 'none';
  /** The values of the declared columns in a row that matches. */
  readonly values: readonly Scalar[];
  readonly remembers: readonly Remembered[];
}

/**
 * The rows that match steps, in their order and each group by itself. Expressions read columns of the input and
 * what steps remember.
 */
export interface ScanRelation extends Shape {
  readonly kind: 'scan';
  readonly input: Relation;
  readonly steps: readonly ScanStep[];
  readonly declared: readonly { as: RelationColumn; otherwise: Scalar }[];
  readonly matchId: RelationColumn;
  /** The number of the row that came in, and of the step that it matched. */
  readonly place: RelationColumn;
  readonly step: RelationColumn;
}
