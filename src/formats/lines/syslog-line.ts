import { scanStructuredData } from './structured-data.ts';
import {
  dayMicros,
  digitsAt,
  isDigit,
  monthAt,
  type Stamp,
  scanClock,
  scanIso,
} from './timestamp.ts';

/** What one syslog line says. One object is filled again and again. */
export interface SyslogLine {
  /** Facility times 8 plus severity, or -1 where the line does not say. */
  priority: number;
  /** Microseconds, UTC; null where RFC 5424 says `-`. Without a year only the clock's part of a day. */
  micros: number | null;
  /** Set where the stamp has no year. */
  yearless: boolean;
  month: number;
  day: number;
  zoneStated: boolean;
  host: string;
  processName: string;
  processId: number | null;
  messageId: string;
  /** JSON text, or null. */
  structuredData: string | null;
  message: string;
}

/** An empty line to fill. */
export function newSyslogLine(): SyslogLine {
  return {
    priority: -1,
    micros: null,
    yearless: false,
    month: 0,
    day: 0,
    zoneStated: false,
    host: '',
    processName: '',
    processId: null,
    messageId: '',
    structuredData: null,
    message: '',
  };
}

const space = 32;
const colon = 58;
const longestTag = 256;
const stamp: Stamp = { micros: 0, end: 0, stated: false };

/**
 * Read the syslog line `text.slice(start, end)` into `out`; gives the reason where it is none. Reads RFC 5424 (with its
 * priority and version), and the lines of files: priority or none, a stamp of RFC 3164 with or without year or an ISO
 * stamp as rsyslog writes it, host, tag, message. Linear in the length of the line.
 */
export function parseSyslogLine(
  text: string,
  start: number,
  end: number,
  out: SyslogLine,
): string | undefined {
  let pos = scanPriority(text, start, end, out);
  if (pos < 0) return 'the priority is not a number from 0 to 191';
  out.messageId = '';
  out.structuredData = null;
  out.processId = null;
  if (pos > start && text.charCodeAt(pos) === 49 && text.charCodeAt(pos + 1) === space)
    return parseRfc5424(text, pos + 2, end, out);
  const mark = text.charCodeAt(pos);
  if (mark === 42 || mark === 46) pos++; // Cisco marks a clock that is not set with `*` or `.`
  const after = isDigit(text.charCodeAt(pos))
    ? scanIsoStamp(text, pos, end, out)
    : scanOldStamp(text, pos, end, out);
  if (after < 0) return 'no time stamp at the start of the line';
  parseTail(text, after, end, out);
  return undefined;
}

/** Gives the position after `<N>`, the start where there is none, -1 where it is wrong. */
function scanPriority(text: string, start: number, end: number, out: SyslogLine): number {
  out.priority = -1;
  if (text.charCodeAt(start) !== 60) return start;
  let value = 0;
  let pos = start + 1;
  while (pos < end && pos < start + 4 && isDigit(text.charCodeAt(pos)))
    value = value * 10 + text.charCodeAt(pos++) - 48;
  if (pos === start + 1 || text.charCodeAt(pos) !== 62 || value > 191) return -1;
  out.priority = value;
  return pos + 1;
}

function scanIsoStamp(text: string, pos: number, end: number, out: SyslogLine): number {
  const mark = text.charCodeAt(pos + 10);
  if (mark === space || !scanIso(text, pos, end, stamp)) return -1;
  if (stamp.end < end && text.charCodeAt(stamp.end) !== space) return -1;
  out.yearless = false;
  out.micros = stamp.micros;
  out.zoneStated = stamp.stated;
  return stamp.end + 1;
}

/** `Oct  7 13:55:36`, with a year after the day or after the clock where there is one. */
function scanOldStamp(text: string, start: number, end: number, out: SyslogLine): number {
  out.month = monthAt(text, start);
  if (out.month === 0 || text.charCodeAt(start + 3) !== space) return -1;
  let pos = start + 4;
  if (text.charCodeAt(pos) === space) pos++;
  let day = 0;
  while (isDigit(text.charCodeAt(pos)) && day < 10) day = day * 10 + text.charCodeAt(pos++) - 48;
  // 2000 was a leap year: 29 February may stand in a stamp without a year.
  if (Number.isNaN(dayMicros(2000, out.month, day)) || text.charCodeAt(pos) !== space) return -1;
  out.day = day;
  pos++;
  let year = yearAt(text, pos, end);
  if (year > 0) pos += 5;
  if (!scanClock(text, pos, end, stamp)) return -1;
  pos = stamp.end;
  if (pos < end && text.charCodeAt(pos) === colon) pos++; // Cisco puts a colon after the stamp
  if (pos < end && text.charCodeAt(pos) !== space) return -1;
  pos++;
  if (year === 0) {
    year = yearAt(text, pos, end);
    if (year > 0) pos += 5;
  }
  out.zoneStated = false;
  out.micros = stamp.micros;
  out.yearless = year === 0;
  if (year > 0) {
    const midnight = dayMicros(year, out.month, day);
    if (Number.isNaN(midnight)) return -1;
    out.micros += midnight;
  }
  return pos;
}

/** Four digits from 1970 to 2199 with a blank behind, or 0. */
function yearAt(text: string, pos: number, end: number): number {
  if (pos + 5 > end || text.charCodeAt(pos + 4) !== space) return 0;
  const year = digitsAt(text, pos, 4);
  return year >= 1970 && year < 2200 ? year : 0;
}

/** Host, tag and message after the stamp of a file's line. */
function parseTail(text: string, start: number, end: number, out: SyslogLine): void {
  out.host = '';
  if (text.startsWith('CEF:', start)) {
    out.processName = '';
    out.message = text.slice(start, end);
    return;
  }
  const stop = tokenEnd(text, start, end);
  let pos = start;
  // A token that ends like a tag is one: programs that log to the local socket leave the host out.
  if (!isTagEnd(text, start, stop)) {
    out.host = text.slice(start, stop);
    pos = stop + 1;
  }
  parseTag(text, pos, end, out);
}

function isTagEnd(text: string, start: number, stop: number): boolean {
  if (stop - start < 2 || text.charCodeAt(stop - 1) !== colon) return false;
  return text.charCodeAt(stop - 2) !== colon; // `fe80::` is an address
}

/** `name[123]: message`, `name: message`, or only a message. */
function parseTag(text: string, start: number, end: number, out: SyslogLine): void {
  // `CEF:` begins a message, whatever colons follow.
  const stop = text.startsWith('CEF:', start) ? start : tagEnd(text, start, end);
  const isTag = text.charCodeAt(stop) === colon && stop < end;
  let id = -1;
  let nameEnd = stop;
  if (text.charCodeAt(stop - 1) === 93) {
    let digits = stop - 1;
    while (digits > start && isDigit(text.charCodeAt(digits - 1))) digits--;
    if (digits - 1 > start && text.charCodeAt(digits - 1) === 91)
      id = numberIn(text, digits, stop - 1);
    if (id >= 0) nameEnd = digits - 1;
  }
  if (!isTag && id < 0) {
    out.processName = '';
    out.message = text.slice(start, end);
    return;
  }
  out.processName = text.slice(start, nameEnd);
  if (id >= 0) out.processId = id;
  let pos = isTag ? stop + 1 : stop;
  if (text.charCodeAt(pos) === space) pos++;
  out.message = pos < end ? text.slice(pos, end) : '';
}

/** Where the first word ends: at a colon with a blank or nothing behind it, or at a blank. */
function tagEnd(text: string, start: number, end: number): number {
  const most = Math.min(end, start + longestTag);
  for (let pos = start; pos < most; pos++) {
    const code = text.charCodeAt(pos);
    if (code === space) return pos;
    if (code === colon && (pos + 1 >= end || text.charCodeAt(pos + 1) === space)) return pos;
  }
  return most;
}

/** `TIMESTAMP HOST APP PROCID MSGID SD MSG`; `-` stands for what is not known. */
function parseRfc5424(
  text: string,
  start: number,
  end: number,
  out: SyslogLine,
): string | undefined {
  let stop = tokenEnd(text, start, end);
  out.yearless = false;
  if (isNil(text, start, stop)) {
    out.micros = null;
    out.zoneStated = true;
  } else {
    if (!scanIso(text, start, stop, stamp) || stamp.end !== stop)
      return 'the time stamp is not that of RFC 5424';
    out.micros = stamp.micros;
    out.zoneStated = stamp.stated;
  }
  let pos = stop + 1;
  stop = tokenEnd(text, pos, end);
  out.host = tokenText(text, pos, stop);
  pos = stop + 1;
  stop = tokenEnd(text, pos, end);
  out.processName = tokenText(text, pos, stop);
  pos = stop + 1;
  stop = tokenEnd(text, pos, end);
  const id = numberIn(text, pos, stop);
  if (id >= 0) out.processId = id;
  else if (stop > pos && !isNil(text, pos, stop)) out.processName += `[${text.slice(pos, stop)}]`;
  pos = stop + 1;
  stop = tokenEnd(text, pos, end);
  out.messageId = tokenText(text, pos, stop);
  pos = stop + 1;
  if (pos >= end) return 'the line ends before its structured data';
  let after = pos + 1;
  if (!isNil(text, pos, tokenEnd(text, pos, end))) {
    const data = scanStructuredData(text, pos, end);
    if (data === null) return 'the structured data is not that of RFC 5424';
    out.structuredData = data.json;
    after = data.end;
  }
  if (text.charCodeAt(after) === space) after++;
  if (text.charCodeAt(after) === 0xfeff) after++;
  out.message = after < end ? text.slice(after, end) : '';
  return undefined;
}

function tokenEnd(text: string, start: number, end: number): number {
  let pos = start;
  while (pos < end && text.charCodeAt(pos) !== space) pos++;
  return pos;
}

function isNil(text: string, start: number, stop: number): boolean {
  return stop === start + 1 && text.charCodeAt(start) === 45;
}

function tokenText(text: string, start: number, stop: number): string {
  return start >= stop || isNil(text, start, stop) ? '' : text.slice(start, stop);
}

/** A whole number that an `int` column can hold, or -1. */
function numberIn(text: string, start: number, stop: number): number {
  if (stop <= start || stop - start > 10) return -1;
  const value = digitsAt(text, start, stop - start);
  return value <= 2_147_483_647 ? value : -1;
}
