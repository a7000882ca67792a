import type { KustoType, TableComputation } from '../../base/index.ts';
import type { SourceTable } from '../plan.ts';
import type { Graph, PathsRelation } from './graphs.ts';
import type { Scalar } from './scalars.ts';
import type { ScanRelation } from './scans.ts';

/** A column of a relation. The object itself is its identity: a relation that passes it on keeps the object. */
export interface RelationColumn {
  readonly name: string;
  /** Its name in SQL, unlike any other in the relation even when case is ignored. */
  readonly physical: string;
  readonly type: KustoType;
  readonly nullable: boolean;
}

export interface SortKey {
  readonly column: RelationColumn;
  readonly descending: boolean;
  readonly nullsFirst: boolean;
}

/** What all relations have. */
export interface Shape {
  readonly columns: readonly RelationColumn[];
  /** Columns that the user does not see: what the rows are ordered by, values computed ahead. */
  readonly hidden: readonly RelationColumn[];
  /** The order of the rows, most significant first; empty where it means nothing. */
  readonly order: readonly SortKey[];
  /** True where the user asked for the order; otherwise it is only the order in which rows came. */
  readonly sorted: boolean;
  /** What `union withsource` calls it. */
  readonly label?: string | undefined;
  /** Columns whose values tell groups apart that every step handles by itself (`mv-apply`, `partition`). */
  readonly groups?: readonly RelationColumn[] | undefined;
  /** Where it stands for a graph. */
  readonly graph?: Graph | undefined;
}

/** A value and the column that it becomes. */
export interface Item {
  readonly column: RelationColumn;
  readonly value: Scalar;
}

export interface TableRelation extends Shape {
  readonly kind: 'table';
  readonly table: SourceTable;
}

/** Rows written in the query; the hidden column, if there is one, numbers them from 0. */
export interface ValuesRelation extends Shape {
  readonly kind: 'values';
  readonly rows: readonly (readonly Scalar[])[];
}

export interface ProjectRelation extends Shape {
  readonly kind: 'project';
  readonly input: Relation;
  readonly items: readonly Item[];
}

export interface FilterRelation extends Shape {
  readonly kind: 'filter';
  readonly input: Relation;
  readonly condition: Scalar;
}

export interface AggregateRelation extends Shape {
  readonly kind: 'aggregate';
  readonly input: Relation;
  readonly keys: readonly Item[];
  readonly items: readonly Item[];
}

/** Distinct rows; with `on`, one row (the first in order) for each value of those columns. */
export interface DistinctRelation extends Shape {
  readonly kind: 'distinct';
  readonly input: Relation;
  readonly on: readonly RelationColumn[] | null;
}

export interface LimitRelation extends Shape {
  readonly kind: 'limit';
  readonly input: Relation;
  readonly count: Scalar;
  /** Take rows at random, not the first ones. */
  readonly sample: boolean;
}

export type JoinShape = 'inner' | 'left' | 'right' | 'full' | 'semi' | 'anti' | 'cross';

/** Columns of items name their side. `semi` and `anti` keep rows of the left and have no items. */
export interface JoinRelation extends Shape {
  readonly kind: 'join';
  readonly shape: JoinShape;
  readonly left: Relation;
  readonly right: Relation;
  readonly keys: readonly { left: Scalar; right: Scalar }[];
  readonly condition: Scalar | null;
  readonly items: readonly Item[];
}

/** All rows of all inputs; the columns of each input stand in the same order as those of the union. */
interface UnionRelation extends Shape {
  readonly kind: 'union';
  readonly inputs: readonly { relation: Relation; values: readonly Scalar[] }[];
}

/**
 * A row for each element of the longest list, elements beside each other; the index, where one is wanted, counts
 * from 0. An element becomes text at once where its column is one.
 */
export interface UnnestRelation extends Shape {
  readonly kind: 'unnest';
  readonly input: Relation;
  readonly lists: readonly { list: Scalar; as: RelationColumn }[];
  readonly index: RelationColumn | null;
  /** Objects give arrays `[key, value]`, not objects of one property. */
  readonly pairs: boolean;
}

/** Numbers, datetimes or timespans from `from` to `to`, ends included. */
export interface RangeRelation extends Shape {
  readonly kind: 'range';
  readonly from: Scalar;
  readonly to: Scalar;
  readonly step: Scalar;
}

/** A relation that has a name in the query (`let`, `as`): written once, used where it is named. */
export interface SharedRelation extends Shape {
  readonly kind: 'shared';
  readonly name: string;
  readonly definition: Relation;
  readonly materialized: boolean;
}

/**
 * What a computation in TypeScript makes of whole columns. It is given `inputs`, rows in their order, once for
 * each of the input's groups; its columns become `given`, and `carried` are columns of the input row that each
 * row of the result goes with.
 */
export interface ComputedRelation extends Shape {
  readonly kind: 'computed';
  readonly input: Relation;
  readonly computation: TableComputation;
  /** What the query says besides: JSON. */
  readonly options: unknown;
  readonly inputs: readonly Scalar[];
  readonly carried: readonly { from: RelationColumn; as: RelationColumn }[];
  readonly given: readonly RelationColumn[];
  /** Numbers the rows of the result, from 1. */
  readonly index: RelationColumn;
}

/** A function of the toolbox that has its own SQL over the input's columns. */
export interface SpelledRelation extends Shape {
  readonly kind: 'spelled';
  readonly input: Relation;
  /** A SELECT of the columns, by their physical names, over what stands after FROM. */
  spell(from: string): string;
}

/** A typed relational expression without a word of SQL in it. */
export type Relation =
  | TableRelation
  | ValuesRelation
  | ProjectRelation
  | FilterRelation
  | AggregateRelation
  | DistinctRelation
  | LimitRelation
  | JoinRelation
  | UnionRelation
  | UnnestRelation
  | RangeRelation
  | ComputedRelation
  | SpelledRelation
  | ScanRelation
  | PathsRelation
  | SharedRelation;
