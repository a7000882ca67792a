import type { KustoType, Span } from '../base/index.ts';
import { type Parameter, parseSignature } from './signature.ts';
import type { NamedValue } from './tree/build.ts';
import type { Relation } from './tree/relation.ts';
import type { Scalar } from './tree/scalar.ts';

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

/** SQL of a call. `args` are the given arguments, each as the type that the signature names. */
export type Spelling = (args: readonly string[], call: CallSql) => string;

/** Whether a result can be null: as its arguments, never, or always possible. */
export type Nullability = 'as-arguments' | 'never' | 'possible';

interface CommonParts {
  /** `strlen(text: string): long`; `?` marks what may be left out, `...` what may repeat, `any` what is not converted. */
  signature: string;
  aliases?: readonly string[];
  /** What it gives, one sentence. */
  about: string;
  /** The page that it follows. */
  source: string;
  examples: readonly [Example, ...Example[]];
}

/** What lowering tells a definition about the call. */
export interface CallFacts {
  /** The type that Microsoft's binder gave the call, if it gave one. */
  bound: KustoType | null;
  span: Span;
  /** What `now()` stands for, in microseconds since 1970. */
  nowMicros: bigint;
  /** The visible columns of the rows at hand, in order. */
  columns: readonly NamedValue[];
}

interface ScalarParts extends CommonParts {
  /** The kinds of syntax that are this function, for what is written as an operator. */
  syntax?: readonly string[];
  /** True where a row of the same operator is one call of many arguments. */
  chains?: boolean;
  /** Where the type depends on the arguments; otherwise the signature says it. */
  returns?: (args: readonly Scalar[], facts: CallFacts) => KustoType;
  /** `possible` unless said. A string that is given is never NULL. */
  nullable?: Nullability;
  /** Put another expression in its place; undefined leaves the call as it is. */
  lower?: (args: readonly Scalar[], facts: CallFacts) => Scalar | undefined;
  sql: Readonly<Record<Dialect, Spelling | null>>;
  /** A cheaper spelling of a dynamic result of which only a property is wanted. */
  base?: Readonly<Record<Dialect, Spelling | null>>;
}

interface Common {
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

/** A function of one row's values, or an operator such as `has`. */
export interface ScalarFunction extends Common {
  readonly kind: 'scalar';
  readonly syntax: readonly string[];
  readonly chains: boolean;
  readonly returns: NonNullable<ScalarParts['returns']>;
  readonly nullable: Nullability;
  readonly lower: ScalarParts['lower'];
  readonly sql: ScalarParts['sql'];
  readonly base: ScalarParts['base'];
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

interface AggregateParts extends CommonParts {
  /** The name of the form that takes a condition as well (`sumif`), after the first argument. */
  conditional?: readonly string[];
  returns?: (args: readonly Scalar[], facts: CallFacts) => KustoType;
  nullable?: Nullability;
  /** Keeps the order of the rows that come in. */
  ordered?: boolean;
  sql: Readonly<Record<Dialect, AggregateSpelling | null>>;
}

/** A function of many rows' values, in `summarize` and its kin. */
export interface AggregateFunction extends Common {
  readonly kind: 'aggregate';
  readonly conditional: readonly string[];
  readonly returns: NonNullable<ScalarParts['returns']>;
  readonly nullable: Nullability;
  readonly ordered: boolean;
  readonly sql: AggregateParts['sql'];
}

/** An aggregate that gives several columns (`arg_max`, `percentiles`): taken apart when the query is lowered. */
export interface TupleAggregate extends Common {
  readonly kind: 'tuple';
  readonly conditional: readonly string[];
  readonly columns: TupleParts['columns'];
}

export interface TupleCall {
  args: readonly Scalar[];
  /** The name of each argument where it is a plain column, for the names of the results. */
  names: readonly (string | null)[];
  /** The argument that is `*`, or -1. */
  star: number;
  filter: Scalar | null;
  facts: CallFacts;
  /** Calls another aggregate. */
  aggregate(name: string, args: readonly Scalar[]): Scalar;
  /** The columns that are keys of the summarize, which `*` leaves out. */
  keys: ReadonlySet<string>;
}

interface TupleParts extends CommonParts {
  conditional?: readonly string[];
  columns: (call: TupleCall) => NamedValue[];
}

export type WindowSpelling = (
  args: readonly string[],
  call: CallSql & {
    /** `OVER (…)` with partition and order, and with this frame where one is given. */
    over(frame?: string): string;
  },
) => string;

interface WindowParts extends CommonParts {
  returns?: (args: readonly Scalar[], facts: CallFacts) => KustoType;
  nullable?: Nullability;
  /** The argument that, where it is true, begins a new run of rows. */
  restart?: number;
  sql: Readonly<Record<Dialect, WindowSpelling | null>>;
}

/** A function of a row and those around it, over serialized rows. */
export interface WindowFunction extends Common {
  readonly kind: 'window';
  readonly returns: NonNullable<ScalarParts['returns']>;
  readonly nullable: Nullability;
  readonly restart: number;
  readonly sql: WindowParts['sql'];
}

export type FunctionDefinition =
  | ScalarFunction
  | AggregateFunction
  | TupleAggregate
  | WindowFunction;

function common(parts: CommonParts): Common {
  const { name, parameters, least, most, result } = parseSignature(parts.signature);
  const { signature, about, source, examples, aliases = [] } = parts;
  return {
    name,
    names: [name, ...aliases],
    signature,
    parameters,
    least,
    most,
    result,
    about,
    source,
    examples,
  };
}

function returning(parts: CommonParts & Pick<ScalarParts, 'returns'>, result: KustoType | null) {
  if (parts.returns) return parts.returns;
  if (!result) throw new Error(`${parts.signature}: say what it returns`);
  return () => result;
}

/** Define a scalar function or operator. */
export function defineScalar(parts: ScalarParts): ScalarFunction {
  const base = common(parts);
  const { syntax = [], chains = false, nullable = 'possible', lower, sql } = parts;
  const returns = returning(parts, base.result);
  return {
    ...base,
    kind: 'scalar',
    syntax,
    chains,
    nullable,
    lower,
    sql,
    base: parts.base,
    returns,
  };
}

/** Define an aggregate function and, where it has one, its form with a condition. */
export function defineAggregate(parts: AggregateParts): AggregateFunction {
  const base = common(parts);
  const { conditional = [], nullable = 'possible', ordered = false, sql } = parts;
  const returns = returning(parts, base.result);
  return { ...base, kind: 'aggregate', conditional, nullable, ordered, sql, returns };
}

/** Define an aggregate function that gives several columns. */
export function defineTuple(parts: TupleParts): TupleAggregate {
  const { conditional = [], columns } = parts;
  return { ...common(parts), kind: 'tuple', conditional, columns };
}

/** Define a function over serialized rows. */
export function defineWindow(parts: WindowParts): WindowFunction {
  const base = common(parts);
  const { nullable = 'possible', restart = -1, sql } = parts;
  return {
    ...base,
    kind: 'window',
    nullable,
    restart,
    sql,
    returns: returning(parts, base.result),
  };
}
