import { damaged } from './faults.ts';
import type { Meaning } from './meanings.ts';
import { narrow } from './numbers.ts';
import { anyWhole, asBytes, type PyObject, type PyValue, wholeNumber } from './objects.ts';
import { civilMicros, storeTime } from './times.ts';
import { deltaMicros, zoneOffset } from './zones.ts';

/** A pandas Timestamp: a count since 1970 in UTC, whatever its zone. */
export function stampMeaning(object: PyObject): Meaning {
  const [count, , zone, resolution] = object.args;
  if (count === undefined || count === null || anyWhole(count, 'a time') === nat) return null;
  const losses = { fine: 0, far: 0 };
  const nanos = nanosOfResolution(resolution);
  const micros = storeTime(narrow(anyWhole(count, 'a time')), { nanos, stored: 1000 }, losses);
  if (micros === null) return null;
  const zoneStated = zone !== undefined && zone !== null;
  return { as: 'datetime', micros, zoneStated, fine: losses.fine > 0 };
}

/** A pandas Timedelta. */
export function spanMeaning(object: PyObject): Meaning {
  const [count, resolution] = object.args;
  if (count === undefined || count === null || anyWhole(count, 'a duration') === nat) return null;
  const losses = { fine: 0, far: 0 };
  const nanos = nanosOfResolution(typeof resolution === 'number' ? resolution : undefined);
  const ticks = storeTime(narrow(anyWhole(count, 'a time')), { nanos, stored: 100 }, losses);
  return ticks === null ? null : { as: 'timespan', ticks, fine: losses.fine > 0 };
}

const nat = -(1n << 63n);
// numpy's numbers for its units, which pandas 2 and later write behind a time.
const nanosByResolution: ReadonlyMap<number, number> = new Map([
  [7, 1_000_000_000],
  [8, 1_000_000],
  [9, 1_000],
  [10, 1],
]);

function nanosOfResolution(resolution: PyValue | undefined): number {
  if (resolution === undefined || resolution === null) return 1;
  const nanos = nanosByResolution.get(wholeNumber(resolution, 'the resolution of a time'));
  if (nanos === undefined) throw damaged('a time has an unknown resolution');
  return nanos;
}

/** Python's datetime: ten bytes of wall-clock time, and a zone if it has one. */
export function datetimeMeaning(object: PyObject): Meaning {
  const [packed, zone] = object.args;
  const bytes = asBytes(packed, 'a datetime');
  if (bytes.length !== 10) throw damaged('a datetime has the wrong size');
  const at = (index: number): number => bytes[index] ?? 0;
  const day = dayMicros(at(0) * 256 + at(1), at(2) & 0x7f, at(3));
  const wall = day + clockMicros(bytes.subarray(4));
  if (zone === undefined || zone === null) {
    return { as: 'datetime', micros: narrow(wall), zoneStated: false, fine: false };
  }
  const later = (at(2) & 0x80) !== 0;
  const offset = zoneOffset(zone, { wallMs: Number(wall / 1000n), later });
  if (offset === null) throw damaged('a datetime has a zone that is not in the tz database');
  const micros = storeTime(
    narrow(wall - BigInt(Math.round(offset * 1000))),
    { nanos: 1000, stored: 1000 },
    { fine: 0, far: 0 },
  );
  return micros === null ? null : { as: 'datetime', micros, zoneStated: true, fine: false };
}

export function dateMeaning(object: PyObject): Meaning {
  const bytes = asBytes(object.args[0], 'a date');
  if (bytes.length !== 4) throw damaged('a date has the wrong size');
  const [high = 0, low = 0, month = 0, day = 0] = bytes;
  return {
    as: 'datetime',
    micros: narrow(dayMicros(high * 256 + low, month, day)),
    zoneStated: false,
    fine: false,
  };
}

/** A time of day is the timespan since midnight. */
export function timeMeaning(object: PyObject): Meaning {
  const bytes = asBytes(object.args[0], 'a time of day');
  if (bytes.length !== 6) throw damaged('a time of day has the wrong size');
  return { as: 'timespan', ticks: Number(clockMicros(bytes)) * 10, fine: false };
}

export function deltaMeaning(object: PyObject): Meaning {
  const ticks = storeTime(
    narrow(deltaMicros(object)),
    { nanos: 1000, stored: 100 },
    { fine: 0, far: 0 },
  );
  return ticks === null ? null : { as: 'timespan', ticks, fine: false };
}

function dayMicros(year: number, month: number, day: number): bigint {
  if (year < 1 || year > 9999 || month < 1 || month > 12 || day < 1 || day > 31) {
    throw damaged('a date is not on the calendar');
  }
  return civilMicros(year, month, day);
}

/** Hour, minute, second and three bytes of microseconds. */
function clockMicros(bytes: Uint8Array): bigint {
  const [hour = 0, minute = 0, second = 0, a = 0, b = 0, c = 0] = bytes;
  // The highest bit of a time of day's hour tells the second of two equal times.
  const seconds = ((hour & 0x7f) * 60 + minute) * 60 + second;
  return BigInt(seconds) * 1_000_000n + BigInt(a * 65_536 + b * 256 + c);
}
