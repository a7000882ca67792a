import type { Span, StoredColumn } from '../base/index.ts';
import type { InvokedFunction } from './invoked.ts';

/** A table that a query may name. `relation` is SQL that can stand after FROM. */
export interface SourceTable {
  name: string;
  columns: readonly StoredColumn[];
  relation: string;
  /** True for a second name of another table, which wildcards and `search` pass over. */
  alias?: boolean;
}

/** The tables a query is bound to. The same object means the same schema: compiled queries are remembered by it. */
export interface Schema {
  tables: readonly SourceTable[];
  /** What `invoke` may name besides functions of a `let`. */
  functions?: ReadonlyMap<string, InvokedFunction>;
}

/** How the files of an `externaldata` are laid out; `skip` is how many records of each file are passed over. */
export type ExternalLayout =
  | { kind: 'delimited'; delimiter: string; columns: number; skip: number }
  | { kind: 'lines'; skip: number }
  | { kind: 'raw' }
  | { kind: 'json' };

/** The files that an `externaldata` names. */
export interface ExternalRequest {
  uris: readonly string[];
  layout: ExternalLayout;
}

/** Who may read files for `externaldata`: the compiler itself reads none. */
export interface ExternalFiles {
  /** Why this one is not read, and what to do about it; null where it is. */
  refusal(uri: string): string | null;
  /** The records of the files, as columns `c0`, `c1` … of texts (as many as the layout says, else one), of JSON as `c0`. */
  rows(request: ExternalRequest): Promise<SourceTable>;
}

/** What a function that asks outside the machine is to be asked. */
export interface LookupRequest {
  tool: string;
  /** Its parameters, checked, with their defaults. */
  parameters: Readonly<Record<string, unknown>>;
  /** SELECT of one column, the texts to be looked up, with repetitions. */
  values: string;
  /** Where true, a value without any row gets one without values. */
  keepsAll: boolean;
}

/** Who looks things up: the compiler and the engine reach nobody. */
export interface Lookups {
  /** Why this function may not be used, and what to do about it; null where it may. */
  refusal(request: Pick<LookupRequest, 'tool' | 'parameters'>): string | null;
  /** For each text once: `value`, and `found`, a dynamic array of rows that are arrays. */
  rows(request: LookupRequest, signal?: AbortSignal): Promise<SourceTable>;
}

export interface CompileOptions {
  /** What `now()` and `ago()` stand for: microseconds since 1970, UTC. */
  nowMicros: bigint;
  /** The table that a text beginning with `|` continues. */
  input?: SourceTable;
  /** `wrapping` computes integers as Kusto does past 64 bits, at a cost: for a second try after an overflow. */
  arithmetic?: 'fast' | 'wrapping';
  /** Runs a small query whose answer decides the shape of the result (`bag_unpack`, `pivot`). */
  probe: (sql: string) => Promise<unknown[][]>;
  /** Who reads the files of `externaldata`; without it they are refused. */
  external?: ExternalFiles;
  /** Who asks others, for functions of the toolbox that do; without it they are refused. */
  lookups?: Lookups;
  /** Stops what is asked of others. */
  signal?: AbortSignal;
}

/** How a query's `render` asks to be shown. */
export interface Render {
  kind: string;
  properties: Record<string, string>;
}

/** A compiled query: one SELECT, whose columns are stored as `storedAs` says. */
export interface Plan {
  sql: string;
  columns: readonly StoredColumn[];
  /** True where the order of the rows means something; the SQL then ends in ORDER BY. */
  ordered: boolean;
  /** The source tables that the query reads, by their Kusto names. */
  tables: readonly string[];
  render: Render | null;
  /** The steps that keep rows in memory until all have come, and where they stand; shortened. */
  holds: readonly { step: string; span: Span }[];
  /** What the compiler ignored or approximated, one sentence each. */
  notes: readonly string[];
  /** SELECTs of one text each: what functions of the toolbox were given, to be told where there are no rows. */
  whyEmpty(): readonly string[];
  /** The further results of `fork` and `facet`, by name. */
  others: readonly NamedResult[];
}

/** One more result of a query that gives several. */
export interface NamedResult {
  name: string;
  sql: string;
  columns: readonly StoredColumn[];
}

/** A change of a text: what stands at `span` becomes `text`. */
export interface Edit {
  span: Span;
  text: string;
}

/** One way to put a finding right. */
export interface Fix {
  /** What it does, for a menu: `Change to Account`. */
  title: string;
  edits: readonly Edit[];
}

/** One finding about the text of a query. */
export interface Diagnostic {
  severity: 'error' | 'warning' | 'suggestion';
  /** Kusto's own code such as `KS142`, or ours such as `kql/not-supported`. */
  code: string;
  message: string;
  span: Span;
  /** What to do about it, one sentence. */
  hint?: string;
  /** Changes of the text that would put it right, the likeliest first. */
  fixes?: readonly Fix[];
}
