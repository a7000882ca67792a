import { quoteText, type Span } from '../../base/index.ts';
import { defineScalar, type ScalarFunction } from '../define.ts';
import { regex } from '../dialects/duckdb-regex.ts';
import type { Scalar } from '../tree/nodes.ts';
import { literal } from '../tree/scalar.ts';
import type { Scope } from './context.ts';

const internal = 'https://learn.microsoft.com/kusto/query/parse-operator';
const example = { query: 'print s = "a=1" | parse s with "a=" a:long | project a', rows: [[1]] };

/** All groups of a pattern at once; no function of KQL. */
const captures: ScalarFunction = defineScalar({
  signature: '$captures(text: string, pattern: any, count: any): dynamic',
  about: 'What the groups of a pattern matched.',
  source: internal,
  sql: {
    duckdb: ([text], call) => {
      const names = Array.from({ length: Number(call.constant(2)) }, (_, i) => `'g${i}'`);
      return `regexp_extract(${text}, ${quoteText(String(call.constant(1)))}, [${names.join(', ')}])`;
    },
  },
  examples: [example],
});

const capture: ScalarFunction = defineScalar({
  signature: '$capture(groups: any, index: any): string',
  about: 'What one group of a pattern matched; empty where nothing did.',
  source: internal,
  sql: { duckdb: ([groups], call) => `${groups}.g${call.constant(1)}` },
  examples: [example],
});

/** What the groups of a constant pattern match in a text, each as a string; the text is searched once. */
export function captured(text: Scalar, pattern: string, count: number, scope: Scope): Scalar[] {
  if (count === 0) return [];
  const args = [text, literal('string', pattern), literal('long', BigInt(count))];
  const groups = scope.hoist({ kind: 'call', fn: captures, args, type: 'dynamic', nullable: true });
  return Array.from({ length: count }, (_, i) => ({
    kind: 'call',
    fn: capture,
    args: [groups, literal('long', BigInt(i))],
    type: 'string',
    nullable: false,
    span: text.span,
  }));
}

const unescaping: ScalarFunction = defineScalar({
  signature: '$unescape(text: string, mark: any): string',
  about: 'A text without the marks before escaped characters.',
  source: internal,
  sql: {
    duckdb: ([text], call) => {
      const pattern = quoteText(`${escapedPattern(String(call.constant(1)))}(.)`);
      return `regexp_replace(${text}, ${pattern}, '\\1', 'g')`;
    },
  },
  examples: [example],
});

const either: ScalarFunction = defineScalar({
  signature: '$first(one: string, other: string): string',
  about: 'The first text that is not empty.',
  source: internal,
  sql: { duckdb: ([one, other]) => `coalesce(nullif(${one}, ''), ${other})` },
  examples: [example],
});

const match: ScalarFunction = defineScalar({
  signature: '$match(text: string, pattern: any): string',
  about: 'What the first group of a pattern matched; empty where nothing did.',
  source: internal,
  sql: {
    duckdb: ([text], call) => `regexp_extract(${text}, ${quoteText(String(call.constant(1)))}, 1)`,
  },
  examples: [example],
});

/** What the first group of a constant pattern matches in a text; empty where it does not. */
export function matched(text: Scalar, pattern: string): Scalar {
  const args = [text, literal('string', pattern)];
  return { kind: 'call', fn: match, args, type: 'string', nullable: false, span: text.span };
}

const pairs: ScalarFunction = defineScalar({
  signature: '$pair(text: string, pattern: string, key: string): string',
  about: 'What the second group of a pattern matched where the first matched a key.',
  source: internal,
  sql: {
    duckdb: ([text, , key], call) => {
      const { sql, groups } = regex(call, 1);
      if (groups?.length !== 2) return call.refuse('the pattern must have two groups', 1);
      const all = (group: number): string => `regexp_extract_all(${text}, ${sql}, ${group})`;
      const trimmed = `list_transform(${all(1)}, lambda k: trim(k))`;
      return `coalesce(trim(${all(2)}[list_position(${trimmed}, ${key})]), '')`;
    },
  },
  examples: [example],
});

/** The value that a pattern of two groups, a key and its value, finds first for a key. */
export function valueOfKey(text: Scalar, pattern: string, key: string, span?: Span): Scalar {
  const args = [text, literal('string', pattern, span), literal('string', key)];
  return { kind: 'call', fn: pairs, args, type: 'string', nullable: false, span };
}

/** A text without the marks before escaped characters. */
export function unescaped(text: Scalar, mark: string): Scalar {
  const args = [text, literal('string', mark)];
  return { kind: 'call', fn: unescaping, args, type: 'string', nullable: false };
}

/** The first of two texts, or the second where that is empty. */
export function firstText(one: Scalar, other: Scalar): Scalar {
  return { kind: 'call', fn: either, args: [one, other], type: 'string', nullable: false };
}

/** A text as a pattern that matches just it. */
export function escapedPattern(text: string): string {
  return text.replace(/[\\^$.|?*+()[\]{}-]/g, '\\$&');
}
