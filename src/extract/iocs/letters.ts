/** What a letter of ASCII may be part of, one bit each. */
export const digit = 1;
export const hex = 2;
export const letter = 4;
/** In the part of an email address before its @. */
export const user = 8;
/** In the authority, query or fragment of a URL. */
export const url = 16;
/** No part of a folder in a Windows path. */
export const noFolder = 32;
/** No part of a file in a Windows path. */
export const noFile = 64;
/** In a name or a number, or in what holds them together. */
export const word = 128;

const table = new Uint8Array(128);

function mark(letters: string, bit: number): void {
  for (const c of letters) table[c.charCodeAt(0)] = (table[c.charCodeAt(0)] ?? 0) | bit;
}

const digits = '0123456789';
const small = 'abcdefghijklmnopqrstuvwxyz';
const letters = small + small.toUpperCase();
mark(digits, digit | hex | user | url | word);
mark('abcdefABCDEF', hex);
mark(letters, letter | user | url | word);
mark(".!#$%&'*+/=?^_`{|}~-", user);
mark("-._~!$&'()*+,;=", url);
mark('/:*?"\'<>|\r\n', noFolder);
mark('\\/*?"<>|\r\n ', noFile);
mark('_', word);

/** Whether a letter of a text (its code) is one of a kind; none of ASCII is none of them. */
export function is(code: number, bits: number): boolean {
  return code < 128 && ((table[code] ?? 0) & bits) !== 0;
}

/** Where a run of letters of one kind ends. */
export function runEnd(
  text: string,
  from: number,
  bits: number,
  most: number = text.length,
): number {
  let at = from;
  while (at < most && is(text.charCodeAt(at), bits)) at++;
  return at;
}

/** What stands in a text from `start` to before `end`. */
export interface Found {
  readonly start: number;
  readonly end: number;
}

/** How indicators are looked for. */
export interface Manner {
  /** Also as `evil[.]com`, `hxxp://` and the like. */
  readonly defanged: boolean;
  /** Names count whatever they end in. */
  readonly anyDomain: boolean;
  /** As MSTICPy's expressions match, faults included. */
  readonly msticpy: boolean;
}
