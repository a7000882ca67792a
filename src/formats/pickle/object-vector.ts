import type { KustoType, ZoneKnown } from '../../base/index.ts';
import type { StoredValue } from '../../engine/index.ts';
import { type JsonLimits, jsonText } from './json-text.ts';
import { meaningOf } from './meaning-of.ts';
import { isSpecial, type Meaning } from './meanings.ts';
import { fitsDecimal, fitsLong } from './numbers.ts';
import type { PyValue } from './objects.ts';
import { bytesText, utf8 } from './spelling.ts';
import type { Losses, Vector } from './vector.ts';

/** What kinds of values a column holds, one bit each. */
const seen = {
  bool: 1,
  int: 2,
  hugeInt: 4,
  real: 8,
  text: 16,
  bytes: 32,
  naive: 64,
  aware: 128,
  timespan: 256,
  guid: 512,
  decimal: 1024,
  oddDecimal: 2048,
  container: 4096,
  /** An int that a double cannot hold exactly. */
  wideInt: 8192,
  rawBytes: 16_384,
  vastInt: 32_768,
} as const;

const anyInt = seen.int | seen.wideInt;
const anyWhole = anyInt | seen.hugeInt;
const anyTime = seen.naive | seen.aware;

/**
 * A column of Python objects, in the narrowest Kusto type that keeps all of them; `dynamic` where they are
 * mixed. Missing values (None, NaN, NaT, NA) are null and decide nothing.
 */
export function objectVector(values: readonly PyValue[], limits: JsonLimits): Vector {
  let kinds = 0;
  for (const value of values)
    kinds |= typeof value === 'string' ? seen.text : kindOf(meaningOf(value));
  const within = (allowed: number): boolean => (kinds & ~allowed) === 0;
  const column = (type: KustoType, convert: (meaning: Meaning) => StoredValue): Vector => ({
    type,
    length: values.length,
    slice: (start, end) => values.slice(start, end).map((value) => convert(meaningOf(value))),
  });
  if (within(seen.text)) return texts(values);
  if (within(seen.bool)) return column('bool', (m) => (typeof m === 'boolean' ? m : null));
  if (within(anyInt)) return column('long', whole);
  if (within(anyWhole)) return column('decimal', (m) => spelled(whole(m)));
  if (within(anyWhole | seen.vastInt)) return column('string', (m) => spelled(whole(m)));
  if (within(seen.int | seen.real)) return column('real', real);
  if (within(anyTime)) return times(values, zoneOf(kinds));
  if (within(seen.timespan)) return spans(values);
  if (within(seen.guid)) return column('guid', specialText);
  if (within(seen.decimal | anyWhole)) return column('decimal', specialText);
  if (within(seen.decimal | seen.oddDecimal | anyWhole)) return column('string', specialText);
  if (within(seen.bytes))
    return column('string', (m) => (m instanceof Uint8Array ? bytesText(m) : null));
  if (within(seen.bytes | seen.rawBytes)) return column('string', base64);
  return {
    type: 'dynamic',
    length: values.length,
    slice: (start, end) => values.slice(start, end).map((value) => dynamic(value, limits)),
  };
}

function kindOf(meaning: Meaning): number {
  if (meaning === null) return 0;
  switch (typeof meaning) {
    case 'boolean':
      return seen.bool;
    case 'number':
      return Number.isInteger(meaning) ? seen.int : seen.real;
    case 'bigint':
      return bigKind(meaning);
    case 'string':
      return seen.text;
    default:
      return objectKind(meaning);
  }
}

function bigKind(value: bigint): number {
  if (fitsLong(value)) return seen.wideInt;
  return fitsDecimal(String(value)) ? seen.hugeInt : seen.vastInt;
}

function objectKind(meaning: Exclude<Meaning, null | boolean | number | bigint | string>): number {
  if (meaning instanceof Uint8Array) return utf8(meaning) === null ? seen.rawBytes : seen.bytes;
  if ('py' in meaning) return seen.real;
  if (!isSpecial(meaning)) return seen.container;
  switch (meaning.as) {
    case 'datetime':
      return meaning.zoneStated ? seen.aware : seen.naive;
    case 'decimal':
      return fitsDecimal(meaning.text) ? seen.decimal : seen.oddDecimal;
    case 'array':
      return seen.container;
    default:
      return seen[meaning.as];
  }
}

function texts(values: readonly PyValue[]): Vector {
  const convert = (value: PyValue): StoredValue => {
    if (typeof value === 'string') return value;
    const meaning = meaningOf(value);
    if (typeof meaning === 'string') return meaning;
    return isSpecial(meaning) && meaning.as === 'text' ? meaning.text : null;
  };
  return {
    type: 'string',
    length: values.length,
    slice: (start, end) => values.slice(start, end).map(convert),
  };
}

function zoneOf(kinds: number): ZoneKnown {
  if ((kinds & anyTime) === anyTime) return 'mixed';
  return (kinds & seen.aware) === 0 ? 'assumed-utc' : 'stated';
}

function times(values: readonly PyValue[], zone: ZoneKnown): Vector {
  const losses: Losses = { fine: 0, far: 0 };
  const convert = (value: PyValue): StoredValue => {
    const meaning = meaningOf(value);
    if (!isSpecial(meaning) || meaning.as !== 'datetime') return null;
    if (meaning.fine) losses.fine++;
    return meaning.micros;
  };
  return {
    type: 'datetime',
    length: values.length,
    zone,
    losses,
    slice: (start, end) => values.slice(start, end).map(convert),
  };
}

function spans(values: readonly PyValue[]): Vector {
  const losses: Losses = { fine: 0, far: 0 };
  const convert = (value: PyValue): StoredValue => {
    const meaning = meaningOf(value);
    if (!isSpecial(meaning) || meaning.as !== 'timespan') return null;
    if (meaning.fine) losses.fine++;
    return meaning.ticks;
  };
  return {
    type: 'timespan',
    length: values.length,
    losses,
    slice: (start, end) => values.slice(start, end).map(convert),
  };
}

function whole(meaning: Meaning): number | bigint | null {
  return typeof meaning === 'number' || typeof meaning === 'bigint' ? meaning : null;
}

function spelled(value: number | bigint | null): StoredValue {
  return value === null ? null : String(value);
}

function real(meaning: Meaning): StoredValue {
  if (typeof meaning === 'number') return meaning;
  return typeof meaning === 'object' && meaning !== null && 'py' in meaning ? meaning.value : null;
}

function specialText(meaning: Meaning): StoredValue {
  if (isSpecial(meaning)) return 'text' in meaning ? meaning.text : null;
  return spelled(whole(meaning));
}

function base64(meaning: Meaning): StoredValue {
  return meaning instanceof Uint8Array ? Buffer.from(meaning).toString('base64') : null;
}

function dynamic(value: PyValue, limits: JsonLimits): StoredValue {
  const text = jsonText(value, limits);
  return text === 'null' ? null : text;
}
