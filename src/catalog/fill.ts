import { HuntError } from '../base/index.ts';
import { esql } from './languages/esql.ts';
import { json } from './languages/json.ts';
import { kql } from './languages/kql.ts';
import {
  type CodePlace,
  isMoment,
  type Language,
  plainText,
  type Value,
} from './languages/language.ts';
import { odata } from './languages/odata.ts';
import { other } from './languages/other.ts';
import { spl } from './languages/spl.ts';
import { sql } from './languages/sql.ts';
import { placeMark, type Token } from './lexer.ts';
import { dateOf, isoText, type Moment, momentOf } from './moment.ts';
import { fullName, type NamedQuery, type QueryLanguage } from './named-query.ts';
import { type ReadValues, readValues } from './values.ts';

/** A query with its values in place. */
export interface FilledQuery {
  text: string;
  language: QueryLanguage;
  /** The time that was asked about, where the query has a start and an end. */
  span: { start: Date; end: Date } | null;
}

const languages: Readonly<Record<Exclude<QueryLanguage, 'file'>, Language>> = {
  kql,
  spl,
  odata,
  sql,
  esql,
  json,
  other,
};
const maxCharacters = 1_000_000;

/**
 * Put values into a query's text. Each is written as its place wants it: escaped in quotes, as a literal, or, where
 * a parameter is code (a table, an operator, steps), checked to be that and nothing more. Defaults stand as the
 * query's author wrote them. Errors: those of `readValues`, and `catalog/bad-value`.
 */
export function fillQuery(
  query: NamedQuery,
  given: Readonly<Record<string, unknown>> = {},
  options: { now?: Date } = {},
): FilledQuery {
  const now = momentOf(options.now ?? new Date());
  const read = readValues(query, given, now);
  return { text: fillText(query, read, now), language: query.language, span: spanOf(read) };
}

/** The parameter that an error of filling is about; null where it is about all of them. */
export function parameterAt({ message }: HuntError): string | null {
  return /^'(\w+)'/.exec(message)?.[1] ?? null;
}

/** The text of a query with these values in it. */
export function fillText(query: NamedQuery, { values, given }: ReadValues, now: Moment): string {
  if (query.language === 'file') return query.text.trim();
  const language = languages[query.language];
  const names: string[] = [];
  const marked = query.parts.map((part) => {
    if (typeof part === 'string') return part;
    const value = values.get(part.parameter);
    const own = typeof value === 'string' && !given.has(part.parameter);
    if (own || value === undefined) return String(value ?? '');
    names.push(part.parameter);
    return placeMark;
  });
  const tokens = language.lex(marked.join(''));
  const pieces: { text: string; fixed: boolean }[] = [];
  let next = 0;
  tokens.forEach((token, index) => {
    const count = token.text.split(placeMark).length - 1;
    const places = names.slice(next, next + count).map((name): CodePlace => {
      const parameter = query.parameters.get(name);
      const value = values.get(name);
      if (!parameter || value === undefined) throw new Error(`no value for ${name}`);
      return { parameter, value, tokens, index, now };
    });
    next += count;
    pieces.push({ text: spelled(token, places, language), fixed: token.kind === 'string' });
    if (token.kind === 'unclosed') throw unclosed(query);
  });
  const text = withoutBlankLines(pieces);
  if (text.length <= maxCharacters) return text;
  throw new HuntError({
    code: 'catalog/too-long',
    message: `${fullName(query)} with these values has ${text.length} characters; at most ${maxCharacters} are sent.`,
    hint: 'Give shorter lists.',
  });
}

function spelled(token: Token, places: readonly CodePlace[], language: Language): string {
  const [first] = places;
  if (!first) return token.text;
  if (token.kind === 'place') return language.code(first);
  const values = places.map((place) => place.value);
  if (token.kind === 'string') return language.quoted(token.text, values, places);
  const pieces = token.text.split(placeMark);
  const flat = (value: Value | undefined): string =>
    value === undefined
      ? ''
      : plainText(value, isoText).replace(/[\p{Cc}\u2028\u2029]|\*\/|```/gu, ' ');
  return pieces.map((piece, i) => piece + flat(values[i])).join('');
}

/** Lines that are empty once values are in go; what stands in quotes stays as it is. */
function withoutBlankLines(pieces: readonly { text: string; fixed: boolean }[]): string {
  let text = '';
  let run = '';
  for (const piece of [...pieces, { text: '', fixed: true }]) {
    if (!piece.fixed) {
      run += piece.text;
      continue;
    }
    text += run.replace(/\n\s*\n/g, '\n') + piece.text;
    run = '';
  }
  return text;
}

/** The time that the values of a query say, where it has a start and an end. */
export function spanOf({ values }: Pick<ReadValues, 'values'>): FilledQuery['span'] {
  const start = values.get('start');
  const end = values.get('end');
  if (start === undefined || end === undefined || !isMoment(start) || !isMoment(end)) return null;
  return { start: dateOf(start), end: dateOf(end) };
}

function unclosed(query: NamedQuery): HuntError {
  return new HuntError({
    code: 'catalog/bad-query',
    message: `The text of ${fullName(query)} has a quote without its end, so no value can be put into it safely.`,
    hint: `Put the query right in '${query.file}'.`,
  });
}
