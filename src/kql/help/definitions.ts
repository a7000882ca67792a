import type { FunctionDefinition } from '../define.ts';
import { aggregateFunctions, rowFunctions, scalarFunctionsBySyntax } from '../lower/catalog.ts';
import { operators } from '../lower/pipeline.ts';
import { plugins } from '../operators/evaluate.ts';

/** What a definition says of itself to somebody who asks. */
export interface Description {
  about: string;
  /** Where it gives something else than Kusto does. */
  differs?: string;
  /** The page that describes it. */
  source: string;
}

type Described = Pick<FunctionDefinition, 'about' | 'source'> & { differs?: string | undefined };

function described({ about, differs, source }: Described): Description {
  return { about, source, ...(differs ? { differs } : {}) };
}

const plugin = new Map(plugins.map((p) => [p.name, described(p)]));
const operatorBySyntax = new Map(
  operators.flatMap((o) => o.syntax.map((kind) => [kind, described(o)] as const)),
);
const operatorByName = new Map(operators.map((o) => [o.name, described(o)]));

/** What is called by that name: a function, an aggregate or a plugin that runs here. */
export function describeCall(name: string): Description | undefined {
  const fn = rowFunctions.get(name) ?? aggregateFunctions.get(name)?.fn;
  return fn ? described(fn) : plugin.get(name);
}

/** What a kind of syntax is: an operator of a pipeline, or one between values. */
export function describeSyntax(kind: string): Description | undefined {
  const scalar = scalarFunctionsBySyntax.get(kind);
  return scalar ? described(scalar) : operatorBySyntax.get(kind);
}

/** The operator of a pipeline of that name. */
export function describeOperator(name: string): Description | undefined {
  return operatorByName.get(name);
}
