import type { Column, HuntError, ResultCoverage, TableCoverage } from '../base/index.ts';
import type { Filter, Finding, Order, ReadProgress } from '../protocol/index.ts';

/** What the workbench asks of a result. */
export interface ResultTable {
  readonly columns: readonly Column[];
  readonly render: { kind: string } | null;
  count(options: { where?: readonly Filter[]; signal?: AbortSignal }): Promise<number>;
  page(options: {
    offset: number;
    limit: number;
    orderBy?: readonly Order[];
    where?: readonly Filter[];
    signal?: AbortSignal;
  }): Promise<{ rows: readonly (readonly unknown[])[] }>;
  coverage(): Promise<ResultCoverage>;
  close(): Promise<void> | void;
}

/** What the workbench asks of a file that was opened. */
export interface OpenedFile {
  file: string;
  state: 'loaded' | 'refused';
  tables: readonly string[];
  error?: HuntError | undefined;
}

/** How files are to be read. */
export interface ReadOptions {
  signal?: AbortSignal;
  onProgress?: (progress: ReadProgress) => void;
}

/** What the workbench asks of an open hunt. */
export interface OpenHunt {
  tables(): readonly {
    name: string;
    columns: readonly Column[];
    coverage: TableCoverage;
    unparsedTable: string | null;
  }[];
  add(paths: string[], options: ReadOptions): Promise<{ files: readonly OpenedFile[] }>;
  kql(text: string, options: { signal: AbortSignal }): Promise<ResultTable>;
  readonly schema: { tables: readonly { name: string; columns: readonly Column[] }[] };
  diagnose?(text: string): readonly Finding[];
  close(): Promise<void> | void;
}
