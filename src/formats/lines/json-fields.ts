/** What kind of JSON value a field has. */
export type JsonKind = 'string' | 'integer' | 'real' | 'bool' | 'null' | 'nested';

/** Takes one field: strings come decoded, all other values as they are written. */
export type JsonFieldTaker = (name: string, kind: JsonKind, value: string) => void;

const longestNumber = 400;

/**
 * Walk the fields of the JSON object `text.slice(start, end)` one level deep, so that numbers keep their digits; gives
 * the reason where it is no object. Nested values must be valid and at most `depth` deep. Linear in its length.
 */
export function scanJsonFields(
  text: string,
  range: { start: number; end: number; depth: number },
  take: JsonFieldTaker,
): string | undefined {
  const { start, end, depth } = range;
  let pos = skipBlanks(text, start, end);
  if (text[pos] !== '{' || pos >= end) return 'the line is no JSON object';
  pos = skipBlanks(text, pos + 1, end);
  if (text[pos] === '}') return closed(text, pos, end);
  while (pos < end) {
    const nameStop = stringEnd(text, pos, end);
    const name = nameStop < 0 ? null : stringOf(text.slice(pos, nameStop));
    pos = skipBlanks(text, nameStop, end);
    if (name === null || text[pos] !== ':') return 'a field has no name in quotes with a colon';
    pos = skipBlanks(text, pos + 1, end);
    const stop = valueEnd(text, pos, end, depth);
    const raw = text.slice(pos, stop);
    const kind = stop > pos ? kindOf(raw) : null;
    const value = kind === 'string' ? stringOf(raw) : raw;
    if (kind === null || value === null)
      return `the value of \`${name.slice(0, 100)}\` is not valid JSON`;
    take(name, kind, value);
    pos = skipBlanks(text, stop, end);
    if (text[pos] === '}') return closed(text, pos, end);
    if (text[pos] !== ',') break;
    pos = skipBlanks(text, pos + 1, end);
  }
  return 'the JSON object is not closed';
}

function closed(text: string, pos: number, end: number): string | undefined {
  return skipBlanks(text, pos + 1, end) === end ? undefined : 'text after the JSON object';
}

function skipBlanks(text: string, start: number, end: number): number {
  let pos = start;
  while (pos < end && (text.charCodeAt(pos) === 32 || text.charCodeAt(pos) === 9)) pos++;
  return pos;
}

/** The position after the closing quote, or -1. */
function stringEnd(text: string, start: number, end: number): number {
  if (text.charCodeAt(start) !== 34) return -1;
  for (let pos = start + 1; pos < end; pos++) {
    const code = text.charCodeAt(pos);
    if (code === 92) pos++;
    else if (code === 34) return pos + 1;
  }
  return -1;
}

/** The position after the value, or the start where there is none. */
function valueEnd(text: string, start: number, end: number, depth: number): number {
  const first = text.charCodeAt(start);
  if (first === 34) return Math.max(start, stringEnd(text, start, end));
  if (first === 91 || first === 123) return nestedEnd(text, start, end, depth);
  let pos = start;
  while (pos < end && pos - start <= longestNumber && !isStop(text.charCodeAt(pos))) pos++;
  return pos;
}

function isStop(code: number): boolean {
  return code <= 32 || code === 44 || code === 125 || code === 93;
}

function nestedEnd(text: string, start: number, end: number, most: number): number {
  let depth = 0;
  for (let pos = start; pos < end; pos++) {
    const code = text.charCodeAt(pos);
    if (code === 34) {
      pos = stringEnd(text, pos, end) - 1;
      if (pos < 0) return start;
    } else if (code === 91 || code === 123) {
      if (++depth > most) return start;
    } else if ((code === 93 || code === 125) && --depth === 0) return pos + 1;
  }
  return start;
}

function kindOf(raw: string): JsonKind | null {
  switch (raw.charCodeAt(0)) {
    case 34:
      return 'string';
    case 91:
    case 123:
      return isJson(raw) ? 'nested' : null;
    case 116:
    case 102:
      return raw === 'true' || raw === 'false' ? 'bool' : null;
    case 110:
      return raw === 'null' ? 'null' : null;
    default:
      if (!/^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][-+]?\d+)?$/.test(raw)) return null;
      return /^-?\d+$/.test(raw) ? 'integer' : 'real';
  }
}

function isJson(raw: string): boolean {
  try {
    JSON.parse(raw);
    return true;
  } catch {
    return false;
  }
}

/** The text of a JSON string with its quotes; null where it is not valid. */
function stringOf(raw: string): string | null {
  let plain = true;
  for (let i = 1; i < raw.length - 1 && plain; i++) {
    const code = raw.charCodeAt(i);
    plain = code !== 92 && code >= 32;
  }
  if (plain) return raw.slice(1, -1);
  try {
    return JSON.parse(raw) as string;
  } catch {
    return null;
  }
}
