import { HuntError } from '../base/index.ts';
import { dateOf, isoText, type Moment, momentOf, ticksOf } from './moment.ts';

/** A time as a user may give it: a Date, ISO 8601, `3 Feb 2024 11:22`, `-2d@d`, `now`, or a number of days from now. */
export type QueryTime = Date | string | number;

/** A stretch of time: two of `start`, `end` and `period` (`1d`, `12h`, `1.00:30:00`); what is left out is now. */
export interface QueryTimeSpan {
  start?: QueryTime | undefined;
  end?: QueryTime | undefined;
  period?: string | undefined;
}

type Unit = 'second' | 'minute' | 'hour' | 'day' | 'week' | 'month' | 'quarter' | 'year';

const unitNames: readonly (readonly [Unit, ...string[]])[] = [
  ['second', 's', 'sec', 'secs', 'second', 'seconds'],
  ['minute', 'm', 'min', 'mins', 'minute', 'minutes'],
  ['hour', 'h', 'hr', 'hrs', 'hour', 'hours'],
  ['day', '', 'd', 'day', 'days'],
  ['week', 'w', 'week', 'weeks'],
  ['month', 'mon', 'month', 'months'],
  ['quarter', 'q', 'qtr', 'qtrs', 'quarter', 'quarters'],
  ['year', 'y', 'yr', 'yrs', 'year', 'years'],
];
const units: ReadonlyMap<string, Unit> = new Map(
  unitNames.flatMap(([unit, ...names]) => names.map((name) => [name, unit] as const)),
);
const months: Readonly<Partial<Record<Unit, number>>> = { month: 1, quarter: 3, year: 12 };
const maxAmount = 100_000;

/**
 * Read a time. Texts without a zone are UTC. Relative forms follow MSTICPy: `-2d@d` goes back and then down to the
 * beginning of the day, an offset without `-` goes up to the end of it; an offset alone after `@` (`@d`, `@d-2h`) is
 * read as Splunk does. Errors: `catalog/bad-time`, with the parameter's name.
 */
export function readTime(value: unknown, name: string, now: Moment): Moment {
  const moment = timeOf(value, now);
  if (moment && moment.ticks >= minTicks && moment.ticks <= maxTicks) return moment;
  throw new HuntError({
    code: 'catalog/bad-time',
    message: `'${name}' is no time that can be read: ${shown(value)}.`,
    hint: 'Times are ISO 8601 (2024-02-01T10:00Z), such as 3 Feb 2024 11:22, or relative to now: -2d, -2d@d, -30m, now.',
  });
}

const minTicks = momentOf(new Date('0001-01-01T00:00:00Z')).ticks;
const maxTicks = momentOf(new Date('9999-12-31T23:59:59Z')).ticks;

function timeOf(value: unknown, now: Moment): Moment | null {
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? null : momentOf(value);
  if (typeof value === 'number')
    return Number.isFinite(value) && Math.abs(value) <= maxAmount * 10
      ? { ticks: now.ticks + BigInt(Math.round(value * 86_400_000)) * 10_000n }
      : null;
  if (typeof value !== 'string' || value.length > 100) return null;
  const text = value.trim();
  return absolute(text) ?? relative(text, now);
}

const iso =
  /^(\d{4})([-/]?)(\d\d)\2(\d\d)(?:[T ](\d\d)(?::?(\d\d)(?::?(\d\d)(?:[.,](\d{1,9}))?)?)?)?\s*(Z|UTC|GMT|[+-]\d\d(?::?\d\d)?)?$/i;
const spelled =
  /^(?:[a-z]{3,9},?\s+)?(?:(\d{1,2})\s+([a-z]{3,9})|([a-z]{3,9})\s+(\d{1,2})),?\s+(\d{4})(?:,?\s+(\d{1,2}:\d\d(?::\d\d(?:\.\d{1,9})?)?))?\s*(Z|UTC|GMT|[+-]\d\d:?\d\d)?$/i;
const monthNames = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ');

function absolute(text: string): Moment | null {
  const match = iso.exec(text);
  if (match) return fields([match[1], ...match.slice(3, 9)], match[9]);
  const words = spelled.exec(text);
  if (!words) return null;
  const [, day1, month1, month2, day2, year = '', clock = '00:00', zone] = words;
  const name = (month1 ?? month2 ?? '').toLowerCase();
  const month = monthNames.indexOf(name.slice(0, 3)) + 1;
  const [h = '', m = '', s = '0'] = clock.split(':');
  const [second = '0', fraction] = s.split('.');
  return month === 0
    ? null
    : fields([year, String(month), day1 ?? day2, h, m, second, fraction], zone);
}

/** Year to second and fraction as a moment; null where there is no such day or hour. */
function fields(parts: readonly (string | undefined)[], zone: string | undefined): Moment | null {
  const [year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0] = parts
    .slice(0, 6)
    .map((part) => Number(part ?? 0));
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  if (date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) return null;
  if (hour > 23 || minute > 59 || second > 59) return null;
  date.setUTCHours(hour, minute, second);
  const below = BigInt((parts[6] ?? '').padEnd(7, '0').slice(0, 7));
  const offset = /^([+-])(\d\d)(?::?(\d\d))?$/.exec(zone ?? '');
  const away = offset
    ? BigInt(Number(offset[2]) * 60 + Number(offset[3] ?? 0)) * ticksOf.minute
    : 0n;
  return { ticks: momentOf(date).ticks + below - (offset?.[1] === '-' ? -away : away) };
}

const relativeForm =
  /^(?:now(?:\(\))?)?([+-]?\s*\d{1,7}\s*[a-z]*)?(?:\s*@\s*([a-z]+[0-7]?))?((?:[+-]\d{1,7}[a-z]+)*)$/;

/** `now`, `-2d`, `-2d@d`, `@d-3h`, `+1mon@mon`, `ago(2d)`; null for anything else. */
function relative(text: string, now: Moment): Moment | null {
  const inner = /^ago\((.*)\)$/i.exec(text)?.[1];
  const match = relativeForm.exec((inner === undefined ? text : `-${inner}`).toLowerCase());
  if (!match || text === '') return null;
  const [, offset, snap, further = ''] = match;
  const first = offset === undefined ? now.ticks : offsetFrom(now.ticks, offset);
  if (first === null) return null;
  const rounded = snap === undefined ? undefined : roundedDown(first, snap);
  if (rounded === null) return null;
  const goesUp = offset !== undefined && !offset.startsWith('-');
  let ticks: bigint | null = first;
  if (rounded) ticks = goesUp ? moved(rounded.ticks, 1, rounded.unit) : rounded.ticks;
  for (const [part] of further.matchAll(/[+-]\d+[a-z]+/g))
    ticks = ticks === null ? null : offsetFrom(ticks, part);
  return ticks === null ? null : { ticks };
}

/** A point in time moved by `-2d`; null where there is no such unit or that is too far. */
function offsetFrom(ticks: bigint, text: string): bigint | null {
  const [, sign, digits, name = ''] = /^([+-]?)\s*(\d+)\s*([a-z]*)$/.exec(text) ?? [];
  const unit = units.get(name);
  const amount = Number(digits);
  if (!unit || amount > maxAmount) return null;
  return moved(ticks, sign === '-' ? -amount : amount, unit);
}

/** Move by so many of a unit; by months, a day that the month does not have becomes its last. */
function moved(ticks: bigint, amount: number, unit: Unit): bigint {
  const perUnit = months[unit];
  if (perUnit === undefined) return ticks + BigInt(amount) * ticksOf[unit as 'day'];
  const date = dateOf({ ticks });
  const below = ticks - momentOf(date).ticks;
  const day = date.getUTCDate();
  date.setUTCDate(1);
  date.setUTCMonth(date.getUTCMonth() + amount * perUnit);
  const last = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate();
  date.setUTCDate(Math.min(day, last));
  return Number.isNaN(date.getTime()) ? maxTicks + 1n : momentOf(date).ticks + below;
}

function roundedDown(ticks: bigint, name: string): { ticks: bigint; unit: Unit } | null {
  const weekday = /^w([0-7])$/.exec(name)?.[1];
  const unit = weekday === undefined ? units.get(name) : 'week';
  if (!unit) return null;
  const date = dateOf({ ticks });
  const [year, month, day] = [date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate()];
  const begin: Partial<Record<Unit, () => number>> = {
    year: () => Date.UTC(year, 0),
    quarter: () => Date.UTC(year, month - (month % 3)),
    month: () => Date.UTC(year, month),
    // Weeks begin on Sunday, as Splunk has it; `@w1` is Monday.
    week: () =>
      Date.UTC(year, month, day - ((date.getUTCDay() - (Number(weekday ?? 0) % 7) + 7) % 7)),
  };
  const calendar = begin[unit];
  if (calendar) return { ticks: BigInt(calendar()) * 10_000n, unit };
  const size = ticksOf[unit as 'day'];
  return { ticks: ticks - (((ticks % size) + size) % size), unit };
}

/** Read a length of time such as `1d`, `12h`, `90m` or `1.02:30:00`, in ticks. Errors: `catalog/bad-period`. */
export function readPeriod(value: unknown, name: string): bigint {
  const text = typeof value === 'string' ? value.trim().toLowerCase() : '';
  const clock = /^(?:(\d{1,5})\.)?(\d{1,2}):(\d\d)(?::(\d\d))?$/.exec(text);
  if (clock) {
    const [d, h, m, s] = clock.slice(1).map((part) => BigInt(part ?? 0));
    const ticks =
      (d ?? 0n) * ticksOf.day +
      (h ?? 0n) * ticksOf.hour +
      (m ?? 0n) * ticksOf.minute +
      (s ?? 0n) * ticksOf.second;
    if (ticks > 0n) return ticks;
  }
  const match = /^(\d{1,6}(?:\.\d{1,3})?)\s*([a-z]*)$/.exec(text);
  const unit = match ? units.get(match[2] ?? '') : undefined;
  const size = unit && unit in ticksOf ? ticksOf[unit as 'day'] : undefined;
  const ticks = size ? (size * BigInt(Math.round(Number(match?.[1]) * 1000))) / 1000n : 0n;
  if (ticks > 0n) return ticks;
  throw new HuntError({
    code: 'catalog/bad-period',
    message: `'${name}' is no length of time that can be read: ${shown(value)}.`,
    hint: 'Lengths of time are such as 1d, 12h, 90m or 1.02:30:00.',
  });
}

/** The start and end that a time span says. Errors: `catalog/bad-time`, `catalog/bad-period`, `catalog/bad-timespan`. */
export function readTimeSpan(span: unknown, now: Moment): { start: Moment; end: Moment } {
  if (typeof span !== 'object' || span === null)
    throw badSpan(`a time span is { start, end } or { end, period }, not ${shown(span)}`);
  const { start, end, period } = span as QueryTimeSpan;
  const length = period === undefined ? undefined : readPeriod(period, 'timespan.period');
  if (start === undefined && length === undefined)
    throw badSpan('a time span needs its start or its period');
  const given = (value: unknown, name: string): Moment | undefined =>
    value === undefined ? undefined : readTime(value, `timespan.${name}`, now);
  const first = given(start, 'start');
  const last =
    given(end, 'end') ??
    (first && length !== undefined ? { ticks: first.ticks + length } : { ticks: now.ticks });
  const begin = first ?? { ticks: last.ticks - (length ?? 0n) };
  inOrder(begin, last);
  return { start: begin, end: last };
}

/** Refuse a time that ends before it begins. Errors: `catalog/bad-timespan`. */
export function inOrder(start: Moment, end: Moment): void {
  if (start.ticks > end.ticks)
    throw badSpan(`it starts at ${isoText(start)}, after its end at ${isoText(end)}`);
}

function badSpan(why: string): HuntError {
  return new HuntError({
    code: 'catalog/bad-timespan',
    message: `The time span cannot be used: ${why}.`,
    hint: "Such as { start: '2024-02-01', end: '2024-02-03' } or { period: '1d' }.",
  });
}

/** A value as a message may show it. */
export function shown(value: unknown): string {
  const text = typeof value === 'string' ? `'${value}'` : String(value);
  return text.length > 80 ? `${text.slice(0, 80)}…` : text;
}
