import { makeLexer, placeMark } from '../lexer.ts';
import { isoText } from '../moment.ts';
import { badValue, type CodePlace, type Language, plainText, type Value } from './language.ts';

const lex = makeLexer([
  ['space', /\s+/],
  ['string', /"[^"]*"/],
  ['string', /'[^']*'/],
  ['unclosed', /["']/],
  ['word', /\w+/],
]);

/** A language that Huntbook does not know: only values that are plain in any are written. */
export const other: Language = {
  name: 'this language',
  lex,
  quoted(token, values, places) {
    const pieces = token.split(placeMark);
    const text = (i: number): string => {
      const place = places[i];
      return place ? harmless(values[i] ?? '', place, /^[\w .,:;@/+*?=-]*$/) : '';
    };
    return pieces.map((piece, i) => piece + text(i)).join('');
  },
  code: (place) => harmless(place.value, place, /^[\w.:@/-]+(?:, [\w.:@/-]+)*$/),
};

function harmless(value: Value, place: CodePlace, allowed: RegExp): string {
  const text = plainText(value, isoText);
  if (allowed.test(text)) return text;
  throw badValue(
    place,
    'Huntbook does not know how texts are escaped in the language of this query',
    'Letters, digits and simple punctuation can be used.',
  );
}
