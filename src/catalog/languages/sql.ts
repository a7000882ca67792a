import { makeLexer, neighbour, placeMark, reachesOut } from '../lexer.ts';
import { isoText, type Moment } from '../moment.ts';
import {
  badValue,
  type CodePlace,
  type Item,
  isList,
  isMoment,
  type Language,
  plainText,
} from './language.ts';

const lex = makeLexer([
  ['space', /\s+/],
  ['comment', /--[^\n]*/],
  ['comment', /\/\*[\s\S]*?\*\//],
  ['string', /'(?:[^']|'')*'/],
  ['string', /"(?:[^"]|"")*"/],
  ['string', /`(?:[^`]|``)*`/],
  ['unclosed', /["'`]|\/\*/],
  ['number', /\d+(?:\.\d+)?/],
  ['word', /[A-Za-z_]\w*/],
]);

const time = (moment: Moment): string => isoText(moment, ' ', '');
const name = /^(?:[A-Za-z_]\w*|"(?:[^"\0]|"")+")(?:\.(?:[A-Za-z_]\w*|"(?:[^"\0]|"")+"))*$/;
const simpleNumber = /^-?\d+(?:\.\d+)?$/;

/** How values stand in standard SQL, in which a quote is doubled and a backslash is a character like any other. */
export const sql: Language = {
  name: 'SQL',
  lex,
  quoted(token, values, places) {
    const quote = token[0] ?? "'";
    const pieces = token.split(placeMark);
    const text = (i: number): string => {
      const place = places[i];
      return place ? inQuotes(plainText(values[i] ?? '', time), quote, place) : '';
    };
    return pieces.map((piece, i) => piece + text(i)).join('');
  },
  code(place) {
    const { value } = place;
    if (isMoment(value)) return `TIMESTAMP '${time(value)}'`;
    if (isList(value)) return value.map((item) => literal(item, place)).join(', ');
    if (typeof value !== 'string') return String(value);
    const role = roleOf(place);
    if (role === 'value') return literal(value, place);
    if (role === 'number' && simpleNumber.test(value)) return value;
    if (role === 'name' && value.split(',').every((part) => name.test(part.trim()))) return value;
    if (role === 'clauses') return clauses(value, place);
    throw badValue(place, `that is no ${role}`, `Give a ${role}.`);
  },
};

function inQuotes(text: string, quote: string, place: CodePlace): string {
  if (text.includes('\0'))
    throw badValue(place, 'SQL cannot hold a NUL character', 'Leave it out.');
  return text.replaceAll(quote, quote + quote);
}

function literal(item: Item, place: CodePlace): string {
  return typeof item === 'string' ? `'${inQuotes(item, "'", place)}'` : String(item);
}

function roleOf({ parameter, tokens, index }: CodePlace): 'name' | 'number' | 'value' | 'clauses' {
  const standard = parameter.default;
  const before = tokens[neighbour(tokens, index, -1)]?.text ?? '';
  if (standard === '' || (typeof standard === 'string' && /\s/.test(standard))) return 'clauses';
  if (parameter.name === 'table' || /^(?:from|join|by|select)$/i.test(before)) return 'name';
  if (typeof standard === 'string' && simpleNumber.test(standard)) return 'number';
  if (/^(?:[=<>(,]|like|in|and|between)$/i.test(before)) return 'value';
  return typeof standard === 'string' && name.test(standard) ? 'name' : 'value';
}

function clauses(text: string, place: CodePlace): string {
  if (text.trim() === '') return text;
  const tokens = lex(text);
  const fault =
    reachesOut(tokens) ??
    (tokens.some((t) => t.kind === 'comment') ? 'it holds a comment' : null) ??
    (text.includes('\0') ? 'it holds a NUL character' : null) ??
    (/\b(?:union|intersect|except|into|insert|update|delete|drop|alter|create)\b/i.test(
      tokens.map((t) => (t.kind === 'word' ? t.text : ' ')).join(' '),
    )
      ? 'it is more than a clause'
      : null);
  if (fault) throw badValue(place, fault, "Clauses are such as: AND user_name = 'bob' LIMIT 10");
  return text;
}
