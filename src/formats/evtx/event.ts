import type { RecordSpan } from './chunk.ts';
import { asText, asTime } from './convert.ts';
import type { DataField, DataProgram } from './data-program.ts';
import { fillIn, readFragment } from './fragment.ts';
import { type Instance, instanceOffset, newInstance, readInstance } from './instance.ts';
import { elementJson, scalarJson } from './json.ts';
import type { ElementNode, Scalar } from './node.ts';
import { compileTree, type EventProgram, type Program, SYSTEM_FIELDS } from './program.ts';
import { RECORD_WORK, type Scope } from './scope.ts';
import type { Source } from './source.ts';
import { flat } from './text.ts';
import { fileTimeMicros } from './time.ts';
import { BINXML, readArray, readValue } from './value.ts';
import { elementXml, escapeXml } from './xml.ts';

/**
 * One event, its values still in the chunk: they are decoded when asked for. The same object serves for
 * one record after the other.
 */
export class EventReader {
  readonly #given: Scope | null;
  readonly #outer: Instance = newInstance();
  readonly #inner: Instance = newInstance();
  readonly #innermost: Instance = newInstance();
  #event: EventProgram | null = null;
  #data: DataProgram | null = null;
  #dataInstance: Instance = this.#outer;
  /** Fields of the data part that were decoded, each with the number of its event. */
  readonly #decoded: (Scalar | null)[] = [];
  readonly #decodedFor: number[] = [];
  /** The same for the fields of `System`. */
  readonly #system: (Scalar | null)[] = SYSTEM_FIELDS.map(() => null);
  readonly #systemFor: number[] = SYSTEM_FIELDS.map(() => 0);
  #number = 0;
  /** What a text is joined from. */
  readonly #pieces: string[] = [];

  /** Events that only come as trees need no scope. */
  constructor(scope: Scope | null) {
    this.#given = scope;
  }

  get #scope(): Scope {
    if (!this.#given) throw new Error('an event without a chunk has no slots');
    return this.#given;
  }

  /** Read one record. Throws `Damage` where the Rust reader refuses it. */
  read(span: RecordSpan): void {
    this.#number++;
    this.#scope.work.left = RECORD_WORK;
    if (!this.#readFast(span)) this.readTree(this.tree(span));
  }

  /** Take an event that is a tree already, without placeholders. */
  readTree(root: ElementNode): void {
    this.#number++;
    const { event, data, wrapped } = compileTree(root);
    this.#event = event;
    this.#data = event?.data ?? data ?? wrapped;
    this.#outer.count = 0;
    this.#dataInstance = this.#outer;
  }

  /** The whole record as a tree. */
  tree(span: RecordSpan): ElementNode {
    const scope = this.#scope;
    scope.work.left = RECORD_WORK;
    const at = instanceOffset(scope.chunk, span.start, span.size);
    if (at > 0) {
      const instance = readInstance(scope.chunk, at, this.#outer);
      if (this.#endsAt(instance, span.start, span.size)) return fillIn(scope, instance, 0);
    }
    return readFragment(scope, span.start, span.size, 0);
  }

  /** By the programs of the record's templates; false where they have none for it. */
  #readFast(span: RecordSpan): boolean {
    const scope = this.#scope;
    const at = instanceOffset(scope.chunk, span.start, span.size);
    if (at === 0) return false;
    const outer = readInstance(scope.chunk, at, this.#outer);
    if (!this.#endsAt(outer, span.start, span.size)) return false;
    const event = scope.templates.get(scope, outer.definition, 0).program.event;
    if (!event) return false;
    const body = Math.max(event.bodySlot, event.data?.innerSlot ?? -1);
    if (!plainExcept(outer, body, event.data)) return false;
    this.#event = event;
    this.#data = event.data;
    this.#dataInstance = outer;
    if (body < 0) return true;
    const isFull = body < outer.count && outer.types[body] === BINXML && outer.sizes[body] !== 0;
    if (isFull) return this.#readBody(body, event.data !== null);
    return event.data === null && (body >= outer.count || outer.types[body] === 0);
  }

  /** The data part from a slot that holds it; `isInner` where `UserData` itself stands outside. */
  #readBody(slot: number, isInner: boolean): boolean {
    const program = this.#readNested(this.#outer, slot, this.#inner);
    const data = isInner ? program.wrapped : program.data;
    if (!data) return false;
    this.#data = data;
    this.#dataInstance = this.#inner;
    if (data.innerSlot < 0) return true;
    const inner = this.#inner;
    const { innerSlot } = data;
    if (innerSlot >= inner.count || inner.types[innerSlot] !== BINXML) return false;
    if (inner.sizes[innerSlot] === 0) return false;
    this.#data = this.#readNested(inner, innerSlot, this.#innermost).wrapped;
    this.#dataInstance = this.#innermost;
    return this.#data !== null;
  }

  /** How the binary XML of a slot goes into columns: by its template, or else by its tree. */
  #readNested(from: Instance, slot: number, into: Instance): Program {
    const scope = this.#scope;
    const start = from.starts[slot] as number;
    const size = from.sizes[slot] as number;
    const at = instanceOffset(scope.chunk, start, size);
    if (at > 0) {
      readInstance(scope.chunk, at, into);
      if (this.#endsAt(into, start, size)) {
        const { program } = scope.templates.get(scope, into.definition, 0);
        const data = program.data ?? program.wrapped;
        if (data && plainExcept(into, data.innerSlot, data)) return program;
      }
    }
    into.count = 0;
    return compileTree(readFragment(scope, start, size, 1));
  }

  #endsAt(instance: Instance, start: number, size: number): boolean {
    return instance.end >= start + size || this.#scope.chunk.bytes.u8(instance.end) === 0;
  }

  /** The data part, which tables bind their columns to; null where the event has none. */
  get data(): DataProgram | null {
    return this.#data;
  }

  /** A field of `System`, by its place in `SYSTEM_FIELDS`. */
  system(field: number): Scalar | null {
    if (this.#systemFor[field] !== this.#number) {
      const source = this.#event?.system[field];
      this.#systemFor[field] = this.#number;
      this.#system[field] = source ? this.#value(source, this.#outer) : null;
    }
    return this.#system[field] ?? null;
  }

  field(field: DataField): Scalar | null {
    const { index } = field;
    if (this.#decodedFor[index] !== this.#number) {
      this.#decodedFor[index] = this.#number;
      this.#decoded[index] = this.#value(field.source, this.#dataInstance);
    }
    return this.#decoded[index] ?? null;
  }

  #value(source: Source, instance: Instance): Scalar | null {
    const { slot } = source;
    if (slot < 0) return source.value;
    if (slot >= instance.count) return null;
    const { chunk, texts } = this.#scope;
    const type = instance.types[slot] as number;
    if (type === BINXML) return null;
    const at = instance.starts[slot] as number;
    const size = instance.sizes[slot] as number;
    if (type >= 0x80) return readArray(chunk.bytes, type, at, size, texts).map(String).join(',');
    const value = readValue(chunk.bytes, type, at, size, texts);
    return value === '' ? null : value;
  }

  /** The data part as the Rust reader's JSON. */
  dataJson(): string {
    const data = this.#data;
    if (!data) return 'null';
    if (!data.frame) return elementJson(data.element);
    const pieces = this.#pieces;
    pieces.length = 0;
    for (const field of data.fields) {
      pieces.push(pieces.length === 0 ? data.frame.open : ',');
      if (field.isList) pieces.push(field.jsonKey, this.#listJson(field));
      else this.#fieldJson(field, pieces);
    }
    pieces.push(data.frame.close);
    return pieces.join('');
  }

  /** The data part as XML. */
  dataXml(): string {
    const data = this.#data;
    if (!data) return '';
    if (!data.frame) return elementXml(data.element);
    const pieces = this.#pieces;
    pieces.length = 0;
    pieces.push(data.frame.startTag);
    for (const field of data.fields) {
      if (field.isList) for (const item of this.#items(field)) addXml(pieces, field, item);
      else addXml(pieces, field, this.field(field));
    }
    pieces.push(data.frame.endTag);
    return pieces.join('');
  }

  /** Add the JSON of a field, its name included. */
  #fieldJson(field: DataField, pieces: string[]): void {
    const value = this.field(field);
    const { last, jsonKey, nothing } = field;
    if (value === last.value && last.json !== '') {
      pieces.push(last.json);
      return;
    }
    const json = value === null ? nothing : scalarJson(value);
    pieces.push(jsonKey, json);
    if (json.length > MAX_KEPT) return;
    last.value = value;
    last.json = flat(jsonKey + json);
  }

  /** Values without names: one stands for itself, more are a list. */
  #listJson(field: DataField): string {
    const items = this.#items(field).map((item) => (item === null ? '""' : scalarJson(item)));
    const list = items.length > 1 ? `[${items.join(',')}]` : (items[0] ?? '""');
    return `{"#text":${list}}`;
  }

  #items(field: DataField): readonly (Scalar | null)[] {
    const { slot } = field.source;
    const instance = this.#dataInstance;
    const isArray = slot >= 0 && slot < instance.count && instance.types[slot] === STRING_ARRAY;
    if (!isArray) return [this.field(field)];
    return readArray(
      this.#scope.chunk.bytes,
      STRING_ARRAY,
      instance.starts[slot] as number,
      instance.sizes[slot] as number,
      this.#scope.texts,
    );
  }

  /** The message that Windows rendered, where the event was forwarded with it. */
  rendered(): string | null {
    return this.#event?.rendered ?? null;
  }

  /** When the event happened, in microseconds since 1970; null where it does not say. */
  micros(): number | bigint | null {
    const source = this.#event?.system[TIME];
    const outer = this.#outer;
    const slot = source?.slot ?? -1;
    if (slot >= 0 && slot < outer.count && outer.types[slot] === 0x11)
      return fileTimeMicros(this.#scope.chunk.bytes, outer.starts[slot] as number);
    const value = this.system(TIME);
    return value === null ? null : (asTime(value) ?? null);
  }

  /** What has no column of its own, as a JSON object; null where there is nothing. */
  othersJson(): string | null {
    let json = '';
    for (const { key, source, json: known } of this.#event?.others ?? []) {
      const value = known === null ? this.#value(source, this.#outer) : null;
      if (known === null && value === null) continue;
      json += `${json === '' ? '' : ','}${scalarJson(key)}:${known ?? scalarJson(value ?? '')}`;
    }
    return json === '' ? null : `{${json}}`;
  }

  /** Text that says what a record that could not be read holds: its bytes in hexadecimal. */
  hex(span: RecordSpan): string {
    const { array } = this.#scope.chunk.bytes;
    const end = Math.min(span.start + Math.max(span.size, 0), array.length, span.start + 4096);
    return Buffer.from(array.subarray(span.start, end)).toString('hex');
  }
}

const STRING_ARRAY = 0x81;
/** Most characters of a field's JSON that are kept for the next event. */
const MAX_KEPT = 256;
const TIME = SYSTEM_FIELDS.indexOf('TimeCreated.SystemTime');

/** Whether no slot but one holds binary XML, and arrays stand only where lists are expected. */
function plainExcept(instance: Instance, slot: number, data: DataProgram | null): boolean {
  for (let i = 0; i < instance.count; i++) {
    const type = instance.types[i] as number;
    if (type < BINXML) continue;
    if (type === BINXML && (i === slot || instance.sizes[i] === 0)) continue;
    if (type !== STRING_ARRAY || !isListed(data, i)) return false;
  }
  return true;
}

function isListed(data: DataProgram | null, slot: number): boolean {
  return data?.fields.some((field) => field.isList && field.source.slot === slot) ?? false;
}

function addXml(pieces: string[], field: DataField, value: Scalar | null): void {
  pieces.push(field.startTag, value === null ? '' : escapeXml(asText(value)), field.endTag);
}
