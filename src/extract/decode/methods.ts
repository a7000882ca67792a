/** What one method made of a text: where it found something, and what became of it. */
export interface Decoded {
  /** What was found, of something long its beginning. */
  readonly found: string;
  /** What it became. */
  readonly decoded: string;
  /** The whole text after it. */
  readonly text: string;
}

/** A way to undo an encoding or a disguise. It gives null where it finds nothing to do. */
export interface Method {
  readonly name: string;
  undo(text: string): Decoded | null;
}

const mostChanges = 2000;

/** Replace what a pattern finds; `change` gives null for what is to stay. The first change is the one that is shown. */
export function replaced(
  text: string,
  pattern: RegExp,
  change: (match: RegExpExecArray) => string | null,
): Decoded | null {
  let out = '';
  let done = 0;
  let first: { found: string; decoded: string } | null = null;
  let changes = 0;
  const search = new RegExp(pattern.source, pattern.flags);
  for (
    let match = search.exec(text);
    match !== null && changes < mostChanges;
    match = search.exec(text)
  ) {
    if (match[0] === '') {
      search.lastIndex++;
      continue;
    }
    const to = change(match);
    if (to === null || to === match[0]) continue;
    out += text.slice(done, match.index) + to;
    done = match.index + match[0].length;
    first ??= { found: match[0], decoded: to };
    changes++;
  }
  return first && { ...first, text: out + text.slice(done) };
}

/** Whether a text can be read: printable, not empty, mostly of the letters in which commands are written. */
export function isReadable(text: string, least = 4, share = 0.7): boolean {
  if (text.length < least) return false;
  let plain = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code < 32 && code !== 9 && code !== 10 && code !== 13) return false;
    if (code === 127 || (code >= 0x80 && code < 0xa0) || code === 0xfffd) return false;
    if (code < 127) plain++;
  }
  return plain >= text.length * share;
}

/** A text as a PowerShell literal in single quotes. */
export function literal(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

const opening = '\uE000';
const closing = '\uE001';
const token = new RegExp(`${opening}(\\d{1,6})${closing}`, 'g');

/** A literal in a pattern of `literalMethod`. */
export const quotedText: string = `${opening}\\d{1,6}${closing}`;

const apostrophe = /^'(?:s|t|re|ll|ve|d|m)\b/;

/** The end of the literal that starts here; -1 where it is none, as one that does not end on its line. */
function literalEnd(text: string, start: number): number {
  const quote = text[start];
  for (let at = start + 1; at < text.length && text[at] !== '\n'; at++) {
    if (text[at] !== quote) continue;
    if (text[at + 1] !== quote) return at + 1;
    at++;
  }
  return -1;
}

/** The text with each literal in these quotes as a mark: an expression over marks never reads a literal twice. */
function marked(text: string, quotes: string): { text: string; literals: string[] } {
  const literals: string[] = [];
  let out = '';
  let done = 0;
  let unclosed = -1;
  for (let at = 0; at < text.length; at++) {
    if (!quotes.includes(text.charAt(at)) || at < unclosed) continue;
    if (/[a-z]/.test(text.charAt(at - 1)) && apostrophe.test(text.slice(at, at + 4))) continue;
    const end = literalEnd(text, at);
    if (end === -1) {
      const line = text.indexOf('\n', at);
      unclosed = line === -1 ? text.length : line;
      continue;
    }
    if (text.charAt(at) === "'" || !text.slice(at, end).includes('$')) {
      out += `${text.slice(done, at)}${opening}${literals.length}${closing}`;
      literals.push(text.slice(at, end));
      done = end;
    }
    at = end - 1;
  }
  return { text: out + text.slice(done), literals };
}

function said(literal: string): string {
  const inner = literal.slice(1, -1);
  return literal.startsWith("'")
    ? inner.replaceAll("''", "'")
    : inner.replaceAll('""', '"').replace(/`(["'$`])/g, '$1');
}

/** What the literals say whose marks are in a part of a match. */
export type Say = (marks: string | undefined) => string[];

/** A method on literals: in single quotes, in double ones, in both. A pattern knows them as `quotedText`. */
export function literalMethod(
  name: string,
  pattern: RegExp,
  change: (match: RegExpExecArray, say: Say) => string | null,
): Method {
  const undo = (text: string): Decoded | null => {
    if (text.includes(opening) || text.includes(closing)) return null;
    for (const quotes of ["'", '"', '\'"']) {
      const view = marked(text, quotes);
      const literalOf = (_: string, i: string): string => view.literals[Number(i)] ?? '';
      const say: Say = (marks = '') =>
        [...marks.matchAll(token)].map((m) => said(literalOf('', m[1] ?? '')));
      const made =
        view.literals.length > 0 ? replaced(view.text, pattern, (m) => change(m, say)) : null;
      if (made)
        return {
          found: made.found.replace(token, literalOf),
          decoded: made.decoded.replace(token, literalOf),
          text: made.text.replace(token, literalOf),
        };
    }
    return null;
  };
  return { name, undo };
}
