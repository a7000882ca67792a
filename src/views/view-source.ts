import type { Column } from '../base/index.ts';

/** The answer to a question of a view: rows are arrays in the order of `columns`. */
export interface ViewAnswer {
  columns: readonly Column[];
  rows: readonly (readonly unknown[])[];
  /** How many rows there would be without the limit. */
  total: number;
}

/** How a question is to be answered. */
export interface ViewQuestion {
  /** How many rows at most; 1,000 where nothing is said. */
  limit?: number;
  signal?: AbortSignal;
}

/**
 * The rows that a view shows, kept by somebody else. The view asks for what it shows and never holds more. In a report
 * the answers of earlier are given again, so views ask few questions, spelled the same each time.
 */
export interface ViewSource {
  readonly columns: readonly Column[];
  readonly rows: number;
  /** Ask KQL that begins with a pipe: `| summarize count() by bin(TimeGenerated, 1h)`. */
  ask(kql: string, question?: ViewQuestion): Promise<ViewAnswer>;
}

/** Ask the source of a view; the answer comes only while nothing newer is wanted. */
export type Ask = (kql: string, limit?: number) => Promise<ViewAnswer>;
