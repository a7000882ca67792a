import type { KustoType, Span } from '../../base/index.ts';
import type { SourceTable } from '../plan.ts';
import type { Parameter } from '../signature.ts';

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

/** A row for each element of the longest list, elements beside each other; the index counts from 0. */
export interface UnnestRelation extends Shape {
  readonly kind: 'unnest';
  readonly input: Relation;
  readonly lists: readonly { list: Scalar; as: RelationColumn }[];
  readonly index: RelationColumn;
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
  | SharedRelation;

/** A value with the name that it is to have. */
export interface NamedValue {
  name: string;
  value: Scalar;
}

/** The SQL dialects that a definition answers for. What one cannot do is an explicit null. */
export type Dialect = 'duckdb';

/** A query and the rows it gives, values as Kusto's REST answers spell them. It is documentation and a test. */
export interface Example {
  query: string;
  /** `name:type` of each column; checked where given. */
  columns?: readonly string[];
  rows: readonly (readonly unknown[])[];
}

/** What a spelling may ask about the call that it spells. */
export interface CallSql {
  /** The arguments as typed expressions. */
  readonly args: readonly Scalar[];
  /** The type of the result. */
  readonly type: KustoType;
  /** True inside a filter, where null may be given for false: a faster spelling will do. */
  readonly filter: boolean;
  /** `wrapping` where integers are to be computed as Kusto does past 64 bits. */
  readonly arithmetic: 'fast' | 'wrapping';
  /** SQL of any expression, as it is; a string may be NULL. */
  raw(value: Scalar): string;
  /** SQL of any expression as this type; a string is never NULL. */
  as(value: Scalar, type: KustoType): string;
  /** SQL of a condition that stands where this call stands: inside a filter null may be given for false. */
  truth(value: Scalar): string;
  /** SQL of a condition of which only truth counts. */
  condition(value: Scalar): string;
  /** A SELECT of the first column of a relation as `v`. */
  list(relation: Relation): string;
  /** The value of an argument that must be written as a constant; refuses the query where it is not. */
  constant(index: number): string | number | bigint | boolean | null;
  /** Refuse the query, at argument `index` or at the whole call. */
  refuse(why: string, index?: number): never;
}

/** SQL of the text of one part of what a call gives, NULL where it has none; null where there is no short way. */
export type PartSpelling = (step: string | number, ...call: Parameters<Spelling>) => string | null;

/** SQL of a call. `args` are the given arguments, each as the type that the signature names. */
export type Spelling = (args: readonly string[], call: CallSql) => string;

/** Whether a result can be null: as its arguments, never, or always possible. */
export type Nullability = 'as-arguments' | 'never' | 'possible';

/** What lowering tells a definition about the call. */
export interface CallFacts {
  /** The type that Microsoft's binder gave the call, if it gave one. */
  bound: KustoType | null;
  span: Span;
  /** What `now()` stands for, in microseconds since 1970. */
  nowMicros: bigint;
  /** The visible columns of the rows at hand, in order. */
  columns: readonly NamedValue[];
  /** Tell the user what is approximated. */
  note(sentence: string): void;
}

/** What every function definition has. */
export interface FunctionCommon {
  readonly name: string;
  readonly names: readonly string[];
  readonly signature: string;
  readonly parameters: readonly Parameter[];
  readonly least: number;
  readonly most: number;
  readonly about: string;
  readonly source: string;
  readonly examples: readonly Example[];
  /** The type that the signature names; null where it depends on the arguments. */
  readonly result: KustoType | null;
}

/** One of several columns that a function gives: a property of its dynamic value, and its type. */
export interface ResultField {
  readonly name: string;
  readonly type: KustoType;
}

/** A function of one row's values, or an operator such as `has`. */
export interface ScalarFunction extends FunctionCommon {
  readonly kind: 'scalar';
  /** The columns that a call gives where it stands by itself in `extend`, `project` or `print`; none for most functions. */
  readonly fields: readonly ResultField[];
  readonly syntax: readonly string[];
  readonly chains: boolean;
  readonly negates: boolean;
  readonly returns: ResultType;
  readonly nullable: Nullability;
  readonly lower: ((args: readonly Scalar[], facts: CallFacts) => Scalar | undefined) | undefined;
  readonly sql: BySpelling<Spelling>;
  readonly base: BySpelling<Spelling> | undefined;
  readonly part: BySpelling<PartSpelling> | undefined;
  readonly moves: ((args: readonly Scalar[]) => TimeAndTicks | undefined) | undefined;
  readonly floors: ((args: readonly Scalar[]) => TimeAndTicks | undefined) | undefined;
}

export type AggregateSpelling = (
  args: readonly string[],
  call: CallSql & {
    /** ` FILTER (WHERE …)` or nothing: stands after each SQL aggregate. */
    readonly where: string;
    /** ` ORDER BY …` or nothing: the order of the rows that come in. */
    readonly order: string;
    /** The condition that `where` holds, or null. */
    readonly predicate: string | null;
  },
) => string;

/** A function of many rows' values, in `summarize` and its kin. */
export interface AggregateFunction extends FunctionCommon {
  readonly kind: 'aggregate';
  readonly conditional: readonly string[];
  readonly returns: ResultType;
  readonly nullable: Nullability;
  readonly ordered: boolean;
  readonly sql: BySpelling<AggregateSpelling>;
}

export type WindowSpelling = (
  args: readonly string[],
  call: CallSql & {
    /** `OVER (…)` with partition and order, with this frame where one is given, partitioned further by SQL. */
    over(frame?: string, by?: string): string;
  },
) => string;

/** A function of a row and those around it, over serialized rows. */
export interface WindowFunction extends FunctionCommon {
  readonly kind: 'window';
  readonly returns: ResultType;
  readonly nullable: Nullability;
  readonly restart: number;
  readonly sql: BySpelling<WindowSpelling>;
}

/** A time and a timespan in ticks of 100 ns. */
export interface TimeAndTicks {
  time: Scalar;
  ticks: bigint;
}

/** The type of a result, by the arguments. */
type ResultType = (args: readonly Scalar[], facts: CallFacts) => KustoType;

/** A spelling for each dialect; null where a dialect cannot do it. */
type BySpelling<S> = Readonly<Record<Dialect, S | null>>;
