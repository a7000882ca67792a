/** What names a query: there may be one of the same name in another language. */
export interface QueryKey {
  name: string;
  language: QueryLanguageName;
}

export type QueryLanguageName =
  | 'kql'
  | 'spl'
  | 'odata'
  | 'sql'
  | 'esql'
  | 'json'
  | 'file'
  | 'other';

/** A named query, as a list shows it. */
export interface QueryEntry extends QueryKey {
  /** The family that it is listed under. */
  family: string;
  about: string;
}

/** What to look for among named queries; all that is said must hold. */
export interface QueryLook {
  words: string;
  family?: string | undefined;
  table?: string | undefined;
  entity?: string | undefined;
  parameter?: string | undefined;
}

/** Whether the open data can answer a query. */
export interface QueryData {
  state: 'yes' | 'partly' | 'no' | 'elsewhere';
  /** The tables that it reads and that are open. */
  tables: readonly string[];
  missingTables: readonly string[];
  missingColumns: readonly string[];
  /** Missing too, but only shown: they come out empty. */
  emptyColumns: readonly string[];
  missingFunctions: readonly string[];
  /** Which logging would bring a missing table. */
  logging: readonly { table: string; by: string }[];
}

/** A parameter of a query, as a form asks for it. */
export interface QueryField {
  name: string;
  type: 'str' | 'int' | 'float' | 'bool' | 'datetime' | 'list';
  about: string;
  aliases: readonly string[];
  /** As text; null where it must be given. */
  default: string | null;
  /** What stands in for it where it is not given, because the open data says it; null where nothing does. */
  open: string | null;
}

/** A named query in full. */
export interface QueryDetail extends QueryEntry {
  families: readonly string[];
  systems: readonly string[];
  tags: readonly string[];
  entities: readonly string[];
  fields: readonly QueryField[];
  /** The text with `{parameter}` in it. */
  template: string;
  data: QueryData;
  /** The command that runs it on files; null for a query of another system. */
  example: string | null;
}

/** Something wrong with what stands in a form; `field` is null where it is about all of it. */
export interface FormFault {
  field: string | null;
  message: string;
  hint: string | null;
}

/** What stands in the fields of a form, by their names; those left out have their defaults. */
export type FormTexts = readonly (readonly [name: string, text: string])[];

/** What became of the texts of a form. */
export interface FilledText {
  /** The query as it will be; null where something is wrong. */
  text: string | null;
  /** What a cell gets, where it can be asked here. */
  cell: string | null;
  faults: readonly FormFault[];
}

/** What kind of thing a function is: of the toolbox, of each value, of all rows or asking others; or of KQL itself. */
export type FunctionKind =
  | 'each'
  | 'all'
  | 'lookup'
  | 'operator'
  | 'function'
  | 'aggregate'
  | 'plugin';

/** A function, as a list shows it. */
export interface FunctionEntry {
  name: string;
  kind: FunctionKind;
  about: string;
  entities: readonly string[];
  /** Further words by which it is found. */
  words: string;
}

/** A column that a function takes or gives. */
export interface FunctionColumn {
  name: string;
  type: string;
  about: string;
}

/** A function in full. */
export interface FunctionDetail {
  name: string;
  kind: FunctionKind;
  about: string;
  /** How a function of KQL is written; null for one of the toolbox. */
  signature: string | null;
  /** The columns that it takes; `usual` serve where none is named. */
  inputs: readonly (FunctionColumn & { usual: readonly string[]; optional: boolean })[];
  settings: readonly (FunctionColumn & {
    /** As text. */
    default: string;
    least: number | null;
    most: number | null;
    oneOf: readonly string[];
    list: boolean;
  })[];
  gives: readonly FunctionColumn[];
  entities: readonly string[];
  /** What leaves the machine and who gets it; null where nothing does. */
  sends: { what: string; to: string } | null;
  /** Whether its rows can be joined to those that come in. */
  joins: boolean;
  /** Further sentences that a user should know. */
  notes: readonly string[];
  source: string;
  examples: readonly string[];
}

/** The calls of the browsers of queries and functions. */
export interface BrowsingCalls {
  /** The named queries that fit, by family and name; those with a word in their name first. */
  queries: { body: QueryLook; answer: { queries: readonly QueryEntry[] } };
  /** By what queries can be looked for, and what could not be read of the user's own. */
  queryKinds: {
    body: Record<string, never>;
    answer: {
      families: readonly string[];
      entities: readonly string[];
      parameters: readonly string[];
      faults: readonly string[];
    };
  };
  /** Whether the open data can answer some queries, in their order. */
  queryData: {
    body: { queries: readonly QueryKey[] };
    answer: { data: readonly { state: QueryData['state']; missing: string }[] };
  };
  query: { body: QueryKey; answer: QueryDetail };
  /** The text of a query with values in it, and what its times mean now. */
  queryText: {
    body: QueryKey & { values: FormTexts };
    answer: FilledText & { times: FormTexts };
  };
  functions: { body: Record<string, never>; answer: { functions: readonly FunctionEntry[] } };
  function: { body: { name: string; kind: FunctionKind }; answer: FunctionDetail };
  /** The call of a function of the toolbox, as a step; `columns` says which column is which input. */
  functionText: {
    body: { name: string; columns: FormTexts; settings: FormTexts };
    answer: FilledText;
  };
}
