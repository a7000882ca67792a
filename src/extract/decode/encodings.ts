import { type ReadBytes, readBytes } from './bytes.ts';
import { type Decoded, isReadable, literal, type Method, replaced } from './methods.ts';

/** The keys that a script names itself: `-bxor 0x2a`, `^ 35`. */
function saidKeys(text: string): number[] {
  const keys = [...text.matchAll(/(?:-bxor|\bxor|\^)\s*(0x[0-9a-f]{1,2}|\d{1,3})\b/gi)]
    .slice(0, 8)
    .map((m) => Number(m[1]));
  return keys.filter((key) => key > 0 && key < 256);
}

/** A method that finds bytes spelled somehow; how they were read is told with what they say. */
function spelled(
  name: string,
  pattern: RegExp,
  bytesOf: (match: RegExpExecArray) => Uint8Array | null,
): Method {
  return {
    name,
    undo(text) {
      const keys = saidKeys(text);
      let how = '';
      const made = replaced(text, pattern, (match) => {
        const bytes = bytesOf(match);
        const read: ReadBytes | null = bytes && readBytes(bytes, keys);
        if (read === null) return null;
        how ||= read.how;
        return read.text;
      });
      return made && how ? { ...made, found: `${made.found} (${how})` } : made;
    },
  };
}

const base64 = spelled(
  'base64',
  /[A-Za-z0-9+/_-]{12,}(?:[\r\n]+[A-Za-z0-9+/_-]{4,})*={0,2}/g,
  ([run]) => {
    const letters = run.replace(/[\r\n=]/g, '');
    if (letters.length % 4 === 1 || (/^[A-Za-z]+$/.test(letters) && letters.length < 16))
      return null;
    if (/[+/]/.test(letters) && /[_-]/.test(letters)) return null;
    return Buffer.from(letters, 'base64');
  },
);

const hexPairs = spelled(
  'hex',
  /(?<![0-9A-Za-z])(?:0x)?(?:[0-9a-fA-F]{2}){8,}(?![0-9A-Za-z])/g,
  ([run]) => Buffer.from(run.replace(/^0x/i, ''), 'hex'),
);

const hexList = spelled(
  'hex',
  /(?<![0-9A-Za-z])(?:0x)?[0-9a-fA-F]{2}(?:[ ,:;|-]{1,3}(?:0x)?[0-9a-fA-F]{2}){5,}(?![0-9A-Za-z])/g,
  ([run]) => {
    if (!/[a-f]|0x/i.test(run) && !run.includes(' ') && !run.includes(':')) return null;
    return Buffer.from(run.replace(/0x|[^0-9a-f]/gi, ''), 'hex');
  },
);

const escapes = spelled('escapes \\x', /(?:\\x[0-9a-fA-F]{2}){2,}/g, ([run]) =>
  Buffer.from(run.replaceAll('\\x', ''), 'hex'),
);

const wide: Method = {
  name: 'escapes \\u, %u',
  undo: (text) =>
    replaced(text, /(?:(?:\\u|%u|&#x|U\+)[0-9a-fA-F]{4};?){2,}/g, ([run]) => {
      const made = run.replace(/(?:\\u|%u|&#x|U\+)([0-9a-fA-F]{4});?/g, (_, digits: string) =>
        String.fromCharCode(Number.parseInt(digits, 16)),
      );
      return isReadable(made, 1) ? made : null;
    }),
};

const url: Method = {
  name: 'url',
  undo: (text) =>
    // `%%2309` is the number of a message of Windows.
    replaced(text, /(?<!%)(?:%[0-9a-fA-F]{2})+/g, ([run]) => {
      const made = Buffer.from(run.replaceAll('%', ''), 'hex').toString('utf8');
      return isReadable(made, 1, 0) ? made : null;
    }),
};

const entities: Method = {
  name: 'html',
  undo: (text) =>
    replaced(text, /(?:&#\d{2,7};){2,}/g, ([run]) =>
      fromCodes([...run.matchAll(/\d+/g)].map((m) => Number(m[0]))),
    ),
};

function fromCodes(codes: readonly number[]): string | null {
  if (codes.length === 0 || codes.some((code) => !(code < 0x110000))) return null;
  const text = String.fromCodePoint(...codes.slice(0, 60_000));
  return isReadable(text, 1) ? text : null;
}

const number = String.raw`(?:0x[0-9a-fA-F]{1,5}|\d{1,6})`;
const list = String.raw`${number}(?:\s{0,4}[,;:| ]\s{0,4}${number}){3,}`;
const called = new RegExp(
  String.raw`(?:-join\s{0,4}\(?\s{0,4})?(?:\[char\[\]\]\s{0,4}\(?|String\.fromCharCode\(|@?\()\s{0,4}(${list})\s{0,4}\)+(?:\s{0,4}\|\s{0,4}(?:%|ForEach(?:-Object)?)\s{0,4}\{\s{0,4}\[char\]\s{0,4}\(?\$_\)?\s{0,4}\}\s{0,4}\)*)?(?:\s{0,4}-join\s{0,4}(?:''|""))?`,
  'gi',
);
const bare = new RegExp(String.raw`(?<![\w.])${list}(?![\w.])`, 'g');

function codesIn(text: string, keys: readonly number[]): string | null {
  const codes = [...text.matchAll(/0x[0-9a-f]+|\d+/gi)].map((m) => Number(m[0]));
  if (codes.length > 60_000) return null;
  const direct = keys.length === 0 ? fromCodes(codes) : null;
  if (direct !== null) return direct;
  if (codes.some((code) => code > 255)) return fromCodes(codes);
  return readBytes(Uint8Array.from(codes), keys)?.text ?? fromCodes(codes);
}

/** The parentheses that a match closes and did not open. */
function leftOpen(match: string): string {
  const opens = match.split('(').length;
  return ')'.repeat(Math.max(0, match.split(')').length - opens));
}

const charCodes: Method = {
  name: 'charcode',
  undo(text): Decoded | null {
    const keys = saidKeys(text);
    const inCalls = replaced(text, called, (match) => {
      const made = codesIn(match[1] ?? '', keys);
      return made === null ? null : literal(made) + leftOpen(match[0]);
    });
    if (inCalls) return inCalls;
    return replaced(text, bare, ([run]) => {
      const made = codesIn(run, keys);
      return made !== null && /[a-z]{3}/i.test(made) ? made : null;
    });
  },
};

const oneChar: Method = {
  name: 'charcode',
  undo: (text) =>
    replaced(
      text,
      /(?:\[char\]\s{0,4}\(\s{0,4}|\bChrW?\(\s{0,4})(0x[0-9a-f]{1,5}|\d{1,6})\s{0,4}\)|\[char\]\s{0,4}(0x[0-9a-f]{1,5}|\d{1,6})/gi,
      (match) => {
        const made = fromCodes([Number(match[1] ?? match[2])]);
        return made === null ? null : literal(made);
      },
    ),
};

/** Texts that are spelled in other letters, the surest first. */
export const encodings: readonly Method[] = [oneChar, charCodes, wide, escapes, entities, url];
/** Texts that are spelled as bytes: looked for once nothing else is left. */
export const byteEncodings: readonly Method[] = [hexPairs, hexList, base64];
