import { isUtf8 } from 'node:buffer';

/** What bytes are when they are read as text. */
export interface BytesText {
  /** `binary` where they are no text. */
  readonly encoding: 'utf-8' | 'utf-16' | 'binary';
  /** Null where they are no text. */
  readonly text: string | null;
}

const strictUtf16 = new TextDecoder('utf-16le', { fatal: true });
const binary: BytesText = { encoding: 'binary', text: null };

function asUtf16(bytes: Uint8Array): BytesText | null {
  try {
    return { encoding: 'utf-16', text: strictUtf16.decode(bytes) };
  } catch {
    return null;
  }
}

/** Every second byte is mostly zero and no letter is a control character: UTF-16 of a text with Latin letters. */
function looksLikeUtf16(bytes: Uint8Array): boolean {
  const { length } = bytes;
  if (length < 4 || length % 2 === 1) return false;
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return true;
  if (bytes[1] !== 0 && bytes[3] !== 0) return false;
  let latin = 0;
  for (let i = 0; i < length; i += 2) {
    if (bytes[i + 1] !== 0) continue;
    const low = bytes[i] ?? 0;
    if (low < 32 && low !== 9 && low !== 10 && low !== 13) return false;
    latin++;
  }
  return latin * 4 >= length;
}

/**
 * Bytes as text, where they are strict UTF-8, or UTF-16 (little-endian) of mostly Latin letters as PowerShell encodes it.
 * With `utf16` whatever can be UTF-16 is, save plain text of one byte a letter.
 */
export function textOfBytes(bytes: Uint8Array, utf16 = false): BytesText {
  const wide = looksLikeUtf16(bytes) || (utf16 && !(isUtf8(bytes) && !bytes.includes(0)));
  const found = wide ? asUtf16(bytes) : null;
  if (found) return found;
  if (!isUtf8(bytes)) return binary;
  return {
    encoding: 'utf-8',
    text: Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('utf8'),
  };
}

const digits = Buffer.from('0123456789abcdef', 'latin1');

/** Bytes as pairs of hex digits with a blank between, as MSTICPy's `printable_bytes`. */
export function printableBytes(bytes: Uint8Array): string {
  const out = Buffer.alloc(bytes.length * 3, 0x20);
  for (let i = 0, at = 0; i < bytes.length; i++, at += 3) {
    const byte = bytes[i] ?? 0;
    out[at] = digits[byte >> 4] ?? 0;
    out[at + 1] = digits[byte & 15] ?? 0;
  }
  return out.toString('latin1', 0, Math.max(0, out.length - 1));
}
