import type { Column, HuntError, TableCoverage } from '../base/index.ts';
import type { LoadProgress } from '../formats/index.ts';
import type { LookupOptions } from './lookups.ts';

/** How far the opening of files is. */
export interface OpenProgress extends LoadProgress {
  /** `finishing` once all bytes are read and the tables are put together. */
  stage: 'reading' | 'finishing';
}

export interface OpenOptions {
  /** Stops the opening; what was opened so far is dropped. */
  signal?: AbortSignal;
  onProgress?: (progress: OpenProgress) => void;
}

export interface HuntOptions extends LookupOptions {
  /** What queries may use of the machine's memory; half of it, at most 8 GiB, unless said. */
  memoryLimitBytes?: number;
  threads?: number;
  /** How long a query may work before it is stopped, and says at what; without limit unless said. */
  timeLimitMs?: number;
  /** What `now()` stands for in queries; the clock unless said. */
  now?: Date;
  /** Files and folders that a query may read by `externaldata`; in a folder, `host/path` stands for an address. */
  allowFiles?: readonly string[];
  /**
   * The `huntbook.yaml` or `msticpyconfig.yaml` whose folders of queries count, and whose connections `connect` knows; those of the
   * folder and the user unless said.
   */
  configFile?: string;
  /** Folders of query files in MSTICPy's format, beside those of the configuration and the queries that come with Huntbook. */
  queryFolders?: readonly string[];
  /** Where the data files lie that LocalData queries name; beside the query file unless said. */
  dataFolders?: readonly string[];
  /** Local copies of what queries name by address: address to file. */
  external?: Readonly<Record<string, string>>;
}

/** What became of one file that was asked for. */
export interface OpenedFile {
  /** The path as it was given, then `!member` for each archive that it lay in. */
  file: string;
  /** The name of its format; null where it was not recognised. */
  format: string | null;
  state: 'loaded' | 'refused';
  /** The tables that took its rows. */
  tables: readonly string[];
  /** Why it was refused. */
  error?: HuntError;
}

/** An open table, as a user sees it. */
export interface TableInfo {
  name: string;
  columns: Column[];
  coverage: TableCoverage;
  /** The table that keeps the rows which could not be parsed, where there are any. */
  unparsedTable: string | null;
  /** For such a table: the one that it belongs to. */
  companionOf: string | null;
}
