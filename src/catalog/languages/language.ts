import { HuntError } from '../../base/index.ts';
import type { Lexer, Token } from '../lexer.ts';
import type { Moment } from '../moment.ts';
import type { QueryParameter } from '../named-query.ts';
import { shown } from '../times.ts';

export type Item = string | number | bigint | boolean;
/** The value of a parameter once it is read: a text, a number, a truth, a list, or a time. */
export type Value = Item | readonly Item[] | Moment;

/** A place in the code of a query, outside of its quotes, and the value that goes there. */
export interface CodePlace {
  parameter: QueryParameter;
  value: Value;
  tokens: readonly Token[];
  index: number;
  /** What relative times are relative to. */
  now: Moment;
}

/** How the values of parameters are written in one language, so that they can never become anything else. */
export interface Language {
  /** What it is called in messages. */
  name: string;
  lex: Lexer;
  /** A quoted text anew, with the values in it; `token` holds a place mark for each. */
  quoted(token: string, values: readonly Value[], places: readonly CodePlace[]): string;
  /** The text of a value that stands outside of quotes. Errors: `catalog/bad-value`. */
  code(place: CodePlace): string;
}

export const isMoment = (value: Value): value is Moment =>
  typeof value === 'object' && 'ticks' in value;

export const isList = (value: Value): value is readonly Item[] => Array.isArray(value);

/** A value as text, for a place inside quotes. */
export function plainText(value: Value, time: (moment: Moment) => string): string {
  if (isMoment(value)) return time(value);
  return isList(value) ? value.map(String).join(', ') : String(value);
}

/** What is thrown for a value that cannot stand where its parameter does. */
export function badValue(place: CodePlace, why: string, hint: string): HuntError {
  return new HuntError({
    code: 'catalog/bad-value',
    message: `'${place.parameter.name}' cannot be ${shown(place.value)}: ${why}.`,
    hint,
  });
}
