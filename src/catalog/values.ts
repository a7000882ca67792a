import { HuntError, nearNames } from '../base/index.ts';
import { type Item, isMoment, type Value } from './languages/language.ts';
import { isoText, type Moment, momentOf } from './moment.ts';
import { fullName, type NamedQuery, type PlainValue, type QueryParameter } from './named-query.ts';
import { inOrder, readTime, readTimeSpan, shown } from './times.ts';

/** The values of a query's parameters, by the names of its own; those that are not given have their defaults. */
export interface ReadValues {
  values: ReadonlyMap<string, Value>;
  /** The parameters whose values were given. */
  given: ReadonlySet<string>;
}

const maxItems = 100_000;

/**
 * Read what was given for the parameters of a query: aliases, `timespan` for its start and end, texts as numbers,
 * times and lists. Errors: `catalog/unknown-parameter`, `catalog/missing-parameter`, `catalog/parameter-twice`,
 * `catalog/bad-value` and those of times, each naming the parameter.
 */
export function readValues(
  query: NamedQuery,
  given: Readonly<Record<string, unknown>>,
  now: Moment,
): ReadValues {
  const byName = ownNames(query, given);
  const values = timesOf(query, byName, now);
  for (const [name, value] of byName) {
    const parameter = query.parameters.get(name);
    if (parameter) values.set(name, readValue(parameter, value, now));
  }
  const names = new Set(values.keys());
  const missing: string[] = [];
  for (const [name, parameter] of query.parameters) {
    if (values.has(name)) continue;
    if (parameter.default !== undefined)
      values.set(name, readDefault(parameter, parameter.default, now));
    else if (parameter.used) missing.push(name);
  }
  if (missing.length > 0) throw missingValues(query, missing);
  const [start, end] = [values.get('start'), values.get('end')];
  if (start !== undefined && end !== undefined && isMoment(start) && isMoment(end))
    inOrder(start, end);
  return { values, given: names };
}

/** What `timespan` says of start and end; it is taken out of what was given. */
function timesOf(query: NamedQuery, given: Map<string, unknown>, now: Moment): Map<string, Value> {
  const span = given.get('timespan');
  const values = new Map<string, Value>();
  if (span === undefined || query.parameters.has('timespan')) return values;
  given.delete('timespan');
  for (const [name, moment] of Object.entries(readTimeSpan(span, now))) {
    if (given.has(name)) throw twice(query, 'timespan', name);
    if (query.parameters.has(name)) values.set(name, moment);
  }
  return values;
}

function ownNames(
  query: NamedQuery,
  given: Readonly<Record<string, unknown>>,
): Map<string, unknown> {
  const aliases = new Map(
    [...query.parameters.values()].flatMap((p) =>
      p.aliases.map((alias) => [alias, p.name] as const),
    ),
  );
  const found = new Map<string, unknown>();
  for (const [key, value] of Object.entries(given)) {
    if (value === undefined || value === null) continue;
    const known = query.parameters.has(key) || key === 'timespan';
    const name = known ? key : aliases.get(key);
    if (name === undefined) throw unknownParameter(query, key);
    if (found.has(name)) throw twice(query, key, name);
    found.set(name, value);
  }
  return found;
}

function readDefault(parameter: QueryParameter, value: PlainValue, now: Moment): Value {
  if (parameter.type === 'datetime') return readTime(value, parameter.name, now);
  if (parameter.type === 'list') return listOf(value, parameter);
  return value instanceof Date ? isoText(momentOf(value)) : (value as Item);
}

/** Read one value of a parameter. Errors: as of `readValues`. */
export function readValue(parameter: QueryParameter, value: unknown, now: Moment): Value {
  const { type, name } = parameter;
  if (type === 'datetime') return readTime(value, name, now);
  if (type === 'list' || Array.isArray(value)) {
    if (type === 'list' || type === 'str') return listOf(value, parameter);
    throw wrong(parameter, value, 'one value');
  }
  const read = itemOf(value, parameter);
  if (type === 'str') return typeof read === 'string' ? read : String(read);
  if (type === 'bool') {
    const text = String(read).toLowerCase();
    if (text === 'true' || text === 'false') return text === 'true';
    throw wrong(parameter, value, 'true or false');
  }
  const text = String(read).trim();
  const fits = type === 'int' ? /^[+-]?\d{1,19}$/ : /^[+-]?\d+(?:\.\d+)?(?:e[+-]?\d{1,3})?$/i;
  if (!fits.test(text))
    throw wrong(parameter, value, type === 'int' ? 'a whole number' : 'a number');
  if (type !== 'int') return Number(text);
  const whole = BigInt(text.replace('+', ''));
  if (BigInt.asIntN(64, whole) === whole) return whole;
  throw wrong(parameter, value, 'a whole number of 64 bits');
}

/** A list, or a text of items with commas between. */
function listOf(value: unknown, parameter: QueryParameter): readonly Item[] {
  const items: readonly unknown[] = Array.isArray(value)
    ? value
    : typeof value === 'string' && value.includes(',')
      ? value.split(',').map((item) => item.trim())
      : [value];
  if (items.length > maxItems) throw wrong(parameter, value, `at most ${maxItems} values`);
  if (items.length === 0) throw wrong(parameter, '[]', 'at least one value');
  return items.map((item) => itemOf(item, parameter));
}

function itemOf(value: unknown, parameter: QueryParameter): Item {
  if (typeof value === 'string' || typeof value === 'boolean' || typeof value === 'bigint')
    return value;
  if (typeof value === 'number' && Number.isFinite(value)) return value;
  if (value instanceof Date && !Number.isNaN(value.getTime())) return isoText(momentOf(value));
  throw wrong(parameter, value, parameter.type === 'list' ? 'texts or numbers' : 'a text');
}

function wrong(parameter: QueryParameter, value: unknown, takes: string): HuntError {
  return new HuntError({
    code: 'catalog/bad-value',
    message: `'${parameter.name}' takes ${takes}, not ${shown(value)}.`,
    hint: parameter.about,
  });
}

function twice(query: NamedQuery, one: string, other: string): HuntError {
  return new HuntError({
    code: 'catalog/parameter-twice',
    message: `'${one}' and '${other}' of ${fullName(query)} say the same.`,
    hint: 'Give one of them.',
  });
}

function unknownParameter(query: NamedQuery, name: string): HuntError {
  const names = [...query.parameters.values()].flatMap((p) =>
    p.used ? [p.name, ...p.aliases] : [],
  );
  const near = nearNames(name, names);
  return new HuntError({
    code: 'catalog/unknown-parameter',
    message: `${fullName(query)} has no parameter '${name}'.`,
    hint:
      near.length > 0
        ? `Did you mean ${near.join(' or ')}?`
        : `It takes ${names.join(', ') || 'none'}.`,
  });
}

function missingValues(query: NamedQuery, names: readonly string[]): HuntError {
  const about = names.map((name) => `${name}: ${query.parameters.get(name)?.about ?? ''}`);
  return new HuntError({
    code: 'catalog/missing-parameter',
    message: `${fullName(query)} needs ${names.map((n) => `'${n}'`).join(', ')}.`,
    hint: `${about.join('; ')}.`.replace('..', '.'),
  });
}
