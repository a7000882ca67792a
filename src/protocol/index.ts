import type { Column, ResultCoverage, Span, TableCoverage } from '../base/index.ts';
import type { BrowsingCalls } from './browsing.ts';
import type { DecodeCalls, DecodeStreams } from './decoding.ts';
import type { EntityCalls, EntityStreams } from './entities.ts';
import type { Finding, Problem } from './problem.ts';
import type { SaveStreams } from './saving.ts';
import type { SettingsCalls } from './settings.ts';

export type * from './browsing.ts';
export type * from './decoding.ts';
export type * from './entities.ts';
export type * from './problem.ts';
export type * from './saving.ts';
export type * from './settings.ts';

/** A cell of an open hunt. */
export interface CellPlace {
  hunt: string;
  block: string;
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

/** One hunt of the folder of hunts. */
export interface HuntEntry {
  /** The name of its file, by which it is opened. */
  name: string;
  title: string | null;
  /** When it was changed last, ISO 8601. */
  changed: string;
}

/** The folder of hunts. */
export interface HuntListing {
  folder: string;
  /** Why this folder: the user `named` a hunt in it, it is the `project`'s own, or in the user's `own` data folder. */
  why: 'named' | 'project' | 'own';
  /** The hunt that a page begins with, where one was named. */
  first: string | null;
  hunts: readonly HuntEntry[];
  more: boolean;
}

/** What a cell found last. */
export interface CellOutcome {
  /** What `page`, `count` and `ask` take; it changes with every run. */
  result: string;
  columns: readonly Column[];
  coverage: ResultCoverage;
  render: { kind: string; properties: Readonly<Record<string, string>> } | null;
  /** Whether the condition that the cell states holds; null without one. */
  holds: boolean | null;
  ranAt: string;
  elapsedMs: number;
}

/** A cell of an open hunt. */
export interface HuntCell {
  kind: 'cell';
  key: string;
  label: string;
  name: string | null;
  view: string | null;
  settings: readonly (readonly [string, string])[];
  expect: string | null;
  /** The query; its lines end in a line feed alone. */
  kql: string;
  /** The labels of the cells whose results it uses. */
  uses: readonly string[];
  state: 'new' | 'running' | 'fresh' | 'stale' | 'failed';
  outcome: CellOutcome | null;
  /** Why the last run failed; its places are those of `kql`. */
  problem: Problem | null;
}

/** Prose of an open hunt: Markdown. */
export interface HuntProse {
  kind: 'prose';
  key: string;
  text: string;
}

/** A part of an open hunt. Its key stays with it while the hunt is changed around it. */
export type HuntBlock = HuntProse | HuntCell;

/** A parameter of an open hunt. */
export interface HuntParameterState {
  name: string;
  type: 'string' | 'long' | 'real' | 'bool' | 'datetime' | 'timespan' | 'list';
  default: ParameterValue | null;
  about: string | null;
}

export type ParameterValue = string | number | boolean | readonly (string | number | boolean)[];

/** A stretch of time as a hunt says it; ISO 8601, or relative to now. */
export interface HuntTimeText {
  start?: string | undefined;
  end?: string | undefined;
  period?: string | undefined;
}

/** An open hunt, as it stands. */
export interface HuntDocumentState {
  /** Names it in calls. */
  hunt: string;
  /** `file` of the folder of hunts; `scratch`, kept nowhere yet; `bundled`, which the first change makes a copy of. */
  kind: 'file' | 'scratch' | 'bundled';
  /** The name of its file; null where it has none. */
  name: string | null;
  /** What an edit says that it is made on. */
  version: string;
  /** Counts whatever changes, results included. */
  tick: number;
  title: string | null;
  parameters: readonly HuntParameterState[];
  time: HuntTimeText | null;
  /** What `time` means right now; null for all time. */
  span: { from: string; to: string } | null;
  /** What it wants to be open: files below its folder, and the sample. */
  data: readonly string[];
  sample: boolean;
  blocks: readonly HuntBlock[];
  canUndo: boolean;
  canRedo: boolean;
  /** Why it cannot be read, or not be run. */
  problem: Problem | null;
  /** The whole text, where the page is to keep it, or cannot be shown its parts; else null. */
  text: string | null;
}

/** What a cell's line says: those left out stay. */
export interface CellLineEdit {
  name?: string | null;
  view?: string | null;
  settings?: readonly (readonly [string, string])[];
  expect?: string | null;
}

/** One change of an open hunt; blocks are named by their keys. */
export type HuntPageEdit =
  | { kind: 'kql'; block: string; kql: string }
  | { kind: 'line'; block: string; line: CellLineEdit }
  | { kind: 'prose'; block: string; text: string }
  /** Before a block; at the end where it is null. */
  | {
      kind: 'insert';
      before: string | null;
      cell: { kql: string; line: CellLineEdit } | null;
      prose: string;
    }
  | { kind: 'delete'; block: string }
  /** Before another block; to the end where that is null. */
  | { kind: 'move'; block: string; before: string | null }
  | { kind: 'parameter'; name: string; value: ParameterValue }
  | { kind: 'time'; time: HuntTimeText | null }
  | { kind: 'title'; title: string }
  | { kind: 'text'; text: string };

/** What a page hears while cells run. The last event is `done` or `failed`. */
export type HuntRunEvent =
  | { kind: 'state'; state: HuntDocumentState }
  | { kind: 'done'; state: HuntDocumentState }
  | { kind: 'failed'; problem: Problem };

/** The calls that answer once, by path below `/api/`. All are POST with a JSON body. */
export interface Calls extends BrowsingCalls, DecodeCalls, EntityCalls, SettingsCalls {
  state: { body: Record<string, never>; answer: HuntState };
  page: { body: PageRequest; answer: { rows: readonly (readonly unknown[])[] } };
  count: { body: { result: string; where: readonly Filter[] }; answer: { rows: number } };
  /** Go on with KQL on a result; `total` is how many rows there would be without the limit. */
  ask: {
    body: AskRequest;
    answer: { columns: readonly Column[]; rows: readonly (readonly unknown[])[]; total: number };
  };
  release: { body: { results: readonly string[] }; answer: { released: number } };
  /** What is to be said about a text, without running it; as the query of a cell, where one is named. */
  diagnose: { body: { text: string; cell?: CellPlace }; answer: { findings: readonly Finding[] } };
  /** What stands at an offset of a text; null for nothing. */
  hover: {
    body: { text: string; at: number; cell?: CellPlace };
    answer: { hover: HoverText | null };
  };
  hunts: { body: Record<string, never>; answer: HuntListing };
  /** Open a hunt: a file, the tour, or an unsaved one with the text that a page kept of it. */
  huntOpen: {
    body: { page: string; from: { name: string } | { bundled: 'tour' } | { scratch: string } };
    answer: HuntDocumentState;
  };
  /** How an open hunt stands; null where nothing changed since `tick`. */
  huntState: {
    body: { hunt: string; tick: number };
    answer: { state: HuntDocumentState | null };
  };
  /**
   * Change a hunt. `group` ties changes that are undone at once. Where the hunt has changed since `base` in what the
   * edit is about, it is refused with `workbench/hunt-changed`, unless `over` says to do it all the same.
   */
  huntEdit: {
    body: { hunt: string; base: string; edit: HuntPageEdit; group: string | null; over: boolean };
    answer: HuntDocumentState;
  };
  huntStep: { body: { hunt: string; by: 'undo' | 'redo' }; answer: HuntDocumentState };
  /** A new hunt in the folder, called as said; an open one that is in no file goes into it. */
  huntCreate: {
    body: { page: string; title: string; hunt: string | null };
    answer: HuntDocumentState;
  };
  huntRename: { body: { hunt: string; name: string }; answer: HuntDocumentState };
  /** The page does not show the hunt any more. */
  huntClose: { body: { hunt: string; page: string }; answer: Record<string, never> };
  /** Stop the reading of what was named at the start. */
  stopOpening: { body: Record<string, never>; answer: Record<string, never> };
  folder: {
    body: { path: string };
    answer: { path: string; parent: string | null; entries: readonly FolderEntry[]; more: boolean };
  };
}

/** The calls that answer with a stream of events, one JSON text a line; dropping the answer stops the work. */
export interface Streams extends DecodeStreams, EntityStreams, SaveStreams {
  run: { body: { text: string }; event: RunEvent };
  open: { body: { paths: readonly string[]; uploads: readonly string[] }; event: OpenEvent };
  sample: { body: Record<string, never>; event: OpenEvent };
  opening: { body: Record<string, never>; event: OpenEvent };
  /** Run cells, all where none are named, and those that they use. */
  huntRun: { body: { hunt: string; blocks: readonly string[] | null }; event: HuntRunEvent };
  /** Open what a hunt says that it is about. */
  huntData: { body: { hunt: string }; event: OpenEvent };
}

/** The answer to bytes sent to `/api/upload`; `upload` is what `open` takes. */
export interface Uploaded {
  upload: string;
  name: string;
  sizeBytes: number;
}
