import type { KustoType, Span } from '../../base/index.ts';
import type { AggregateFunction, ScalarFunction, WindowFunction } from './functions.ts';
import type { Relation, RelationColumn, SortKey } from './relations.ts';

/**
 * A value by its type: string, decimal, guid and dynamic (JSON text) as string; int, long, datetime
 * (microseconds since 1970) and timespan (ticks) as bigint; real as number; null for none.
 */
export type LiteralValue = string | bigint | number | boolean | null;

interface Typed {
  readonly type: KustoType;
  /** False where the value can never be null. A string never is to the user, yet may be stored as NULL. */
  readonly nullable: boolean;
  /** Where in the query it stands, for messages. */
  readonly span?: Span | undefined;
}

export interface Literal extends Typed {
  readonly kind: 'literal';
  readonly value: LiteralValue;
  /** Of a datetime: how many ticks of 100 ns, 0 to 9, it lies past its microsecond. */
  readonly below?: bigint;
}

/** A column of the relation that the expression is computed over. */
export interface ColumnRef extends Typed {
  readonly kind: 'column';
  readonly column: RelationColumn;
  /** Which side, in the condition or the items of a join. */
  readonly side?: 'left' | 'right';
}

/** A call of a scalar function or operator. */
export interface Call extends Typed {
  readonly kind: 'call';
  readonly fn: ScalarFunction;
  readonly args: readonly Scalar[];
}

/** A call of a window function over the rows in their order. */
export interface WindowCall extends Typed {
  readonly kind: 'window';
  readonly fn: WindowFunction;
  readonly args: readonly Scalar[];
  readonly order: readonly SortKey[];
  readonly partition: readonly RelationColumn[];
}

/** A call of an aggregate function; stands only among the items of an `aggregate` relation. */
export interface AggregateCall extends Typed {
  readonly kind: 'aggregate';
  readonly fn: AggregateFunction;
  readonly args: readonly Scalar[];
  /** Only rows for which this holds are taken. */
  readonly filter: Scalar | null;
  /** The order of the rows that come in, where the function keeps it. */
  readonly order: readonly SortKey[];
}

/** The row with the greatest or least key of a group, or any row. */
export interface PickedRow {
  readonly pick: 'max' | 'min' | 'any';
  readonly key: Scalar | null;
  readonly fields: readonly Scalar[];
  readonly filter: Scalar | null;
}

/** One field of a picked row; stands only as a whole item of an `aggregate` relation. */
export interface Field extends Typed {
  readonly kind: 'field';
  readonly row: PickedRow;
  readonly index: number;
}

/** Property or element access into a dynamic value. */
export interface Path extends Typed {
  readonly kind: 'path';
  readonly base: Scalar;
  readonly steps: readonly (string | number | Scalar)[];
}

interface Cast extends Typed {
  readonly kind: 'cast';
  readonly value: Scalar;
}

/** The first column of a relation: its first row's value, or all of them where it stands in a list. */
interface Subquery extends Typed {
  readonly kind: 'subquery';
  readonly relation: Relation;
  readonly many: boolean;
}

/** A typed scalar expression without a word of SQL in it. */
export type Scalar =
  | Literal
  | ColumnRef
  | Call
  | WindowCall
  | AggregateCall
  | Field
  | Path
  | Cast
  | Subquery;

/** A value with the name that it is to have. */
export interface NamedValue {
  name: string;
  value: Scalar;
}
