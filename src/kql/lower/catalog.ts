import type {
  AggregateFunction,
  FunctionDefinition,
  ScalarFunction,
  TupleAggregate,
  WindowFunction,
} from '../define.ts';
import * as functionFiles from '../functions/index.gen.ts';

/** Every function definition, by file. A file holds one or a tight family. */
export const functions: readonly FunctionDefinition[] = Object.values(functionFiles).flat();

/** A function of one row or of the rows around it. */
export type RowFunction = ScalarFunction | WindowFunction;
/** An aggregate, and whether it is called by the name of its form with a condition. */
export interface AggregateName {
  fn: AggregateFunction | TupleAggregate;
  conditional: boolean;
}

export const rowFunctions: ReadonlyMap<string, RowFunction> = new Map(
  functions.flatMap((fn) =>
    fn.kind === 'scalar' || fn.kind === 'window' ? fn.names.map((name) => [name, fn] as const) : [],
  ),
);

export const aggregateFunctions: ReadonlyMap<string, AggregateName> = new Map(
  functions.flatMap((fn): [string, AggregateName][] => {
    if (fn.kind !== 'aggregate' && fn.kind !== 'tuple') return [];
    return [
      ...fn.names.map((name): [string, AggregateName] => [name, { fn, conditional: false }]),
      ...fn.conditional.map((name): [string, AggregateName] => [name, { fn, conditional: true }]),
    ];
  }),
);

export const scalarFunctionsBySyntax: ReadonlyMap<string, ScalarFunction> = new Map(
  functions.flatMap((fn) =>
    fn.kind === 'scalar' ? fn.syntax.map((kind) => [kind, fn] as const) : [],
  ),
);
