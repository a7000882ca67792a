import type { Column, KustoType, StoredColumn, TableCoverage } from '../base/index.ts';

/**
 * A value on its way into DuckDB, by the type of its column: string, guid and dynamic (JSON text) as
 * string; int, long, datetime (microseconds since 1970, UTC) and timespan (ticks) as bigint or safe
 * integer; real as number; bool as boolean; null or undefined where there is none.
 */
export type StoredValue = string | number | bigint | boolean | null | undefined;

interface BatchColumn {
  name: string;
  type: KustoType;
  /** One value a row. A shorter array means that the rest is null. */
  values: readonly StoredValue[];
}

/** Some rows, column by column. Readers hand over a few thousand rows at a time, and may use the arrays again. */
export interface Batch {
  rowCount: number;
  columns: readonly BatchColumn[];
}

/** A row that could not be read. It is kept, so that nothing is lost without a word. */
export interface UnparsedRow {
  /** The line in the file, from 1; for a binary file the number of the record. */
  line: number;
  reason: string;
  text: string;
}

/** A column of rows that DuckDB reads by itself. */
export interface InsertColumn extends Column {
  /** Its texts hardly repeat, so that DuckDB need not look for repetitions: a tenth of the cost of a load. */
  varied?: boolean;
}

/** A column of rows that stay where they are. */
export interface StandingColumn extends Column {
  /** What it is made of in the file: a name, or nothing where the value is the same in all rows. */
  from: string;
  /** Its value, as it would be stored, from a value of `from`; the least of `from` gives the least of it. */
  sql(from: string): string;
}

/** A file of the user that a part does not copy: what it was like when it was opened. */
export interface StandingFile {
  path: string;
  sizeBytes: number;
  modifiedMs: number;
}

/** Rows that stay in the file of the user, to be read by DuckDB whenever they are asked for. */
export interface StandingRows {
  file: StandingFile;
  columns: readonly StandingColumn[];
  /** What DuckDB reads them from, and what numbers them there from 0. */
  from: string;
  rowNumber: string;
  rowCount: number;
}

/** Takes the rows of one table from a reader. A column that first appears in a later batch is null before. */
export interface TableSink {
  /** Resolves when more rows are welcome. Throws if a column comes back with another type. */
  write(batch: Batch): Promise<void>;
  unparsed(rows: readonly UnparsedRow[]): Promise<void>;
  /**
   * Let DuckDB read by itself: `select` is a SELECT whose columns are stored as `columns` say, in that
   * order. Gives the number of rows that it added.
   */
  insert(columns: readonly InsertColumn[], select: string): Promise<number>;
  /** Leave the rows where they are: nothing is copied. */
  stand(rows: StandingRows): Promise<void>;
  /** The stamps of this column said their zone, or did not and were read as UTC. */
  zone(column: string, stated: boolean): void;
  note(sentence: string): void;
}

/** A column of a part; one in which no row has a value is only named and not stored. */
export interface PartColumn extends StoredColumn {
  stored: boolean;
}

/**
 * What a part file holds of one table, or of some of its rows: then several bear the same name, and the
 * first tells of the files. A part is a DuckDB file that is never changed once it is finished.
 */
export interface PartTable {
  name: string;
  /** The names of the relations inside the part file. */
  relation: string;
  unparsedRelation: string | null;
  columns: PartColumn[];
  coverage: TableCoverage;
  /** Where the rows are, if not in the part. */
  file?: StandingFile;
}

/** A finished part file and what it holds. */
export interface Part {
  path: string;
  tables: PartTable[];
}
