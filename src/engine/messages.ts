/** A value as it leaves the engine: text for dynamic, guid and decimal, microseconds for datetime. */
export type WireValue = string | number | bigint | boolean | null;

/**
 * What the parent asks of the engine's process. Every request gets exactly one final answer. A `select`
 * may come from a user's query; a `statement`, a `relation` and a `to` are of our own making.
 */
export type EngineRequest =
  | { id: number; ask: 'run'; statement: string }
  | { id: number; ask: 'keep'; relation: string; select: string }
  | { id: number; ask: 'copy'; select: string; to: string }
  | { id: number; ask: 'rows'; select: string; chunks: number }
  | { id: number; ask: 'more' }
  | { id: number; ask: 'interrupt' };

/** `rows` answers come one after another, each asked for by `more`; `done` marks the last. */
export type EngineAnswer =
  | { ready: true }
  | { broken: string }
  | { id: number; rows: WireValue[][]; done: boolean }
  | { id: number; done: true }
  | { id: number; failure: { message: string; interrupted: boolean } };

/** What the engine's process is started with; sent as its first message. */
export interface EngineSetup {
  /** The only folder in which DuckDB may open files. */
  folder: string;
  /** Files elsewhere that it may read all the same. */
  files: readonly string[];
  memoryLimitBytes: number;
  threads: number;
  /** Statements that run once before the engine is locked: macros of the KQL compiler. */
  prelude: readonly string[];
}
