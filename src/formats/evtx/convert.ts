import type { KustoType } from '../../base/index.ts';
import type { StoredValue } from '../../engine/index.ts';
import type { Scalar } from './node.ts';
import { toMicros } from './time.ts';

const INT_MAX = 2_147_483_647;
const DATE = /^(\d{4}-\d\d-\d\d)[ T](\d\d:\d\d:\d\d)(?:\.(\d{1,9}))?Z?$/;
/** Texts of small numbers, which fill most columns of text that hold numbers. */
const SMALL: readonly string[] = Array.from({ length: 4096 }, (_, number) => String(number));

/** A value as text. */
export function asText(value: Scalar): string {
  if (typeof value === 'string') return value;
  // A read past the end of an array makes V8 compile all that calls this anew, each time.
  if (typeof value === 'number' && value >= 0 && value < SMALL.length)
    return SMALL[value] ?? String(value);
  return String(value);
}

/**
 * A value as a column of this type stores it; undefined where it is none, so that it must be kept
 * otherwise. Hexadecimal text becomes a number only where the column holds numbers.
 */
export function asStored(value: Scalar, type: KustoType): StoredValue {
  if (type === 'string') return asText(value);
  if (type === 'int' || type === 'long') return asWhole(value, type === 'int');
  if (type === 'datetime') return asTime(value);
  return undefined;
}

/** A whole number in the range of its column, or undefined. */
export function asWhole(value: Scalar, isInt: boolean): number | undefined {
  const number = typeof value === 'string' ? parseWhole(value) : Number(value);
  if (number === undefined || typeof value === 'boolean' || !Number.isSafeInteger(number))
    return undefined;
  return isInt && (number > INT_MAX || number < -INT_MAX - 1) ? undefined : number;
}

function parseWhole(text: string): number | undefined {
  return /^(?:-?\d{1,15}|0x[0-9a-fA-F]{1,13})$/.test(text) ? Number(text) : undefined;
}

/** Microseconds of a stamp such as `2017-12-26 13:10:29.134`, which is UTC; undefined where it is none. */
export function asTime(value: Scalar): number | bigint | undefined {
  const match = typeof value === 'string' ? DATE.exec(value) : null;
  if (!match) return undefined;
  const millis = Date.parse(`${match[1]}T${match[2]}Z`);
  const micros = Number((match[3] ?? '').padEnd(6, '0').slice(0, 6));
  return Number.isNaN(millis) ? undefined : toMicros(millis, micros);
}
