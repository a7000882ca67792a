import type { Span } from '../../base/index.ts';
import type { Syntax } from '../parse/syntax.ts';
import type { CompileOptions, Diagnostic, Render, Schema, SourceTable } from '../plan.ts';
import { withHidden } from '../tree/build.ts';
import type { ColumnRef, NamedValue, Relation, RelationColumn, Scalar } from '../tree/nodes.ts';
import { column } from '../tree/scalar.ts';

/** What a name of a `let`, a parameter or an `as` stands for. */
export type Binding =
  | { kind: 'scalar'; value: Scalar }
  | { kind: 'relation'; relation: () => Relation }
  | { kind: 'function'; declaration: Syntax; environment: Environment }
  | { kind: 'pattern'; declaration: Syntax; environment: Environment };

/** The names in force at a place in the query. */
export type Environment = ReadonlyMap<string, Binding>;

/** The value of a column of a tuple by its name; undefined where it has none. */
export type Tuple = (column: string) => Scalar | undefined;

/** Lowers a call of a function that has a meaning of its own in a scope. */
export type OwnCall = (call: Syntax, scope: Scope) => Scalar;

/** The rows that an expression is computed over, and the names in force. */
export class Scope {
  /** The rows; gains hidden columns where a part of an expression is computed ahead. */
  relation: Relation | null;
  readonly environment: Environment;
  /** True where aggregate functions may be called. */
  readonly aggregates: boolean;
  /** The names of the keys of a summarize, which `*` in its aggregates leaves out. */
  readonly keys: ReadonlySet<string>;
  /** The sides of a join, for `$left` and `$right`. */
  readonly sides: { readonly left: Relation; readonly right: Relation } | null;
  /** What has columns of its own under a name: a step of `scan`, a node or an edge of a graph. */
  readonly tuples: ReadonlyMap<string, Tuple>;
  /** Functions that have a meaning of their own here. */
  readonly calls: ReadonlyMap<string, OwnCall>;

  constructor(parts: {
    relation: Relation | null;
    environment: Environment;
    aggregates?: boolean;
    keys?: ReadonlySet<string>;
    sides?: { left: Relation; right: Relation } | null;
    tuples?: ReadonlyMap<string, Tuple>;
    calls?: ReadonlyMap<string, OwnCall>;
  }) {
    this.relation = parts.relation;
    this.environment = parts.environment;
    this.aggregates = parts.aggregates ?? false;
    this.keys = parts.keys ?? new Set();
    this.sides = parts.sides ?? null;
    this.tuples = parts.tuples ?? new Map();
    this.calls = parts.calls ?? new Map();
  }

  /** The visible column of that name, by Kusto's case. */
  column(name: string): RelationColumn | undefined {
    return this.relation?.columns.find((c) => c.name === name);
  }

  /** Compute a value in a step before, and give the hidden column that holds it. */
  hoist(value: Scalar): ColumnRef {
    if (!this.relation) throw new Error('nothing to compute ahead over');
    const { relation, added } = withHidden(this.relation, [{ name: '$ahead', value }]);
    const [ahead] = added;
    if (!ahead) throw new Error('no column made');
    this.relation = relation;
    return column(ahead, value.span);
  }
}

/** The pass from bound syntax to typed trees: what its parts call of each other, and what it collects. */
export interface Lowering {
  readonly options: CompileOptions;
  readonly schema: Schema;
  /** The rows of files that were asked for (the request as JSON), and answers of others (`lookup n`); null where none are asked for, only looked at. */
  readonly files: ReadonlyMap<string, SourceTable> | null;
  /** True where the query asks for the order of rows, so that written rows are numbered. */
  readonly numbersRows: boolean;
  readonly found: {
    readonly diagnostics: Diagnostic[];
    readonly tables: Set<string>;
    readonly notes: Set<string>;
    /** Results beside the one that is the answer. */
    readonly others: { name: string; relation: Relation }[];
    /** For each function of the toolbox that is called: one text, what it was given. */
    readonly given: Relation[];
    /** The steps that keep rows in memory. */
    readonly holds: Syntax[];
    render: Render | null;
    /** What `set` statements say. */
    readonly settings: Map<string, Scalar>;
    /** How many times others are asked. */
    lookups: number;
  };
  scalar(node: Syntax, scope: Scope): Scalar;
  /** As `scalar`, but what cannot be compiled is reported and becomes a null, so that the rest is looked at too. */
  attempt(node: Syntax, scope: Scope): Scalar;
  /** The values that one element of a list of expressions gives, with their names; '' where it has none of its own. */
  named(node: Syntax, scope: Scope): NamedValue[];
  relation(node: Syntax, environment: Environment, input?: Relation): Relation;
  operator(node: Syntax, input: Relation | null, environment: Environment): Relation;
  /** Call a function of a `let`; `input` is what `invoke` passes as the first argument. */
  callTabular(call: Syntax, scope: Scope, input?: Relation): Relation;
  report(error: unknown, span: Span): void;
}
