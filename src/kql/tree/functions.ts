import type { KustoType, Span, ValueComputation } from '../../base/index.ts';
import type { Parameter } from '../signature.ts';
import type { Relation } from './relations.ts';
import type { NamedValue, Scalar } from './scalars.ts';

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
  /** What a `set` statement of the query says. */
  setting(name: string): Scalar | undefined;
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
  /** Where it gives something else than Kusto does, one sentence. */
  readonly differs: string | undefined;
  readonly source: string;
  readonly examples: readonly Example[];
  /** The type that the signature names; null where it depends on the arguments. */
  readonly result: KustoType | null;
}

/** One of several columns that a function gives: a property or element of its dynamic value, and its type. */
export interface ResultField {
  readonly name: string | number;
  readonly type: KustoType;
}

/** A function of one row's values, or an operator such as `has`. */
export interface ScalarFunction extends FunctionCommon {
  readonly kind: 'scalar';
  /** The columns that a call gives where it stands by itself in `extend`, `project` or `print`; none for most functions. */
  readonly fields:
    | readonly ResultField[]
    | ((types: readonly KustoType[]) => readonly ResultField[]);
  readonly syntax: readonly string[];
  readonly chains: boolean;
  readonly negates: boolean;
  readonly volatile: boolean;
  readonly returns: ResultType;
  readonly nullable: Nullability;
  readonly lower: ((args: readonly Scalar[], facts: CallFacts) => Scalar | undefined) | undefined;
  readonly sql: BySpelling<Spelling>;
  /** What its SQL calls, where SQL itself has no way. */
  readonly computation: ValueComputation | undefined;
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
  /** What its SQL calls, where SQL itself has no way. */
  readonly computation: ValueComputation | undefined;
}

export type WindowSpelling = (
  args: readonly string[],
  call: CallSql & {
    /** `OVER (…)` with partition and order, with this frame where one is given, partitioned further by SQL. */
    over(frame?: string, by?: string): string;
  },
) => string;

/** How a value follows from the row before. */
export interface Walk {
  /** Its value by the arguments, the value of the row before (null in the first), and the arguments there. */
  readonly value: ScalarFunction;
  /** Where the row before can be forgotten, by the arguments and those there: runs of rows are walked side by side. */
  readonly begins: ScalarFunction;
}

/** A function of a row and those around it, over serialized rows. */
export interface WindowFunction extends FunctionCommon {
  readonly kind: 'window';
  readonly returns: ResultType;
  readonly nullable: Nullability;
  readonly restart: number;
  readonly sql: BySpelling<WindowSpelling>;
  /** Where each value follows from the one before: the rows are walked. */
  readonly walk: Walk | undefined;
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
