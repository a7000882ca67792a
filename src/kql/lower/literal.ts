import { Refusal } from '../error.ts';
import { datetimeText, parseDatetime, parseTimespan, timespanText } from '../parse/literals.ts';
import type { Syntax } from '../parse/syntax.ts';
import type { Literal } from '../tree/nodes.ts';
import { literal, timeLiteral } from '../tree/scalar.ts';

/** What stands between the parentheses of `long(…)`, or the text itself; without quotes. */
function inside(node: Syntax): string {
  const { text } = node;
  const typed = /^\w+\s*\(\s*(.*?)\s*\)$/s.exec(text);
  return (typed?.[1] ?? text).replace(/^(["'])(.*)\1$/s, '$2').trim();
}

function unreadable(node: Syntax, what: string): Refusal {
  return new Refusal(`${node.text} is not a ${what}.`, node.span, 'kql/bad-literal');
}

function whole(type: 'int' | 'long') {
  return (node: Syntax): Literal => {
    const text = inside(node);
    if (text === 'null') return literal(type, null, node.span);
    const [, sign, digits = ''] = /^(-?)(0x[0-9a-f]+|\d+)$/i.exec(text) ?? [];
    if (!digits) throw unreadable(node, type);
    const size = BigInt(digits);
    return literal(type, sign ? -size : size, node.span);
  };
}

function real(node: Syntax): Literal {
  const text = inside(node).toLowerCase();
  if (text === 'null') return literal('real', null, node.span);
  const named: Record<string, number> = {
    nan: Number.NaN,
    '+inf': Infinity,
    inf: Infinity,
    '-inf': -Infinity,
  };
  const value = named[text] ?? Number(text);
  return literal('real', value, node.span);
}

function decimal(node: Syntax): Literal {
  const text = inside(node);
  if (text === 'null') return literal('decimal', null, node.span);
  if (!/^-?\d+(\.\d*)?(e[-+]?\d+)?$/i.test(text)) throw unreadable(node, 'decimal');
  return literal('decimal', text, node.span);
}

function text(node: Syntax): Literal {
  return literal('string', node.stringValue ?? '', node.span);
}

function bool(node: Syntax): Literal {
  const value = inside(node).toLowerCase();
  if (value === 'null') return literal('bool', null, node.span);
  return literal('bool', value === 'true' || value === '1', node.span);
}

function timed(type: 'datetime' | 'timespan', parse: (text: string) => bigint | null) {
  return (node: Syntax): Literal => {
    const text = inside(node);
    if (text === 'null') return literal(type, null, node.span);
    const value = parse(text);
    if (value === null) throw unreadable(node, type);
    return literal(type, value, node.span);
  };
}

const timespan = timed('timespan', parseTimespan);

function datetime(node: Syntax): Literal {
  const ticks = timed('datetime', parseDatetime)(node);
  return typeof ticks.value === 'bigint' ? timeLiteral(ticks.value, node.span) : ticks;
}

function guid(node: Syntax): Literal {
  const value = inside(node);
  return literal('guid', value === 'null' ? null : value.toLowerCase(), node.span);
}

/** JSON text of what stands in `dynamic(…)`. */
function json(node: Syntax): string {
  const rule = jsonRules.get(node.kind);
  if (!rule) throw unreadable(node, 'dynamic value');
  return rule(node);
}

function jsonNumber(node: Syntax): string {
  const value = inside(node);
  if (value === 'null') return 'null';
  if (/^0x/i.test(value)) return String(BigInt(value));
  return /^-?\d+(\.\d+)?(e[-+]?\d+)?$/i.test(value)
    ? value.replace(/^(-?)0+(?=\d)/, '$1')
    : String(Number(value));
}

function jsonName(node: Syntax): string {
  return node.stringValue ?? node.name.replace(/^(["'])(.*)\1$/s, '$2');
}

const jsonRules: ReadonlyMap<string, (node: Syntax) => string> = new Map<
  string,
  (node: Syntax) => string
>([
  ['ParenthesizedExpression', (n) => json(n.part('Expression'))],
  ['DynamicExpression', (n) => json(n.part('Expression'))],
  [
    'JsonObjectExpression',
    (n) =>
      `{${n
        .list('Pairs')
        .map((p) => `${JSON.stringify(jsonName(p.part('Name')))}:${json(p.part('Value'))}`)
        .join(',')}}`,
  ],
  ['JsonArrayExpression', (n) => `[${n.list('Values').map(json).join(',')}]`],
  ['StringLiteralExpression', (n) => JSON.stringify(n.stringValue ?? '')],
  ['CompoundStringLiteralExpression', (n) => JSON.stringify(n.stringValue ?? '')],
  ['BooleanLiteralExpression', (n) => String(bool(n).value)],
  ['NullLiteralExpression', () => 'null'],
  ['UnaryMinusExpression', (n) => `-${json(n.part('Expression'))}`],
  ['UnaryPlusExpression', (n) => json(n.part('Expression'))],
  ['LongLiteralExpression', jsonNumber],
  ['IntLiteralExpression', jsonNumber],
  ['RealLiteralExpression', jsonNumber],
  ['DecimalLiteralExpression', jsonNumber],
  [
    'DateTimeLiteralExpression',
    (n) => {
      const { value, below = 0n } = datetime(n);
      return typeof value === 'bigint' ? JSON.stringify(datetimeText(value * 10n + below)) : 'null';
    },
  ],
  [
    'TimespanLiteralExpression',
    (n) => {
      const { value } = timespan(n);
      return typeof value === 'bigint' ? JSON.stringify(timespanText(value)) : 'null';
    },
  ],
  ['GuidLiteralExpression', (n) => JSON.stringify(guid(n).value)],
  [
    'TokenLiteralExpression',
    (n) => (n.text.toLowerCase() === 'null' ? 'null' : JSON.stringify(n.text)),
  ],
  ['NameReference', (n) => (n.text.toLowerCase() === 'null' ? 'null' : JSON.stringify(n.text))],
]);

function dynamic(node: Syntax): Literal {
  const value = json(node);
  return literal('dynamic', value === 'null' ? null : value, node.span);
}

/** How each kind of literal is read. */
export const literals: readonly [kind: string, read: (node: Syntax) => Literal][] = [
  ['StringLiteralExpression', text],
  ['CompoundStringLiteralExpression', text],
  ['BooleanLiteralExpression', bool],
  ['IntLiteralExpression', whole('int')],
  ['LongLiteralExpression', whole('long')],
  ['RealLiteralExpression', real],
  ['DecimalLiteralExpression', decimal],
  ['DateTimeLiteralExpression', datetime],
  ['TimespanLiteralExpression', timespan],
  ['GuidLiteralExpression', guid],
  ['NullLiteralExpression', (node) => literal('dynamic', null, node.span)],
  ['DynamicExpression', dynamic],
  ['TypeOfLiteralExpression', (node) => literal('string', node.text, node.span)],
];

/** The values of a constant array as literals, or null where it is no constant array. */
export function arrayItems(of: Literal): Literal[] | null {
  if (of.type !== 'dynamic' || typeof of.value !== 'string') return null;
  const parsed: unknown = JSON.parse(of.value);
  if (!Array.isArray(parsed)) return null;
  return parsed.map((item: unknown) => {
    if (typeof item === 'string') return literal('string', item, of.span);
    if (typeof item === 'boolean') return literal('bool', item, of.span);
    if (typeof item === 'number')
      return Number.isSafeInteger(item)
        ? literal('long', BigInt(item), of.span)
        : literal('real', item, of.span);
    return literal('dynamic', item === null ? null : JSON.stringify(item), of.span);
  });
}
