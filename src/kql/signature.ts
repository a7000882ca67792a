import { isKustoType, type KustoType } from '../base/index.ts';

/** One parameter of a function. `any` takes an argument as it is; `number` makes it long or real. */
export interface Parameter {
  name: string;
  type: KustoType | 'any' | 'number';
  optional: boolean;
  /** Stands for any number of arguments. */
  repeats: boolean;
  /** What it is where it is left out, as SQL; NULL unless said. */
  otherwise: string;
}

export interface Signature {
  name: string;
  parameters: readonly Parameter[];
  least: number;
  most: number;
  result: KustoType | null;
}

function isType(text: string): text is Parameter['type'] {
  return text === 'any' || text === 'number' || isKustoType(text);
}

/** Read `name(first: string, second?: long = 5, ...rest: any): string`. Our own text: what is wrong in it is a bug. */
export function parseSignature(text: string): Signature {
  const [, name, inside = '', result] = /^([^()]+)\((.*)\)(?:: (\w+))?$/.exec(text) ?? [];
  if (!name) throw new Error(`not a signature: ${text}`);
  const parameters = inside
    .split(',')
    .filter((p) => p.trim() !== '')
    .map((p) => parseParameter(p.trim(), text));
  const required = parameters.filter((p) => !p.optional && !p.repeats).length;
  const most = parameters.some((p) => p.repeats) ? Number.POSITIVE_INFINITY : parameters.length;
  if (result === undefined) return { name, parameters, least: required, most, result: null };
  if (!isType(result) || result === 'any' || result === 'number')
    throw new Error(`unknown result type in ${text}`);
  return { name, parameters, least: required, most, result };
}

function parseParameter(text: string, signature: string): Parameter {
  const [, dots, name = '', mark, type = '', otherwise = 'NULL'] =
    /^(\.\.\.)?(\w+)(\?)?: (\w+)(?: = ([\w.]+))?$/.exec(text) ?? [];
  if (!isType(type)) throw new Error(`cannot read parameter "${text}" of ${signature}`);
  return { name, type, optional: mark === '?', repeats: dots !== undefined, otherwise };
}

/** The parameter that argument `index` of `count` belongs to: those after a repeating one are the last ones. */
export function parameterAt(
  parameters: readonly Parameter[],
  index: number,
  count: number,
): Parameter | undefined {
  const repeating = parameters.findIndex((p) => p.repeats);
  if (repeating < 0 || index < repeating) return parameters[index];
  const after = parameters.length - repeating - 1;
  const fromEnd = count - index;
  return fromEnd <= after ? parameters[parameters.length - fromEnd] : parameters[repeating];
}
