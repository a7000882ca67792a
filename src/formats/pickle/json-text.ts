import type { KustoType } from '../../base/index.ts';
import type { StoredValue } from '../../engine/index.ts';
import { tooLarge } from './faults.ts';
import { meaningOf } from './meaning-of.ts';
import { isSpecial, type Meaning, type Special } from './meanings.ts';
import type { PyValue } from './objects.ts';
import { bytesText, datetimeText, timespanText } from './spelling.ts';
import { allValues } from './vector.ts';

export interface JsonLimits {
  /** Lists and dicts in one another. */
  depth: number;
  /** Characters of one value. */
  length: number;
}

interface Writer {
  readonly limits: JsonLimits;
  text: string;
}

/** A value as JSON: NaN and missing times are null, times ISO in UTC, bytes text or base64, infinities strings. */
export function jsonText(value: PyValue, limits: JsonLimits): string {
  const writer: Writer = { limits, text: '' };
  writeMeaning(writer, meaningOf(value), 0);
  return writer.text;
}

function put(writer: Writer, text: string): void {
  writer.text += text;
  checkLength(writer.text.length, writer.limits);
}

function writeMeaning(writer: Writer, meaning: Meaning, depth: number): void {
  if (depth > writer.limits.depth) {
    throw tooLarge(`a cell nests lists or dicts more than ${writer.limits.depth} deep`);
  }
  if (typeof meaning !== 'object' || meaning === null) put(writer, primitiveText(meaning));
  else if (Array.isArray(meaning)) writeList(writer, meaning, depth);
  else if (meaning instanceof Map) writeMap(writer, meaning, depth);
  else if (meaning instanceof Uint8Array) put(writer, JSON.stringify(bytesText(meaning)));
  else if (isSpecial(meaning)) put(writer, specialJson(meaning, writer.limits));
  else if ('py' in meaning) put(writer, floatJson(meaning.value));
}

function primitiveText(meaning: null | boolean | number | bigint | string): string {
  if (typeof meaning === 'string') return JSON.stringify(meaning);
  if (typeof meaning === 'number' && !Number.isFinite(meaning))
    return JSON.stringify(String(meaning));
  return String(meaning);
}

/** A whole float keeps its point, as Python's JSON has it. */
function floatJson(value: number): string {
  const text = Object.is(value, -0) ? '-0' : String(value);
  return /^-?\d+$/.test(text) ? `${text}.0` : text;
}

function writeList(writer: Writer, items: readonly PyValue[], depth: number): void {
  put(writer, '[');
  for (let i = 0; i < items.length; i++) {
    if (i > 0) put(writer, ',');
    writeMeaning(writer, meaningOf(items[i] ?? null), depth + 1);
  }
  put(writer, ']');
}

function writeMap(writer: Writer, map: Map<PyValue, PyValue>, depth: number): void {
  put(writer, '{');
  let first = true;
  for (const [key, value] of map) {
    put(writer, `${first ? '' : ','}${JSON.stringify(keyText(key, writer.limits))}:`);
    writeMeaning(writer, meaningOf(value), depth + 1);
    first = false;
  }
  put(writer, '}');
}

/** A key of a dict as text; what is not text is spelled as JSON would spell it. */
export function keyText(key: PyValue, limits: JsonLimits): string {
  if (typeof key === 'string') return key;
  if (key === null) return 'None';
  if (typeof key === 'boolean') return key ? 'True' : 'False';
  const meaning = meaningOf(key);
  const text = jsonText(key, limits);
  return isSpecial(meaning) && text.startsWith('"') ? String(JSON.parse(text)) : text;
}

function specialJson(special: Special, limits: JsonLimits): string {
  switch (special.as) {
    case 'datetime':
      return JSON.stringify(datetimeText(special.micros));
    case 'timespan':
      return JSON.stringify(timespanText(special.ticks));
    case 'array':
      return arrayJson(special, limits);
    default:
      return JSON.stringify(special.text);
  }
}

function arrayJson({ vector, shape }: Special & { as: 'array' }, limits: JsonLimits): string {
  checkLength(vector.length, limits);
  const texts = allValues(vector).map((value) => storedJson(vector.type, value));
  const [rows = 0, width = 0] = shape;
  if (shape.length === 0) return texts[0] ?? 'null';
  if (shape.length === 1) return listJson(texts, limits);
  const lines = Array.from({ length: rows }, (_, row) =>
    listJson(texts.slice(row * width, (row + 1) * width), limits),
  );
  return listJson(lines, limits);
}

/** JSON texts as one list. */
export function listJson(texts: readonly string[], limits: JsonLimits): string {
  checkLength(
    texts.reduce((sum, text) => sum + text.length + 1, 0),
    limits,
  );
  return `[${texts.join(',')}]`;
}

export function checkLength(length: number, limits: JsonLimits): void {
  if (length > limits.length) throw tooLarge(`one cell has more than ${limits.length} characters`);
}

/** A stored value of some type as JSON. */
export function storedJson(type: KustoType, value: StoredValue): string {
  if (value === null || value === undefined) return 'null';
  if (type === 'dynamic') return String(value);
  if (type === 'datetime') return JSON.stringify(datetimeText(count(value)));
  if (type === 'timespan') return JSON.stringify(timespanText(count(value)));
  if (type === 'decimal') return String(value);
  if (type === 'real') {
    const number = Number(value);
    return Number.isFinite(number) ? floatJson(number) : JSON.stringify(String(number));
  }
  return typeof value === 'bigint' ? String(value) : JSON.stringify(value);
}

function count(value: string | number | bigint | boolean): number | bigint {
  return typeof value === 'bigint' ? value : Number(value);
}
