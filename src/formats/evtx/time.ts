import type { Bytes } from './bytes.ts';
import { Damage } from './damage.ts';

/** FILETIME of 1970-01-01, split into its 32-bit halves. */
const EPOCH_HIGH = 27_111_902;
const EPOCH_LOW = 3_577_643_008;
/** The last microsecond of 9999-12-30T22:00:00Z; the Rust reader refuses later instants. */
const LAST_MICROS = 253_402_207_200_999_999n;

/**
 * The FILETIME at an offset as microseconds since 1970, UTC; the last 100 ns digit is cut off. A bigint
 * before 1684 and after 2255, where numbers are no longer exact. Throws `Damage` past the year 9999.
 */
export function fileTimeMicros(bytes: Bytes, at: number): number | bigint {
  const low = bytes.u32(at) - EPOCH_LOW;
  const high = bytes.u32(at + 4) - EPOCH_HIGH;
  const micros = high * 429_496_729 + Math.floor((high * 6 + low) / 10);
  if (micros > -9e15 && micros < 9e15) return micros;
  const exact = bytes.u64(at) / 10n - 11_644_473_600_000_000n;
  if (exact > LAST_MICROS) throw new Damage('a time lies past the year 9999');
  return exact;
}

/** The SYSTEMTIME at an offset as microseconds since 1970, UTC; all zeros is the year 1601, by convention. */
export function systemTimeMicros(bytes: Bytes, at: number): number | bigint {
  const part = (index: number): number => bytes.u16(at + index * 2);
  const [year, month, day] = [part(0), part(1), part(3)];
  const [hour, minute, second, milliseconds] = [part(4), part(5), part(6), part(7)];
  if (year + month + day + hour + minute + second + milliseconds === 0)
    return -11_644_473_600_000_000n;
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  const real = date.getUTCFullYear() === year && date.getUTCMonth() === month - 1;
  if (!real || date.getUTCDate() !== day || year > 9999)
    throw new Damage('a date does not exist in the calendar');
  if (hour > 23 || minute > 59 || second > 59 || milliseconds > 999)
    throw new Damage('a time of day does not exist');
  const millis = date.getTime() + ((hour * 60 + minute) * 60 + second) * 1000 + milliseconds;
  const micros = toMicros(millis, 0);
  if (micros > LAST_MICROS) throw new Damage('a time lies past the year 9999');
  return micros;
}

/** Milliseconds since 1970 and microseconds into the last of them, as microseconds; a bigint where numbers are not exact. */
export function toMicros(millis: number, rest: number): number | bigint {
  const micros = millis * 1000 + rest;
  return Number.isSafeInteger(micros) ? micros : BigInt(millis) * 1000n + BigInt(rest);
}

/** Microseconds since 1970 as `2017-12-26T13:10:29.136879Z`. */
export function isoTime(micros: number | bigint): string {
  const isExact = typeof micros === 'bigint';
  const rest = isExact
    ? Number(((micros % 1000n) + 1000n) % 1000n)
    : micros - Math.floor(micros / 1000) * 1000;
  const millis = isExact ? Number((micros - BigInt(rest)) / 1000n) : (micros - rest) / 1000;
  const iso = new Date(millis).toISOString();
  return `${iso.slice(0, -1)}${String(rest).padStart(3, '0')}Z`;
}
