import type { Relation, RelationColumn, Shape } from './relations.ts';

/** What `make-graph` gives: nodes and edges as relations, each node known by the value of a column. */
export interface Graph {
  readonly nodes: Relation;
  readonly id: RelationColumn;
  readonly edges: Relation;
  readonly from: RelationColumn;
  readonly to: RelationColumn;
  /** Numbers the edges. */
  readonly edge: RelationColumn;
}

/** A value of each edge of a path, as a list in the order of the path. */
export interface Collected {
  readonly of: RelationColumn;
  readonly as: RelationColumn;
  /** Of all edges but the first: a value of the node that the edge leaves. */
  readonly inner: boolean;
}

/** What may come twice in a path. */
export type Cycles = 'all' | 'none' | 'unique_edges';

/** A row for each path of some edges that begins at a node of `seeds`. */
export interface PathsRelation extends Shape {
  readonly kind: 'paths';
  readonly seeds: Relation;
  readonly seed: RelationColumn;
  /** Edges as they are walked: the node that each leaves, the one that it reaches, and its number. */
  readonly edges: Relation;
  readonly from: RelationColumn;
  readonly to: RelationColumn;
  readonly edge: RelationColumn;
  readonly least: number;
  readonly most: number;
  readonly cycles: Cycles;
  /** Of the paths of one length between two nodes only one is kept. */
  readonly shortest: boolean;
  readonly collected: readonly Collected[];
  readonly start: RelationColumn;
  readonly end: RelationColumn;
  /** The numbers of the edges, the nodes between the ends: lists. */
  readonly walked: RelationColumn;
  readonly between: RelationColumn;
}
