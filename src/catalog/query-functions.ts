import type { QueryTime, QueryTimeSpan } from './times.ts';

/** What every query with a start and an end takes besides its own parameters. */
export interface QueryTimes {
  start?: QueryTime;
  end?: QueryTime;
  /** Start and end in one. */
  timespan?: QueryTimeSpan;
  /** Cuts the time into pieces of this length, such as `1d`, that are asked side by side. */
  split_query_by?: string;
}

type Call<Parameters, Result, Options> =
  Record<never, never> extends Parameters
    ? (parameters?: Parameters, options?: Options) => Result
    : (parameters: Parameters, options?: Options) => Result;

/** Named queries as functions, by family and name. */
export type QueryFunctions<Families, Result, Options = { signal?: AbortSignal }> = {
  readonly [Family in keyof Families]: {
    readonly [Name in keyof Families[Family]]: Call<Families[Family][Name], Result, Options>;
  };
};
