/** A time stamp found in a text. */
export interface Stamp {
  /** Microseconds since 1970, UTC. */
  micros: number;
  /** The first character after it. */
  end: number;
  /** Whether it said its zone; read as UTC where it did not. */
  stated: boolean;
}

const space = 32;
const monthNames = [
  'jan',
  'feb',
  'mar',
  'apr',
  'may',
  'jun',
  'jul',
  'aug',
  'sep',
  'oct',
  'nov',
  'dec',
];
const monthByKey = new Map(monthNames.map((name, i) => [key(name, 0), i + 1]));
const monthDays = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

function key(text: string, at: number): number {
  return (
    ((text.charCodeAt(at) | 32) << 16) |
    ((text.charCodeAt(at + 1) | 32) << 8) |
    (text.charCodeAt(at + 2) | 32)
  );
}

/** The month (1–12) whose English name's first three letters stand at `at`, or 0. */
export function monthAt(text: string, at: number): number {
  return monthByKey.get(key(text, at)) ?? 0;
}

/** A number of exactly `digits` digits, or NaN. */
export function digitsAt(text: string, at: number, digits: number): number {
  let value = 0;
  for (let i = at; i < at + digits; i++) {
    const digit = text.charCodeAt(i) - 48;
    if (!(digit >= 0 && digit <= 9)) return Number.NaN;
    value = value * 10 + digit;
  }
  return value;
}

/** Microseconds since 1970 at the start of a day, or NaN where there is no such day. */
export function dayMicros(year: number, month: number, day: number): number {
  if (!(month >= 1 && month <= 12 && day >= 1 && day <= (monthDays[month - 1] ?? 0)))
    return Number.NaN;
  if (month === 2 && day === 29 && !isLeap(year)) return Number.NaN;
  // Days since 1970, counting years from March so that the leap day comes last.
  const y = month <= 2 ? year - 1 : year;
  const days =
    365 * y +
    Math.floor(y / 4) -
    Math.floor(y / 100) +
    Math.floor(y / 400) +
    Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) +
    day -
    719469;
  return days * 86_400_000_000;
}

function isLeap(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
}

/** Reads `hh:mm:ss`, with a fraction after `.` or `,` where there is one, into microseconds of the day. */
export function scanClock(text: string, at: number, end: number, out: Stamp): boolean {
  if (at + 8 > end || text.charCodeAt(at + 2) !== 58 || text.charCodeAt(at + 5) !== 58)
    return false;
  const hours = digitsAt(text, at, 2);
  const minutes = digitsAt(text, at + 3, 2);
  const seconds = digitsAt(text, at + 6, 2);
  if (!(hours <= 23 && minutes <= 59 && seconds <= 60)) return false;
  let pos = at + 8;
  let micros = 0;
  const mark = text.charCodeAt(pos);
  if (pos + 1 < end && (mark === 46 || mark === 44) && isDigit(text.charCodeAt(pos + 1))) {
    let unit = 100_000;
    for (pos++; pos < end && isDigit(text.charCodeAt(pos)); pos++) {
      micros += (text.charCodeAt(pos) - 48) * unit;
      unit = Math.floor(unit / 10);
    }
  }
  out.micros = ((hours * 60 + minutes) * 60 + seconds) * 1_000_000 + micros;
  out.end = pos;
  return true;
}

/** Reads `Z` or an offset such as `+01:00` or `-0700` at `out.end` and applies it to `out.micros`. */
export function scanZone(text: string, end: number, out: Stamp): boolean {
  const at = out.end;
  const sign = text.charCodeAt(at);
  out.stated = false;
  if (at >= end) return true;
  if (sign === 90) {
    out.stated = true;
    out.end = at + 1;
    return true;
  }
  if (sign !== 43 && sign !== 45) return true;
  const colon = text.charCodeAt(at + 3) === 58 ? 1 : 0;
  if (at + 5 + colon > end) return false;
  const hours = digitsAt(text, at + 1, 2);
  const minutes = digitsAt(text, at + 3 + colon, 2);
  if (!(hours <= 18 && minutes <= 59)) return false;
  out.micros -= (sign === 43 ? 1 : -1) * (hours * 60 + minutes) * 60_000_000;
  out.stated = true;
  out.end = at + 5 + colon;
  return true;
}

/** Reads an ISO 8601 stamp at `at`: date, `T` or a blank, clock, and a zone where one is said. */
export function scanIso(text: string, at: number, end: number, out: Stamp): boolean {
  if (at + 19 > end || text.charCodeAt(at + 4) !== 45 || text.charCodeAt(at + 7) !== 45)
    return false;
  const mark = text.charCodeAt(at + 10);
  if (mark !== 84 && mark !== 116 && mark !== space) return false;
  const day = dayMicros(
    digitsAt(text, at, 4),
    digitsAt(text, at + 5, 2),
    digitsAt(text, at + 8, 2),
  );
  if (Number.isNaN(day) || !scanClock(text, at + 11, end, out)) return false;
  out.micros += day;
  return scanZone(text, end, out);
}

/**
 * A decimal number of seconds as a whole number of units: `scale` is 6 for microseconds, 7 for ticks. Further digits
 * are cut off. Exact, where floating point is not; null where the text is no such number.
 */
export function scaledSeconds(text: string, scale: number): number | bigint | null {
  const negative = text.charCodeAt(0) === 45;
  const from = negative ? 1 : 0;
  let pos = from;
  let value = 0;
  while (isDigit(text.charCodeAt(pos))) value = value * 10 + text.charCodeAt(pos++) - 48;
  if (pos === from || pos - from > 12) return null;
  let places = 0;
  let fraction = 0;
  if (text.charCodeAt(pos) === 46) {
    pos++;
    for (; isDigit(text.charCodeAt(pos)); pos++) {
      if (places < scale) {
        fraction = fraction * 10 + text.charCodeAt(pos) - 48;
        places++;
      }
    }
  }
  if (pos !== text.length) return null;
  for (; places < scale; places++) fraction *= 10;
  const unit = 10 ** scale;
  if (value > Number.MAX_SAFE_INTEGER / unit - 1) {
    const exact = BigInt(value) * BigInt(unit) + BigInt(fraction);
    return negative ? -exact : exact;
  }
  const result = value * unit + fraction;
  return negative ? -result : result;
}

/** Whether a character code is that of an ASCII digit. */
export function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}
