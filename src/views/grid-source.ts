import type { Column } from '../base/index.ts';
import type { Filter, Order } from '../protocol/index.ts';
import type { ViewSource } from './view-source.ts';

/** How rows can be saved. */
export type SavedAs = 'csv' | 'jsonl' | 'parquet';

/** What a grid asks of whoever holds the rows; it never holds more than a few pages itself. */
export interface GridSource {
  columns: readonly Column[];
  rows: number;
  /** Rows in order; ties must come in the same order each time. */
  page(request: {
    offset: number;
    limit: number;
    orderBy: readonly Order[];
    where: readonly Filter[];
  }): Promise<readonly (readonly unknown[])[]>;
  count(where: readonly Filter[]): Promise<number>;
  /** Ask KQL of all rows; without it no column has a profile. */
  ask?: ViewSource['ask'];
  /** Save what steps of KQL make of the rows as a file of the reader's; without it nothing can be saved. */
  save?(format: SavedAs, kql: string, signal: AbortSignal): Promise<void>;
}
