import { isIpAddress } from './ip-address.ts';
import {
  dayMicros,
  digitsAt,
  isDigit,
  monthAt,
  type Stamp,
  scanClock,
  scanIso,
  scanZone,
} from './timestamp.ts';
import { unescapeApache } from './unescape.ts';

/** What one line of an access log says. One object is filled again and again. */
export interface AccessLogLine {
  virtualHost: string;
  client: string;
  /** The addresses that forwarded the request, where the server logs them before the client. */
  forwardedFor: string;
  identity: string;
  user: string;
  micros: number;
  zoneStated: boolean;
  method: string;
  url: string;
  httpVersion: string;
  /** The request as it was sent, where it is not `METHOD URL HTTP/n`. */
  oddRequest: string;
  status: string;
  sizeBytes: number | null;
  referrer: string;
  userAgent: string;
  /** What stands after the fields of the combined format. */
  more: string[];
}

/** An empty line to fill. */
export function newAccessLogLine(): AccessLogLine {
  return {
    virtualHost: '',
    client: '',
    forwardedFor: '',
    identity: '',
    user: '',
    micros: 0,
    zoneStated: false,
    method: '',
    url: '',
    httpVersion: '',
    oddRequest: '',
    status: '',
    sizeBytes: null,
    referrer: '',
    userAgent: '',
    more: [],
  };
}

const space = 32;
const quote = 34;
const backslash = 92;
const none: string[] = [];
const stamp: Stamp = { micros: 0, end: 0, stated: false };
/** Where the field that was read last ends; one number instead of a pair for every field. */
let fieldEnd = 0;

/**
 * Read the line `text.slice(start, end)` of a common or combined access log, with a virtual host before it where there
 * is one, into `out`; gives the reason where it is none. `-` is read as nothing, escapes are undone.
 */
export function parseAccessLogLine(
  text: string,
  start: number,
  end: number,
  out: AccessLogLine,
): string | undefined {
  const bracket = findStamp(text, start, end);
  if (bracket < 0) return 'no time stamp in brackets';
  let pos = scanStamp(text, bracket + 1, end, out);
  if (pos < 0) return 'the time stamp in brackets is not a date';
  const reason = parseWho(text, start, bracket, out);
  if (reason !== undefined) return reason;
  if (text.charCodeAt(pos) !== space || text.charCodeAt(pos + 1) !== quote)
    return 'no request in quotes';
  const request = quotedAt(text, pos + 1, end);
  if (request === null) return 'the request has no closing quote';
  splitRequest(request, out);
  pos = wordEnd(text, fieldEnd + 1, end);
  out.status = wordText(text, fieldEnd + 1, pos);
  if (out.status !== '' && (out.status.length !== 3 || Number.isNaN(digitsAt(out.status, 0, 3))))
    return 'the status is not a number of three digits';
  return parseRest(text, pos + 1, end, out);
}

/** Size, referrer and user agent, and whatever else the server was told to log. */
function parseRest(
  text: string,
  start: number,
  end: number,
  out: AccessLogLine,
): string | undefined {
  let pos = wordEnd(text, start, end);
  const size = wordText(text, start, pos);
  out.sizeBytes = size === '' ? null : wholeNumber(size);
  if (Number.isNaN(out.sizeBytes)) return 'the size is not a number';
  const fields: string[] = [];
  let quotedFirst = 0;
  while (pos < end) {
    if (text.charCodeAt(pos) === space) {
      pos++;
      continue;
    }
    const quoted = text.charCodeAt(pos) === quote;
    const field = quoted ? quotedAt(text, pos, end) : wordAt(text, pos, end);
    if (field === null) return 'a quoted field has no closing quote';
    if (quoted && fields.length === quotedFirst) quotedFirst++;
    fields.push(field);
    pos = fieldEnd;
  }
  // Only two quoted fields right after the size are those of the combined format.
  const combined = quotedFirst >= 2 ? 2 : 0;
  out.referrer = combined ? fieldText(fields[0]) : '';
  out.userAgent = combined ? fieldText(fields[1]) : '';
  out.more = fields.length > combined ? fields.slice(combined).map(unescapeApache) : none;
  return undefined;
}

function fieldText(field: string | undefined): string {
  return field === undefined || field === '-' ? '' : unescapeApache(field);
}

/** The bracket before a stamp: `[` after a blank, with two digits and a slash or four digits and a dash behind it. */
function findStamp(text: string, start: number, end: number): number {
  for (let pos = start + 1; pos + 20 < end; pos++) {
    if (text.charCodeAt(pos) !== 91 || text.charCodeAt(pos - 1) !== space) continue;
    if (!isDigit(text.charCodeAt(pos + 1)) || !isDigit(text.charCodeAt(pos + 2))) continue;
    if (text.charCodeAt(pos + 3) === 47 || text.charCodeAt(pos + 5) === 45) return pos;
  }
  return -1;
}

/** `10/Oct/2000:13:55:36 -0700]` or an ISO stamp; gives the position after the bracket, or -1. */
function scanStamp(text: string, start: number, end: number, out: AccessLogLine): number {
  if (text.charCodeAt(start + 2) === 47) {
    const month = monthAt(text, start + 3);
    const day = dayMicros(digitsAt(text, start + 7, 4), month, digitsAt(text, start, 2));
    if (Number.isNaN(day) || text.charCodeAt(start + 6) !== 47) return -1;
    if (text.charCodeAt(start + 11) !== 58 || !scanClock(text, start + 12, end, stamp)) return -1;
    stamp.micros += day;
    if (text.charCodeAt(stamp.end) === space) stamp.end++;
    if (!scanZone(text, end, stamp)) return -1;
  } else if (!scanIso(text, start, end, stamp)) return -1;
  if (text.charCodeAt(stamp.end) !== 93) return -1;
  out.micros = stamp.micros;
  out.zoneStated = stamp.stated;
  return stamp.end + 1;
}

/** `client identity user`; more words than these three are sorted out by `parseManyWords`. */
function parseWho(
  text: string,
  start: number,
  bracket: number,
  out: AccessLogLine,
): string | undefined {
  const first = wordEnd(text, start, bracket);
  const second = wordEnd(text, first + 1, bracket);
  if (second + 1 >= bracket) return 'fewer than three words before the time stamp';
  out.virtualHost = '';
  out.forwardedFor = '';
  if (wordEnd(text, second + 1, bracket) < bracket - 1) {
    parseManyWords(text.slice(start, bracket - 1).split(' '), out);
    return undefined;
  }
  out.client = text.slice(start, first);
  out.identity = wordText(text, first + 1, second);
  out.user = fieldText(text.slice(second + 1, bracket - 1));
  return undefined;
}

/**
 * More than three words: a virtual host before the client, a list of forwarding addresses (`a, b, c`, in quotes or not) before
 * or in place of it, or blanks in the user's name. The identity, which is `-` nearly everywhere, divides them.
 */
function parseManyWords(words: string[], out: AccessLogLine): void {
  const dash = words.indexOf('-', 1);
  const at = dash > 0 ? dash : isIpAddress(words[0] ?? '') ? 1 : words.length - 2;
  out.identity = wordOr(words[at]);
  out.user = fieldText(words.slice(at + 1).join(' '));
  const hosts = words.slice(0, at);
  const [first = ''] = hosts;
  if (hosts.length > 1 && !first.endsWith(',') && !first.startsWith('"')) {
    out.virtualHost = first;
    hosts.shift();
  }
  const isList = hosts.length > 1;
  const hasClient = isList && !hosts.at(-2)?.endsWith(',');
  const list = (hasClient ? hosts.slice(0, -1) : hosts).join(' ').replace(/^"|"$/g, '');
  out.forwardedFor = isList ? list : '';
  // The header's first address is the client's own.
  out.client = hasClient ? (hosts.at(-1) ?? '') : (list.split(',', 1)[0] ?? '');
}

function wordOr(word: string | undefined): string {
  return word === undefined || word === '-' ? '' : word;
}

function splitRequest(request: string, out: AccessLogLine): void {
  out.method = '';
  out.url = '';
  out.httpVersion = '';
  out.oddRequest = '';
  if (request === '-' || request === '') return;
  const first = request.indexOf(' ');
  const last = request.lastIndexOf(' ');
  if (first > 0 && isMethod(request, first)) {
    const hasVersion = last > first && request.startsWith('HTTP/', last + 1);
    out.method = request.slice(0, first);
    out.url = unescapeApache(request.slice(first + 1, hasVersion ? last : undefined));
    if (hasVersion) out.httpVersion = request.slice(last + 6);
  } else out.oddRequest = unescapeApache(request);
}

function isMethod(request: string, end: number): boolean {
  if (end > 32) return false;
  for (let i = 0; i < end; i++) {
    const code = request.charCodeAt(i);
    const letter = (code | 32) >= 97 && (code | 32) <= 122;
    if (!letter && code !== 45 && code !== 95) return false;
  }
  return true;
}

/**
 * The text between the quote at `start` and the one that closes it: not escaped, and with a blank or nothing behind
 * it, for some servers leave quotes as they are. Sets `fieldEnd`; null where there is none.
 */
function quotedAt(text: string, start: number, end: number): string | null {
  for (let pos = start + 1; pos < end; pos++) {
    const code = text.charCodeAt(pos);
    if (code === backslash) pos++;
    else if (code === quote && (pos + 1 >= end || text.charCodeAt(pos + 1) === space)) {
      fieldEnd = pos + 1;
      return text.slice(start + 1, pos);
    }
  }
  return null;
}

function wordAt(text: string, start: number, end: number): string {
  fieldEnd = wordEnd(text, start, end);
  return text.slice(start, fieldEnd);
}

function wordEnd(text: string, start: number, end: number): number {
  let pos = start;
  while (pos < end && text.charCodeAt(pos) !== space) pos++;
  return pos;
}

/** A word; nothing for `-`. */
function wordText(text: string, start: number, end: number): string {
  if (start >= end || (end === start + 1 && text.charCodeAt(start) === 45)) return '';
  return text.slice(start, end);
}

function wholeNumber(text: string): number {
  return text.length <= 15 ? digitsAt(text, 0, text.length) : Number.NaN;
}
