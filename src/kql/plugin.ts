import type { Column, Span, TableComputation } from '../base/index.ts';
import type { Example } from './define.ts';
import type { OperatorCall } from './operator.ts';
import type { Syntax } from './parse/syntax.ts';
import type { ExternalRequest, LookupRequest } from './plan.ts';
import type { Relation } from './tree/nodes.ts';

/** A question whose answer decides which columns a plugin gives. */
export interface Probe {
  /** A few rows of few columns. */
  relation: Relation;
  /** The columns of the result, in order. */
  read(rows: readonly unknown[][]): Column[];
}

export interface PluginCall extends OperatorCall {
  readonly args: readonly Syntax[];
}

interface PluginParts {
  name: string;
  about: string;
  /** Where it gives something else than Kusto does, one sentence; shown in the editor and in docs/kql.md. */
  differs?: string;
  source: string;
  /** Where the columns of the result depend on the rows. Asked only where the query does not say the columns itself. */
  probe?(call: PluginCall): Probe;
  /** What `apply` has computed in TypeScript, where SQL has no way. */
  computations?: readonly TableComputation[];
  /** The rows; the columns that were found or said are the node's own. */
  apply(call: PluginCall): Relation;
  /** Documentation and test; none for what is always refused. */
  examples: readonly Example[];
}

/** A plugin of `evaluate`. */
export type Plugin = PluginParts;

/** Define a plugin of `evaluate`. */
export function definePlugin(parts: PluginParts): Plugin {
  return parts;
}

/** Thrown where the compiler must ask before it can go on; the query is then lowered anew. */
export abstract class Wanted extends Error {
  readonly span: Span;

  constructor(what: string, span: Span) {
    super(`${what} wanted`);
    this.span = span;
  }
}

/** The binder must be told columns: known ones, or what to ask the rows. */
export class ColumnsWanted extends Wanted {
  readonly from: Probe | readonly Column[];

  constructor(from: Probe | readonly Column[], span: Span) {
    super('columns', span);
    this.from = from;
  }
}

/** Others are to be asked. */
export class LookupWanted extends Wanted {
  /** Which lookup of the query it is. */
  readonly place: string;
  /** The texts, in the first column of the relation. */
  readonly relation: Relation;
  readonly request: Omit<LookupRequest, 'values'>;

  constructor(
    parts: { place: string; relation: Relation; request: Omit<LookupRequest, 'values'> },
    span: Span,
  ) {
    super('answers', span);
    this.place = parts.place;
    this.relation = parts.relation;
    this.request = parts.request;
  }
}

/** Files are to be made readable. */
export class FilesWanted extends Wanted {
  readonly request: ExternalRequest;

  constructor(request: ExternalRequest, span: Span) {
    super('files', span);
    this.request = request;
  }
}
