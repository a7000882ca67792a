/** How a value travels between SQL and a computation. */
export type ComputedType = 'VARCHAR' | 'BIGINT' | 'INTEGER' | 'DOUBLE' | 'BOOLEAN';

/** A value as it travels: null for SQL's NULL. */
export type ComputedValue = string | bigint | number | boolean | null;

/** A pure function of values that the engine calls from SQL by its name, where SQL itself has no way. */
export interface ValueComputation {
  readonly kind: 'value';
  /** As SQL calls it. */
  readonly name: string;
  readonly parameters: readonly ComputedType[];
  /** The type of any number of further arguments; null where there are none. */
  readonly rest: ComputedType | null;
  readonly result: ComputedType;
  /** Never throws for what the values are. */
  compute(args: readonly ComputedValue[]): ComputedValue;
}

/** A column on its way to SQL: one of numbers may be a typed array. */
export type ComputedColumn = readonly ComputedValue[] | Int32Array | Float64Array | Uint8Array;

/** What a computation over whole columns gives: columns of one length. */
export interface ComputedRows {
  readonly columns: readonly ComputedColumn[];
  /** For each row the input row, from 0, that it goes with; needed only where input columns are carried on. */
  readonly rows?: readonly number[];
}

/** A pure function of whole columns, such as a clustering. Its rows may be fewer or more than the input's. */
export interface TableComputation {
  readonly kind: 'table';
  readonly name: string;
  /**
   * The types of the columns that it gives, where they are to travel as what they are: SQL then gets a struct of the
   * lists `rows`, `c0`, `c1` … Left out: a list of lists of texts, `rows` first.
   */
  readonly gives?: readonly ComputedType[];
  /** Columns of one length, in the order of the rows, and what the query says besides (JSON). */
  compute(columns: readonly (readonly ComputedValue[])[], options: unknown): ComputedRows;
}

/**
 * A table computation that needs no values but numbers, for many rows: a text comes as a number that is the same for
 * the same text in all columns of the call, -1 for NULL; an INTEGER or a DOUBLE, which must not be NULL, as itself.
 */
export interface NumberComputation extends Omit<TableComputation, 'kind' | 'gives' | 'compute'> {
  readonly kind: 'numbers';
  readonly gives: readonly ComputedType[];
  compute(columns: readonly (Int32Array | Float64Array)[], options: unknown): ComputedRows;
}

export type Computation = ValueComputation | TableComputation | NumberComputation;
