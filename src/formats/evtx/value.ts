import type { Bytes } from './bytes.ts';
import { Damage } from './damage.ts';
import { doubleText, singleText } from './float.ts';
import type { Scalar, ValueNode } from './node.ts';
import { flat, readAnsi, type TextDecoderUtf16 } from './text.ts';
import { fileTimeMicros, isoTime, systemTimeMicros } from './time.ts';

/** The value type that holds binary XML of its own. */
export const BINXML = 0x21;
const STRING = 0x01;
const ANSI = 0x02;
const BOOL = 0x0d;
const BINARY = 0x0e;
const SIZE = 0x10;
const SID = 0x13;
const ARRAY = 0x80;
/** A size that is not stated: the value stands in a template or element instead of a slot. */
export const UNSIZED = -1;

const FIXED = [0, 0, 0, 1, 1, 2, 2, 4, 4, 8, 8, 4, 8, 4, 0, 16, 0, 8, 16, 0, 4, 8];
/** Bytes on the wire of the types that always have as many, by type; 0 for all others. */
const WIDTHS: Uint8Array = Uint8Array.from({ length: 256 }, (_, type) => FIXED[type] ?? 0);

/** Whether a type number exists at all. */
export function isValueType(type: number): boolean {
  if (type <= 0x15 || type === 0x20 || type === BINXML || type === 0x23) return true;
  return type >= 0x81 && type <= 0x95;
}

/**
 * Check a value and give the offset after it. Follows the Rust reader: types of fixed width take their
 * width whatever size is stated. Throws `Damage` where it refuses the value.
 */
export function valueEnd(bytes: Bytes, type: number, at: number, size: number): number {
  const width = WIDTHS[type] as number;
  if (width > 0) {
    const end = bytes.need(at, width);
    if (type === 0x11) fileTimeMicros(bytes, at);
    else if (type === 0x12) systemTimeMicros(bytes, at);
    return end;
  }
  if (type === 0) return at;
  if (type === SID) return bytes.need(at, 8 + 4 * bytes.u8(bytes.need(at, 8) - 7));
  if (size === UNSIZED) return unsizedEnd(bytes, type, at);
  if (type === STRING && size % 2 === 1)
    throw new Damage('a UTF-16 text has an odd number of bytes');
  if (type === STRING || type === ANSI || type === BINARY || type === BINXML)
    return bytes.need(at, size);
  if (type === SIZE && (size === 4 || size === 8)) return bytes.need(at, size);
  if (type > ARRAY) return arrayEnd(bytes, type, at, size);
  throw new Damage(`a value of type 0x${type.toString(16)} cannot be read`);
}

function unsizedEnd(bytes: Bytes, type: number, at: number): number {
  if (type === STRING) return bytes.need(at + 2, bytes.u16(at) * 2);
  if (type === BINXML) return bytes.need(at + 2, bytes.u16(at));
  throw new Damage(`a value of type 0x${type.toString(16)} states no size`);
}

function arrayEnd(bytes: Bytes, type: number, at: number, size: number): number {
  const item = type & 0x7f;
  if (item === ANSI || item === BINARY || item === SIZE)
    throw new Damage(`a value of type 0x${type.toString(16)} cannot be read`);
  let end = at;
  if (item === STRING) {
    while (end < at + size) end = itemEnd(bytes, end);
    return end;
  }
  const width = WIDTHS[item] as number;
  if (width > 0 && size % width !== 0)
    throw new Damage('an array does not hold a whole number of items');
  if (width > 0) bytes.need(at, size);
  while (end < at + size) end = valueEnd(bytes, item, end, UNSIZED);
  return end;
}

/** The offset after the NUL that ends a text of a string array. */
function itemEnd(bytes: Bytes, at: number): number {
  let end = at;
  while (bytes.u16(end) !== 0) end += 2;
  return end + 2;
}

/** Decode a value that `valueEnd` has accepted; null for none. */
export function readValue(
  bytes: Bytes,
  type: number,
  at: number,
  size: number,
  texts: TextDecoderUtf16,
): Scalar | null {
  switch (type) {
    case 0x00:
      return null;
    case STRING:
      return size === UNSIZED
        ? texts.read(bytes.array, at + 2, bytes.u16(at))
        : texts.read(bytes.array, at, size >> 1);
    case ANSI:
      return readAnsi(bytes.array, at, size);
    case 0x03:
      return bytes.i8(at);
    case 0x04:
      return bytes.u8(at);
    case 0x05:
      return bytes.i16(at);
    case 0x06:
      return bytes.u16(at);
    case 0x07:
      return bytes.i32(at);
    case 0x08:
      return bytes.u32(at);
    case 0x09:
      return narrow(bytes.i64(at));
    case 0x0a:
      return bytes.whole(at);
    case 0x0b:
      return singleText(bytes.f32(at));
    case 0x0c:
      return doubleText(bytes.f64(at));
    case BOOL: {
      const flag = bytes.i32(at);
      return flag === 0 ? false : flag === 1 ? true : flag;
    }
    default:
      return readSpecial(bytes, type, at, size);
  }
}

function readSpecial(bytes: Bytes, type: number, at: number, size: number): Scalar {
  switch (type) {
    case BINARY:
      return Buffer.from(bytes.array.buffer, bytes.array.byteOffset + at, size)
        .toString('hex')
        .toUpperCase();
    case 0x0f:
      return recentText(bytes, at, 16, guidText);
    case SIZE:
      return size === 4 ? hexText(bytes, at) : recentText(bytes, at, 8, hex64Text);
    case 0x11:
      return isoTime(fileTimeMicros(bytes, at));
    case 0x12:
      return isoTime(systemTimeMicros(bytes, at));
    case SID:
      return recentText(bytes, at, 8 + 4 * bytes.u8(at + 1), sidText);
    case 0x14:
      return hexText(bytes, at);
    case 0x15:
      return recentText(bytes, at, 8, hex64Text);
    default:
      throw new Damage(`a value of type 0x${type.toString(16)} cannot be read`);
  }
}

/** The items of an array value; booleans in arrays are numbers, as the Rust reader has them. */
export function readArray(
  bytes: Bytes,
  type: number,
  at: number,
  size: number,
  texts: TextDecoderUtf16,
): Scalar[] {
  const items: Scalar[] = [];
  const item = type & 0x7f;
  for (let p = at; p < at + size; ) {
    const end = item === STRING ? itemEnd(bytes, p) : valueEnd(bytes, item, p, UNSIZED);
    const size = item === STRING ? end - p - 2 : UNSIZED;
    items.push(item === BOOL ? bytes.i32(p) : (readValue(bytes, item, p, size, texts) ?? ''));
    p = end;
  }
  return items;
}

/** Decode a value into a node of the tree; binary XML and unknown types are the caller's. */
export function valueNode(
  bytes: Bytes,
  type: number,
  at: number,
  size: number,
  texts: TextDecoderUtf16,
): ValueNode {
  if (type > ARRAY) {
    const items = readArray(bytes, type, at, size, texts);
    return { kind: 'value', value: items.map(String).join(','), empty: items.length === 0, items };
  }
  const value = readValue(bytes, type, at, size, texts);
  const empty = value === null || value === '';
  return { kind: 'value', value: value ?? '', empty };
}

function narrow(value: bigint): number | bigint {
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : value;
}

const SLOTS = 1 << 12;
/** Most bytes of a value whose text is kept: a SID of some 13 parts. */
const KEPT = 60;
/** The texts that were made last, by a hash of their value's bytes; those bytes, and how they were spelt. */
const recent: { text: string; spell: ((bytes: Bytes, at: number) => string) | null }[] = Array.from(
  { length: SLOTS },
  () => ({ text: '', spell: null }),
);
const recentBytes = new Uint8Array(SLOTS * KEPT);

/** The text of a value, given out again where the same value came before: SIDs and GUIDs are few. */
function recentText(
  bytes: Bytes,
  at: number,
  size: number,
  spell: (bytes: Bytes, at: number) => string,
): string {
  if (size > KEPT) return spell(bytes, at);
  const { array } = bytes;
  let hash = size;
  for (let i = at; i < at + size; i++) hash = (Math.imul(hash, 31) + (array[i] as number)) | 0;
  const slot = (hash ^ (hash >>> 13)) & (SLOTS - 1);
  const known = recent[slot] as (typeof recent)[number];
  const key = slot * KEPT;
  let same = known.spell === spell;
  for (let i = 0; same && i < size; i++) same = recentBytes[key + i] === array[at + i];
  if (same) return known.text;
  known.text = flat(spell(bytes, at));
  known.spell = spell;
  for (let i = 0; i < size; i++) recentBytes[key + i] = array[at + i] as number;
  return known.text;
}

const HEX_PAIRS: readonly string[] = Array.from({ length: 256 }, (_, byte) =>
  byte.toString(16).toUpperCase().padStart(2, '0'),
);
const GUID_ORDER = [3, 2, 1, 0, -1, 5, 4, -1, 7, 6, -1, 8, 9, -1, 10, 11, 12, 13, 14, 15];

function guidText(bytes: Bytes, at: number): string {
  let text = '';
  for (const byte of GUID_ORDER)
    text += byte < 0 ? '-' : (HEX_PAIRS[bytes.array[at + byte] as number] as string);
  return text;
}

function hexText(bytes: Bytes, at: number): string {
  return `0x${bytes.u32(at).toString(16)}`;
}

function hex64Text(bytes: Bytes, at: number): string {
  const high = bytes.u32(at + 4);
  const low = bytes.u32(at).toString(16);
  return high === 0 ? `0x${low}` : `0x${high.toString(16)}${low.padStart(8, '0')}`;
}

function sidText(bytes: Bytes, at: number): string {
  const array = bytes.array;
  const authority = bytes.u16(at + 2) === 0 ? 0 : 1;
  let text =
    authority === 0
      ? `S-${array[at]}-${((array[at + 4] as number) * 0x100_0000 + ((array[at + 5] as number) << 16) + ((array[at + 6] as number) << 8) + (array[at + 7] as number)).toString()}`
      : `S-${array[at]}-${BigInt(`0x${Buffer.from(array.subarray(at + 2, at + 8)).toString('hex')}`)}`;
  const count = array[at + 1] as number;
  for (let i = 0; i < count; i++) text += `-${bytes.u32(at + 8 + i * 4)}`;
  return text;
}
