import type { Span } from '../../base/index.ts';
import type { InvokedFunction } from '../invoked.ts';
import { type Proposal, proposals } from '../parse/service.ts';
import type { Schema, SourceTable } from '../plan.ts';
import { type Description, describeCall, describeOperator } from './definitions.ts';
import {
  describeInvoked,
  invokedParameters,
  invokedTitle,
  type ToldText,
  withTold,
} from './invoked.ts';

/** What a completion stands for. */
export type CompletionKind =
  | 'column'
  | 'table'
  | 'variable'
  | 'function'
  | 'operator'
  | 'keyword'
  | 'type'
  | 'value';

/** One way to go on at a place. */
export interface Completion {
  kind: CompletionKind;
  /** As a list shows it: `strlen(source)`. */
  label: string;
  /** What replaces the letters typed so far. */
  text: string;
  /** What is put behind the caret: a closing bracket; '' for nothing. */
  after: string;
  description?: Description;
}

/** The ways to go on at a place, the likeliest first, and the letters that they replace. */
export interface Completions {
  span: Span;
  items: readonly Completion[];
}

const kinds: ReadonlyMap<string, CompletionKind> = new Map([
  ['Column', 'column'],
  ['Table', 'table'],
  ['MaterialiedView', 'table'],
  ['Variable', 'variable'],
  ['Parameter', 'variable'],
  ['LocalFunction', 'function'],
  ['BuiltInFunction', 'function'],
  ['AggregateFunction', 'function'],
  ['QueryPrefix', 'operator'],
  ['TabularPrefix', 'operator'],
  ['ScalarInfix', 'operator'],
  ['RenderChart', 'value'],
  ['Example', 'value'],
  ['ScalarType', 'type'],
]);

/** What Kusto has built in and a query here has not is not proposed. */
function runsHere({ kind, match }: Proposal): boolean {
  if (kind !== 'BuiltInFunction' && kind !== 'AggregateFunction') return true;
  return describeCall(match) !== undefined;
}

function describe({ kind, match }: Proposal): Description | undefined {
  if (kind === 'BuiltInFunction' || kind === 'AggregateFunction') return describeCall(match);
  return kind === 'QueryPrefix' ? describeOperator(match) : undefined;
}

/** The functions of the toolbox that go on with a name behind `invoke`; null where the place is another. */
function invokedNames(text: string, at: number, { functions }: Schema): Completions | null {
  const [, typed] = /\binvoke\s+(\w*)$/.exec(text.slice(0, at)) ?? [];
  if (typed === undefined || !functions) return null;
  const found = [...functions.values()].filter(({ name }) => name.includes(typed.toLowerCase()));
  const begins = ({ name }: InvokedFunction): number =>
    name.startsWith(typed.toLowerCase()) ? 0 : 1;
  found.sort((a, b) => begins(a) - begins(b) || (a.name < b.name ? -1 : 1));
  return {
    span: { start: at - typed.length, end: at },
    items: found.map((fn) => ({
      kind: 'function',
      label: invokedTitle(fn),
      text: `${fn.name}(`,
      after: ')',
      description: describeInvoked(fn),
    })),
  };
}

/** The names of arguments, where one of a function of the toolbox begins. */
function argumentNames(around: ToldText['around'], typed: string): Completion[] {
  if (!around) return [];
  const all = [...invokedParameters(around.fn), { name: 'join' }];
  return all
    .filter(({ name }) => name.includes(typed.toLowerCase()) && !around.named.has(name))
    .map(({ name }) => ({ kind: 'keyword', label: `${name} =`, text: `${name} = `, after: '' }));
}

/**
 * What may stand at `at` (an offset in the text): columns in force there, tables, functions, operators, words.
 * Only what runs here is proposed, whatever more Kusto knows. The first call wakes the service (some seconds).
 */
export function complete(
  text: string,
  at: number,
  schema: Schema,
  input?: SourceTable,
): Completions {
  const names = invokedNames(text, at, schema);
  if (names) return names;
  const told = withTold(text, at, schema, input);
  const { start: from, length, items } = proposals(told.text, told.at, schema, input);
  const start = from - (told.at - at);
  const typed = text.slice(start, start + length).toLowerCase();
  const found = items.filter(runsHere).filter((p) => p.match.toLowerCase().includes(typed));
  const begins = (p: Proposal): number => (p.match.toLowerCase().startsWith(typed) ? 0 : 1);
  found.sort((a, b) => begins(a) - begins(b) || (a.order < b.order ? -1 : 1));
  return {
    span: { start, end: start + length },
    items: [
      ...argumentNames(told.around, text.slice(start, at)),
      ...found.map((p): Completion => {
        const description = describe(p);
        return {
          kind: kinds.get(p.kind) ?? 'keyword',
          label: p.label,
          text: p.before,
          after: p.after,
          ...(description ? { description } : {}),
        };
      }),
    ],
  };
}
