import type { FilledColumn } from './row-batch.ts';
import { isDigit, scaledSeconds } from './timestamp.ts';
import { textOfHex } from './unescape.ts';

/** The name of a field; there is one object for each name that a reader meets, unless a log has very many. */
export interface AuditName {
  readonly name: string;
  /** Whether the kernel and the audit library write it in hexadecimal when it holds blanks, quotes or other odd bytes. */
  readonly encoded: boolean;
  /** For the reader to note where values go. */
  place: FilledColumn | null | undefined;
}

/** One argument of an EXECVE record; a long one comes in pieces, which are joined here. */
export interface AuditArgument {
  index: string;
  raw: string;
  quoted: boolean;
}

/** What one line of an audit log says. One object is filled again and again. */
export interface AuditRecord {
  node: string;
  type: string;
  /** `seconds.milliseconds:serial`; all records of one event have the same. */
  id: string;
  serial: string;
  /** Microseconds, UTC. */
  micros: number;
  /** The names of the fields and, at the same places, their values: decoded, null for `(null)`. */
  names: AuditName[];
  values: (string | null)[];
  arguments: AuditArgument[];
  /** Where the fields begin. */
  bodyStart: number;
  /** Set where the record has text that is no field. */
  hasText: boolean;
  readonly known: Map<string, AuditName>;
  /** The names of the last record of each type: most records of a type have the same. */
  readonly shapes: Map<string, AuditName[]>;
}

/** An empty record to fill. */
export function newAuditRecord(): AuditRecord {
  return {
    node: '',
    type: '',
    id: '',
    serial: '',
    micros: 0,
    names: [],
    values: [],
    arguments: [],
    bodyStart: 0,
    hasText: false,
    known: new Map(),
    shapes: new Map(),
  };
}

const encoded = new Set(
  (
    'path comm exe file name watch cwd cmd acct dir key vm device cgroup ocomm grp new_group proctitle ' +
    'invalid_context apparmor operation info profile denied_mask requested_mask old-chardev new-chardev ' +
    'old-disk new-disk old-fs new-fs old-net new-net old-rng new-rng'
  ).split(' '),
);
const space = 32;
const equalsSign = 61;
const longestName = 64;
const mostNames = 10_000;
const mostShapes = 1000;
const noNames: AuditName[] = [];

/**
 * Read the audit record `text.slice(start, end)` into `out`; gives the reason where it is none. Fields inside
 * `msg='…'` and those that auditd adds after a group separator count like the others. Linear in the line's length.
 */
export function parseAuditRecord(
  text: string,
  start: number,
  end: number,
  out: AuditRecord,
): string | undefined {
  const reason = parseHeader(text, start, end, out);
  if (reason !== undefined) return reason;
  out.names = [];
  out.values = [];
  if (out.arguments.length > 0) out.arguments = [];
  out.hasText = false;
  scanFields(text, out.bodyStart, end, out);
  if (out.shapes.has(out.type) || out.shapes.size < mostShapes) out.shapes.set(out.type, out.names);
  return undefined;
}

/** `[node=NAME ]type=TYPE msg=audit(SECONDS.MILLIS:SERIAL):` */
function parseHeader(
  text: string,
  start: number,
  end: number,
  out: AuditRecord,
): string | undefined {
  let pos = start;
  out.node = '';
  if (text.startsWith('node=', pos)) {
    const stop = wordEnd(text, pos, end);
    out.node = text.slice(pos + 5, stop);
    pos = stop + 1;
  }
  if (!text.startsWith('type=', pos)) return 'the line does not begin with type=';
  let stop = wordEnd(text, pos, end);
  out.type = text.slice(pos + 5, stop);
  pos = stop + 1;
  if (!text.startsWith('msg=audit(', pos)) return 'no msg=audit(…) after the type';
  const idStart = pos + 10;
  for (stop = idStart; stop < end && (isDigit(text.charCodeAt(stop)) || text[stop] === '.'); )
    stop++;
  const micros = scaledSeconds(text.slice(idStart, stop), 6);
  const serialStart = stop + 1;
  if (typeof micros !== 'number' || text[stop] !== ':')
    return 'the time in msg=audit(…) is not a number of seconds';
  for (stop = serialStart; stop < end && isDigit(text.charCodeAt(stop)); ) stop++;
  if (stop === serialStart || stop >= end || text[stop] !== ')')
    return 'the serial in msg=audit(…) is not a number';
  out.micros = micros;
  out.id = text.slice(idStart, stop);
  out.serial = text.slice(serialStart, stop);
  pos = stop + 1;
  while (pos < end && (text[pos] === ':' || text[pos] === ' ')) pos++;
  out.bodyStart = pos;
  return undefined;
}

function scanFields(text: string, start: number, end: number, out: AuditRecord): void {
  const shape = out.shapes.get(out.type) ?? noNames;
  let pos = start;
  let inner = false;
  while (pos < end) {
    const code = text.charCodeAt(pos);
    if (code === space || code === 0x1d || (inner && code === 39)) {
      pos++;
      continue;
    }
    const guess = shape[out.names.length];
    if (guess !== undefined && isNamed(text, pos, guess.name)) {
      pos = scanValue(text, pos + guess.name.length + 1, end, { out, name: guess, inner });
      continue;
    }
    const equals = nameEnd(text, pos, end);
    if (text.charCodeAt(equals) !== equalsSign || equals >= end || equals === pos) {
      pos = scanText(text, pos, end, out);
      continue;
    }
    const from = code === 40 ? pos + 1 : pos; // old programs write `(hostname=…, addr=…)`
    const name = text.slice(from, equals);
    if (!inner && name === 'msg' && text[equals + 1] === "'") {
      inner = true;
      pos = equals + 2;
    } else pos = scanValue(text, equals + 1, end, { out, name: nameOf(out, name), inner });
  }
}

function isNamed(text: string, pos: number, name: string): boolean {
  return text.charCodeAt(pos + name.length) === equalsSign && text.startsWith(name, pos);
}

function nameOf({ known }: AuditRecord, name: string): AuditName {
  const found = known.get(name);
  if (found) return found;
  const made: AuditName = { name, encoded: encoded.has(name), place: undefined };
  if (known.size < mostNames) known.set(name, made);
  return made;
}

/** Text that is no field: an access vector (`avc:  denied  { read } for`), or words, which are only noticed. */
function scanText(text: string, start: number, end: number, out: AuditRecord): number {
  let stop = wordEnd(text, start, end);
  const word = text.slice(start, stop);
  if (word === ':' || word === 'for') return stop;
  if (word !== 'avc:') {
    out.hasText = true;
    return stop;
  }
  while (text.charCodeAt(stop) === space) stop++;
  const resultEnd = wordEnd(text, stop, end);
  add(out, 'seresult', text.slice(stop, resultEnd));
  stop = resultEnd;
  while (text.charCodeAt(stop) === space) stop++;
  if (text[stop] !== '{') return resultEnd;
  const close = find(text, '}', stop, end);
  add(out, 'seperms', text.slice(stop + 1, close).trim());
  return close + 1;
}

function add(out: AuditRecord, name: string, value: string): void {
  out.names.push(nameOf(out, name));
  out.values.push(value);
}

interface FieldPlace {
  out: AuditRecord;
  name: AuditName;
  /** Whether the field stands inside `msg='…'`. */
  inner: boolean;
}

/** Read the value at `start`: in quotes, in braces, or up to the next blank. Gives the position after it. */
function scanValue(text: string, start: number, end: number, place: FieldPlace): number {
  const mark = text.charCodeAt(start);
  if (start < end && (mark === 34 || mark === 123)) {
    const close = find(text, mark === 34 ? '"' : '}', start + 1, end);
    // Without a closing mark the record is cut off, and the rest of it is the value.
    addField(place, text.slice(start + 1, close), true);
    return Math.min(end, close + 1);
  }
  let stop = wordEnd(text, start, end);
  const after = stop;
  if (place.inner) {
    if (text[stop - 1] === "'" && stop > start) stop--;
    while (stop > start && (text[stop - 1] === ',' || text[stop - 1] === ')')) stop--;
  }
  addField(place, text.slice(start, stop), false);
  return after;
}

function addField({ out, name, inner }: FieldPlace, raw: string, quoted: boolean): void {
  if (out.type === 'EXECVE' && !inner && addArgument(out, name.name, raw, quoted)) return;
  out.names.push(name);
  out.values.push(quoted ? raw : plainValue(out.type, name, raw));
}

function plainValue(type: string, { name, encoded }: AuditName, raw: string): string | null {
  if (raw === '(null)') return null;
  const mayBeHex = encoded || (name === 'data' && (type === 'TTY' || type === 'USER_TTY'));
  if (!mayBeHex || !isHex(raw)) return raw;
  const text = textOfHex(raw);
  if (name === 'proctitle') return text.replaceAll('\0', ' ');
  return name === 'key' ? text.replaceAll('\u0001', ',') : text;
}

/** `a0`, `a12`, and the pieces `a3[0]`, `a3[1]` of one argument; `a3_len` only says how long the pieces are together. */
function addArgument(out: AuditRecord, name: string, raw: string, quoted: boolean): boolean {
  if (name[0] !== 'a' || !isDigit(name.charCodeAt(1))) return false;
  if (name.endsWith('_len')) return true;
  const bracket = name.indexOf('[');
  const index = bracket < 0 ? name.slice(1) : name.slice(1, bracket);
  const last = out.arguments.at(-1);
  if (bracket >= 0 && last?.index === index) last.raw += raw;
  else out.arguments.push({ index, raw, quoted });
  return true;
}

/** The argument as text. */
export function argumentText({ raw, quoted }: AuditArgument): string {
  return quoted || !isHex(raw) ? raw : textOfHex(raw);
}

function isHex(text: string): boolean {
  if (text.length === 0 || text.length % 2 !== 0) return false;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (!isDigit(code) && !(code >= 65 && code <= 70)) return false;
  }
  return true;
}

function nameEnd(text: string, start: number, end: number): number {
  const most = Math.min(end, start + longestName);
  let pos = start;
  for (; pos < most; pos++) {
    const code = text.charCodeAt(pos);
    if (code <= space || code === 61 || code === 34 || code === 39) break;
  }
  return pos;
}

function wordEnd(text: string, start: number, end: number): number {
  let pos = start;
  while (pos < end && text.charCodeAt(pos) !== space && text.charCodeAt(pos) !== 0x1d) pos++;
  return pos;
}

function find(text: string, mark: string, start: number, end: number): number {
  const code = mark.charCodeAt(0);
  let pos = start;
  while (pos < end && text.charCodeAt(pos) !== code) pos++;
  return pos;
}

/** What `ausearch` prints between events; says nothing that the records do not. */
export function isAuditSeparator(text: string, start: number): boolean {
  return text.startsWith('----', start) || text.startsWith('time->', start);
}
