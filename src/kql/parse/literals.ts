const second = 10_000_000n;
const minute = 60n * second;
const hour = 60n * minute;
const day = 24n * hour;

const units = new Map<string, bigint>();
const spellings: [bigint, string][] = [
  [day, 'd day days'],
  [hour, 'h hr hrs hour hours'],
  [minute, 'm min minute minutes'],
  [second, 's sec second seconds'],
  [10_000n, 'ms milli millis millisec millisecond milliseconds'],
  [10n, 'micro micros microsec microsecond microseconds'],
  [1n, 'tick ticks'],
];
for (const [ticks, names] of spellings) for (const name of names.split(' ')) units.set(name, ticks);

/** Read a timespan as Kusto writes it (`1.5h`, `2.03:04:05.6`, a bare number of days), in ticks of 100 ns; null if it is none. */
export function parseTimespan(text: string): bigint | null {
  const t = text.trim();
  const unit = /^(-?)(\d+)(?:\.(\d{1,12}))?\s*([a-z]+)$/i.exec(t);
  if (unit) return fromUnits(unit);
  const clock =
    /^(-?)(?:(\d+)\.)?(\d{1,2}):(\d{1,2})(?::(\d{1,2})(?:\.(\d{1,7}))?)?$/.exec(t) ??
    /^(-?)(\d+):(\d{1,2}):(\d{1,2}):(\d{1,2})(?:\.(\d{1,7}))?$/.exec(t);
  if (clock) return fromClock(clock);
  return /^-?\d+$/.test(t) ? BigInt(t) * day : null;
}

function fromUnits([, sign, whole, fraction = '', name]: RegExpExecArray): bigint | null {
  const ticks = units.get((name ?? '').toLowerCase());
  if (ticks === undefined) return null;
  const scale = 10n ** BigInt(fraction.length);
  const value = (BigInt(`${whole}${fraction}`) * ticks) / scale;
  return sign ? -value : value;
}

function fromClock([, sign, days, hours, minutes, seconds, fraction]: RegExpExecArray):
  | bigint
  | null {
  const [h, m, s] = [BigInt(hours ?? 0), BigInt(minutes ?? 0), BigInt(seconds ?? 0)];
  if (h > 23n || m > 59n || s > 59n) return null;
  const value =
    BigInt(days ?? 0) * day +
    h * hour +
    m * minute +
    s * second +
    BigInt((fraction ?? '').padEnd(7, '0'));
  return sign ? -value : value;
}

/** Dates as `2025, 6, 14`, `13-02-2022` or `2/13/2022`, in the order of ISO; the month first where both ways are a date. */
function isoOrder(text: string): string {
  const [, year, month, day, rest = ''] =
    /^(\d{4})\s*[-,/]\s*(\d{1,2})\s*[-,/]\s*(\d{1,2})(?!\d)(.*)$/s.exec(text) ?? [];
  if (year) return `${year}-${month}-${day}${rest}`;
  const [, one = '', other = '', yearLast, after = ''] =
    /^(\d{1,2})\s*[-/]\s*(\d{1,2})\s*[-/]\s*(\d{4})(?!\d)(.*)$/s.exec(text) ?? [];
  if (!yearLast || /[ap]m/i.test(after)) return text;
  return Number(one) > 12
    ? `${yearLast}-${other}-${one}${after}`
    : `${yearLast}-${one}-${other}${after}`;
}

/** Read a datetime as Kusto writes it, in ticks of 100 ns since 1970 (UTC unless it says its zone); null if it is none. */
export function parseDatetime(text: string): bigint | null {
  const t = isoOrder(text.trim());
  const iso =
    /^(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?(?:[T ]+(\d{1,2}):(\d{1,2})(?::(\d{1,2})(?:\.(\d{1,9}))?)?)?\s*(Z|[+-]\d\d:?\d\d)?$/i.exec(
      t,
    );
  if (iso) return fromParts(iso);
  if (!/[a-z/]/i.test(t)) return null;
  const zoned = /(z|gmt|utc|[+-]\d\d:?\d\d)$/i.test(t);
  const millis = Date.parse(zoned ? t : `${t} UTC`);
  return Number.isNaN(millis) ? null : BigInt(millis) * 10_000n;
}

function fromParts([, y, mo, d, h, mi, s, fraction, zone]: RegExpExecArray): bigint | null {
  const millis = Date.UTC(
    2000,
    Number(mo ?? 1) - 1,
    1,
    Number(h ?? 0),
    Number(mi ?? 0),
    Number(s ?? 0),
  );
  const date = new Date(millis);
  date.setUTCFullYear(Number(y), Number(mo ?? 1) - 1, Number(d ?? 1));
  const valid =
    date.getUTCMonth() === Number(mo ?? 1) - 1 &&
    date.getUTCDate() === Number(d ?? 1) &&
    date.getUTCHours() === Number(h ?? 0) &&
    Number(mi ?? 0) < 60 &&
    Number(s ?? 0) < 60;
  if (!valid) return null;
  const ticks =
    BigInt(date.getTime()) * 10_000n + BigInt((fraction ?? '').padEnd(7, '0').slice(0, 7));
  return ticks - zoneMinutes(zone) * minute;
}

function zoneMinutes(zone: string | undefined): bigint {
  const parts = /^([+-])(\d\d):?(\d\d)$/.exec(zone ?? '');
  if (!parts) return 0n;
  const minutes = BigInt(parts[2] ?? 0) * 60n + BigInt(parts[3] ?? 0);
  return parts[1] === '-' ? -minutes : minutes;
}

/** Spell a timespan as Kusto prints it: `[-][d.]hh:mm:ss[.fffffff]`. */
export function timespanText(ticks: bigint): string {
  const size = ticks < 0n ? -ticks : ticks;
  const two = (n: bigint): string => String(n).padStart(2, '0');
  const days = size / day > 0n ? `${size / day}.` : '';
  const clock = `${two((size / hour) % 24n)}:${two((size / minute) % 60n)}:${two((size / second) % 60n)}`;
  const rest = size % second > 0n ? `.${String(size % second).padStart(7, '0')}` : '';
  return `${ticks < 0n ? '-' : ''}${days}${clock}${rest}`;
}

/** Ticks as whole microseconds and the ticks past them. */
export function splitTicks(ticks: bigint): { micros: bigint; below: bigint } {
  const below = ((ticks % 10n) + 10n) % 10n;
  return { micros: (ticks - below) / 10n, below };
}

/** Spell a datetime, in ticks since 1970, as Kusto prints it: ISO with seven decimals and Z. */
export function datetimeText(ticks: bigint): string {
  const below = ((ticks % second) + second) % second;
  const iso = new Date(Number((ticks - below) / 10_000n))
    .toISOString()
    .replace(/^[+-]0*(?=\d{4})/, '');
  return `${iso.slice(0, 19)}.${String(below).padStart(7, '0')}Z`;
}
