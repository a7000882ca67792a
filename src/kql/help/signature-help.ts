import type { Span } from '../../base/index.ts';
import type { InvokedFunction } from '../invoked.ts';
import { bind } from '../parse/bind.ts';
import type { Syntax } from '../parse/syntax.ts';
import type { Schema, SourceTable } from '../plan.ts';
import { type Description, describeCall } from './definitions.ts';
import { describeInvoked, invokedParameters } from './invoked.ts';

/** One parameter, and where it stands in the label of its signature. */
export interface ParameterHelp {
  name: string;
  span: Span;
}

/** One way to call a function. */
export interface SignatureHelp {
  /** `substring(source: string, start: int, [length: int])`. */
  label: string;
  parameters: readonly ParameterHelp[];
}

/** The call around a place. */
export interface CallHelp {
  name: string;
  signatures: readonly SignatureHelp[];
  /** The signature that takes as many arguments as are there. */
  active: number;
  /** The parameter that the place belongs to. */
  parameter: number;
  description?: Description;
}

/** The innermost call whose brackets are around the place, and which of its arguments that is in. */
function callAt(root: Syntax, text: string, at: number): { call: Syntax; argument: number } | null {
  let found: { call: Syntax; argument: number } | null = null;
  for (const call of root.descendants()) {
    if (call.kind !== 'FunctionCallExpression') continue;
    const list = call.child('ArgumentList');
    if (!list || at <= list.span.start) continue;
    const closed = list.child('CloseParen');
    const isClosed = closed !== null && closed.span.end > closed.span.start;
    if (isClosed ? at > closed.span.start : at > openEnd(text, list.span.end)) continue;
    found = { call, argument: argumentAt(list, text, at) };
  }
  return found;
}

/** Where a call that is still open ends: with the step of the pipeline. */
function openEnd(text: string, from: number): number {
  const next = text.slice(from).search(/[|;]/);
  return next < 0 ? text.length : from + next;
}

/** How many arguments end before the place: each but the last is followed by a comma. */
function argumentAt(list: Syntax, text: string, at: number): number {
  let passed = 0;
  const given = list.list('Expressions');
  for (const [i, argument] of given.entries()) {
    const until = given[i + 1]?.span.start ?? at;
    const comma = text.indexOf(',', argument.span.end);
    if (comma >= 0 && comma < at && comma <= until) passed = i + 1;
  }
  return passed;
}

/** The call that `at` (an offset in the text) stands in: its signatures and the parameter that is next; null where it is in none. */
export function signatureHelp(
  text: string,
  at: number,
  schema: Schema,
  input?: SourceTable,
): CallHelp | null {
  const around = callAt(bind(text, schema, input).root, text, at);
  if (!around) return null;
  const { name } = around.call.part('Name');
  const invoked = schema.functions?.get(name);
  if (invoked && around.call.part('Name').symbolKind === null) return invokedHelp(invoked, around);
  const declared = around.call.part('Name').signatures;
  if (declared.length === 0) return null;
  const { argument } = around;
  const fits = declared.findIndex((s) => argument < s.most);
  const active = Math.max(0, fits);
  const parameters = declared[active]?.parameters ?? [];
  const repeating = parameters.findIndex((p) => p.repeats);
  const last = repeating >= 0 ? repeating : parameters.length - 1;
  const description = describeCall(name);
  return {
    name,
    signatures: declared.map((s) => labelled(name, s.parameters)),
    active,
    parameter: Math.max(0, Math.min(argument, last)),
    ...(description ? { description } : {}),
  };
}

/** The call of a function of the toolbox, whose arguments may be named. */
function invokedHelp(
  fn: InvokedFunction,
  { call, argument }: { call: Syntax; argument: number },
): CallHelp {
  const parameters = invokedParameters(fn);
  const given = call.child('ArgumentList')?.list('Expressions')[argument];
  const named = given?.kind === 'SimpleNamedExpression' ? given.part('Name').name : null;
  const place = named === null ? argument : parameters.findIndex((p) => p.name === named);
  return {
    name: fn.name,
    signatures: [labelled(fn.name, parameters)],
    active: 0,
    parameter: Math.max(0, Math.min(place, parameters.length - 1)),
    description: describeInvoked(fn),
  };
}

type Declared = Syntax['signatures'][number]['parameters'];

/** The signature, and where its parameters stand in it. */
function labelled(name: string, parameters: Declared): SignatureHelp {
  let label = `${name}(`;
  const spans = parameters.map((p, i): ParameterHelp => {
    const typed = p.types.length > 0 ? `${p.name}: ${p.types.join('|')}` : p.name;
    const shown = p.optional ? `[${typed}]` : typed;
    if (i > 0) label += ', ';
    const start = label.length;
    label += p.repeats ? `${shown}, …` : shown;
    return { name: p.name, span: { start, end: label.length } };
  });
  return { label: `${label})`, parameters: spans };
}
