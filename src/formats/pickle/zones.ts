import { damaged } from './faults.ts';
import { isObject, type PyObject, type PyValue, wholeNumber } from './objects.ts';

/** How many minutes (or parts of one) a Python zone is ahead of UTC at a wall-clock time; null for a name unknown here. */
export interface WallTime {
  /** Milliseconds since 1970 as if the wall clock showed UTC. */
  wallMs: number;
  /** The second of two equal times when clocks go back. */
  later: boolean;
}

/** Milliseconds that the zone is ahead of UTC at that time; null where the zone cannot be told. */
export function zoneOffset(zone: PyValue | undefined, time: WallTime): number | null {
  if (!isObject(zone)) return null;
  const [first, second, third] = zone.args;
  switch (zone.maker) {
    case 'pytz._UTC':
    case 'dateutil.tz.tz.tzutc':
    case 'isodate.tzinfo.Utc':
    case 'isodate.tzinfo._Utc':
      return 0;
    case 'datetime.timezone':
      return deltaMs(first);
    case 'pytz.FixedOffset':
      return wholeNumber(first, 'the offset of a zone') * 60_000;
    case 'pytz._p':
      // A zone of pytz that was applied to a time says its offset in seconds.
      if (second !== undefined) return wholeNumber(second, 'the offset of a zone') * 1000;
      return first === 'UTC' ? 0 : namedOffset(first, time);
    case 'dateutil.tz.tz.tzoffset':
      return isObject(second)
        ? deltaMs(second)
        : wholeNumber(second, 'the offset of a zone') * 1000;
    case 'zoneinfo.ZoneInfo':
      return namedOffset(first, time);
    case 'dateutil.tz._tzfile._unpickle':
      return namedOffset(second ?? third, time);
    case 'dateutil.tz.tz.tzfile':
      return namedOffset(second ?? first, time);
    default:
      throw damaged(`${zone.maker} is no time zone`);
  }
}

function deltaMs(delta: PyValue | undefined): number {
  if (!isObject(delta) || delta.maker !== 'datetime.timedelta')
    throw damaged('a zone has no offset');
  return Number(deltaMicros(delta) / 1000n);
}

/** The microseconds of a `datetime.timedelta(days, seconds, microseconds)`. */
export function deltaMicros(delta: PyObject): bigint {
  const [days = 0, seconds = 0, micros = 0] = delta.args;
  const part = (value: PyValue): bigint => BigInt(wholeNumber(value, 'a part of a timedelta'));
  return (part(days) * 86_400n + part(seconds)) * 1_000_000n + part(micros);
}

const clocks = new Map<string, Intl.DateTimeFormat | null>();
const maxClocks = 1000;

const knownOffsets = new Map<string, number | null>();
const maxKnownOffsets = 100_000;
const quarterHourMs = 900_000;
// Since 1973 clocks have only changed on a quarter of an hour, so what holds in one place of it holds in all.
const regularSinceMs = 94_694_400_000;

/** The offset of a zone of the tz database, by this machine's copy of it. */
function namedOffset(key: PyValue | undefined, time: WallTime): number | null {
  const name = typeof key === 'string' ? key.replace(/^.*zoneinfo\//, '') : '';
  if (time.wallMs < regularSinceMs) return lookUp(name, time);
  const place = `${Math.floor(time.wallMs / quarterHourMs)} ${time.later} ${name}`;
  const known = knownOffsets.get(place);
  if (known !== undefined) return known;
  const offset = lookUp(name, time);
  if (knownOffsets.size >= maxKnownOffsets) knownOffsets.clear();
  knownOffsets.set(place, offset);
  return offset;
}

function lookUp(name: string, time: WallTime): number | null {
  const clock = clockOf(name);
  if (clock === null) return null;
  // The offsets a day before and after are the two that can hold; where both fit, the clocks went back.
  const guesses = [-86_400_000, 86_400_000].map((ms) => offsetAt(clock, time.wallMs + ms));
  const fits = guesses.filter((offset) => offsetAt(clock, time.wallMs - offset) === offset);
  if (fits.length === 0) return (time.later ? guesses[1] : guesses[0]) ?? null;
  return (time.later ? fits.at(-1) : fits[0]) ?? null;
}

function clockOf(name: string): Intl.DateTimeFormat | null {
  const known = clocks.get(name);
  if (known !== undefined) return known;
  const clock = makeClock(name);
  if (clocks.size < maxClocks) clocks.set(name, clock);
  return clock;
}

function makeClock(name: string): Intl.DateTimeFormat | null {
  try {
    return new Intl.DateTimeFormat('en-US', {
      timeZone: name,
      hourCycle: 'h23',
      era: 'short',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

function offsetAt(clock: Intl.DateTimeFormat, utcMs: number): number {
  const parts = new Map(clock.formatToParts(utcMs).map(({ type, value }) => [type, value]));
  const part = (type: Intl.DateTimeFormatPartTypes): number => Number(parts.get(type) ?? 0);
  const year = parts.get('era') === 'BC' ? 1 - part('year') : part('year');
  const wall = new Date(0);
  wall.setUTCFullYear(year, part('month') - 1, part('day'));
  wall.setUTCHours(part('hour'), part('minute'), part('second'));
  return wall.getTime() - Math.floor(utcMs / 1000) * 1000;
}
