import { divide, fromHalves, times } from './numbers.ts';
import type { Losses } from './vector.ts';

/** How long one unit of numpy's datetime64 and timedelta64 is: so many nanoseconds. */
export const unitNanos: ReadonlyMap<string, number> = new Map([
  ['W', 604_800_000_000_000],
  ['D', 86_400_000_000_000],
  ['h', 3_600_000_000_000],
  ['m', 60_000_000_000],
  ['s', 1_000_000_000],
  ['ms', 1_000_000],
  ['us', 1_000],
  ['ns', 1],
]);

/** The years 1 to 9999, which Kusto's datetime holds, in microseconds since 1970. */
const firstMicros = -62_135_596_800_000_000n;
const lastMicros = 253_402_300_799_999_999n;
const maxTicks = 0x7fff_ffff_ffff_ffffn;

export interface TimeUnit {
  /** Nanoseconds of one unit. */
  nanos: number;
  /** Nanoseconds of one unit of what is stored: 1000 for datetime, 100 for timespan. */
  stored: 1000 | 100;
}

/** A count of some unit as it is stored; null outside of what the type holds. */
export function storeTime(
  count: number | bigint,
  unit: TimeUnit,
  losses: Losses,
): number | bigint | null {
  let result: number | bigint;
  if (unit.nanos >= unit.stored) {
    result = times(count, unit.nanos / unit.stored);
  } else {
    const { quotient, rest } = divide(count, unit.stored / unit.nanos);
    if (rest) losses.fine++;
    result = quotient;
  }
  if (inRange(result, unit.stored)) return result;
  losses.far++;
  return null;
}

function inRange(value: number | bigint, stored: 1000 | 100): boolean {
  if (stored === 1000) return value >= firstMicros && value <= lastMicros;
  return value <= maxTicks && value >= -maxTicks;
}

/** numpy's mark of a missing time: the least 64-bit integer. */
export function isNat(low: number, high: number): boolean {
  return high === -0x8000_0000 && low === 0;
}

/** Nanoseconds, the usual unit, to microseconds without bigints: exact from 1684 to 2255. */
export function nanosToMicros(low: number, high: number, losses: Losses): number | bigint | null {
  const quotient = Math.floor(high / 1000);
  const tail = (high - quotient * 1000) * 0x1_0000_0000 + low;
  const micros = Math.floor(tail / 1000);
  const result = quotient * 0x1_0000_0000 + micros;
  if (!Number.isSafeInteger(result))
    return storeTime(fromHalves(low, high), { nanos: 1, stored: 1000 }, losses);
  if (micros * 1000 !== tail) losses.fine++;
  return result;
}

/** Microseconds since 1970 of a date on the Gregorian calendar. */
export function civilMicros(year: number, month: number, day: number): bigint {
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  return BigInt(date.getTime()) * 1000n;
}
