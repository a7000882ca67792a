import { type Column, type KustoType, quoteName, type StoredColumn } from '../base/index.ts';
import type { WireValue } from '../engine/index.ts';

/**
 * A value as Kusto's REST answers spell it: datetimes as ISO 8601 with seven decimals and Z, timespans as
 * `d.hh:mm:ss.fffffff`, dynamic values as JSON, decimals and guids as text, missing values as null. An
 * integer outside ±2^53 is text, so that no digit is lost; so are NaN and the infinities.
 */
export type KustoValue =
  | string
  | number
  | boolean
  | null
  | KustoValue[]
  | { [name: string]: KustoValue };

const TICKS_PER_SECOND = 10_000_000n;

/** Spell microseconds since 1970 as Kusto spells a datetime. */
export function datetimeText(micros: bigint): string {
  const second = micros >= 0n ? micros / 1_000_000n : -((-micros + 999_999n) / 1_000_000n);
  const fraction = micros - second * 1_000_000n;
  const iso = new Date(Number(second) * 1000).toISOString();
  return `${iso.slice(0, -5)}.${String(fraction).padStart(6, '0')}0Z`;
}

/** Spell ticks of 100 ns as Kusto spells a timespan. */
export function timespanText(ticks: bigint): string {
  const sign = ticks < 0n ? '-' : '';
  const all = ticks < 0n ? -ticks : ticks;
  const seconds = all / TICKS_PER_SECOND;
  const fraction = all % TICKS_PER_SECOND;
  const days = seconds / 86_400n;
  const two = (n: bigint): string => String(n).padStart(2, '0');
  const clock = [(seconds / 3600n) % 24n, (seconds / 60n) % 60n, seconds % 60n].map(two).join(':');
  const tail = fraction === 0n ? '' : `.${String(fraction).padStart(7, '0')}`;
  return `${sign}${days === 0n ? '' : `${days}.`}${clock}${tail}`;
}

function integer(value: WireValue): KustoValue {
  if (typeof value !== 'bigint') return value;
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : String(value);
}

function real(value: WireValue): KustoValue {
  const number = Number(value);
  if (Number.isFinite(number)) return number;
  if (Number.isNaN(number)) return 'NaN';
  return number > 0 ? 'Infinity' : '-Infinity';
}

/** For each type: the SQL of a column on its way out of DuckDB, and how what arrives is spelled. */
const encodings: Record<
  KustoType,
  { sql: (name: string) => string; spell: (value: WireValue) => KustoValue }
> = {
  bool: { sql: (name) => name, spell: (value) => value === true },
  int: { sql: (name) => name, spell: integer },
  long: { sql: (name) => name, spell: integer },
  real: { sql: (name) => name, spell: real },
  decimal: { sql: (name) => `${name}::VARCHAR`, spell: String },
  string: { sql: (name) => `coalesce(${name}, '')`, spell: String },
  datetime: {
    sql: (name) => `epoch_us(${name})`,
    spell: (value) => datetimeText(BigInt(value as bigint)),
  },
  timespan: { sql: (name) => name, spell: (value) => timespanText(BigInt(value as bigint)) },
  dynamic: { sql: (name) => `${name}::VARCHAR`, spell: (value) => parseJson(String(value)) },
  guid: { sql: (name) => `${name}::VARCHAR`, spell: String },
};

/** JSON text as a value; a text that is no JSON stays text, and so does an integer too large for a number. */
function parseJson(text: string): KustoValue {
  try {
    return JSON.parse(/\d{16}/.test(text) ? exactIntegers(text) : text) as KustoValue;
  } catch {
    return text;
  }
}

/** Put quotes round the integers that a number cannot hold; what stands in strings is left alone. */
function exactIntegers(text: string): string {
  return text.replace(/"(?:[^"\\]|\\.)*"|-?\d[\d.eE+-]*/g, (token) =>
    /^-?\d{16,}$/.test(token) && !Number.isSafeInteger(Number(token)) ? `"${token}"` : token,
  );
}

/** The columns of a relation as `encodeRow` wants them, for a SELECT list. */
export function wireColumns(columns: readonly StoredColumn[]): string {
  if (columns.length === 0) return 'NULL';
  return columns.map((c) => encodings[c.type].sql(quoteName(c.physical))).join(', ');
}

/** Spell a row that was selected by `wireColumns`. */
export function encodeRow(columns: readonly Column[], row: readonly WireValue[]): KustoValue[] {
  return columns.map(({ type }, i) => {
    const value = row[i] ?? null;
    return value === null ? null : encodings[type].spell(value);
  });
}
