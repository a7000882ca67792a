import type { Column, ResultCoverage, TableCoverage } from '../base/index.ts';
import type { Diagnostic, Schema } from '../kql/index.ts';
import type { Filter, Order, ReadProgress } from '../protocol/index.ts';
import type { Hunt, HuntQueries, HuntSettings, QueryOptions } from '../session/index.ts';
import type { ExportOptions, Table } from '../tables/index.ts';

/** What the workbench asks of a result; a `Table` has it. */
export interface ResultTable {
  readonly columns: readonly Column[];
  readonly render: { kind: string; properties: Readonly<Record<string, string>> } | null;
  count(options: { where?: readonly Filter[]; signal?: AbortSignal }): Promise<number>;
  page(options: {
    offset: number;
    limit: number;
    orderBy?: readonly Order[];
    where?: readonly Filter[];
    signal?: AbortSignal;
  }): Promise<{ rows: readonly (readonly unknown[])[] }>;
  kql(text: string, options: { signal?: AbortSignal; held?: boolean }): Promise<ResultTable>;
  batches(options: { signal?: AbortSignal }): AsyncIterable<readonly (readonly unknown[])[]>;
  coverage(options: { signal?: AbortSignal }): Promise<ResultCoverage>;
  export(options: ExportOptions): Promise<void>;
  close(): Promise<void>;
}

/** What became of a file that was to be opened. */
export interface OpenedFile {
  file: string;
  state: 'loaded' | 'refused';
  tables: readonly string[];
  error?: { code: string; message: string; hint?: string | undefined };
}

/** How files are to be read. */
interface ReadOptions {
  signal?: AbortSignal;
  onProgress?(progress: ReadProgress): void;
}

/** What the workbench asks of a hunt; `Hunt` has it, and a test can make one without an engine. */
export interface OpenHunt extends Pick<Hunt, 'recordedAnswers'> {
  tables(): readonly {
    name: string;
    columns: readonly Column[];
    coverage: TableCoverage;
    unparsedTable: string | null;
    companionOf: string | null;
  }[];
  readonly schema: Schema;
  readonly queries: Pick<
    HuntQueries,
    'catalog' | 'faults' | 'search' | 'answerable' | 'openTime' | 'check' | 'prepare'
  >;
  readonly settings: Pick<HuntSettings, 'read' | 'edit' | 'kinds' | 'test'>;
  diagnose(text: string): readonly Diagnostic[];
  add(paths: readonly string[], options: ReadOptions): Promise<readonly OpenedFile[]>;
  addSample(options: { signal?: AbortSignal }): Promise<void>;
  kql(text: string, options: QueryOptions): Promise<Table>;
  /** What a function that asks others would send about values, and to whom; missing where nobody is ever asked. */
  whatWouldBeSent?(
    tool: string,
    values: readonly string[],
  ): readonly { to: string; sent: readonly string[]; known: number; kept: number }[];
}
