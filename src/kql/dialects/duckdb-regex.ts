import { quoteText } from '../../base/index.ts';
import type { CallSql, Scalar } from '../tree/nodes.ts';
import { attempted } from './duckdb-attempt.ts';

// Kusto's Perl classes take in every script, RE2's only ASCII.
const classes: Readonly<Record<string, string>> = {
  w: '\\pL\\pM\\p{Nd}\\p{Pc}',
  d: '\\p{Nd}',
  s: '\\s\\x{85}\\pZ',
};

/** A regular expression as DuckDB's RE2 takes it. */
export interface Pattern {
  sql: string;
  /** The name of each capture group, '' where it has none; null where the pattern is computed. */
  groups: readonly string[] | null;
  /** A call that uses the pattern, with this in place of what a faulty computed pattern gives. */
  use(sql: string, otherwise: string): string;
}

type Refuse = (why: string) => never;

/** A class of characters from its `[` to its `]`. */
function readClass(text: string, from: number, refuse: Refuse): { sql: string; end: number } {
  let at = from + 1;
  let sql = '[';
  if (text[at] === '^') sql += text[at++];
  if (text[at] === ']') {
    sql += '\\]';
    at++;
  }
  for (; at < text.length && text[at] !== ']'; at++) {
    const c = text[at];
    const named = c === '[' ? /^\[:\^?\w+:\]/.exec(text.slice(at, at + 14)) : null;
    if (named) {
      sql += named[0];
      at += named[0].length - 1;
    } else if (c === '\\') {
      const [escaped, width] = readEscape(text, at, refuse);
      const open = classes[escaped.slice(1)];
      sql += open ?? escaped;
      at += width - 1;
    } else sql += c;
  }
  if (at >= text.length) return refuse('the regular expression has a [ that is not closed');
  return { sql: `${sql}]`, end: at };
}

/** A backslash and what belongs to it, and how many characters that was. */
function readEscape(text: string, at: number, refuse: Refuse): [escape: string, width: number] {
  const next = text[at + 1];
  if (next === undefined) return refuse('the regular expression ends in a single backslash');
  if (/[1-9]/.test(next)) return refuse('regular expressions of KQL have no back-references');
  const unicode = /^\\u(?:\{([0-9A-Fa-f]+)\}|([0-9A-Fa-f]{4}))/.exec(text.slice(at, at + 12));
  if (unicode) return [`\\x{${unicode[1] ?? unicode[2]}}`, unicode[0].length];
  return [`\\${next}`, 2];
}

/** One piece of a regular expression: how many characters it takes and how RE2 spells it. */
interface Piece {
  sql: string;
  width: number;
  /** The name of the capture group that it opens; '' for one without a name. */
  group?: string;
  nests?: 1 | -1;
  /** True where there is nothing yet that could be repeated. */
  begins?: boolean;
}

function readOpening(text: string, at: number, refuse: Refuse): Piece {
  const rest = text.slice(at, at + 80);
  if (/^\(\?<?[=!]/.test(rest))
    return refuse('regular expressions of KQL cannot look ahead or behind');
  const [whole, name] = /^\(\?P?<([A-Za-z_]\w*)>/.exec(rest) ?? [];
  if (whole && name) return { sql: `(?P<${name}>`, width: whole.length, group: name, nests: 1 };
  const [flags = '('] = /^\(\?[a-zA-Z-]*:?/.exec(rest) ?? [];
  const opening = { sql: flags, width: flags.length, nests: 1, begins: true } as const;
  return flags === '(' ? { ...opening, group: '' } : opening;
}

function readPiece(text: string, at: number, refuse: Refuse): Piece {
  const c = text[at] ?? '';
  if (c === '(') return readOpening(text, at, refuse);
  if (c === ')') return { sql: c, width: 1, nests: -1 };
  if (c === '[') {
    const { sql, end } = readClass(text, at, refuse);
    return { sql, width: end + 1 - at };
  }
  if (c !== '\\') return { sql: c, width: 1, begins: c === '|' };
  const [escaped, width] = readEscape(text, at, refuse);
  const letter = escaped[1] ?? '';
  const open = classes[letter.toLowerCase()];
  const not = letter === letter.toLowerCase() ? '' : '^';
  return { sql: open ? `[${not}${open}]` : escaped, width };
}

/** Kusto's regular expression as RE2's; refuses what neither knows. Without `captures` its groups only group. */
export function translate(
  text: string,
  refuse: Refuse,
  { captures = true }: { captures?: boolean } = {},
): { text: string; groups: string[] } {
  const groups: string[] = [];
  let sql = '';
  let depth = 0;
  let begins = true;
  for (let at = 0; at < text.length; ) {
    if (begins && /[*+?]/.test(text[at] ?? ''))
      return refuse(`the regular expression has a ${text[at]} with nothing before it`);
    const piece = readPiece(text, at, refuse);
    begins = piece.begins ?? false;
    if (piece.group !== undefined) groups.push(piece.group);
    depth += piece.nests ?? 0;
    if (depth < 0) return refuse('the regular expression has a ) too many');
    sql += piece.group !== undefined && !captures ? '(?:' : piece.sql;
    at += piece.width;
  }
  if (depth > 0) return refuse('the regular expression has a ( that is not closed');
  return { text: sql, groups };
}

/**
 * The regular expression that argument `index` of a call is.
 *
 * edges: a constant one is checked and read as Kusto reads it, `\w`, `\d` and `\s` of all scripts; `\b` minds only ASCII.
 * What DuckDB finds wrong beyond that fails when the query runs. A computed one that is faulty finds nothing.
 */
export function regex(call: CallSql, index: number, frame = (p: string): string => p): Pattern {
  const pattern: Scalar | undefined = call.args[index];
  if (!pattern) return call.refuse('needs a regular expression');
  if (pattern.kind !== 'literal' || typeof pattern.value !== 'string')
    return {
      sql: framed(call.as(pattern, 'string'), frame),
      groups: null,
      use: (sql, otherwise) => `coalesce(${attempted(sql, call)}, ${otherwise})`,
    };
  const { text, groups } = translate(pattern.value, (why) => call.refuse(why, index));
  return { sql: quoteText(frame(text)), groups, use: (sql) => sql };
}

function framed(sql: string, frame: (p: string) => string): string {
  const [before = '', after = ''] = frame('\0').split('\0');
  return before || after ? `(${quoteText(before)} || ${sql} || ${quoteText(after)})` : sql;
}
