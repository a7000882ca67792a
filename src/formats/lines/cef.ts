/** What a CEF message says. */
export interface CefMessage {
  /** Vendor, product, version, event class, name, severity. */
  header: string[];
  /** Keys and values of the extension, in order. */
  extension: [key: string, value: string][];
}

const pipe = 124;
const equalsSign = 61;
const backslash = 92;
const space = 32;
const headerFields = 6;

/** Whether a message begins as CEF does: `CEF:0|` or, as ArcSight writes it, `CEF: 0|`. */
export function isCef(text: string): boolean {
  return /^CEF: ?\d\|/.test(text.slice(0, 8));
}

/**
 * Read `CEF:0|vendor|product|version|class|name|severity|key=value …`; null where fields of the header are missing.
 * Values of the extension may hold blanks: one ends where the next `key=` begins. Linear in the length of the text.
 */
export function parseCef(text: string): CefMessage | null {
  const header: string[] = [];
  let from = text.indexOf('|') + 1;
  for (let pos = from; pos <= text.length && header.length < headerFields; pos++) {
    const code = text.charCodeAt(pos);
    if (code === backslash) pos++;
    else if (code === pipe || (pos >= text.length && header.length === headerFields - 1)) {
      header.push(text.slice(from, pos).replace(/\\([|\\])/g, '$1'));
      from = pos + 1;
    }
  }
  if (header.length < headerFields) return null;
  return { header, extension: parseExtension(text, from) };
}

function parseExtension(text: string, start: number): [string, string][] {
  const pairs: [string, string][] = [];
  let key = '';
  let valueStart = start;
  let wordStart = start;
  for (let pos = start; pos < text.length; pos++) {
    const code = text.charCodeAt(pos);
    if (code === backslash) pos++;
    else if (code === space) wordStart = pos + 1;
    else if (code === equalsSign && isKey(text, wordStart, pos)) {
      if (key !== '') pairs.push([key, unescapedValue(text, valueStart, wordStart)]);
      key = text.slice(wordStart, pos);
      valueStart = pos + 1;
      wordStart = text.length; // no second key before the next blank: `a=b=c` is one pair
    }
  }
  if (key !== '') pairs.push([key, unescapedValue(text, valueStart, text.length)]);
  return pairs;
}

function isKey(text: string, start: number, end: number): boolean {
  if (end <= start || end - start > 128) return false;
  for (let i = start; i < end; i++) {
    const code = text.charCodeAt(i);
    const letter = (code | 32) >= 97 && (code | 32) <= 122;
    const digit = code >= 48 && code <= 57;
    // Some products write keys such as `ad.field` or `custom_1[0]`.
    if (!letter && !digit && !'._-[]'.includes(text.charAt(i))) return false;
  }
  return true;
}

function unescapedValue(text: string, start: number, end: number): string {
  const value = text.slice(start, end).trim();
  if (!value.includes('\\')) return value;
  return value.replace(/\\([=\\|nr])/g, (_, c: string) =>
    c === 'n' ? '\n' : c === 'r' ? '\r' : c,
  );
}
