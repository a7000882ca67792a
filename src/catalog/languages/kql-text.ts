import { type Lexer, makeLexer, placeMark } from '../lexer.ts';
import { isoText } from '../moment.ts';
import { plainText, type Value } from './language.ts';

/** The pieces of a text of KQL. */
export const lexKql: Lexer = makeLexer([
  ['space', /\s+/],
  ['comment', /\/\/[^\n]*/],
  ['string', /[hH]?(?:```[\s\S]*?```|~~~[\s\S]*?~~~)/],
  ['string', /[hH]?@(?:"(?:[^"\r\n]|"")*"|'(?:[^'\r\n]|'')*')/],
  ['string', /[hH]?(?:"(?:[^"\\\r\n]|\\[^\r\n])*"|'(?:[^'\\\r\n]|\\[^\r\n])*')/],
  ['unclosed', /[hH]?@?["']|```|~~~/],
  ['number', /\d[\w.]*/],
  ['word', /[A-Za-z_$]\w*/],
]);

/** A literal of KQL with values in place of its marks: in quotes they are escaped, and nothing else can come of them. */
export function quotedKql(token: string, values: readonly Value[]): string {
  const [, prefix = '', quote = '', inner = ''] =
    /^([hH]?@?)(```|~~~|["'])([\s\S]*)\2$/.exec(token) ?? [];
  const texts = values.map((value) => plainText(value, isoText));
  const verbatim = prefix.endsWith('@');
  const pieces = inner.split(placeMark);
  const join = (spell: (text: string) => string, own: (text: string) => string): string =>
    pieces.map((piece, i) => own(piece) + (i < texts.length ? spell(texts[i] ?? '') : '')).join('');
  const asIs = (text: string): string => text;
  if (quote.length === 1 && !verbatim)
    return prefix + quote + join((text) => escaped(text, quote), asIs) + quote;
  const awkward = quote.length === 1 ? controls : /[`~]|[^\P{Cc}\n]/u;
  if (!texts.some((text) => awkward.test(text)))
    return (
      prefix +
      quote +
      join((text) => (verbatim ? text.replaceAll(quote, quote + quote) : text), asIs) +
      quote
    );
  // What such a literal cannot hold is told by escapes, so it becomes an ordinary one.
  const own = (text: string): string =>
    escaped(verbatim ? text.replaceAll(quote + quote, quote) : text, '"');
  return `${prefix.replace('@', '')}"${join((text) => escaped(text, '"'), own)}"`;
}

const controls = /[\p{Cc}\u2028\u2029]/u;
const named: ReadonlyMap<string, string> = new Map([
  ['\n', '\\n'],
  ['\r', '\\r'],
  ['\t', '\\t'],
]);

function escaped(text: string, quote: string): string {
  return text
    .replaceAll('\\', '\\\\')
    .replaceAll(quote, `\\${quote}`)
    .replace(
      /[\p{Cc}\u2028\u2029]/gu,
      (c) => named.get(c) ?? `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`,
    );
}

/** A text as a literal of KQL, between these quotes. */
export function kqlText(text: string, quote: '"' | "'"): string {
  return quote + escaped(text, quote) + quote;
}
