import type {
  Column,
  Computation,
  KustoType,
  TableComputation,
  ValueComputation,
} from '../base/index.ts';

/** A value of each row that a function takes. */
export interface InvokedInput {
  readonly name: string;
  readonly type: KustoType;
  /** What it is, one sentence. */
  readonly about: string;
  /** Columns that serve where the call names none, the best first; `*` is a bag of all. */
  readonly usual: readonly string[];
  readonly optional: boolean;
}

/** A constant that a function takes. */
export interface InvokedParameter {
  readonly name: string;
  readonly type: 'string' | 'long' | 'real' | 'bool' | 'datetime' | 'timespan' | 'dynamic';
}

/** What a function does with the rows: each value by itself, or all of them together. */
export type InvokedWork =
  /** Given the inputs and, last, the parameters as JSON: gives JSON, an array of rows that are arrays. */
  | {
      readonly kind: 'each';
      readonly computation: ValueComputation;
      /** SQL over the SQL of the inputs that is true for all values that have rows; null where it depends on nothing. */
      worth?(
        inputs: readonly string[],
        parameters: Readonly<Record<string, unknown>>,
      ): string | null;
      /** Where texts are many and rows few: the rows of all texts at once. */
      readonly many?: {
        readonly computation: TableComputation;
        /** A SELECT of the columns `i0`, a text, and `o0`, `o1` … over a relation with the column `i0`: each text that has a row once. */
        spell(from: string, parameters: Readonly<Record<string, unknown>>): string;
      };
    }
  /** Given the inputs as columns and the parameters as options. */
  | { readonly kind: 'all'; readonly computation: TableComputation }
  /** Asked by the host, for each text of its one input once. */
  | { readonly kind: 'lookup' }
  /** SQL over a relation with the columns `i0`, `i1` … (inputs) and `k_row` (numbers the rows from 0). */
  | {
      readonly kind: 'sql';
      readonly computations: readonly Computation[];
      /** A SELECT of the columns `o0`, `o1` … and `k_row`, the row that each goes with. */
      spell(from: string, parameters: ReadonlyMap<string, unknown>, rows: SpelledRows): string;
    };

/** What is known of the relation that the SQL of a function is spelled over. */
export interface SpelledRows {
  /** It costs no more than a scan, and has the same rows each time it is named. */
  readonly again: boolean;
  /** For each input whether it has a value; the column of one that is left out is NULL in all rows. */
  readonly given: readonly boolean[];
}

/** A function that `T | invoke f(…)` may name, brought to the compiler from outside. */
export interface InvokedFunction {
  readonly name: string;
  /** What it gives, one sentence. */
  readonly about: string;
  /** Whose behaviour it follows. */
  readonly source: string;
  readonly inputs: readonly InvokedInput[];
  readonly parameters: readonly InvokedParameter[];
  readonly output: readonly Column[];
  readonly work: InvokedWork;
  /** What it has no rows for, one sentence; told where a query has none. */
  readonly passesOver?: string;
  /** What must be shown with its rows, such as whose data they come from. */
  readonly note?: string | (() => string);
  /** False where its rows go with no row that comes in, so that they cannot be joined. */
  readonly joins?: false;
  /**
   * The parameters with their defaults, checked. Throws an Error whose message is one sentence for the user
   * where a value is not taken.
   */
  check(given: ReadonlyMap<string, unknown>): Record<string, unknown>;
  /** Where it takes whatever columns a table has: which of them, or `*`, are its inputs. Throws as `check` does. */
  choose?(columns: readonly Column[]): readonly (string | null)[];
}
