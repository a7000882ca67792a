import type {
  KustoType,
  NumberComputation,
  TableComputation,
  ValueComputation,
} from '../base/index.ts';
import type { Askable, LookupContext, ReadSetting, Sends } from '../enrich/index.ts';
import type { SpelledRows } from '../kql/index.ts';

/** What a value of each type is in TypeScript. */
interface Values {
  bool: boolean | null;
  int: number | null;
  long: bigint | number | null;
  real: number | null;
  decimal: string | null;
  /** A missing text is an empty one. */
  string: string;
  /** Microseconds since 1970, UTC. */
  datetime: bigint | null;
  /** Ticks of 100 ns. */
  timespan: bigint | null;
  /** What JSON can say. */
  dynamic: unknown;
  guid: string | null;
}

/** A column that a tool gives. */
export interface OutputField {
  readonly type: KustoType;
  /** What it holds, with its unit. */
  readonly about: string;
}

/** A value of each row that a tool takes. */
export interface InputField extends OutputField {
  /** Columns that serve where a query names none, the best first; `*` is a bag of all. */
  readonly usual?: readonly string[];
  readonly optional?: boolean;
}

/** A constant that steers a tool. */
export interface ParameterField {
  readonly type: 'bool' | 'long' | 'real' | 'string' | 'dynamic';
  readonly about: string;
  readonly default: boolean | number | string | null | readonly (string | number)[];
  readonly least?: number;
  readonly most?: number;
  /** What it may be; of a dynamic list, what may be in it. */
  readonly oneOf?: readonly string[];
}

export type Fields<F extends OutputField> = Readonly<Record<string, F>>;

/** A row by its columns. */
export type RowOf<F extends Fields<OutputField>> = { [K in keyof F]: Values[F[K]['type']] };
/** Whole columns of one length. */
export type ColumnsOf<F extends Fields<OutputField>> = {
  [K in keyof F]: readonly Values[F[K]['type']][];
};
type Settings = {
  bool: boolean;
  long: number;
  real: number;
  string: string;
  dynamic: unknown;
};
/** All parameters, checked, defaults put in. */
export type SettingsOf<P extends ParameterFields> = { [K in keyof P]: Settings[P[K]['type']] };
type ParameterFields = Readonly<Record<string, ParameterField>>;

/** What a whole-table tool gives: `rows` says for each row which input row, from 0, it goes with. */
interface TableAnswer<O extends Fields<OutputField>> {
  readonly columns: ColumnsOf<O>;
  readonly rows?: readonly number[];
}

/** A call and the rows it gives. It is documentation and a test. */
export interface ToolExample {
  /** KQL that ends in `| invoke …`, or goes on after it. */
  readonly query: string;
  /** Values as Kusto's REST answers spell them. */
  readonly rows: readonly (readonly unknown[])[];
}

interface Common<
  I extends Fields<InputField>,
  P extends ParameterFields,
  O extends Fields<OutputField>,
> {
  /** As it is called everywhere: snake_case, MSTICPy's name where it has one. */
  readonly name: string;
  /** What it gives, one sentence. */
  readonly about: string;
  /** Whose behaviour it follows, and where it differs. */
  readonly source: string;
  readonly input: I;
  readonly parameters: P;
  readonly output: O;
  /** The entities on which it is offered. */
  readonly entities: readonly string[];
  /** True where what it says of one value depends on the rows of the others, so that it is asked of all and then narrowed. */
  readonly among?: true;
  /** True where what it says of a value by itself is a fact to be shown of it: a country, a kind of address. */
  readonly tellsFacts?: true;
  /** What it has no rows for, one sentence, where its inputs do not say it; told where a query has none. */
  readonly passesOver?: string;
  /** What must be shown with what it gives, by the licence of its data; a function where that depends on what is installed. */
  readonly attribution?: string | (() => string);
  /** Why it cannot do what these settings ask on this machine, and what to do about it; null where it can. */
  refusal?(settings: SettingsOf<P>): string | null;
  /** What it does to time and memory, where that is more than a pass over the rows. */
  readonly cost?: string;
  readonly examples: readonly [ToolExample, ...ToolExample[]];
}

/** A tool that looks at each value by itself. Pure, bounded, and never throwing for what the values are. */
export interface EachTool<
  I extends Fields<InputField> = Fields<InputField>,
  P extends ParameterFields = ParameterFields,
  O extends Fields<OutputField> = Fields<OutputField>,
> extends Common<I, P, O> {
  readonly kind: 'each';
  /**
   * SQL that is true for every value that has rows, over the SQL of the inputs: values for which it is not never reach
   * `each`. It saves time and changes nothing; null where it would save none.
   */
  worth?(inputs: readonly string[], settings: SettingsOf<P>): string | null;
  each(input: RowOf<I>, settings: SettingsOf<P>): readonly RowOf<O>[];
  /**
   * `each` for the lines of one text, of a tool that has one input, a text, and gives at most one row for it: what is
   * run on columns, where many texts share one row and making each of them by itself would take long. A text that has
   * a line break must have no rows, and `worth` must leave out long ones.
   */
  many?(lines: string, settings: SettingsOf<P>): SharedRows<O>;
}

/** Rows, each once, as columns; and for each of many texts which of them is its own, from 0, -1 for none. */
interface SharedRows<O extends Fields<OutputField>> {
  readonly of: Int32Array;
  readonly rows: ColumnsOf<O>;
}

/** A tool that looks at all rows together. */
export interface AllTool<
  I extends Fields<InputField> = Fields<InputField>,
  P extends ParameterFields = ParameterFields,
  O extends Fields<OutputField> = Fields<OutputField>,
> extends Common<I, P, O> {
  readonly kind: 'all';
  /** False where what it gives goes with no single row, so that it cannot be joined to them. */
  readonly joins?: false;
  /** Which columns of a table are its inputs, where it takes what it finds. Throws an Error with one sentence for the user. */
  choose?(columns: readonly { name: string; type: KustoType }[]): readonly (string | null)[];
  /** Throws an Error with one sentence for the user where the rows cannot be worked on. */
  all(columns: ColumnsOf<I>, settings: SettingsOf<P>): TableAnswer<O>;
}

/**
 * A part of a tool that its SQL calls by a name that begins with `kt_` and the tool's: inputs as lists in the order of
 * the rows, and what comes back as columns; or the values of one row.
 */
export type ToolStep =
  | (Omit<TableComputation, 'kind'> & { readonly kind?: 'table' })
  | NumberComputation
  | ValueComputation;

/** A tool that is SQL over all rows, with steps in TypeScript where SQL has no way. */
export interface SqlTool<
  I extends Fields<InputField> = Fields<InputField>,
  P extends ParameterFields = ParameterFields,
  O extends Fields<OutputField> = Fields<OutputField>,
> extends Common<I, P, O> {
  readonly kind: 'sql';
  /** As of `AllTool`. */
  readonly joins?: false;
  choose?(columns: readonly { name: string; type: KustoType }[]): readonly (string | null)[];
  readonly steps: readonly ToolStep[];
  /**
   * A SELECT of `o0`, `o1` … (the output in order) and `k_row` (the row that each goes with), over a relation with
   * the columns `i0`, `i1` … (the input in order) and `k_row`, which numbers the rows from 0.
   */
  sql(from: string, settings: SettingsOf<P>, rows: SpelledRows): string;
}

type Answered = Omit<Values, 'datetime' | 'long' | 'timespan'> & {
  datetime: string | null;
  long: number | null;
  timespan: string | null;
};
/** A row of an answer: as `RowOf`, but of what JSON can say, times in ISO 8601 and spans as Kusto writes them; what is missing is empty. */
export type AnswerRowOf<F extends Fields<OutputField>> = {
  [K in keyof F]?: Answered[F[K]['type']];
};

type TextField = OutputField & { readonly type: 'string' };

/** What is said of each answer beside what it holds. */
export const answerOutput: Readonly<{
  outcome: TextField;
  outcome_detail: TextField;
  answered_by: TextField;
  answered_at: OutputField & { readonly type: 'datetime' };
  age: OutputField & { readonly type: 'timespan' };
}> = {
  outcome: {
    type: 'string',
    about: 'What came of asking: found, not found, not sent or failed.',
  },
  outcome_detail: { type: 'string', about: 'Why it was not sent, or failed; empty otherwise.' },
  answered_by: { type: 'string', about: 'Who answered; empty where nobody did.' },
  answered_at: { type: 'datetime', about: 'When the answer was given; answers are kept.' },
  age: { type: 'timespan', about: 'How long ago that was.' },
};

/** A tool that asks others about a text. It runs in the process that talks, never in the engine, and never unasked. */
export interface LookupTool<
  I extends Fields<InputField> = Fields<InputField>,
  P extends ParameterFields = ParameterFields,
  O extends Fields<OutputField> = Fields<OutputField>,
> extends Omit<Common<I, P, O>, 'examples'> {
  readonly kind: 'lookup';
  /** What leaves the machine, and who gets it; null where nothing does. */
  readonly sends: Sends | null;
  /** Those who are asked, each by itself; one, save where the tool asks several sources. */
  parties(settings: SettingsOf<P>, setting: ReadSetting): readonly Askable[];
  /** Calls, with answers as they would be given, and the rows that come of them. */
  readonly examples: readonly [LookupExample, ...LookupExample[]];
}

interface OneParty<P extends ParameterFields, O extends Fields<OutputField>> {
  /** How many questions a second are asked at most. */
  readonly perSecond: number;
  /** What is asked about a text, in the one form that all texts of its meaning share; null where there is nothing to ask. */
  asks(value: string, settings: SettingsOf<P>): string | null;
  /** The rows of an answer; none where there is no such thing. Throws a `LookupFault` where nothing is learned. */
  lookup(
    asked: string,
    settings: SettingsOf<P>,
    context: LookupContext,
  ): Promise<readonly AnswerRowOf<O>[]>;
}

/** An example of a tool that asks others: what they say is part of it. */
export interface LookupExample extends ToolExample {
  /** Rows by the text asked about; a text that is missing is not found. */
  readonly answers: Readonly<Record<string, readonly Readonly<Record<string, unknown>>[]>>;
}

/** An investigative function: one definition behind the API, `invoke`, the CLI and the reference. */
export type Tool = EachTool | AllTool | SqlTool | LookupTool;

/** What must be shown with what a tool gives; empty where nothing must. */
export function attributionOf({ attribution = '' }: Pick<Tool, 'attribution'>): string {
  return typeof attribution === 'string' ? attribution : attribution();
}

/** Makes definitions of one kind: what it takes and gives in full is told by the type that the definition is declared with. */
type Define<Kind extends Tool> = <T extends Kind>(parts: Omit<T, 'kind'>) => T;

function definer<Kind extends Tool>(kind: Kind['kind']): Define<Kind> {
  return (parts) => ({ ...parts, kind }) as never;
}

/** Define a tool that looks at each value by itself. */
export const defineEach: Define<EachTool> = definer('each');
/** Define a tool that looks at all rows together. */
export const defineAll: Define<AllTool> = definer('all');
/** Define a tool that is SQL over all rows. */
export const defineSql: Define<SqlTool> = definer('sql');

type LookupParts<
  I extends Fields<InputField>,
  P extends ParameterFields,
  O extends Fields<OutputField>,
> = Omit<LookupTool<I, P, O>, 'kind' | 'parties'>;

/** Define a tool that asks others; what is said of each answer is added to its output. */
export function defineLookup<
  const I extends Fields<InputField>,
  const P extends ParameterFields,
  const O extends Fields<OutputField>,
>(parts: LookupParts<I, P, O> & OneParty<P, O>): LookupTool<I, P, O & typeof answerOutput> {
  const { perSecond, asks, lookup, ...common } = parts;
  const { name, sends } = parts;
  return defineLookupOfMany({
    ...common,
    parties: (settings) => [
      {
        name,
        sends,
        perSecond,
        settings,
        asks: (value) => asks(value, settings),
        lookup: (asked, context) => lookup(asked, settings, context),
      },
    ],
  });
}

/** Define a tool that asks several sources; what is said of each answer is added to its output. */
export function defineLookupOfMany<
  const I extends Fields<InputField>,
  const P extends ParameterFields,
  const O extends Fields<OutputField>,
>(parts: Omit<LookupTool<I, P, O>, 'kind'>): LookupTool<I, P, O & typeof answerOutput> {
  return { ...parts, kind: 'lookup', output: { ...parts.output, ...answerOutput } } as never;
}
