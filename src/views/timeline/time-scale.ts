import { fromZone, zoneOffset } from '../zone.ts';

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

/** A stretch of time in milliseconds since 1970, fractions down to the microsecond; the end is not part of it. */
export interface Range {
  readonly from: number;
  readonly to: number;
}

const widths = [
  ...[0.001, 0.01, 0.1, 1, 2, 5, 10, 20, 50, 100, 200, 500],
  ...[1, 2, 5, 10, 15, 30].map((n) => n * second),
  ...[1, 2, 5, 10, 15, 30].map((n) => n * minute),
  ...[1, 2, 3, 6, 12].map((n) => n * hour),
  ...[1, 2, 7, 14, 28, 91, 364, 3640, 36_400].map((n) => n * day),
];

/** The smallest of the usual widths that divides a span into at most `most` bins, in milliseconds. */
export function binWidth(spanMs: number, most: number): number {
  return widths.find((width) => spanMs / width <= most) ?? (widths.at(-1) as number);
}

/** A time as Kusto's answers spell it, in milliseconds with fractions; null for what is none. */
export function timeOf(value: unknown): number | null {
  if (typeof value !== 'string') return null;
  const ms = Date.parse(value.replace(/(\.\d{3})\d+/, '$1'));
  if (Number.isNaN(ms)) return null;
  const finer = /\.\d{3}(\d+)/.exec(value)?.[1] ?? '';
  return finer === '' ? ms : ms + Number(`0.${finer}`);
}

/** A time as a reader wants it, in the shown zone, as fine as the step between two that must be told apart. */
export function timeText(ms: number, stepMs: number): string {
  return wallText(ms + zoneOffset(ms), stepMs);
}

/** What clocks show, as `Date` has it of UTC. */
function wallText(ms: number, stepMs: number): string {
  const iso = new Date(Math.floor(ms)).toISOString().replace('T', ' ').replace('Z', '');
  if (stepMs >= day) return iso.slice(0, 10);
  if (stepMs >= minute) return iso.slice(0, 16);
  if (stepMs >= second) return iso.slice(0, 19);
  if (stepMs >= 1) return iso;
  const micros = Math.floor((ms - Math.floor(ms)) * 1000);
  return iso + String(micros).padStart(3, '0');
}

/** How long a stretch of milliseconds is, in the two largest units that say it. */
export function spanText(ms: number): string {
  const units: [number, string][] = [
    [day, 'd'],
    [hour, 'h'],
    [minute, 'min'],
    [second, 's'],
    [1, 'ms'],
  ];
  const first = units.findIndex(([size]) => ms >= size);
  if (first < 0) return `${Math.round(ms * 1000)} µs`;
  const [size, name] = units[first] as [number, string];
  const whole = Math.floor(ms / size);
  const [nextSize, nextName] = units[first + 1] ?? [0, ''];
  const rest = nextSize > 0 ? Math.floor((ms - whole * size) / nextSize) : 0;
  return rest > 0 ? `${whole} ${name} ${rest} ${nextName}` : `${whole} ${name}`;
}

/** A mark on the axis of time. */
export interface Tick {
  at: number;
  label: string;
  /** Where a day, a month or a year begins. */
  strong: boolean;
}

const months = [
  'Jan',
  'Feb',
  'Mar',
  'Apr',
  'May',
  'Jun',
  'Jul',
  'Aug',
  'Sep',
  'Oct',
  'Nov',
  'Dec',
] as const;

/** Ticks of a range at round times of the shown zone, at most `most` of them. */
export function timeTicks({ from, to }: Range, most: number): Tick[] {
  const wall = { from: from + zoneOffset(from), to: to + zoneOffset(to) };
  return wallTicks(wall, most)
    .map((tick) => ({ ...tick, at: fromZone(tick.at) }))
    .filter(({ at }) => at >= from && at < to);
}

function wallTicks({ from, to }: Range, most: number): Tick[] {
  const room = Math.max(2, most);
  const step = widths.find((width) => width <= 14 * day && (to - from) / width <= room);
  if (step === undefined) return monthTicks({ from, to }, room);
  const ticks: Tick[] = [];
  // Weeks begin on a Monday: 1970-01-05 was one.
  const origin = step >= 7 * day ? 4 * day : 0;
  for (let n = Math.ceil((from - origin) / step); n * step + origin < to; n++) {
    const at = n * step + origin;
    const midnight = at % day === 0;
    ticks.push({ at, label: tickLabel(at, step), strong: midnight && step < day });
  }
  return ticks;
}

/** What stands at a tick, given what clocks show there. */
export function tickLabel(at: number, step: number): string {
  const date = new Date(Math.floor(at));
  if (step >= day || at % day === 0) {
    const first = date.getUTCMonth() === 0 && date.getUTCDate() === 1;
    const label = `${date.getUTCDate()} ${months[date.getUTCMonth()]}`;
    return first ? `${label} ${date.getUTCFullYear()}` : label;
  }
  const text = wallText(at, step).slice(11);
  return step < second ? text.slice(3) : text;
}

function monthTicks({ from, to }: Range, most: number): Tick[] {
  const perMonth = 30.44 * day;
  const step =
    [1, 2, 3, 6, 12, 24, 60, 120, 240, 600, 1200, 6000, 12_000].find(
      (n) => (to - from) / (n * perMonth) <= most,
    ) ?? 24_000;
  const begin = new Date(Math.floor(from));
  const first = Math.ceil((begin.getUTCFullYear() * 12 + begin.getUTCMonth()) / step) * step;
  const ticks: Tick[] = [];
  for (let n = first; ticks.length <= most; n += step) {
    const date = new Date(0);
    date.setUTCFullYear(Math.floor(n / 12), n % 12, 1);
    const at = date.getTime();
    if (!(at < to)) break;
    if (at < from) continue;
    const january = n % 12 === 0;
    const label = january ? String(Math.floor(n / 12)) : String(months[n % 12]);
    ticks.push({ at, label, strong: january && step < 12 });
  }
  return ticks;
}
