const delimiters = new Set('-\\/.,"\'|&:;%$()');
/** Separators of information that count as blank, beside those that Unicode calls so. */
const separators = new Set([0x1c, 0x1d, 0x1e, 0x1f, 0x85]);

function isDelimiter(character: string): boolean {
  if (delimiters.has(character) || separators.has(character.charCodeAt(0))) return true;
  return character !== '\ufeff' && /\s/.test(character);
}

const crcTable = Uint32Array.from({ length: 256 }, (_, n) => {
  let c = n;
  for (let k = 0; k < 8; k++) c = c & 1 ? 0xedb88320 ^ (c >>> 1) : c >>> 1;
  return c;
});

/** The CRC-32 of a text as UTF-8. */
export function crc32(text: string): number {
  let crc = 0xffffffff;
  for (const byte of new TextEncoder().encode(text))
    crc = (crcTable[(crc ^ byte) & 255] ?? 0) ^ (crc >>> 8);
  return (crc ^ 0xffffffff) >>> 0;
}

/** What can be counted in a text. */
export interface TextFeatures {
  /** Unicode characters. */
  length: number;
  /** The sum of their code points. */
  score: number;
  /** Blanks, separators of paths and of arguments, quotes and their like. */
  delimiters: number;
  /** The CRC-32 of these in order: the shape of the text. */
  delimiterHash: number;
}

/**
 * Counts by which texts like paths and command lines can be compared.
 *
 * source: msticpy.analysis.eventcluster (char_ord_score, delim_count, delim_hash).
 */
export function textFeatures(text: string): TextFeatures {
  let length = 0;
  let score = 0;
  let found = '';
  for (const character of text) {
    length++;
    score += character.codePointAt(0) ?? 0;
    if (isDelimiter(character)) found += character;
  }
  return { length, score, delimiters: [...found].length, delimiterHash: crc32(found) };
}

/** The base-10 logarithm, 0 for 0. */
export function log10OrZero(n: number): number {
  return n === 0 ? 0 : Math.log10(n);
}

/** The logon sessions of the operating system itself: Windows' SYSTEM, Linux without a session. */
export function isSystemLogon(logonId: string): boolean {
  return logonId === '0x3e7' || logonId === '-1';
}
