import type { FunctionDefinition } from '../define.ts';
import {
  aggregateFunctions,
  functions,
  rowFunctions,
  scalarFunctionsBySyntax,
} from '../lower/catalog.ts';
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

/** A part of the language that runs here, for those who look for one. */
export interface LanguagePart extends Description {
  name: string;
  kind: 'operator' | 'function' | 'aggregate' | 'plugin';
  /** How it is written: `strlen(text: string): long`; empty where there is no one form. */
  signature: string;
  /** A query that shows it. */
  example: string;
}

/** Every operator, function, aggregate and plugin that runs here, by name. */
export function languageParts(): LanguagePart[] {
  const part = (
    kind: LanguagePart['kind'],
    name: string,
    from: Described & { examples: readonly { query: string }[]; signature?: string },
  ): LanguagePart[] => {
    const [shown] = from.examples;
    if (!shown) return [];
    return [
      { ...described(from), name, kind, signature: from.signature ?? '', example: shown.query },
    ];
  };
  const parts = [
    ...operators.flatMap((o) => part('operator', o.name, o)),
    ...functions.flatMap((fn) => {
      const kind = fn.kind === 'aggregate' || fn.kind === 'tuple' ? 'aggregate' : 'function';
      return fn.names.flatMap((name) => part(kind, name, fn));
    }),
    ...plugins.flatMap((p) => part('plugin', p.name, p)),
  ];
  return parts.sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
}
