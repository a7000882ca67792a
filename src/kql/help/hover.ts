import type { Span } from '../../base/index.ts';
import { bind } from '../parse/bind.ts';
import { quickInfo } from '../parse/service.ts';
import type { Syntax } from '../parse/syntax.ts';
import type { Schema, SourceTable } from '../plan.ts';
import { type Description, describeCall, describeRefusal, describeSyntax } from './definitions.ts';
import { describeInvoked, invokedBefore, invokedTitle, withTold } from './invoked.ts';

/** What stands at a place of a query. */
export interface Hover {
  span: Span;
  /** Name and type as Kusto writes them: `strlen(source): long`, `EventID: int`; of an operator its name. */
  title: string;
  description?: Description;
  /** Why it cannot be used here. */
  refused?: string;
}

const findings: ReadonlySet<string> = new Set(['Error', 'Warning', 'Suggestion']);

/** The word, or the run of signs, around a place. */
function wordAt(text: string, at: number): Span | null {
  for (const part of text.matchAll(/[\p{L}\p{N}_$~!-]+|[=<>!~+*/%]+/gu)) {
    const end = part.index + part[0].length;
    if (part.index <= at && at <= end) return { start: part.index, end };
    if (part.index > at) return null;
  }
  return null;
}

/** The innermost node that is known to us and whose own word, not that of a part of it, stands at the place. */
function syntaxAt(root: Syntax, word: Span): Description | undefined {
  let found: Description | undefined;
  for (const node of root.descendants()) {
    const { start, end } = node.span;
    if (start > word.start || end < word.end) continue;
    const description = describeSyntax(node.kind);
    if (!description) continue;
    const operands = ['Left', 'Right'].flatMap((part) => node.child(part) ?? []);
    const between = operands.length === 2 && operands.every((o) => apart(o.span, word));
    if (between || (operands.length === 0 && start === word.start)) found = description;
  }
  return found;
}

const apart = (a: Span, b: Span): boolean => a.end <= b.start || b.end <= a.start;

/** What stands at `at` (an offset in the text): its type, what it does, and where it differs from Kusto; null for nothing. */
export function hover(text: string, at: number, schema: Schema, input?: SourceTable): Hover | null {
  const span = wordAt(text, at);
  if (!span) return null;
  const name = text.slice(span.start, span.end);
  const invoked = invokedBefore(text, span.end, schema);
  if (invoked) return { span, title: invokedTitle(invoked), description: describeInvoked(invoked) };
  const told = withTold(text, at, schema, input);
  const infos = quickInfo(told.text, told.at, schema, input).filter((i) => !findings.has(i.kind));
  const [info] = infos;
  if (!info || info.kind === 'Operator') {
    const description = syntaxAt(bind(text, schema, input).root, span);
    return description ? { span, title: name, description } : null;
  }
  if (info.kind !== 'BuiltInFunction') return { span, title: info.text };
  const description = describeCall(name);
  return description
    ? { span, title: info.text, description }
    : { span, title: info.text, refused: describeRefusal(name) };
}
