import type { TableComputation } from '../base/index.ts';
import type { Example } from './define.ts';
import type { Environment, Lowering, Scope } from './lower/context.ts';
import type { Syntax } from './parse/syntax.ts';
import type { Relation } from './tree/nodes.ts';

/** What an operator gets to work with. */
export interface OperatorCall {
  readonly node: Syntax;
  /** The rows that come in; null where the operator stands at the head of a query. */
  readonly input: Relation | null;
  /** A scope over the rows that come in. Lowering an expression may add a step to `scope.relation`: build on that. */
  readonly scope: Scope;
  readonly environment: Environment;
  readonly lowering: Lowering;
}

interface OperatorParts {
  /** As a user types it: `mv-expand`. */
  name: string;
  /** Microsoft's names for the kinds of syntax that it handles. */
  syntax: readonly [string, ...string[]];
  /** What it does, one sentence. */
  about: string;
  /** Where it gives something else than Kusto does, one sentence; shown in the editor and in docs/kql.md. */
  differs?: string;
  source: string;
  /** True where what it gives depends on the order in which rows come. */
  ordered?: boolean;
  /** True where it keeps rows or groups in memory until all have come: named where memory runs out. */
  holds?: boolean;
  /** Functions of Kusto's that mean something only inside it. */
  brings?: readonly string[];
  /** What `apply` has computed in TypeScript, where SQL has no way. */
  computations?: readonly TableComputation[];
  apply(call: OperatorCall): Relation;
  /** Documentation and test; none for what is always refused. */
  examples: readonly Example[];
}

/** A tabular operator, or an expression that is a table by itself (`datatable`, `range`). */
export interface Operator extends OperatorParts {
  ordered: boolean;
  holds: boolean;
}

/** Define a tabular operator. */
export function defineOperator(parts: OperatorParts): Operator {
  return { ...parts, ordered: parts.ordered ?? false, holds: parts.holds ?? false };
}

/** The rows that come in, of an operator that cannot stand at the head. */
export function rowsOf({ scope }: OperatorCall): Relation {
  if (!scope.relation) throw new Error('an operator without rows');
  return scope.relation;
}
