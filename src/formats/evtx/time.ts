import type { Bytes } from './bytes.ts';
import { Damage } from './damage.ts';

/** FILETIME of 1970-01-01, split into its 32-bit halves. */
const EPOCH_HIGH = 27_111_902;
const EPOCH_LOW = 3_577_643_008;
/** Microseconds of 9999-12-30T22:00:00Z; the Rust reader refuses later instants. */
const LAST_MICROS = 253_402_207_200_000_000n;

/**
 * The FILETIME at an offset as microseconds since 1970, UTC; the last 100 ns digit is cut off.
 * Throws `Damage` past the year 9999. Exact: no product here leaves the safe integers.
 */
export function fileTimeMicros(bytes: Bytes, at: number): number {
  const low = bytes.u32(at) - EPOCH_LOW;
  const high = bytes.u32(at + 4) - EPOCH_HIGH;
  if (high > 600_000_000) throw new Damage('a time lies past the year 9999');
  const micros = high * 429_496_729 + Math.floor((high * 6 + low) / 10);
  if (micros > 9e15) checkBigTime(bytes, at);
  return micros;
}

function checkBigTime(bytes: Bytes, at: number): void {
  if ((bytes.u64(at) - 116_444_736_000_000_000n) / 10n > LAST_MICROS)
    throw new Damage('a time lies past the year 9999');
}

/** The FILETIME at an offset as `2017-12-26T13:10:29.136879Z`; exact also past the safe integers. */
export function fileTimeText(bytes: Bytes, at: number): string {
  const micros = fileTimeMicros(bytes, at);
  if (micros <= 9e15) return isoTime(micros);
  const exact = (bytes.u64(at) - 116_444_736_000_000_000n) / 10n;
  return isoText(Number(exact / 1000n), Number(exact % 1000n));
}

/** The SYSTEMTIME at an offset as microseconds since 1970, UTC; all zeros is the year 1601, by convention. */
export function systemTimeMicros(bytes: Bytes, at: number): number {
  const part = (index: number): number => bytes.u16(at + index * 2);
  const [year, month, day] = [part(0), part(1), part(3)];
  const [hour, minute, second, milliseconds] = [part(4), part(5), part(6), part(7)];
  if (year + month + day + hour + minute + second + milliseconds === 0) return -11_644_473_600e6;
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  const real = date.getUTCFullYear() === year && date.getUTCMonth() === month - 1;
  if (!real || date.getUTCDate() !== day || year > 9999)
    throw new Damage('a date does not exist in the calendar');
  if (hour > 23 || minute > 59 || second > 59 || milliseconds > 999)
    throw new Damage('a time of day does not exist');
  const micros =
    date.getTime() * 1000 + ((hour * 60 + minute) * 60 + second) * 1e6 + milliseconds * 1000;
  if (micros > Number(LAST_MICROS)) throw new Damage('a time lies past the year 9999');
  return micros;
}

/** Microseconds since 1970 as `2017-12-26T13:10:29.136879Z`. */
export function isoTime(micros: number): string {
  const millis = Math.floor(micros / 1000);
  return isoText(millis, micros - millis * 1000);
}

function isoText(millis: number, rest: number): string {
  const iso = new Date(millis).toISOString();
  return `${iso.slice(0, -1)}${String(rest).padStart(3, '0')}Z`;
}
