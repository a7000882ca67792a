import type { Column, ResultCoverage, Span, TableCoverage } from '../base/index.ts';

/** A problem as it crosses the wire; the fields of `HuntError`, null where there is none. */
export interface Problem {
  code: string;
  message: string;
  hint: string | null;
  span: Span | null;
  /** Every finding about the text, the one above included; empty where the text is not at fault. */
  findings: readonly Finding[];
}

/** One finding about the text of a query, with its place in it. */
export interface Finding {
  severity: 'error' | 'warning' | 'suggestion';
  code: string;
  message: string;
  span: Span;
  /** What to do about it. */
  hint?: string;
  /** Changes of the text that put it right. */
  fixes?: readonly { title: string; edits: readonly { span: Span; text: string }[] }[];
}

/** What stands at a place of a query, in words. */
export interface HoverText {
  span: Span;
  title: string;
  /** What it does; null where there is nothing to say but its type. */
  about: string | null;
  /** Where it gives something else than Kusto does, or why it is refused. */
  differs: string | null;
  source: string | null;
}

/** One open table. */
export interface TableSummary {
  name: string;
  columns: readonly Column[];
  coverage: TableCoverage;
  /** The companion table that keeps what could not be parsed, or null. */
  unparsedTable: string | null;
}

/** What is open right now. */
export interface HuntState {
  /** True while what was named at the start is still being opened. */
  opening: boolean;
  /** True where the sample investigation is open. */
  sample: boolean;
  tables: readonly TableSummary[];
  /** Every table a query may name, companions included: what the editor completes. */
  schema: readonly { name: string; columns: readonly Column[] }[];
  /** Why what was named at the start could not be opened, or null. */
  problem: Problem | null;
}

/** What became of one file. */
export interface FileOutcome {
  file: string;
  state: 'loaded' | 'refused';
  tables: readonly string[];
  problem: Problem | null;
}

/** How far the reading of files is. */
export interface ReadProgress {
  file: string | null;
  bytesDone: number;
  bytesTotal: number;
  filesDone: number;
  filesTotal: number;
}

/** What a page hears while files are read. The last event is `opened` or `failed`. */
export type OpenEvent =
  | ({ kind: 'progress' } & ReadProgress)
  | { kind: 'opened'; files: readonly FileOutcome[]; state: HuntState }
  | { kind: 'failed'; problem: Problem };

/** What a page hears while a query runs. The last event is `done` or `failed`. */
export type RunEvent =
  | { kind: 'running'; elapsedMs: number }
  | {
      kind: 'result';
      result: string;
      columns: readonly Column[];
      rows: number;
      render: { kind: string; properties: Readonly<Record<string, string>> } | null;
      elapsedMs: number;
    }
  | { kind: 'done'; coverage: ResultCoverage }
  | { kind: 'failed'; problem: Problem };

/** One condition on a column of a result. Values are spelled as the grid shows them. */
export interface Filter {
  column: string;
  op:
    | 'contains'
    | 'equals'
    | 'notEquals'
    | 'startsWith'
    | 'greaterThan'
    | 'lessThan'
    | 'empty'
    | 'notEmpty';
  value?: string;
}

export interface Order {
  column: string;
  descending: boolean;
}

interface PageRequest {
  result: string;
  offset: number;
  limit: number;
  orderBy: readonly Order[];
  where: readonly Filter[];
}

interface AskRequest {
  result: string;
  /** KQL that begins with a pipe, asked of the rows of the result. */
  kql: string;
  limit: number;
}

/** An entry of a folder on the machine that the workbench runs on. */
export interface FolderEntry {
  name: string;
  path: string;
  folder: boolean;
  sizeBytes: number | null;
}

/** The calls that answer once, by path below `/api/`. All are POST with a JSON body. */
export interface Calls {
  state: { body: Record<string, never>; answer: HuntState };
  page: { body: PageRequest; answer: { rows: readonly (readonly unknown[])[] } };
  count: { body: { result: string; where: readonly Filter[] }; answer: { rows: number } };
  /** Go on with KQL on a result; `total` is how many rows there would be without the limit. */
  ask: {
    body: AskRequest;
    answer: { columns: readonly Column[]; rows: readonly (readonly unknown[])[]; total: number };
  };
  release: { body: { results: readonly string[] }; answer: { released: number } };
  /** What is to be said about a text, without running it. */
  diagnose: { body: { text: string }; answer: { findings: readonly Finding[] } };
  /** What stands at an offset of a text; null for nothing. */
  hover: { body: { text: string; at: number }; answer: { hover: HoverText | null } };
  /** Stop the reading of what was named at the start. */
  stopOpening: { body: Record<string, never>; answer: Record<string, never> };
  folder: {
    body: { path: string };
    answer: { path: string; parent: string | null; entries: readonly FolderEntry[]; more: boolean };
  };
}

/** The calls that answer with a stream of events, one JSON text a line; dropping the answer stops the work. */
export interface Streams {
  run: { body: { text: string }; event: RunEvent };
  open: { body: { paths: readonly string[]; uploads: readonly string[] }; event: OpenEvent };
  sample: { body: Record<string, never>; event: OpenEvent };
  opening: { body: Record<string, never>; event: OpenEvent };
}

/** The answer to bytes sent to `/api/upload`; `upload` is what `open` takes. */
export interface Uploaded {
  upload: string;
  name: string;
  sizeBytes: number;
}
