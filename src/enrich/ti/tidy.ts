/** What a source says, made safe to keep: bounded, without our keys. */
type Json = Readonly<Record<string, unknown>>;

const deepest = 24;
const longestText = 20_000;
const longestSummary = 500;
const longestReference = 2000;
const raw = { deepest: 8, list: 50, fields: 200, text: 1000, name: 200, whole: 32_000 };

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The object that a value is; an empty one where it is none. */
export const object = (value: unknown): Json => (isObject(value) ? value : {});
/** The list that a value is; an empty one where it is none. */
export const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
/** The objects of a list. */
export const objects = (value: unknown): readonly Json[] => list(value).filter(isObject);
/** The text that a value is; empty where it is none. */
export const text = (value: unknown): string => (typeof value === 'string' ? value : '');
/** The texts of a list. */
export const texts = (value: unknown): readonly string[] => list(value).map(text).filter(Boolean);
/** The number that a value is, or spells; null where it is none. */
export function number(value: unknown): number | null {
  const read =
    typeof value === 'string' && /^-?\d+(?:\.\d+)?$/.test(value.trim()) ? Number(value) : value;
  return typeof read === 'number' && Number.isFinite(read) ? read : null;
}

/** A time that a source tells, in ISO 8601: a text with or without zone (UTC), or seconds since 1970. */
export function time(value: unknown): string | null {
  const said = text(value).trim();
  const zoneless = /^(\d{4}-\d\d-\d\d)(?:[ T](\d\d:\d\d:\d\d(?:\.\d+)?))?(?: ?UTC)?$/.exec(said);
  const ms =
    typeof value === 'number'
      ? value * 1000
      : zoneless
        ? Date.parse(`${zoneless[1]}T${zoneless[2] ?? '00:00:00'}Z`)
        : /^\d{4}-\d\d-\d\dT/.test(said)
          ? Date.parse(said)
          : Number.NaN;
  return Math.abs(ms) < 8.64e15 ? new Date(ms).toISOString() : null;
}

/** What was parsed, no deeper and no longer than can be worked with, our keys taken out. */
export function tidy(value: unknown, secrets: readonly string[], depth = 0): unknown {
  if (typeof value === 'string') return withoutSecrets(value.slice(0, longestText), secrets);
  if (typeof value !== 'object' || value === null) return value;
  if (depth >= deepest) return null;
  if (Array.isArray(value)) return value.map((one) => tidy(one, secrets, depth + 1));
  return Object.fromEntries(
    Object.entries(value).map(([name, one]) => [
      withoutSecrets(name.slice(0, longestText), secrets),
      tidy(one, secrets, depth + 1),
    ]),
  );
}

function withoutSecrets(said: string, secrets: readonly string[]): string {
  return secrets.reduce((rest, secret) => rest.replaceAll(secret, '(key)'), said);
}

/** A value cut to what `room` still holds. */
function cut(value: unknown, room: { left: number }, depth: number): unknown {
  room.left -= 4;
  if (typeof value === 'string') {
    const short = value.length > raw.text ? `${value.slice(0, raw.text)}…` : value;
    room.left -= short.length;
    return room.left < 0 ? '…' : short;
  }
  if (typeof value !== 'object' || value === null) return value;
  if (depth >= raw.deepest || room.left < 0) return '…';
  if (Array.isArray(value)) {
    const kept = firstOf(value, raw.list, room).map((one) => cut(one, room, depth + 1));
    return kept.length < value.length ? [...kept, '…'] : kept;
  }
  const kept = firstOf(Object.entries(value), raw.fields, room).map(
    ([name, one]): [string, unknown] => {
      const short = name.slice(0, raw.name);
      room.left -= short.length;
      return [short, room.left < 0 ? '…' : cut(one, room, depth + 1)];
    },
  );
  return Object.fromEntries(kept);
}

const firstOf = <T>(all: readonly T[], most: number, { left }: { left: number }): readonly T[] =>
  all.slice(0, Math.max(1, Math.min(most, Math.ceil(left / 4))));

/** As much of an answer as is kept with it: what is longer is cut, with `…` where it was. */
export function rawOf(value: unknown): unknown {
  return cut(value, { left: raw.whole }, 0);
}

/** A text of others on one line, without signs that steer a terminal or the direction of writing. */
export function line(said: string, longest: number = longestSummary): string {
  const plain = said
    .slice(0, longest * 4)
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\s]+/gu, ' ')
    .trim();
  return plain.length > longest ? `${plain.slice(0, longest - 1)}…` : plain;
}

/** Parts of a summary, the empty ones left out. */
export function summaryOf(...parts: readonly (string | false | null | undefined)[]): string {
  return line(parts.filter(Boolean).join('; '));
}

/** Some of the texts, for a summary. */
export function few(said: readonly string[], most = 5): string {
  const different = [...new Set(said.map((one) => line(one, 80)).filter(Boolean))];
  const more = different.length - most;
  return `${different.slice(0, most).join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}

/** `1 report`, `2 reports`. */
export function count(many: number, one: string): string {
  return `${many} ${many === 1 ? one : `${one}s`}`;
}

/** An address of the web that may be followed; empty for any other text. */
export function webReference(said: string): string {
  if (said.length > longestReference || !URL.canParse(said)) return '';
  const { protocol, username, password, href } = new URL(said);
  return /^https?:$/.test(protocol) && username === '' && password === '' ? href : '';
}
