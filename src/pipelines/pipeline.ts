/** A value of a step, as YAML says it. */
export type Plain =
  | string
  | number
  | boolean
  | null
  | readonly Plain[]
  | ReadonlyMap<string, Plain>;

/** A step that is KQL: `| where …`, or several such lines. */
export interface KqlStep {
  readonly kind: 'kql';
  readonly name: string;
  readonly kql: string;
}

/** The kinds of steps of MSTICPy's pipelines. */
export const callTypes = [
  'pivot',
  'pivot_display',
  'pivot_tee',
  'pivot_tee_exec',
  'pd_accessor',
] as const;

/** A step of MSTICPy: a function with what it is given. */
export interface CallStep {
  readonly kind: (typeof callTypes)[number];
  readonly name: string;
  /** As the file names it: `util.whois`, `query`; empty where the kind says it all. */
  readonly function: string;
  /** The entity that has the function, of a pivot; empty otherwise. */
  readonly entity: string;
  readonly positional: readonly Plain[];
  readonly parameters: ReadonlyMap<string, Plain>;
}

/** Steps that were saved to be run on any table with the columns that they name. */
export interface Pipeline {
  readonly name: string;
  /** What it is for; empty where nobody said. */
  readonly description: string;
  /** The file that it came from, for messages. */
  readonly file: string;
  readonly steps: readonly (KqlStep | CallStep)[];
}
