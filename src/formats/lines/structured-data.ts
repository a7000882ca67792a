/** The structured data of RFC 5424 as JSON text, and the first character after it. */
export interface StructuredData {
  json: string;
  end: number;
}

/**
 * Read `[id name="value" …][…]` at `start` into `{"id":{"name":"value"}}`; a name that comes again makes a list.
 * Null where the text is not of that form. Linear in its length.
 */
export function scanStructuredData(
  text: string,
  start: number,
  end: number,
): StructuredData | null {
  const elements = new Map<string, Map<string, string[]>>();
  let pos = start;
  while (pos < end && text.charCodeAt(pos) === 91) {
    const idEnd = nameEnd(text, pos + 1, end);
    if (idEnd === pos + 1) return null;
    const id = text.slice(pos + 1, idEnd);
    const params = elements.get(id) ?? new Map<string, string[]>();
    elements.set(id, params);
    pos = scanParams(text, idEnd, end, params);
    if (pos < 0) return null;
  }
  if (pos === start || (pos < end && text.charCodeAt(pos) !== 32)) return null;
  return { json: jsonOf(elements), end: pos };
}

/** Gives the position after the closing bracket, or -1. */
function scanParams(
  text: string,
  start: number,
  end: number,
  params: Map<string, string[]>,
): number {
  let pos = start;
  while (pos < end && text.charCodeAt(pos) !== 93) {
    if (text.charCodeAt(pos) !== 32) return -1;
    while (text.charCodeAt(pos) === 32) pos++;
    if (text.charCodeAt(pos) === 93) break;
    const stop = nameEnd(text, pos, end);
    if (stop === pos || text.charCodeAt(stop) !== 61 || text.charCodeAt(stop + 1) !== 34) return -1;
    const close = valueEnd(text, stop + 2, end);
    if (close >= end) return -1;
    const name = text.slice(pos, stop);
    const value = text.slice(stop + 2, close).replace(/\\(["\\\]])/g, '$1');
    const values = params.get(name);
    if (values) values.push(value);
    else params.set(name, [value]);
    pos = close + 1;
  }
  return pos < end ? pos + 1 : -1;
}

/** The closing quote; `\"` is none. */
function valueEnd(text: string, start: number, end: number): number {
  let pos = start;
  while (pos < end && text.charCodeAt(pos) !== 34) pos += text.charCodeAt(pos) === 92 ? 2 : 1;
  return pos;
}

function nameEnd(text: string, start: number, end: number): number {
  let pos = start;
  for (; pos < end; pos++) {
    const code = text.charCodeAt(pos);
    if (code <= 32 || code === 61 || code === 93 || code === 34) break;
  }
  return pos;
}

function jsonOf(elements: Map<string, Map<string, string[]>>): string {
  const parts: string[] = [];
  for (const [id, params] of elements) {
    const inner: string[] = [];
    for (const [name, values] of params)
      inner.push(
        `${JSON.stringify(name)}:${JSON.stringify(values.length === 1 ? values[0] : values)}`,
      );
    parts.push(`${JSON.stringify(id)}:{${inner.join(',')}}`);
  }
  return `{${parts.join(',')}}`;
}
