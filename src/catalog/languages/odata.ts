import { makeLexer, neighbour, placeMark, reachesOut } from '../lexer.ts';
import { isoText } from '../moment.ts';
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
  ['string', /'(?:[^']|'')*'/],
  ['string', /"(?:[^"\\]|\\[\s\S])*"/],
  ['unclosed', /["']/],
  ['number', /\d[\w.:+-]*/],
  ['word', /[A-Za-z_$]\w*/],
]);

/**
 * How values stand in a request of OData, a path and its query before blanks and quotes are encoded. What would
 * end a part of an address (`%`, `&`, `#`, `+` and control characters) is percent-encoded in values.
 */
export const odata: Language = {
  name: 'OData',
  lex,
  quoted(token, values) {
    const quote = token[0] ?? "'";
    const pieces = token.split(placeMark);
    const text = (i: number): string => {
      const value = values[i];
      return value === undefined ? '' : inQuotes(plainText(value, isoText), quote);
    };
    return pieces.map((piece, i) => piece + text(i)).join('');
  },
  code(place) {
    const { value } = place;
    if (isMoment(value)) return isoText(value);
    if (isList(value)) return value.map(literal).join(',');
    if (typeof value !== 'string') return String(value);
    if (inPath(place)) return path(value, place);
    if (place.parameter.default === '') return clauses(value, place);
    return /^(?:-?\d+(?:\.\d+)?|true|false|null)$/.test(value) ? value : literal(value);
  },
};

function encoded(text: string): string {
  return text.replace(/[%&#+]|\p{Cc}/gu, (c) => encodeURIComponent(c));
}

function inQuotes(text: string, quote: string): string {
  const escaped = quote === "'" ? text.replaceAll("'", "''") : text.replace(/["\\]/g, '\\$&');
  return encoded(escaped);
}

function literal(item: Item): string {
  return typeof item === 'string' ? `'${inQuotes(item, "'")}'` : String(item);
}

/** True before the `?` of an address. */
function inPath({ tokens, index }: CodePlace): boolean {
  return tokens.slice(0, index).every((t) => t.text !== '?');
}

function path(text: string, place: CodePlace): string {
  const { tokens, index, parameter } = place;
  const isWhole = typeof parameter.default === 'string' && parameter.default.startsWith('/');
  const before = tokens[neighbour(tokens, index, -1)];
  if (isWhole || !before) {
    if (/^(?:\/[\w$()='@-]+(?:\.[\w$()='@-]+)*)+$/.test(text)) return text;
    throw badValue(place, 'that is no path of an address', 'Such as /security/alerts.');
  }
  if (text === '' || /^\.+$/.test(text) || /\p{Cs}/u.test(text))
    throw badValue(place, 'that is no part of a path', 'Give the id of one thing.');
  return before.text === '('
    ? `'${inQuotes(text, "'")}'`
    : encodeURIComponent(text).replaceAll("'", '%27');
}

function clauses(text: string, place: CodePlace): string {
  if (text.trim() === '') return text;
  const tokens = lex(text);
  const fault =
    reachesOut(tokens) ??
    (/[#\p{Cc}]/u.test(text) ? 'it holds what ends an address' : null) ??
    (/^\s*(?:and|or|&\$)/i.test(text) ? null : "it begins with neither 'and', 'or' nor '&$'");
  if (fault)
    throw badValue(place, fault, "Clauses are such as: and severity eq 'high', or &$top=10");
  return text;
}
