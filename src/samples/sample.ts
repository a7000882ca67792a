import type { Column } from '../base/index.ts';

/** One table of the sample investigation; values as they are stored (see `StoredValue` in `engine`). */
export interface SampleTable {
  name: string;
  columns: readonly Column[];
  /**
   * Rows in order of time, a few thousand at a time, column by column in the order of `columns`. As in
   * a `Batch`, a shorter array means that the rest is null.
   */
  batches(): Iterable<{
    rowCount: number;
    values: readonly (readonly (string | number | bigint | boolean | null)[])[];
  }>;
}
