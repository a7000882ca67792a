import { type AuditArgument, argumentText } from '../formats/lines/auditd-line.ts';
import type { AuditEntry } from './audit-records.ts';

/** An entry and the row it came from. */
export interface PlacedEntry extends AuditEntry {
  row: number;
  host: string;
}

/** What all records of one audit id tell together. */
export interface AuditEvent {
  /** The row of its first record. */
  row: number;
  host: string;
  id: string;
  micros: number | null;
  type: string;
  types: readonly string[];
  /** Values by the places of their names: where several records have one, of the first, the system call's before all. */
  fields: readonly (string | undefined)[];
  /** Further values, and all of names without a place. */
  more: ReadonlyMap<string, string | readonly string[]>;
  argv: readonly string[] | null;
  paths: readonly string[];
  socket: string;
}

/** Paths, names of fields and values of one name that an event keeps. */
const mostKept = 1000;

/** Join pieces of the same argument; the next arguments may be in another record. */
function argvOf(entries: readonly PlacedEntry[]): string[] | null {
  const found = new Map<string, AuditArgument>();
  for (const { type, row, args } of entries) {
    if (type !== 'EXECVE') continue;
    for (const { index, raw, quoted } of args) {
      const key = index.startsWith('row') ? `${row} ${index}` : index;
      const open = found.get(key);
      if (open) open.raw += raw;
      else found.set(key, { index, raw, quoted });
    }
  }
  return found.size > 0 ? [...found.values()].map(argumentText) : null;
}

/** The far end of a connection: `203.0.113.9:443`, `[2001:db8::1]:443` or the path of a socket; else as it was logged. */
export function socketText(saddr: string): string {
  if (!/^[0-9A-Fa-f]{4,}$/.test(saddr)) return saddr;
  const bytes = Uint8Array.from(saddr.slice(0, 512).match(/../g) ?? [], (pair) =>
    Number.parseInt(pair, 16),
  );
  const family = (bytes[0] ?? 0) + (bytes[1] ?? 0) * 256;
  const port = (bytes[2] ?? 0) * 256 + (bytes[3] ?? 0);
  if (family === 2 && bytes.length >= 8) return `${bytes.slice(4, 8).join('.')}:${port}`;
  if (family === 10 && bytes.length >= 24) {
    const groups = saddr.slice(16, 48).match(/..../g) ?? [];
    return `${new URL(`http://[${groups.join(':')}]`).hostname}:${port}`;
  }
  if (family !== 1) return saddr;
  const path = bytes.subarray(2);
  const from = path[0] === 0 ? 1 : 0;
  const end = path.indexOf(0, from);
  return new TextDecoder().decode(path.subarray(from, end === -1 ? undefined : end));
}

/** What the fields of an event say, by the places of their names. */
class Told {
  readonly fields: (string | undefined)[];
  readonly more = new Map<string, string | string[]>();
  saddr = '';
  readonly #places: ReadonlyMap<string, number>;

  constructor(places: ReadonlyMap<string, number>) {
    this.#places = places;
    this.fields = new Array<string | undefined>(places.size);
  }

  add(name: string, value: string): void {
    const place = this.#places.get(name);
    if (place !== undefined) {
      this.fields[place] ??= value;
      if (this.fields[place] === value) return;
    } else if (name === 'saddr' && this.saddr === '') {
      this.saddr = value;
      return;
    }
    const known = this.more.get(name);
    if (known === undefined) {
      if (this.more.size < mostKept) this.more.set(name, value);
    } else if (typeof known === 'string') {
      if (known !== value) this.more.set(name, [known, value]);
    } else if (known.length < mostKept && known.at(-1) !== value) known.push(value);
  }

  addAll({ names, values }: PlacedEntry): void {
    for (let i = 0; i < names.length; i++) {
      const value = values[i];
      if (typeof value === 'string') this.add(names[i]?.name ?? '', value);
    }
  }
}

function pathsOf(entries: readonly PlacedEntry[]): string[] {
  const found: string[] = [];
  for (const { type, names, values } of entries) {
    const value = type === 'PATH' ? values[names.findIndex(({ name }) => name === 'name')] : null;
    if (typeof value === 'string' && found.length < mostKept) found.push(value);
  }
  return found;
}

function eventOf(entries: readonly PlacedEntry[], places: ReadonlyMap<string, number>): AuditEvent {
  const [first] = entries;
  if (!first) throw new Error('an event without records');
  const call = entries.find((e) => e.type === 'SYSCALL');
  const told = new Told(places);
  if (call) told.addAll(call);
  for (const entry of entries) if (entry !== call && entry.type !== 'PATH') told.addAll(entry);
  const runs = call !== undefined && entries.some((e) => e.type === 'EXECVE');
  return {
    row: first.row,
    host: entries.find((e) => e.node !== '')?.node ?? first.host,
    id: first.id,
    micros: entries.find((e) => e.micros !== null)?.micros ?? null,
    type: runs ? 'SYSCALL_EXECVE' : first.type,
    types: entries.slice(0, mostKept).map((e) => e.type),
    fields: told.fields,
    more: told.more,
    argv: argvOf(entries),
    paths: pathsOf(entries),
    socket: told.saddr && socketText(told.saddr),
  };
}

/**
 * Events of the records that share their id and host; `places` numbers the fields that have a place of their own.
 *
 * shape: in the order of their first records. A record without an id is an event by itself.
 * source: the notes of linux-audit on records of one event; `auditdextract` of MSTICPy for the kinds of events.
 */
export function auditEvents(
  entries: readonly PlacedEntry[],
  places: ReadonlyMap<string, number>,
): AuditEvent[] {
  const events = new Map<string, PlacedEntry[]>();
  entries.forEach((entry, i) => {
    const key =
      entry.id === '' ? `${i}` : `${entry.id} ${(entry.node || entry.host).toLowerCase()}`;
    const event = events.get(key);
    if (event) event.push(entry);
    else events.set(key, [entry]);
  });
  return [...events.values()].map((records) => eventOf(records, places));
}
