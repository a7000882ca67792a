import { Buffer, isUtf8 } from 'node:buffer';

const backslash = 92;
/** What stands behind a backslash, by the letter, where it is not `xHH`. */
type Letters = Readonly<Record<string, string>>;
const zeekLetters: Letters = { '\\': '\\' };
const apacheLetters: Letters = {
  '\\': '\\',
  '"': '"',
  n: '\n',
  t: '\t',
  r: '\r',
  b: '\b',
  v: '\v',
};

/**
 * Undo the escapes of Apache and nginx: `\xHH` for bytes, `\"`, `\\`, `\n` and the like. Bytes that are not UTF-8, and
 * escapes of no known kind, stay as they are written, so that nothing is lost.
 */
export function unescapeApache(text: string): string {
  return undo(text, apacheLetters);
}

/** Undo the escapes of Zeek: `\xHH` for bytes and `\\`; everything else stays as it is written. */
export function unescapeZeek(text: string): string {
  return undo(text, zeekLetters);
}

function undo(text: string, letters: Letters): string {
  let at = text.indexOf('\\');
  if (at < 0) return text;
  const out: string[] = [];
  let from = 0;
  while (at >= 0) {
    out.push(text.slice(from, at));
    const bytes = hexRun(text, at);
    if (bytes.length > 0) {
      from = at + bytes.length * 4;
      out.push(textOf(bytes, text.slice(at, from)));
    } else {
      const next = text.slice(at + 1, at + 2);
      from = at + 1 + next.length;
      out.push(Object.hasOwn(letters, next) ? (letters[next] ?? '') : `\\${next}`);
    }
    at = text.indexOf('\\', from);
  }
  out.push(text.slice(from));
  return out.join('');
}

/** Bytes written as hexadecimal digits, as text: UTF-8 if they are, else Latin-1. */
export function textOfHex(hex: string): string {
  const bytes = Buffer.from(hex, 'hex');
  return isUtf8(bytes) ? bytes.toString('utf8') : bytes.toString('latin1');
}

/** The bytes of `\xHH\xHH…` from `at`. */
function hexRun(text: string, at: number): number[] {
  const bytes: number[] = [];
  for (let i = at; text.charCodeAt(i) === backslash && text[i + 1] === 'x'; i += 4) {
    const high = hexDigit(text.charCodeAt(i + 2));
    const low = hexDigit(text.charCodeAt(i + 3));
    if (high < 0 || low < 0) break;
    bytes.push(high * 16 + low);
  }
  return bytes;
}

/** UTF-8 bytes as text; others as they are written, so that they are never half decoded. */
function textOf(bytes: number[], written: string): string {
  const buffer = Buffer.from(bytes);
  if (isUtf8(buffer)) return buffer.toString('utf8');
  return written;
}

function hexDigit(code: number): number {
  if (code >= 48 && code <= 57) return code - 48;
  const letter = code | 32;
  return letter >= 97 && letter <= 102 ? letter - 87 : -1;
}
