import { gunzipSync, inflateRawSync, inflateSync } from 'node:zlib';
import { textOfBytes } from '../bytes-text.ts';
import { isReadable } from './methods.ts';

const most = 1_048_576;

/** How bytes were read, and what they say. */
export interface ReadBytes {
  readonly how: string;
  readonly text: string;
}

function plain(bytes: Uint8Array): string | null {
  const { text } = textOfBytes(bytes);
  if (text === null) return null;
  let end = text.length;
  while (end > 0 && text.charCodeAt(end - 1) === 0) end--;
  return isReadable(text.slice(0, end)) ? text.slice(0, end) : null;
}

function inflated(bytes: Uint8Array): { how: string; bytes: Uint8Array } | null {
  const options = { maxOutputLength: most };
  const ways = [
    ['gzip', bytes[0] === 0x1f && bytes[1] === 0x8b ? gunzipSync : null],
    [
      'zlib',
      ((bytes[0] ?? 0) & 15) === 8 && ((bytes[0] ?? 0) * 256 + (bytes[1] ?? 0)) % 31 === 0
        ? inflateSync
        : null,
    ],
    ['deflate', inflateRawSync],
  ] as const;
  for (const [how, way] of ways) {
    try {
      if (way) return { how, bytes: way(bytes, options) };
    } catch {
      // It is not packed this way, or unpacks to more than is looked at: the next way may fit, and none has to.
    }
  }
  return null;
}

const tellTale =
  /https?:\/\/|powershell|cmd(?:\.exe| \/c)|\b(?:the|and|this|invoke|download|object|program|http|system|user|function|return|shell|script|windows|new|get|set|exec)\b/i;

function changed(bytes: Uint8Array, key: number): Uint8Array {
  return bytes.map((b) => b ^ key);
}

/** How much bytes look like a text of words: letters and blanks, and no control characters at all. */
function wordiness(bytes: Uint8Array, key: number): number {
  let score = 0;
  for (const byte of bytes) {
    const b = byte ^ key;
    if (b > 126 || (b < 32 && b !== 9 && b !== 10 && b !== 13)) return -1;
    if (b === 32 || (b >= 97 && b <= 122)) score++;
  }
  return score / bytes.length;
}

/** The bytes with one byte taken out of all of them by XOR, where that makes a text with words that scripts have. */
function unXored(bytes: Uint8Array, keys: readonly number[]): ReadBytes | null {
  if (bytes.length < 8) return null;
  const head = bytes.subarray(0, 4096);
  const ranked = keys
    .map((key) => ({ key, score: wordiness(head, key) }))
    .filter(({ score }) => score >= 0.4)
    .sort((a, b) => b.score - a.score)
    .slice(0, 4);
  for (const { key } of ranked) {
    const text = plain(changed(bytes, key));
    if (text !== null && (tellTale.test(text) || keys.length < 10))
      return { how: `xor 0x${key.toString(16).padStart(2, '0')}`, text };
  }
  return null;
}

const everyKey = Array.from({ length: 255 }, (_, i) => i + 1);

/** The text in bytes, as they are, unpacked, or behind a XOR with one byte; null where there is none. */
export function readBytes(bytes: Uint8Array, saidKeys: readonly number[] = []): ReadBytes | null {
  if (bytes.length === 0 || bytes.length > most) return null;
  if (saidKeys.length > 0) {
    const behind = unXored(bytes, saidKeys);
    if (behind) return behind;
  }
  const direct = plain(bytes);
  if (direct !== null) return { how: '', text: direct };
  const unpacked = bytes.length > 8 ? inflated(bytes) : null;
  const text = unpacked && plain(unpacked.bytes);
  if (unpacked && text) return { how: unpacked.how, text };
  return unXored(bytes, everyKey);
}
