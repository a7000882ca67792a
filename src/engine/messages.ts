/** A value as it leaves the engine: text for dynamic, guid and decimal, microseconds for datetime. */
export type WireValue = string | number | bigint | boolean | null;

/** What the parent asks of the engine's process. Every request gets exactly one final answer. */
export type EngineRequest =
  | { id: number; ask: 'run'; sql: string }
  | { id: number; ask: 'rows'; sql: string; chunks: number }
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
  memoryLimitBytes: number;
  threads: number;
  /** Statements that run once before the engine is locked: macros of the KQL compiler. */
  prelude: readonly string[];
}
