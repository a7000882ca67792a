import { makeLexer, placeMark } from '../lexer.ts';
import { dateOf, type Moment } from '../moment.ts';
import { type Item, isList, isMoment, type Language, plainText, type Value } from './language.ts';

const lex = makeLexer([
  ['space', /\s+/],
  ['string', /"(?:[^"\\]|\\[\s\S])*"/],
  ['unclosed', /"/],
  ['number', /-?\d[\d.eE+-]*/],
  ['word', /[A-Za-z_]\w*/],
]);

const milliseconds = (moment: Moment): string => String(dateOf(moment).getTime());

/**
 * How values stand in a body of JSON. A text that is nothing but a place becomes what the value is: a list gives
 * its items, a time its milliseconds since 1970.
 */
export const json: Language = {
  name: 'JSON',
  lex,
  quoted(token, values) {
    const [only] = values;
    if (token === `"${placeMark}"` && only !== undefined && (isList(only) || isMoment(only)))
      return spelled(only);
    const pieces = token.split(placeMark);
    const text = (i: number): string => {
      const value = values[i];
      return value === undefined ? '' : JSON.stringify(plainText(value, milliseconds)).slice(1, -1);
    };
    return pieces.map((piece, i) => piece + text(i)).join('');
  },
  code: ({ value }) => spelled(value),
};

function spelled(value: Value): string {
  if (isMoment(value)) return milliseconds(value);
  return isList(value) ? value.map(item).join(', ') : item(value);
}

const item = (value: Item): string =>
  typeof value === 'bigint' ? String(value) : JSON.stringify(value);
