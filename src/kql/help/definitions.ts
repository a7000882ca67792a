import type { FunctionDefinition } from '../define.ts';
import { aggregateFunctions, rowFunctions, scalarFunctionsBySyntax } from '../lower/catalog.ts';
import { operators } from '../lower/pipeline.ts';
import { plugins } from '../operators/evaluate.ts';
import { whyNot } from '../refused.ts';

/** What a definition says of itself to somebody who asks. */
export interface Description {
  about: string;
  /** Where it gives something else than Kusto does, or than what it follows. */
  differs?: string;
  /** The page that describes it; empty where there is none. */
  source: string;
}

type Described = Pick<FunctionDefinition, 'about' | 'source'> & { differs?: string | undefined };

function described({ about, differs, source }: Described): Description {
  return { about, source, ...(differs ? { differs } : {}) };
}

/** A definition that nothing can be shown of only says why it is refused. */
const runs = ({ examples }: { examples: readonly unknown[] }): boolean => examples.length > 0;

const plugin = new Map(plugins.filter(runs).map((p) => [p.name, described(p)]));
const refusals = new Map(plugins.filter((p) => !runs(p)).map((p) => [p.name, p.about]));
const operatorBySyntax = new Map(
  operators.flatMap((o) => o.syntax.map((kind) => [kind, described(o)] as const)),
);
const operatorByName = new Map(operators.map((o) => [o.name, described(o)]));

/** What is called by that name: a function, an aggregate or a plugin that runs here. */
export function describeCall(name: string): Description | undefined {
  const fn = rowFunctions.get(name) ?? aggregateFunctions.get(name)?.fn;
  return fn ? described(fn) : plugin.get(name);
}

/** Why what is called by that name does not run here. */
export function describeRefusal(name: string): string {
  return refusals.get(name) ?? whyNot('function', name);
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
