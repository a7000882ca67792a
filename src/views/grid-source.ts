import type { Column } from '../base/index.ts';
import type { Filter, Order } from '../protocol/index.ts';

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
}
