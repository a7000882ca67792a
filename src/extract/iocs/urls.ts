import { digit, type Found, hex, is, letter, type Manner, url } from './letters.ts';

const plain = ['https', 'http', 'sftps', 'sftp', 'ftps', 'ftp', 'telnet', 'ldap', 'file'];
const changed = ['hxxps', 'hxxp', 'sfxps', 'sfxp', 'fxps', 'fxp'];
const more = ['ldaps', 'wss', 'ws', 'smb', 'tcp', 'udp', 'ssh', 'rtsp', 'irc', 'meows', 'meow'];
const space = /\s/;

/** A URL and its host. */
export interface FoundUrl extends Found {
  readonly hostStart: number;
  readonly hostEnd: number;
  /** Where its path, query or fragment starts. */
  readonly rest: number;
}

function escapeEnd(text: string, at: number): number {
  const whole =
    text.charCodeAt(at) === 37 &&
    is(text.charCodeAt(at + 1), hex) &&
    is(text.charCodeAt(at + 2), hex);
  return whole ? at + 3 : at;
}

function runOf(text: string, from: number, others: string, wide = false): number {
  let at = from;
  while (at < text.length) {
    const code = text.charCodeAt(at);
    const next =
      is(code, url) ||
      others.includes(text.charAt(at)) ||
      (wide && code > 160 && !space.test(text.charAt(at)))
        ? at + 1
        : escapeEnd(text, at);
    if (next === at) break;
    at = next;
  }
  return at;
}

function pathEnd(text: string, from: number): number {
  let at = from;
  while (at < text.length && !'?#"<>'.includes(text.charAt(at)) && !space.test(text.charAt(at)))
    at++;
  return at;
}

/** The URL whose `://` ends here. */
function urlAt(text: string, start: number, from: number, manner: Manner): FoundUrl {
  const wide = !manner.msticpy;
  const account = runOf(text, from, ':');
  const hostStart = text.charCodeAt(account) === 64 ? account + 1 : from;
  const hostEnd = runOf(text, hostStart, manner.defanged || wide ? '[]' : '', wide);
  let end = hostEnd;
  if (text.charCodeAt(end) === 58) {
    end++;
    while (is(text.charCodeAt(end), digit)) end++;
  }
  const rest = end;
  if (text.charCodeAt(end) === 47) end = pathEnd(text, end + 1);
  if (text.charCodeAt(end) === 63) end = runOf(text, end + 1, ':/?@', wide);
  if (text.charCodeAt(end) === 35) end = runOf(text, end + 1, ':/?@', wide);
  return { start, end, hostStart, hostEnd, rest };
}

const closers = new Map([
  [41, 40],
  [93, 91],
  [125, 123],
]);

/** Where a bracket closes that is not opened here. */
function closing(text: string): number {
  let open = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === 40) open++;
    else if (code === 41 && open-- === 0) return at;
  }
  return text.length;
}

/** The end before what a shell puts behind a URL: `;chmod`, `&start`, `).Content`. */
function shellEnd(text: string, { rest, end }: FoundUrl): number {
  const own = text.slice(rest, rest + closing(text.slice(rest, end)));
  const asked = own.search(/[?#]/);
  const [first = '', ...others] = (asked === -1 ? own : own.slice(0, asked)).split(/(?=[;&])/);
  let at = first.length;
  for (const part of others) {
    if (!part.includes('=')) return rest + at;
    at += part.length;
  }
  return rest + own.length;
}

/** What is in no URL: `|sh`, `&&`, `,http://`. Looked for once, so that a text takes linear time. */
class Separators {
  readonly #pattern = /[;,](?=[a-z]{2,6}(?::|\[:\])\/\/)|[|`]|&&/gi;
  readonly #text: string;
  #next = -1;

  constructor(text: string) {
    this.#text = text;
  }

  /** The text up to the first one behind a place. */
  before(place: number): string {
    if (this.#next < place) {
      this.#pattern.lastIndex = place;
      this.#next = this.#pattern.exec(this.#text)?.index ?? this.#text.length;
    }
    return this.#next === this.#text.length ? this.#text : this.#text.slice(0, this.#next);
  }
}

/** The end without what only stands around a URL: quotes, brackets that it does not open, marks of a sentence. */
function trimmedEnd(text: string, found: FoundUrl): number {
  let { end } = found;
  const open = new Map<number, number>();
  for (let i = found.start; i < end; i++) {
    const code = text.charCodeAt(i);
    if (closers.has(code) || code === 40 || code === 91 || code === 123)
      open.set(code, (open.get(code) ?? 0) + 1);
  }
  for (; end > found.hostStart; end--) {
    const code = text.charCodeAt(end - 1);
    const opener = closers.get(code);
    if (opener !== undefined) {
      const closing = open.get(code) ?? 0;
      if (closing <= (open.get(opener) ?? 0)) break;
      open.set(code, closing - 1);
    } else if (!".,;:!'`|\\".includes(text.charAt(end - 1))) break;
  }
  return end;
}

/** The text up to the quote that closes the one before `start`. */
function quoted(text: string, start: number): string {
  const before = text.charAt(start - 1);
  if (before !== "'" && before !== '`') return text;
  const close = text.indexOf(before, start);
  return close === -1 ? text : text.slice(0, close);
}

/** Where the protocol starts that ends before `at`, the longest one; -1 where there is none. */
function protocolStart(
  text: string,
  at: number,
  from: number,
  protocols: readonly string[],
): number {
  let start = at;
  while (start > from && start > at - 6 && is(text.charCodeAt(start - 1), letter)) start--;
  const before = text.slice(start, at).toLowerCase();
  let longest = 0;
  for (const name of protocols)
    if (name.length > longest && before.endsWith(name)) longest = name.length;
  return longest === 0 ? -1 : at - longest;
}

/** The URLs in a text, from left to right. cost: linear. */
export function urls(text: string, manner: Manner, begin = 0): FoundUrl[] {
  const protocols = [
    ...plain,
    ...(manner.defanged ? changed : []),
    ...(manner.msticpy ? [] : more),
  ];
  const found: FoundUrl[] = [];
  const marks =
    manner.defanged && !manner.msticpy ? /:\/\/|\[:\]\/\/|\[:\/\/\]|:\\\/\\\//g : /:\/\//g;
  marks.lastIndex = begin;
  const separators = new Separators(text);
  let again = 4 * text.length;
  for (let mark = marks.exec(text); mark !== null; mark = marks.exec(text)) {
    const start = protocolStart(
      text,
      mark.index,
      Math.max(begin, found.at(-1)?.end ?? 0),
      protocols,
    );
    if (start === -1) continue;
    const within = manner.msticpy ? text : quoted(separators.before(mark.index), start);
    const whole = urlAt(within, start, mark.index + mark[0].length, manner);
    const end = manner.msticpy
      ? whole.end
      : trimmedEnd(text, { ...whole, end: shellEnd(text, whole) });
    if (!manner.msticpy && whole.hostEnd === whole.hostStart && whole.rest === end) continue;
    found.push({
      ...whole,
      end,
      hostEnd: Math.min(end, whole.hostEnd),
      rest: Math.min(end, whole.rest),
    });
    again -= whole.end - end;
    marks.lastIndex = Math.max(marks.lastIndex, again > 0 ? end : whole.end);
  }
  return found;
}
