import type { KustoType } from '../base/index.ts';
import { type Compute, computedFunction } from './compute.ts';
import { parseSignature } from './signature.ts';
import type {
  AggregateFunction,
  AggregateSpelling,
  CallFacts,
  Dialect,
  Example,
  FunctionCommon,
  NamedValue,
  Nullability,
  PartSpelling,
  Scalar,
  ScalarFunction,
  Spelling,
  TimeAndTicks,
  Walk,
  WindowFunction,
  WindowSpelling,
} from './tree/nodes.ts';

export type {
  AggregateFunction,
  AggregateSpelling,
  CallFacts,
  CallSql,
  Example,
  Nullability,
  ResultField,
  ScalarFunction,
  Spelling,
  WindowFunction,
} from './tree/nodes.ts';

interface CommonParts<S extends string = string> {
  /** `strlen(text: string): long`; `?` marks what may be left out, `...` what may repeat, `any` what is not converted. */
  signature: S;
  aliases?: readonly string[];
  /** What it gives, one sentence. */
  about: string;
  /** Where it gives something else than Kusto does, one sentence; shown in the editor and in docs/kql.md. */
  differs?: string;
  /** The page that it follows. */
  source: string;
  examples: readonly [Example, ...Example[]];
}

interface ScalarParts<S extends string = string> extends CommonParts<S> {
  /** The kinds of syntax that are this function, for what is written as an operator. */
  syntax?: readonly string[];
  /** True of a test that is the opposite of another: of `*` it must hold for all columns, not any. */
  negates?: boolean;
  /** True where the same arguments may give another result, or an error that is meant: DuckDB must not try it. */
  volatile?: boolean;
  /** True where a row of the same operator is one call of many arguments. */
  chains?: boolean;
  /** Where the type depends on the arguments; otherwise the signature says it. */
  returns?: (args: readonly Scalar[], facts: CallFacts) => KustoType;
  /** `possible` unless said. A string that is given is never NULL. */
  nullable?: Nullability;
  /** Of a function that gives several columns: what they are taken from its dynamic value by. */
  fields?: ScalarFunction['fields'];
  /** Put another expression in its place; undefined leaves the call as it is. */
  lower?: (args: readonly Scalar[], facts: CallFacts) => Scalar | undefined;
  /** How SQL says it; left out where it is computed. */
  sql?: Readonly<Record<Dialect, Spelling | null>>;
  /** What it gives, in TypeScript, where SQL has no way: pure, bounded, and never throwing for what its arguments are. */
  compute?: Compute<S>;
  /** Where it moves a time by a constant: the time and how far. */
  moves?: (args: readonly Scalar[]) => TimeAndTicks | undefined;
  /** Where it rounds a time down to whole steps since the year 1: the time and the width. */
  floors?: (args: readonly Scalar[]) => TimeAndTicks | undefined;
  /** A cheaper spelling of a dynamic result of which only a property is wanted. */
  base?: Readonly<Record<Dialect, Spelling | null>>;
  /** A short way to one property or element of a dynamic result that holds only texts. */
  part?: Readonly<Record<Dialect, PartSpelling | null>>;
}

interface AggregateParts extends CommonParts {
  /** The name of the form that takes a condition as well (`sumif`), after the arguments that must be given. */
  conditional?: readonly string[];
  returns?: (args: readonly Scalar[], facts: CallFacts) => KustoType;
  nullable?: Nullability;
  /** Keeps the order of the rows that come in. */
  ordered?: boolean;
  /** How SQL says it; left out where it is computed. */
  sql?: Readonly<Record<Dialect, AggregateSpelling | null>>;
  /** What it makes of all values of its one argument, in TypeScript, where SQL has no way. */
  compute?: (values: readonly unknown[]) => unknown;
}

/** An aggregate that gives several columns (`arg_max`, `percentiles`): taken apart when the query is lowered. */
export interface TupleAggregate extends FunctionCommon {
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

interface WindowParts extends CommonParts {
  returns?: (args: readonly Scalar[], facts: CallFacts) => KustoType;
  nullable?: Nullability;
  /** The argument that, where it is true, begins a new run of rows. */
  restart?: number;
  /** Instead of SQL, where each value follows from the one before. */
  walk?: Walk;
  sql: Readonly<Record<Dialect, WindowSpelling | null>>;
}

export type FunctionDefinition =
  | ScalarFunction
  | AggregateFunction
  | TupleAggregate
  | WindowFunction;

function common(parts: CommonParts): FunctionCommon {
  const { name, parameters, least, most, result } = parseSignature(parts.signature);
  const { signature, about, differs, source, examples, aliases = [] } = parts;
  return {
    name,
    names: [name, ...aliases],
    signature,
    parameters,
    least,
    most,
    result,
    about,
    differs,
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
export function defineScalar<const S extends string>(parts: ScalarParts<S>): ScalarFunction {
  const base = common(parts);
  const { syntax = [], fields = [], chains = false, negates = false, lower } = parts;
  const { volatile = false } = parts;
  const { nullable = 'possible' } = parts;
  const computed = parts.compute ? computedFunction(base, parts.compute) : undefined;
  const sql = parts.sql ?? (computed ? { duckdb: computed.spell } : undefined);
  if (!sql) throw new Error(`${parts.signature}: neither SQL nor a computation`);
  const returns = returning(parts, base.result);
  return {
    ...base,
    kind: 'scalar',
    syntax,
    fields,
    chains,
    negates,
    volatile,
    nullable,
    lower,
    sql,
    computation: computed?.computation,
    base: parts.base,
    part: parts.part,
    moves: parts.moves,
    floors: parts.floors,
    returns,
  };
}

/** Define an aggregate function and, where it has one, its form with a condition. */
export function defineAggregate(parts: AggregateParts): AggregateFunction {
  const base = common(parts);
  const { conditional = [], nullable = 'possible', ordered = false, compute } = parts;
  const computed = compute
    ? computedFunction(base, compute as (...args: never[]) => unknown)
    : undefined;
  const ofAll: AggregateSpelling | undefined =
    computed && (([value], call) => computed.spell([`to_json(list(${value})${call.where})`], call));
  const sql = parts.sql ?? (ofAll ? { duckdb: ofAll } : undefined);
  if (!sql) throw new Error(`${parts.signature}: neither SQL nor a computation`);
  const returns = returning(parts, base.result);
  const computation = computed?.computation;
  return { ...base, kind: 'aggregate', conditional, nullable, ordered, sql, computation, returns };
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
    walk: parts.walk,
    sql,
    returns: returning(parts, base.result),
  };
}
