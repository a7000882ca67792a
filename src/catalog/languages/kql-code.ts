import { readFragment } from '../../kql/index.ts';
import { neighbour, reachesOut, type Token } from '../lexer.ts';
import { isoText } from '../moment.ts';
import { readTime } from '../times.ts';
import { kqlText, lexKql } from './kql-text.ts';
import { badValue, type CodePlace, type Item, isList, isMoment } from './language.ts';

/** What may stand at a place in the code of a query. */
type Role =
  | 'time'
  | 'part'
  | 'steps'
  | 'table'
  | 'operator'
  | 'name'
  | 'names'
  | 'literal'
  | 'literals'
  | 'expressions'
  | 'expression';

const operators = new Set(
  '== != =~ !~ < > <= >= has has_cs hasprefix hasprefix_cs hassuffix hassuffix_cs contains contains_cs startswith startswith_cs endswith endswith_cs in in~ has_any has_all has_ipv4 has_ipv4_prefix matches\u0020regex like'.split(
    ' ',
  ),
);
const isOperator = (text: string): boolean =>
  operators.has(text.replace(/\s+/g, '\u0020')) || operators.has(text.replace(/^!(?=[a-z])/, ''));
const before = new Set(
  'where and or not by on project extend summarize distinct from to step take limit top sample union join lookup print'.split(
    ' ',
  ),
);
const lists = new Set(
  'by on project distinct order sort top summarize extend project-away project-keep'.split(' '),
);
const name =
  /^(?:[A-Za-z_]\w*|\[(?:'[^'\\\p{Cc}]*'|"[^"\\\p{Cc}]*")\])(?:\.[A-Za-z_]\w*|\[(?:'[^'\\\p{Cc}]*'|"[^"\\\p{Cc}]*"|\d+)\])*$/u;
const table =
  /^(?:(?:workspace|database|cluster|app|table)\((?:'[^'\\\p{Cc}]*'|"[^"\\\p{Cc}]*")\)(?:\.|$))*(?:[A-Za-z_]\w*(?:\(\))?|\[(?:'[^'\\\p{Cc}]*'|"[^"\\\p{Cc}]*")\])?$/u;
const number =
  /^-?(?:\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)(?:d|h|m|s|ms|min|hours?|minutes?|days?|seconds?|tick|microseconds?)?$/;

/** The text of a value in the code of KQL; what it may be depends on what stands around it. */
export function kqlCode(place: CodePlace): string {
  const { value } = place;
  if (isMoment(value))
    return insideDatetime(place) ? isoText(value) : `datetime(${isoText(value)})`;
  if (isList(value)) return listText(value, place);
  if (typeof value !== 'string') return String(value);
  const role = roleOf(place);
  return texts[role](value, place);
}

function listText(value: readonly Item[], place: CodePlace): string {
  if (place.parameter.type === 'list' || roleOf(place) === 'literals')
    return value.map((item) => literal(item, quoteOf(place))).join(', ');
  if (roleOf(place) === 'names') return texts.names(value.join(', '), place);
  throw badValue(place, 'a list cannot stand here', hints[roleOf(place)]);
}

const hints: Readonly<Record<Role, string>> = {
  time: 'Give a time, such as 2024-02-01 or -2d.',
  part: 'Only letters, digits and _ can stand here.',
  steps: 'Steps begin with | and are such as: | where LogonType == 10 | take 5',
  table: 'Give the name of a table; further steps go into add_query_items.',
  operator: 'Give an operator such as has, ==, =~, contains or startswith.',
  name: 'Give the name of a column.',
  names: 'Give names of columns, with commas between.',
  literal: 'Give a number or a length of time such as 1h.',
  literals: 'Give a text, a number, or a list of them.',
  expressions: 'Give columns or expressions, with commas between.',
  expression: 'Give one expression, such as: TenantId == "…"',
};

const texts: Readonly<Record<Role, (text: string, place: CodePlace) => string>> = {
  time: (text, { parameter, now }) => isoText(readTime(text, parameter.name, now)),
  part: (text, place) => must(/^\w+$/.test(text), text, place, 'part'),
  table: (text, place) => must(text !== '' && table.test(text), text, place, 'table'),
  operator: (text, place) => must(isOperator(text), text, place, 'operator'),
  name: (text, place) => must(name.test(text), text, place, 'name'),
  names: (text, place) =>
    must(
      text.split(',').every((part) => name.test(part.trim())),
      text,
      place,
      'names',
    ),
  literal: (text, place) => must(number.test(text), text, place, 'literal'),
  literals: (text, place) => (areLiterals(text) ? text : kqlText(text, quoteOf(place))),
  steps(text, place) {
    if (text === '') return '';
    whole(text, place, 'steps', true);
    must(readFragment(text, 'steps').fits, text, place, 'steps');
    return text.includes('//') ? `${text}\n` : text;
  },
  expressions(text, place) {
    whole(text, place, 'expressions');
    return must(readFragment(text, 'expressions').fits, text, place, 'expressions');
  },
  expression(text, place) {
    whole(text, place, 'expression');
    const { fits, needsBrackets } = readFragment(text, 'expression');
    must(fits, text, place, 'expression');
    return needsBrackets ? `(${text})` : text;
  },
};

function must(fits: boolean, text: string, place: CodePlace, role: Role): string {
  if (fits) return text;
  throw badValue(place, `that is no ${words[role]}`, hints[role]);
}

const words: Readonly<Record<Role, string>> = {
  time: 'time',
  part: 'part of a name',
  steps: 'whole steps of a query',
  table: 'name of a table',
  operator: 'operator that compares texts',
  name: 'name of a column',
  names: 'list of names of columns',
  literal: 'number or length of time',
  literals: 'list of literals',
  expressions: 'list of expressions',
  expression: 'single expression',
};

/** Refuse what would reach out of its place before any grammar is asked. */
function whole(text: string, place: CodePlace, role: Role, comments = false): void {
  const tokens = lexKql(text);
  const out =
    reachesOut(tokens) ??
    (!comments && tokens.some((t) => t.kind === 'comment') ? 'it holds a comment' : null);
  if (out) throw badValue(place, out, hints[role]);
}

function roleOf(place: CodePlace): Role {
  const { tokens, index, parameter } = place;
  const touches = (token: Token | undefined): boolean =>
    token?.kind === 'word' || token?.kind === 'number' || token?.kind === 'place';
  if (touches(tokens[index - 1]) || touches(tokens[index + 1])) return 'part';
  if (insideDatetime(place)) return 'time';
  if (parameter.name === 'table') return 'table';
  const standard = typeof parameter.default === 'string' ? parameter.default.trim() : undefined;
  if (standard?.startsWith('|')) return 'steps';
  return roleAtEnd(place, standard) ?? roleInside(place, standard);
}

/** The role of a place behind which nothing of its expression follows: a table, or steps behind a query. */
function roleAtEnd({ tokens, index }: CodePlace, standard: string | undefined): Role | null {
  const next = tokens[neighbour(tokens, index, 1)];
  const atEnd = next === undefined || next.kind === 'place' || /^[|;)]$/.test(next.text);
  if (!atEnd) return null;
  if (isTableHead(tokens, index) && standard !== '') return 'table';
  return isOperand(tokens[neighbour(tokens, index, -1)]) && !standard ? 'steps' : null;
}

function roleInside({ tokens, index }: CodePlace, standard: string | undefined): Role {
  const at = neighbour(tokens, index, -1);
  const next = tokens[neighbour(tokens, index, 1)];
  if (standard !== undefined && isOperator(standard)) return 'operator';
  if (isOperand(tokens[at]) && (next?.kind === 'string' || next?.text === '(')) return 'operator';
  if (standard !== undefined && number.test(standard)) return 'literal';
  if (tokens[at]?.text === '(' && isMembership(tokens, at)) return 'literals';
  if (standard === undefined && isCompared(tokens, at)) return 'literals';
  const inList = lists.has(governing(tokens, index));
  if (standard !== undefined && name.test(standard) && !/^(true|false)$/.test(standard))
    return inList ? 'names' : 'name';
  return inList ? 'expressions' : 'expression';
}

/** True of what an operand can end with, so that no operand can follow. */
function isOperand(token: Token | undefined): boolean {
  if (!token) return false;
  if (token.kind === 'word') return !before.has(token.text) && !isOperator(token.text);
  return token.kind !== 'mark' || token.text === ')' || token.text === ']';
}

/** True where a query or the query of a join, a union or a `let` begins. */
function isTableHead(tokens: readonly Token[], index: number): boolean {
  const at = neighbour(tokens, index, -1);
  const previous = tokens[at];
  if (!previous || previous.text === ';') return true;
  if (previous.kind === 'word') return /^(union|join|lookup|find|in)$/.test(previous.text);
  const beforeThat = tokens[neighbour(tokens, at, -1)];
  if (previous.text === '(') return !beforeThat || !isCall(beforeThat);
  if (previous.text !== '=') return false;
  const let_ = tokens[neighbour(tokens, neighbour(tokens, at, -1), -1)];
  return let_?.text === 'let';
}

const takesQuery =
  /^(?:join|union|lookup|materialize|toscalar|view|inner|leftouter|rightouter|fullouter|leftanti|rightanti|leftsemi|rightsemi|innerunique|and|or|not|where)$/;

/** True of the name of a function of values, and of what a list follows. */
function isCall(token: Token): boolean {
  return token.text === '~' || (token.kind === 'word' && !takesQuery.test(token.text));
}

/** True behind `==`, `!=`, `=~` and operators that are words. */
function isCompared(tokens: readonly Token[], at: number): boolean {
  const { kind, text } = tokens[at] ?? { kind: 'space', text: '' };
  if (kind === 'word') return isOperator(text);
  return /^(?:==|!=|=~|!~)$/.test((tokens[at - 1]?.text ?? '') + text);
}

/** True of the `(` of `in (…)`, `has_any (…)` and their like. */
function isMembership(tokens: readonly Token[], bracket: number): boolean {
  const at = neighbour(tokens, bracket, -1);
  const operator = tokens[at]?.text === '~' ? tokens[neighbour(tokens, at, -1)] : tokens[at];
  return /^(?:in|has_any|has_all)$/.test(operator?.text ?? '');
}

/** The word that says what stands here: the nearest one after which a list of columns stands, in these brackets. */
function governing(tokens: readonly Token[], index: number): string {
  let depth = 0;
  for (let at = index - 1; at >= 0; at--) {
    const { kind, text } = tokens[at] ?? { kind: 'space', text: '' };
    if (/^[)\]}]$/.test(text)) depth++;
    else if (/^[([{]$/.test(text) && --depth < 0) return '';
    else if (depth === 0 && (text === '|' || text === ';')) return '';
    else if (depth === 0 && kind === 'word' && (lists.has(text) || text === 'where')) return text;
  }
  return '';
}

function insideDatetime({ tokens, index }: CodePlace): boolean {
  const open = neighbour(tokens, index, -1);
  const call = tokens[neighbour(tokens, open, -1)]?.text.toLowerCase();
  return (
    tokens[open]?.text === '(' &&
    (call === 'datetime' || call === 'date') &&
    tokens[neighbour(tokens, index, 1)]?.text === ')'
  );
}

/** Texts within `dynamic(…)` are JSON, and stand in double quotes. */
function quoteOf({ tokens, index }: CodePlace): '"' | "'" {
  let depth = 0;
  for (let at = index - 1; at >= 0; at--) {
    const text = tokens[at]?.text ?? '';
    if (/^[)\]}]$/.test(text)) depth++;
    else if (/^[([{]$/.test(text)) {
      if (depth === 0 && text === '(' && tokens[neighbour(tokens, at, -1)]?.text === 'dynamic')
        return '"';
      depth = Math.max(0, depth - 1);
    }
  }
  return "'";
}

function literal(item: Item, quote: '"' | "'"): string {
  return typeof item === 'string' ? kqlText(item, quote) : String(item);
}

/** True of literals with commas between, which MSTICPy's users write themselves. */
function areLiterals(text: string): boolean {
  const tokens = lexKql(text).filter((t) => t.kind !== 'space');
  return (
    tokens.length % 2 === 1 &&
    tokens.every(({ kind, text: t }, i) =>
      i % 2 === 1 ? t === ',' : kind === 'string' || (kind === 'number' && number.test(t)),
    )
  );
}
