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
  ['comment', /```[\s\S]*?```/],
  ['string', /"(?:[^"\\]|\\[\s\S])*"/],
  ['string', /'[^']*'/],
  ['string', /`[^`]*`/],
  ['unclosed', /["'`]/],
  ['number', /\d+(?:\.\d+)?(?![\w:*@/-])/],
  ['word', /[\w.:*@/$%{}-]+/],
]);

const plain = /^[\w.:*@/-]+$/;
const keyword = /^(?:and|or|not|in|by|as|over|where|true|false|null)$/i;
const names = /^[\w.:*{}@-]+(?:\s*,\s*[\w.:*{}@-]+)*$/;

const time = (moment: Moment): string => isoText(moment, ' ', '');

/**
 * How values stand in Splunk's SPL. Times are as its `timeformat` reads them, without zone. A `*` stays what it
 * is in SPL: any characters.
 */
export const spl: Language = {
  name: 'SPL',
  lex,
  quoted(token, values, places) {
    const quote = token[0] ?? '"';
    const texts = values.map((value, i) => {
      const text = plainText(value, time);
      const place = places[i];
      if (!place) throw new Error('a place without a value');
      withoutNul(text, place);
      if (quote === '"') return text.replace(/["\\]/g, '\\$&');
      if (!/['`]/.test(text)) return text;
      throw badValue(place, `a name in ${quote} cannot hold quotes in SPL`, 'Leave them out.');
    });
    const pieces = token.split(placeMark);
    return pieces.map((piece, i) => piece + (texts[i] ?? '')).join('');
  },
  code(place) {
    const { value } = place;
    if (isMoment(value)) return `"${time(value)}"`;
    if (isList(value)) return value.map((item) => always(item, place)).join(',');
    if (typeof value !== 'string') return String(value);
    withoutNul(value, place);
    const role = roleOf(place);
    if (role === 'steps') return steps(value, place);
    if (role === 'names' && names.test(value)) return value;
    if (/^"(?:[^"\\]|\\[\s\S])*"$/.test(value)) return value;
    return plain.test(value) && !keyword.test(value) ? value : always(value, place);
  },
};

function always(item: Item, place: CodePlace): string {
  const text = String(item);
  withoutNul(text, place);
  return `"${text.replace(/["\\]/g, '\\$&')}"`;
}

function withoutNul(text: string, place: CodePlace): void {
  if (text.includes('\0'))
    throw badValue(place, 'SPL cannot hold a NUL character', 'Leave it out.');
}

function roleOf({ parameter, tokens, index }: CodePlace): 'steps' | 'names' | 'value' {
  const standard = typeof parameter.default === 'string' ? parameter.default.trim() : undefined;
  const before = tokens[neighbour(tokens, index, -1)];
  const after = tokens[neighbour(tokens, index, 1)];
  if (standard?.startsWith('|')) return 'steps';
  const atEnd = !after || after.kind === 'place' || after.text === '|' || after.text === ']';
  const assigns = before?.kind === 'mark' && /[=<>(,|!]/.test(before.text);
  const command =
    before?.kind === 'word' && /^(?:search|where|table|fields|by|index)$/i.test(before.text);
  if (standard === '' && atEnd && !assigns && !command) return 'steps';
  if (before && /^(?:table|fields|by|dedup|sort)$/i.test(before.text)) return 'names';
  return 'value';
}

function steps(text: string, place: CodePlace): string {
  if (text.trim() === '') return '';
  const tokens = lex(text);
  const out = reachesOut(tokens.filter((t) => t.text !== ';'));
  const [first] = tokens.filter((t) => t.kind !== 'space');
  const fault = out ?? (first?.text === '|' ? null : "steps of SPL begin with '|'");
  if (fault) throw badValue(place, fault, 'Steps are such as: | search user=bob | head 10');
  return text;
}
