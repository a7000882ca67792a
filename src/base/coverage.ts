/** A stretch of time, ends included; ISO 8601 in UTC with microseconds. */
export interface TimeSpan {
  from: string;
  to: string;
}

/** Whether the stamps of a source said their zone: all did, none did (then read as UTC), or some did. */
export type ZoneKnown = 'stated' | 'assumed-utc' | 'mixed';

/** What one file (or one member of an archive) gave to one table. */
export interface FileCoverage {
  /** The path as the user gave it, then `!member` for each archive that it lay in. */
  file: string;
  format: string;
  rowsRead: number;
  /** Rows kept in the companion table because they could not be parsed. */
  rowsUnparsed: number;
  /** What else the reader wants known, one sentence each: a file cut short, a damaged chunk. */
  notes: string[];
  /** True where a service gave less than it was asked for; `notes` say what. */
  incomplete?: boolean;
}

/** What an open table holds and what it lacks. */
export interface TableCoverage {
  files: FileCoverage[];
  rowsRead: number;
  rowsUnparsed: number;
  /** The column that says when a row happened, if there is one. */
  timeColumn: string | null;
  /** First and last value of the time column; null without one or without values. */
  span: TimeSpan | null;
  zone: ZoneKnown | null;
}

/** What the rows of a query's result stand on. */
export interface ResultCoverage {
  rows: number;
  /** True where rows exist that the result does not hold. */
  truncated: boolean;
  sources: ({ table: string } & TableCoverage)[];
  /** The span of the result's own first datetime column, if it has one. */
  span: TimeSpan | null;
  /** What a careful reader must know, one sentence each: unparsed rows, assumed zones, cut files, failed parts. */
  notes: string[];
}
