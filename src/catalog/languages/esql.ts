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
  type Value,
} from './language.ts';

const lex = makeLexer([
  ['space', /\s+/],
  ['comment', /\/\/[^\n]*/],
  ['comment', /\/\*[\s\S]*?\*\//],
  ['string', /"""[^\r\n]*?"""(?!")/],
  ['string', /"(?:[^"\\\r\n]|\\[^\r\n])*"/],
  ['string', /`(?:[^`\r\n]|``)*`/],
  ['unclosed', /["`]|\/\*/],
  ['number', /\d+(?:\.\d+)?/],
  ['word', /[A-Za-z_@][\w.]*/],
]);

const time = (moment: Moment): string => isoText(moment);
const names = /^[\w@*.:-]+(?:\s*,\s*[\w@*.:-]+)*$/;
const simpleNumber = /^-?\d+(?:\.\d+)?$/;

/** How values stand in Elasticsearch's ES|QL. Its triple quotes know no escape, so that a text in them gets ordinary ones. */
export const esql: Language = {
  name: 'ES|QL',
  lex,
  quoted(token, values, places) {
    const isName = token.startsWith('`');
    const edge = isName ? '`' : token.startsWith('"""') ? '"""' : '"';
    const texts = values.map((value, i) => textFor(value, places[i], isName));
    const own = token.slice(edge.length, -edge.length).split(placeMark);
    const pieces = edge === '"""' ? own.map(escaped) : own;
    const inner = pieces.map((piece, i) => piece + (texts[i] ?? '')).join('');
    return isName ? `\`${inner}\`` : `"${inner}"`;
  },
  code(place) {
    const { value } = place;
    if (isMoment(value)) return `TO_DATETIME("${time(value)}")`;
    if (isList(value)) return value.map((item) => literal(item, place)).join(', ');
    if (typeof value !== 'string') return String(value);
    const role = roleOf(place);
    if (role === 'value') return literal(value, place);
    if (role === 'steps') return steps(value, place);
    if ((role === 'number' ? simpleNumber : names).test(value)) return value;
    throw badValue(place, `that is no ${words[role]}`, `Give a ${words[role]}.`);
  },
};

const words = { number: 'number', names: 'name, or names with commas between' } as const;

function escaped(text: string): string {
  return text
    .replace(/["\\]/g, '\\$&')
    .replaceAll('\n', '\\n')
    .replaceAll('\r', '\\r')
    .replaceAll('\t', '\\t');
}

function textFor(value: Value, place: CodePlace | undefined, isName: boolean): string {
  if (!place) throw new Error('a place without a value');
  const text = plainText(value, time);
  if (text.includes('\0'))
    throw badValue(place, 'ES|QL cannot hold a NUL character', 'Leave it out.');
  if (!isName) return escaped(text);
  if (!/[\r\n]/.test(text)) return text.replaceAll('`', '``');
  throw badValue(place, 'a name cannot hold a line break', 'Leave it out.');
}

function literal(item: Item, place: CodePlace): string {
  return typeof item === 'string' ? `"${textFor(item, place, false)}"` : String(item);
}

function roleOf({ parameter, tokens, index }: CodePlace): 'names' | 'number' | 'value' | 'steps' {
  const standard = typeof parameter.default === 'string' ? parameter.default.trim() : undefined;
  const before = tokens[neighbour(tokens, index, -1)];
  if (standard === '' || standard?.startsWith('|')) return 'steps';
  const isList = /^(?:from|metadata|keep|drop|sort|by|index)$/i.test(before?.text ?? '');
  if (!before || isList || parameter.name === 'table') return 'names';
  if (standard !== undefined && simpleNumber.test(standard)) return 'number';
  return 'value';
}

function steps(text: string, place: CodePlace): string {
  if (text.trim() === '') return text;
  const tokens = lex(text);
  const [first] = tokens.filter((t) => t.kind !== 'space');
  const fault =
    reachesOut(tokens) ??
    (tokens.some((t) => t.kind === 'comment') ? 'it holds a comment' : null) ??
    (text.includes('\0') ? 'it holds a NUL character' : null) ??
    (first?.text === '|' ? null : "steps of ES|QL begin with '|'");
  if (fault) throw badValue(place, fault, 'Steps are such as: | WHERE user == "bob" | LIMIT 10');
  return text;
}
