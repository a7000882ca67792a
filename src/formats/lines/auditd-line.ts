import { isDigit, scaledSeconds } from './timestamp.ts';
import { textOfHex } from './unescape.ts';

/** One field of an audit record. */
export interface AuditField {
  name: string;
  /** Decoded where the record has it in hexadecimal; null for `(null)`. */
  value: string | null;
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
  fields: AuditField[];
  arguments: AuditArgument[];
  /** Where the fields begin. */
  bodyStart: number;
  /** Set where the record has text that is no field. */
  hasText: boolean;
}

/** An empty record to fill. */
export function newAuditRecord(): AuditRecord {
  return {
    node: '',
    type: '',
    id: '',
    serial: '',
    micros: 0,
    fields: [],
    arguments: [],
    bodyStart: 0,
    hasText: false,
  };
}

/** Fields that the kernel and the audit library write in hexadecimal when they hold blanks, quotes or other odd bytes. */
const encoded = new Set(
  (
    'path comm exe file name watch cwd cmd acct dir key vm device cgroup ocomm grp new_group proctitle ' +
    'invalid_context apparmor operation info profile denied_mask requested_mask old-chardev new-chardev ' +
    'old-disk new-disk old-fs new-fs old-net new-net old-rng new-rng'
  ).split(' '),
);
const space = 32;
const longestName = 64;

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
  out.fields = [];
  out.arguments = [];
  out.hasText = false;
  scanFields(text, out.bodyStart, end, out);
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
  let pos = start;
  let inner = false;
  while (pos < end) {
    const code = text.charCodeAt(pos);
    if (code === space || code === 0x1d || (inner && code === 39)) {
      pos++;
      continue;
    }
    const equals = nameEnd(text, pos, end);
    if (text[equals] !== '=' || equals >= end || equals === pos) {
      pos = scanText(text, pos, end, out);
      continue;
    }
    const from = text[pos] === '(' ? pos + 1 : pos; // old programs write `(hostname=…, addr=…)`
    const name = text.slice(from, equals);
    if (!inner && name === 'msg' && text[equals + 1] === "'") {
      inner = true;
      pos = equals + 2;
    } else pos = scanValue(text, equals + 1, end, { out, name, inner });
  }
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
  out.fields.push({ name: 'seresult', value: text.slice(stop, resultEnd) });
  stop = resultEnd;
  while (text.charCodeAt(stop) === space) stop++;
  if (text[stop] !== '{') return resultEnd;
  const close = find(text, '}', stop, end);
  out.fields.push({ name: 'seperms', value: text.slice(stop + 1, close).trim() });
  return close + 1;
}

interface FieldPlace {
  out: AuditRecord;
  name: string;
  /** Whether the field stands inside `msg='…'`. */
  inner: boolean;
}

/** Read the value at `start`: in quotes, in braces, or up to the next blank. Gives the position after it. */
function scanValue(text: string, start: number, end: number, place: FieldPlace): number {
  const mark = text[start];
  if (start < end && (mark === '"' || mark === '{')) {
    const close = find(text, mark === '"' ? '"' : '}', start + 1, end);
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
  if (out.type === 'EXECVE' && !inner && addArgument(out, name, raw, quoted)) return;
  out.fields.push({ name, value: quoted ? raw : plainValue(out.type, name, raw) });
}

function plainValue(type: string, name: string, raw: string): string | null {
  if (raw === '(null)') return null;
  const mayBeHex =
    encoded.has(name) || (name === 'data' && (type === 'TTY' || type === 'USER_TTY'));
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
