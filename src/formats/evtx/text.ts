/** Most code units of a text that is looked up among recent ones rather than decoded anew. */
const SHORT = 96;
const SLOTS = 1 << 14;

/**
 * Decodes UTF-16LE. Logs repeat themselves, so recent short texts are kept by hash and given out
 * again: no allocation for the twentieth `NT AUTHORITY`.
 */
export class TextDecoderUtf16 {
  readonly #recent: string[] = new Array<string>(SLOTS).fill('');
  readonly #scratch: Buffer = Buffer.alloc(0x1_0000);

  /**
   * The text of `units` code units at `at`, up to the first NUL; lone surrogates are left out, as the
   * Rust reader leaves them out. The caller has checked the bounds.
   */
  read(array: Uint8Array, at: number, units: number): string {
    let hash = units;
    let wide = 0;
    let end = at + units * 2;
    for (let i = at; i < end; i += 2) {
      const unit = (array[i] as number) | ((array[i + 1] as number) << 8);
      if (unit === 0) {
        end = i;
        break;
      }
      wide |= unit;
      hash = (Math.imul(hash, 31) + unit) | 0;
    }
    const length = (end - at) >> 1;
    if (length === 0) return '';
    if (length > SHORT) return this.#decode(array, at, length, wide);
    const slot = (hash ^ (hash >>> 15) ^ length) & (SLOTS - 1);
    const known = this.#recent[slot] as string;
    if (known.length === length && same(known, array, at)) return known;
    const text = this.#decode(array, at, length, wide);
    this.#recent[slot] = text;
    return text;
  }

  #decode(array: Uint8Array, at: number, length: number, wide: number): string {
    const scratch = this.#scratch;
    if (wide < 0x100 && length <= scratch.length) {
      for (let i = 0; i < length; i++) scratch[i] = array[at + i * 2] as number;
      return scratch.toString('latin1', 0, length);
    }
    const text = Buffer.from(array.buffer, array.byteOffset + at, length * 2).toString('utf16le');
    return wide >= 0xd800 ? text.replace(LONE_SURROGATE, '') : text;
  }
}

const LONE_SURROGATE = /[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g;

function same(text: string, array: Uint8Array, at: number): boolean {
  for (let i = 0, p = at; i < text.length; i++, p += 2)
    if (text.charCodeAt(i) !== ((array[p] as number) | ((array[p + 1] as number) << 8)))
      return false;
  return true;
}

/** What windows-1252 puts at 0x80 to 0x9f; the five unassigned bytes stand for their C1 controls. */
const CP1252 =
  '\u20ac\u0081\u201a\u0192\u201e\u2026\u2020\u2021\u02c6\u2030\u0160\u2039\u0152\u008d\u017d\u008f' +
  '\u0090\u2018\u2019\u201c\u201d\u2022\u2013\u2014\u02dc\u2122\u0161\u203a\u0153\u009d\u017e\u0178';

function isPlain(byte: number): boolean {
  return byte !== 0 && (byte < 0x80 || byte >= 0xa0);
}

/** An ANSI string (windows-1252), its NUL bytes left out. */
export function readAnsi(array: Uint8Array, at: number, size: number): string {
  const stop = at + size;
  let end = at;
  while (end < stop && isPlain(array[end] as number)) end++;
  if (end === stop || (array[end] === 0 && array.subarray(end, stop).every((byte) => byte === 0)))
    return Buffer.from(array.buffer, array.byteOffset + at, end - at).toString('latin1');
  const bytes = Buffer.allocUnsafe(size);
  let length = 0;
  let special = false;
  for (let i = at; i < at + size; i++) {
    const byte = array[i] as number;
    if (byte === 0) continue;
    if (byte >= 0x80 && byte < 0xa0) special = true;
    bytes[length++] = byte;
  }
  const text = bytes.toString('latin1', 0, length);
  return special
    ? text.replace(/[\x80-\x9f]/g, (sign) => CP1252[sign.charCodeAt(0) - 0x80] ?? '')
    : text;
}

/**
 * The same text in one piece. Text that was put together holds on to all its parts until it is read;
 * reading any of it joins them.
 */
export function flat(text: string): string {
  text.charCodeAt(0);
  return text;
}
