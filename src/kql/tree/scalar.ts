import type { KustoType, Span } from '../../base/index.ts';
import type { AggregateFunction, ScalarFunction, WindowFunction } from '../define.ts';
import type { Relation, RelationColumn, SortKey } from './relation.ts';

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

export interface Cast extends Typed {
  readonly kind: 'cast';
  readonly value: Scalar;
}

/** The first column of a relation: its first row's value, or all of them where it stands in a list. */
export interface Subquery extends Typed {
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

export function literal(type: KustoType, value: LiteralValue, span?: Span): Literal {
  return { kind: 'literal', type, value, nullable: value === null, span };
}

export function column(of: RelationColumn, span?: Span, side?: 'left' | 'right'): ColumnRef {
  const ref = { kind: 'column', type: of.type, nullable: of.nullable, column: of, span } as const;
  return side ? { ...ref, side } : ref;
}

/** The value as another type, by Kusto's conversions; what cannot be converted is null. */
export function cast(value: Scalar, type: KustoType): Scalar {
  if (value.type === type) return value;
  const { span } = value;
  if (isNull(value)) return literal(type, type === 'string' ? '' : null, span);
  const constant = value.kind === 'literal' ? castWhole(value, type) : undefined;
  if (constant) return constant;
  const whole = value.type === 'int' || value.type === 'long';
  const widens = whole && (type === 'long' || type === 'real');
  return {
    kind: 'cast',
    type,
    value,
    nullable: type !== 'string' && (value.nullable || !widens),
    span,
  };
}

/** A constant whole number as another type, where nothing can go wrong. */
function castWhole({ type: from, value, span }: Literal, type: KustoType): Literal | undefined {
  if (typeof value !== 'bigint' || (from !== 'int' && from !== 'long')) return undefined;
  if (type === 'long') return literal('long', value, span);
  if (type === 'real') return literal('real', Number(value), span);
  return type === 'string' ? literal('string', String(value), span) : undefined;
}

export function isNull(x: Scalar): boolean {
  return x.kind === 'literal' && x.value === null;
}
