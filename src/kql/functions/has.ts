import { quoteText } from '../../base/index.ts';
import { type CallSql, defineScalar, type FunctionDefinition, type Spelling } from '../define.ts';
import type { Scalar } from '../tree/nodes.ts';

const source = 'https://learn.microsoft.com/kusto/query/datatypes-string-operators';

const before = '(?:^|[^\\pL\\pN])';
const after = '(?:[^\\pL\\pN]|$)';
const isTermCharacter = (c: string | undefined): boolean =>
  c !== undefined && /[\p{L}\p{N}]/u.test(c);

interface Match {
  caseSensitive: boolean;
  /** Where the term may run on into letters: `hasprefix` after it, `hassuffix` before it. */
  open?: 'after' | 'before';
}

/** A regular expression that finds the term where it stands by itself. */
export function termPattern(term: string, { open }: Pick<Match, 'open'>): string {
  const characters = [...term];
  const escaped = term.replace(/[\\^$.|?*+()[\]{}-]/g, '\\$&');
  const head = open !== 'before' && isTermCharacter(characters[0]) ? before : '';
  const tail = open !== 'after' && isTermCharacter(characters.at(-1)) ? after : '';
  return `${head}${escaped}${tail}`;
}

/** Find a constant term: the cheap test first, the regular expression only where it holds. */
function constantTerm(text: string, term: string, match: Match): string {
  if (term === '') return 'true';
  const { caseSensitive } = match;
  const found = caseSensitive
    ? `contains(${text}, ${quoteText(term)})`
    : `contains(lower(${text}), ${quoteText(term.toLowerCase())})`;
  const pattern = termPattern(term, match);
  if (!pattern.includes(before) && !pattern.includes(after)) return found;
  const exact = `regexp_matches(${text}, ${quoteText(`${caseSensitive ? '' : '(?i)'}${pattern}`)})`;
  return `(CASE WHEN ${found} THEN ${exact} ELSE false END)`;
}

/** Find a term that is computed. */
function computedTerm(text: string, term: string, { caseSensitive, open }: Match): string {
  const side = (at: string, pattern: string): string =>
    `CASE WHEN regexp_matches(${term}, '${at}') THEN ${quoteText(pattern)} ELSE '' END`;
  const head = open === 'before' ? "''" : side('^[\\pL\\pN]', before);
  const tail = open === 'after' ? "''" : side('[\\pL\\pN]$', after);
  const flags = caseSensitive ? "''" : "'(?i)'";
  return `(CASE WHEN ${term} = '' THEN true ELSE regexp_matches(${text}, ${flags} || ${head} || regexp_escape(${term}) || ${tail}) END)`;
}

/** SQL that tells whether a text has a term. In a filter a text that is missing may give null. */
export function hasTerm(text: Scalar, term: Scalar, match: Match, call: CallSql): string {
  const given = text.type === 'string' && call.filter ? call.raw(text) : call.as(text, 'string');
  return term.kind === 'literal' && typeof term.value === 'string' && term.type === 'string'
    ? constantTerm(term.value === '' ? call.as(text, 'string') : given, term.value, match)
    : computedTerm(call.as(text, 'string'), call.as(term, 'string'), match);
}

const spelling =
  (match: Match, negated: boolean): Spelling =>
  (_, call) => {
    const [text, term] = [call.args[0], call.args[1]];
    if (!text || !term) return call.refuse('needs a text and a term');
    return negated
      ? `(NOT ${hasTerm(text, term, match, { ...call, filter: false })})`
      : hasTerm(text, term, match, call);
  };

const forms = [
  ['has', 'Has', undefined, 'has the term'],
  ['hasprefix', 'HasPrefix', 'after', 'has a term that begins so'],
  ['hassuffix', 'HasSuffix', 'before', 'has a term that ends so'],
] as const;

function family([name, syntax, open, words]: (typeof forms)[number]) {
  const make = (caseSensitive: boolean, negated: boolean) =>
    defineScalar({
      signature: `${negated ? '!' : ''}${name}${caseSensitive ? '_cs' : ''}(text: string, term: string): bool`,
      about: `Whether a text ${negated ? 'does not fulfil: it' : ''} ${words}, case ${caseSensitive ? 'minded' : 'ignored'}; terms are runs of letters and digits.`,
      source,
      syntax: [`${negated ? 'Not' : ''}${syntax}${caseSensitive ? 'Cs' : ''}Expression`],
      nullable: 'never',
      negates: negated,
      sql: { duckdb: spelling(open ? { caseSensitive, open } : { caseSensitive }, negated) },
      examples: [
        {
          query: `print t = "a-North-b northern X" | project a = t ${negated ? '!' : ''}${name}${caseSensitive ? '_cs' : ''} "north"`,
          rows: [[negated !== (!caseSensitive || open === 'after')]],
        },
      ],
    });
  return [make(false, false), make(false, true), make(true, false), make(true, true)];
}

const definitions: readonly FunctionDefinition[] = forms.flatMap(family);

export default definitions;
