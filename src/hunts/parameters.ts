import { didYouMean, HuntError } from '../base/index.ts';
import { isoText, momentOf, readTime } from '../catalog/index.ts';
import type { HuntParameter, HuntParameterType } from './front-matter.ts';

/** Values for the parameters of a hunt, by name: texts as a command line has them, or values of YAML and JSON. */
export type GivenValues = Readonly<Record<string, unknown>>;

/**
 * What stands for each parameter, as KQL literals. Errors: `hunts/unknown-parameter`, `hunts/missing-parameter`,
 * `hunts/bad-parameter`, each naming it.
 */
export function parameterLiterals(
  parameters: readonly HuntParameter[],
  given: GivenValues,
  now: Date,
): ReadonlyMap<string, string> {
  const names = parameters.map(({ name }) => name);
  for (const name of Object.keys(given))
    if (!names.includes(name))
      throw new HuntError({
        code: 'hunts/unknown-parameter',
        message: `The hunt has no parameter '${name.slice(0, 80)}'.${didYouMean(name, names)}`,
        hint: names.length > 0 ? `It has ${names.join(', ')}.` : 'It has none.',
      });
  const missing = parameters.filter((p) => p.default === null && given[p.name] === undefined);
  if (missing.length > 0)
    throw new HuntError({
      code: 'hunts/missing-parameter',
      message: `The hunt needs ${missing.map(({ name }) => `'${name}'`).join(', ')}.`,
      hint: missing.map(({ name, about }) => `${name}: ${about ?? 'its value'}`).join('; '),
    });
  return new Map(
    parameters.map((parameter) => {
      const value = given[parameter.name] ?? parameter.default;
      const literal = spellings[parameter.type](value, now);
      if (literal !== null) return [parameter.name, literal];
      throw new HuntError({
        code: 'hunts/bad-parameter',
        message: `'${parameter.name}' takes ${takes[parameter.type]}, not ${JSON.stringify(value)?.slice(0, 80)}.`,
        hint: parameter.about ?? 'Give another value.',
      });
    }),
  );
}

const takes: Readonly<Record<HuntParameterType, string>> = {
  string: 'a text',
  long: 'a whole number',
  real: 'a number',
  bool: 'true or false',
  datetime: 'a time, such as 2024-02-01T10:00Z or -2d',
  timespan: 'a length of time, such as 2h or 1.02:30:00',
  list: 'a list of texts or numbers',
};

/** Each type's literal for a value; null where the value is none of it. */
const spellings: Readonly<Record<HuntParameterType, (value: unknown, now: Date) => string | null>> =
  {
    string: (value) => (isPlain(value) ? JSON.stringify(String(value)) : null),
    long: (value) => matched(value, /^[+-]?\d{1,18}$/, 'long'),
    real: (value) => matched(value, /^[+-]?\d{1,300}(?:\.\d{1,300})?(?:e[+-]?\d{1,3})?$/i, 'real'),
    bool: (value) => matched(value, /^(?:true|false)$/, 'bool'),
    datetime: (value, now) => `datetime(${isoText(readTime(value, 'value', momentOf(now)))})`,
    timespan: (value) =>
      matched(
        value,
        /^(?:\d{1,9}(?:\.\d{1,9})?(?:d|h|m|s|ms)|(?:\d{1,7}\.)?\d\d?:\d\d(?::\d\d(?:\.\d{1,7})?)?)$/,
        'timespan',
      ),
    list: (value) => {
      const items = typeof value === 'string' ? value.split(',').map((item) => item.trim()) : value;
      return Array.isArray(items) && items.every(isPlain)
        ? `dynamic(${JSON.stringify(items)})`
        : null;
    },
  };

function isPlain(value: unknown): value is string | number | boolean {
  return ['string', 'number', 'boolean'].includes(typeof value);
}

function matched(value: unknown, form: RegExp, type: string): string | null {
  const text = isPlain(value) ? String(value).trim() : '';
  return form.test(text) ? `${type}(${text})` : null;
}
