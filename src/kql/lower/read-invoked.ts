import type { KustoType } from '../../base/index.ts';
import { Refusal } from '../error.ts';
import type { InvokedFunction, InvokedInput } from '../invoked.ts';
import { rowsOf } from '../operator.ts';
import type { Syntax } from '../parse/syntax.ts';
import type { PluginCall } from '../plugin.ts';
import { passed } from '../tree/build.ts';
import type { NamedValue, Relation, Scalar } from '../tree/nodes.ts';
import { cast, column, literal } from '../tree/scalar.ts';
import { rowFunctions } from './catalog.ts';
import { whatIs } from './what-was-given.ts';

/** How the rows that a function gives stand to the rows it was given. */
type Joining = 'none' | 'inner' | 'left';

/** A call of `invoke` as it was read. */
export interface ReadCall {
  /** A value for each input, under the name of its column; null for an optional one that is left out. */
  inputs: readonly (NamedValue | null)[];
  parameters: Record<string, unknown>;
  join: Joining;
}

/** A constant as the functions behind `invoke` are given it: dynamic as JSON.parse gives it. */
function constant(value: Scalar, name: string, span: Syntax['span']): unknown {
  if (value.kind !== 'literal') throw new Refusal(`${name} must be a constant.`, span);
  if (value.type === 'dynamic' && typeof value.value === 'string') return JSON.parse(value.value);
  return value.type === 'long' || value.type === 'int' ? Number(value.value) : value.value;
}

/** The arguments by the names of what they are for: inputs in order, then parameters; named ones anywhere. */
function argumentsByName(fn: InvokedFunction, { args }: PluginCall): Map<string, Syntax> {
  const places = [...fn.inputs, ...fn.parameters].map((p) => p.name);
  const found = new Map<string, Syntax>();
  args.forEach((argument, i) => {
    const named = argument.kind === 'SimpleNamedExpression';
    const name = named ? argument.part('Name').name : places[i];
    if (name === undefined || (named && name !== 'join' && !places.includes(name)))
      throw new Refusal(
        `${fn.name} has no argument ${name ?? i + 1}; it takes ${[...places, 'join'].join(', ')}.`,
        argument.span,
      );
    if (found.has(name)) throw new Refusal(`${name} is given twice.`, argument.span);
    found.set(name, named ? argument.part('Expression') : argument);
  });
  return found;
}

/** All columns of a row as a bag. */
function wholeRow(rows: Relation): Scalar {
  const fn = rowFunctions.get('bag_pack');
  if (fn?.kind !== 'scalar') throw new Error('no function packs a bag');
  const args = passed(rows).flatMap(({ name, value }) => [literal('string', name), value]);
  return { kind: 'call', fn, args, type: 'dynamic', nullable: false };
}

/** Types whose values say nothing where one of this type is asked for. */
const strange: Partial<Record<KustoType, readonly KustoType[]>> = {
  datetime: ['bool', 'int', 'long', 'real', 'decimal', 'timespan', 'guid'],
  long: ['datetime', 'timespan', 'guid'],
  real: ['datetime', 'timespan', 'guid'],
};

function serves({ type }: InvokedInput, given: KustoType): boolean {
  return !strange[type]?.includes(given);
}

/** The column that serves best; one of a type that cannot only where there is no other. */
function usualColumn(input: InvokedInput, rows: Relation): NamedValue | null {
  const found = input.usual.flatMap((name): NamedValue[] => {
    if (name === '*') return [{ name: input.name, value: wholeRow(rows) }];
    const of = rows.columns.find((c) => c.name.toLowerCase() === name.toLowerCase());
    return of ? [{ name: of.name, value: column(of) }] : [];
  });
  return found.find(({ value }) => serves(input, value.type)) ?? found[0] ?? null;
}

/** As the type that the function takes. */
function asTaken(
  fn: InvokedFunction,
  input: InvokedInput,
  { name, value }: NamedValue,
  span: Syntax['span'],
): NamedValue {
  if (serves(input, value.type)) return { name, value: cast(value, input.type) };
  const number = ['int', 'long', 'real'].includes(value.type);
  const hint =
    input.type === 'datetime' && number
      ? `unixtime_seconds_todatetime(${name}), or the same of milliseconds, makes a time of it`
      : `name another by ${input.name} = …`;
  throw new Refusal(
    `${fn.name} takes a ${input.type} for ${input.name} (${whatIs(input)}), and ${name} is a ${value.type}: ${hint}.`,
    span,
    'kql/bad-argument',
  );
}

function readInputs(
  fn: InvokedFunction,
  given: ReadonlyMap<string, Syntax>,
  call: PluginCall,
): (NamedValue | null)[] {
  const { scope, lowering, node } = call;
  const chosen = fn.choose?.(rowsOf(call).columns.map(({ name, type }) => ({ name, type })));
  return fn.inputs.map((input, i) => {
    const argument = given.get(input.name);
    if (argument) {
      const value = lowering.scalar(argument, scope);
      const name = value.kind === 'column' ? value.column.name : input.name;
      return asTaken(fn, input, { name, value }, argument.span);
    }
    const by = chosen?.[i];
    const usual = by ? [by] : chosen ? [] : input.usual;
    const found = usualColumn({ ...input, usual }, rowsOf(call));
    if (found) return asTaken(fn, input, found, node.span);
    if (input.optional) return null;
    throw new Refusal(
      `${fn.name} needs a column for ${input.name} (${whatIs(input)}): invoke ${fn.name}(${input.name} = …).`,
      node.span,
    );
  });
}

/** What a call says, checked. Throws a Refusal where it cannot be. */
export function readCall(fn: InvokedFunction, call: PluginCall): ReadCall {
  const { scope, lowering, node } = call;
  const given = argumentsByName(fn, call);
  const values = new Map<string, unknown>();
  for (const [name, argument] of given) {
    if (fn.inputs.some((input) => input.name === name)) continue;
    values.set(name, constant(lowering.scalar(argument, scope), name, argument.span));
  }
  const join = values.get('join') ?? 'none';
  values.delete('join');
  if (join !== 'none' && join !== 'inner' && join !== 'left')
    throw new Refusal(
      `join is "none", "inner" or "left", not ${JSON.stringify(join)}.`,
      given.get('join')?.span,
    );
  if (join !== 'none' && fn.joins === false)
    throw new Refusal(
      `What ${fn.name} gives goes with no single row: leave out join.`,
      given.get('join')?.span,
    );
  try {
    return { inputs: readInputs(fn, given, call), parameters: fn.check(values), join };
  } catch (error) {
    if (error instanceof Refusal || !(error instanceof Error)) throw error;
    throw new Refusal(`${fn.name}: ${error.message}`, node.span, 'kql/bad-argument');
  }
}

/** The columns before those that the function gives: those of the row, or the values it was given. */
export function before(read: ReadCall, rows: Relation): NamedValue[] {
  if (read.join !== 'none') return passed(rows);
  return read.inputs.flatMap((input) => (input ? [input] : []));
}
