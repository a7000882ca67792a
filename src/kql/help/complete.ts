import type { Span } from '../../base/index.ts';
import { type Proposal, proposals } from '../parse/service.ts';
import type { Schema, SourceTable } from '../plan.ts';
import { type Description, describeCall, describeOperator } from './definitions.ts';

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
  const { start, length, items } = proposals(text, at, schema, input);
  const typed = text.slice(start, start + length).toLowerCase();
  const found = items.filter(runsHere).filter((p) => p.match.toLowerCase().includes(typed));
  const begins = (p: Proposal): number => (p.match.toLowerCase().startsWith(typed) ? 0 : 1);
  found.sort((a, b) => begins(a) - begins(b) || (a.order < b.order ? -1 : 1));
  return {
    span: { start, end: start + length },
    items: found.map((p) => {
      const description = describe(p);
      return {
        kind: kinds.get(p.kind) ?? 'keyword',
        label: p.label,
        text: p.before,
        after: p.after,
        ...(description ? { description } : {}),
      };
    }),
  };
}
