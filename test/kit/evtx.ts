import { Buffer } from 'node:buffer';
import { crc32 } from 'node:zlib';

const CHUNK = 0x1_0000;

/** A value that goes into a slot of a template: its type number and bytes. */
export interface Wire {
  type: number;
  bytes: Uint8Array;
}

/** An element; texts are part of its template, wires and nested elements fill slots of it. */
export interface Xml {
  name: string;
  attributes: Record<string, string | Wire>;
  children: readonly Part[];
}

/** `again` is a slot that is used already, by its number. */
type Part = Xml | string | Wire | { nested: Xml } | { again: number };

export interface EvtxRecord {
  id: number;
  /** 100 ns since 1601. */
  time: bigint;
  root: Xml;
}

/** An element of a record. */
export function xml(
  name: string,
  attributes: Record<string, string | Wire> = {},
  ...children: Part[]
): Xml {
  return { name, attributes, children };
}

type Numeric = (value: number | bigint) => Wire;

function numeric(type: number, size: number): Numeric {
  return (value) => {
    const bytes = Buffer.alloc(8);
    bytes.writeBigInt64LE(BigInt.asIntN(64, BigInt(value)));
    return { type, bytes: bytes.subarray(0, size) };
  };
}

interface Wires extends Record<'u8' | 'u16' | 'i32' | 'u32' | 'u64' | 'bool', Numeric> {
  none: Wire;
  text(value: string): Wire;
  texts(...values: string[]): Wire;
  time: Numeric;
  hex32: Numeric;
  hex64: Numeric;
  raw(type: number, bytes: Uint8Array | readonly number[]): Wire;
  sid(authority: number, ...parts: number[]): Wire;
}

/** Values by their type on the wire. */
export const wire: Wires = {
  none: { type: 0, bytes: new Uint8Array() },
  text: (value) => ({ type: 1, bytes: Buffer.from(value, 'utf16le') }),
  texts: (...values) => ({
    type: 0x81,
    bytes: Buffer.from(values.map((value) => `${value}\0`).join(''), 'utf16le'),
  }),
  u8: numeric(0x04, 1),
  u16: numeric(0x06, 2),
  i32: numeric(0x07, 4),
  u32: numeric(0x08, 4),
  u64: numeric(0x0a, 8),
  bool: numeric(0x0d, 4),
  time: numeric(0x11, 8),
  hex32: numeric(0x14, 4),
  hex64: numeric(0x15, 8),
  raw: (type, bytes) => ({
    type,
    bytes: Uint8Array.from(bytes),
  }),
  sid: (authority, ...parts) => {
    const bytes = Buffer.alloc(8 + parts.length * 4);
    bytes.set([1, parts.length, 0, 0, 0, 0, 0, authority]);
    for (const [index, part] of parts.entries()) bytes.writeUInt32LE(part, 8 + index * 4);
    return { type: 0x13, bytes };
  },
};

/** Microseconds since 1970 as FILETIME. */
export function fileTime(micros: number): bigint {
  return BigInt(micros) * 10n + 116_444_736_000_000_000n;
}

export interface SystemParts {
  provider: string;
  channel: string;
  computer?: string;
  eventId: number;
  level?: number;
  id: number;
  time: bigint;
  userSid?: Wire;
}

/** A whole event: `System` from `parts`, then the data part as binary XML in a slot, as Windows writes it. */
export function event(parts: SystemParts, data: Xml | null): EvtxRecord {
  const system = xml(
    'System',
    {},
    xml('Provider', { Name: parts.provider }),
    xml('EventID', {}, wire.u16(parts.eventId)),
    xml('Version', {}, wire.u8(1)),
    xml('Level', {}, wire.u8(parts.level ?? 4)),
    xml('Task', {}, wire.u16(7)),
    xml('Opcode', {}, wire.u8(0)),
    xml('Keywords', {}, wire.hex64(0x8020000000000000n)),
    xml('TimeCreated', { SystemTime: wire.time(parts.time) }),
    xml('EventRecordID', {}, wire.u64(parts.id)),
    xml('Correlation', { ActivityID: wire.none }),
    xml('Execution', { ProcessID: wire.u32(4), ThreadID: wire.u32(88) }),
    xml('Channel', {}, parts.channel),
    xml('Computer', {}, wire.text(parts.computer ?? 'PC01.corp.example')),
    xml('Security', { UserID: parts.userSid ?? wire.none }),
  );
  const body: Part = data ? { nested: data } : wire.none;
  const xmlns = 'http://schemas.microsoft.com/win/2004/08/events/event';
  return { id: parts.id, time: parts.time, root: xml('Event', { xmlns }, system, body) };
}

/** `EventData` of named fields. */
export function eventData(fields: Record<string, Wire>): Xml {
  const data = Object.entries(fields).map(([name, value]) => xml('Data', { Name: name }, value));
  return xml('EventData', {}, ...data);
}

/** A valid log of these records, one list a chunk. */
export function writeEvtx(chunks: readonly (readonly EvtxRecord[])[]): Buffer {
  const header = Buffer.alloc(4096);
  header.write('ElfFile\0', 'latin1');
  header.writeBigUInt64LE(BigInt(Math.max(0, chunks.length - 1)), 16);
  header.writeBigUInt64LE(BigInt(chunks.flat().length + 1), 24);
  header.writeUInt32LE(128, 32);
  header.writeUInt16LE(1, 36);
  header.writeUInt16LE(3, 38);
  header.writeUInt16LE(4096, 40);
  header.writeUInt16LE(chunks.length, 42);
  header.writeUInt32LE(crc32(header.subarray(0, 120)), 124);
  return Buffer.concat([header, ...chunks.map((records) => new ChunkWriter().write(records))]);
}

class ChunkWriter {
  readonly #bytes: Buffer = Buffer.alloc(CHUNK);
  readonly #names = new Map<string, number>();
  readonly #templates = new Map<string, number>();
  #at = 512;

  write(records: readonly EvtxRecord[]): Buffer {
    const bytes = this.#bytes;
    bytes.write('ElfChnk\0', 'latin1');
    const first = BigInt(records[0]?.id ?? 0);
    const last = BigInt(records.at(-1)?.id ?? 0);
    for (const [index, id] of [first, last, first, last].entries())
      bytes.writeBigUInt64LE(id, 8 + index * 8);
    bytes.writeUInt32LE(128, 40);
    for (const record of records) this.#record(record);
    bytes.writeUInt32LE(this.#at, 48);
    bytes.writeUInt32LE(crc32(bytes.subarray(512, this.#at)), 52);
    bytes.writeUInt32LE(crc32(bytes.subarray(128, 512), crc32(bytes.subarray(0, 120))), 124);
    return bytes;
  }

  #record({ id, time, root }: EvtxRecord): void {
    const start = this.#at;
    this.#bytes.writeUInt32LE(start, 44);
    this.#bytes.writeUInt32LE(0x2a2a, start);
    this.#bytes.writeBigUInt64LE(BigInt(id), start + 8);
    this.#bytes.writeBigUInt64LE(time, start + 16);
    this.#at += 24;
    this.#instance(root);
    this.#u8(0);
    const size = this.#at + 4 - start;
    this.#u32(size);
    this.#bytes.writeUInt32LE(size, start + 4);
  }

  /** A fragment header and one template instance, its template before it where the chunk has none yet. */
  #instance(root: Xml): void {
    this.#put([0x0f, 1, 1, 0, 0x0c, 1]);
    const shape = shapeOf(root);
    const guid = Buffer.alloc(16);
    guid.writeUInt32LE(crc32(shape));
    guid.writeUInt32LE(crc32(`${shape}.`), 4);
    this.#put(guid.subarray(0, 4));
    const known = this.#templates.get(shape);
    this.#u32(known ?? this.#at + 4);
    if (known === undefined) this.#template(root, shape, guid);
    const slots = slotsOf(root);
    this.#u32(slots.length);
    const table = this.#at;
    this.#at += slots.length * 4;
    for (const [index, slot] of slots.entries()) {
      const start = this.#at;
      if ('nested' in slot) this.#instance(slot.nested);
      else this.#put(slot.bytes);
      this.#bytes.writeUInt16LE(this.#at - start, table + index * 4);
      this.#bytes.writeUInt8('nested' in slot ? 0x21 : slot.type, table + index * 4 + 2);
    }
  }

  #template(root: Xml, shape: string, guid: Buffer): void {
    const start = this.#at;
    this.#templates.set(shape, start);
    this.#u32(0);
    this.#put(guid);
    this.#at += 4;
    this.#put([0x0f, 1, 1, 0]);
    this.#element(root, { next: 0 });
    this.#u8(0);
    this.#bytes.writeUInt32LE(this.#at - start - 24, start + 20);
  }

  #element(element: Xml, slot: { next: number }): void {
    const attributes = Object.entries(element.attributes);
    this.#put([attributes.length > 0 ? 0x41 : 0x01, 0xff, 0xff]);
    const size = this.#at;
    this.#at += 4;
    this.#name(element.name);
    if (attributes.length > 0) {
      const listSize = this.#at;
      this.#at += 4;
      for (const [index, [name, value]] of attributes.entries()) {
        this.#u8(index < attributes.length - 1 ? 0x46 : 0x06);
        this.#name(name);
        this.#content(value, slot);
      }
      this.#bytes.writeUInt32LE(this.#at - listSize - 4, listSize);
    }
    this.#u8(element.children.length > 0 ? 0x02 : 0x03);
    for (const child of element.children) {
      if (typeof child === 'object' && 'children' in child) this.#element(child, slot);
      else this.#content(child, slot);
    }
    if (element.children.length > 0) this.#u8(0x04);
    this.#bytes.writeUInt32LE(this.#at - size - 4, size);
  }

  #content(part: Exclude<Part, Xml>, slot: { next: number }): void {
    if (typeof part !== 'string') {
      this.#u8(0x0e);
      this.#u16('again' in part ? part.again : slot.next++);
      this.#u8('type' in part ? part.type : 0x21);
      return;
    }
    this.#put([0x05, 0x01]);
    this.#u16(part.length);
    this.#put(Buffer.from(part, 'utf16le'));
  }

  #name(name: string): void {
    const known = this.#names.get(name);
    if (known !== undefined) {
      this.#u32(known);
      return;
    }
    let hash = 0;
    for (const sign of name) hash = (Math.imul(hash, 65599) + sign.charCodeAt(0)) >>> 0;
    const at = this.#at + 4;
    this.#names.set(name, at);
    this.#u32(at);
    const bucket = 128 + ((hash & 0xffff) % 64) * 4;
    this.#u32(this.#bytes.readUInt32LE(bucket));
    this.#bytes.writeUInt32LE(at, bucket);
    this.#u16(hash & 0xffff);
    this.#u16(name.length);
    this.#put(Buffer.from(`${name}\0`, 'utf16le'));
  }

  #put(bytes: Uint8Array | readonly number[]): void {
    this.#bytes.set(bytes, this.#at);
    this.#at += bytes.length;
  }

  #u8(value: number): void {
    this.#put([value]);
  }

  #u16(value: number): void {
    this.#bytes.writeUInt16LE(value, this.#at);
    this.#at += 2;
  }

  #u32(value: number): void {
    this.#bytes.writeUInt32LE(value, this.#at);
    this.#at += 4;
  }
}

/** All that makes two elements instances of one template. */
function shapeOf(element: Xml): string {
  const part = (value: Part): unknown => {
    if (typeof value === 'string') return value;
    if ('nested' in value) return 0x21;
    if ('again' in value) return [value.again];
    return 'children' in value ? shapeOf(value) : value.type;
  };
  const attributes = Object.entries(element.attributes).map(([name, value]) => [name, part(value)]);
  return JSON.stringify([element.name, attributes, element.children.map(part)]);
}

/** What fills the slots, in the order in which `#element` numbers them. */
function slotsOf(element: Xml): (Wire | { nested: Xml })[] {
  const parts: Part[] = [...Object.values(element.attributes), ...element.children];
  return parts.flatMap((part) => {
    if (typeof part === 'string' || 'again' in part) return [];
    return 'children' in part ? slotsOf(part) : [part];
  });
}
