import type { TableSink } from '../engine/index.ts';

/** The bytes of one file or archive member, already out of every archive around it. */
export interface Input {
  /** What the user calls it: path, then `!member` for each archive. Shown in coverage, never used as a path. */
  name: string;
  /** The last part of the name without the endings of compression: `auth.log`. */
  baseName: string;
  sizeBytes: number;
  /** `path()` is the file of the user itself, which lasts: it was neither unpacked nor copied. */
  own?: true;
  /** When the file or archive member was last changed, where that is known; tells the year of stamps that lack it. */
  modifiedMs?: number;
  /** The first bytes, at most 64 KiB. */
  head(): Promise<Uint8Array>;
  /** A file on disk with these bytes, for readers that work by path; made on first use. */
  path(): Promise<string>;
  /** The bytes in order, from `start` (inclusive) to `end` (exclusive), in chunks of about 1 MiB. */
  stream(range?: ByteRange): AsyncIterable<Uint8Array>;
}

export interface ByteRange {
  start: number;
  end: number;
}

/** Limits that a file must stay within; past one of them it is refused with a clear error. */
export interface Budget {
  /** Nesting of JSON, XML, archives in archives. */
  depth: number;
  /** Columns of one table. */
  width: number;
  /** Bytes of one line or record. */
  lineBytes: number;
  /** Bytes out per byte in, when decompressing. */
  expansionRatio: number;
  /** Bytes that one input may decompress to. */
  expandedBytes: number;
}

export interface ReadContext {
  /** The table of that name; rows of many inputs may go to one table. */
  table(name: string): TableSink;
  /** Runs a query in the loading DuckDB, where a reader lets DuckDB look at `input.path()`. */
  query(sql: string): Promise<unknown[][]>;
  /** A path for a file of the reader's own, which is removed when the input has been read. */
  scratchFile(): Promise<string>;
  /** Take back all that this input has given so far, so that it can be read in another way. */
  startOver(): Promise<void>;
  budget: Budget;
  signal: AbortSignal;
  /** Say how far the reader is, in bytes of this input or, where there is a range, of the range. */
  progress(bytesDone: number): void;
  /** Set where a large input is read in pieces by several processes: only the records that begin in it. */
  range?: ByteRange;
}

/** One kind of log file: how it is recognised by content and how its rows are read. */
export interface Format {
  /** `evtx`, `csv` … the file's own name. */
  name: string;
  /** What a user calls it. */
  title: string;
  /** Usual endings, without dot; only used to break a tie. */
  extensions: readonly string[];
  source: string;
  /** How sure the first bytes make us, from 0 (no) to 1 (a magic number). Must not throw. */
  sniff(head: Uint8Array, baseName: string): number;
  /** Where a large input may be cut so that pieces can be read side by side; absent where it cannot. */
  split?(input: Input, pieces: number): Promise<ByteRange[]>;
  read(input: Input, context: ReadContext): Promise<void>;
  /** Tiny inputs whose tables are the contract test. */
  examples: readonly [FormatExample, ...FormatExample[]];
}

export interface FormatExample {
  baseName: string;
  bytes: string | Uint8Array;
  /** Table name to its columns (`name:type`) and rows, values as Kusto's REST answers spell them. */
  tables: Record<string, { columns: readonly string[]; rows: readonly (readonly unknown[])[] }>;
}

export function defineFormat(format: Format): Format {
  return format;
}
