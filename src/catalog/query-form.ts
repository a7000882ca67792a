import { HuntError } from '../base/index.ts';
import { fillQuery, parameterAt } from './fill.ts';
import { isMoment } from './languages/language.ts';
import { isoText, momentOf } from './moment.ts';
import { fullName, type NamedQuery, type PlainValue, type QueryParameter } from './named-query.ts';
import { readTime } from './times.ts';
import { readValue } from './values.ts';

/** What can be said of values before a query is asked with them. */
export interface CheckedValues {
  /** What is wrong, by the names of parameters. */
  faults: ReadonlyMap<string, HuntError>;
  /** What is wrong with the values together. */
  fault: HuntError | null;
  /** What each time means now, ISO 8601. */
  times: ReadonlyMap<string, string>;
}

/**
 * Look at values of a query one by one, so that all that is wrong is told at once; values that are needed and not given
 * are among it. `given` goes by the names of the query's own parameters.
 */
export function checkValues(
  query: NamedQuery,
  given: Readonly<Record<string, unknown>>,
  { now = new Date() }: { now?: Date } = {},
): CheckedValues {
  const moment = momentOf(now);
  const faults = new Map<string, HuntError>();
  const times = new Map<string, string>();
  const attempt = (name: string | null, work: () => void): HuntError | null => {
    try {
      work();
      return null;
    } catch (error) {
      if (!(error instanceof HuntError)) throw error;
      if (name === null || !query.parameters.has(name)) return error;
      faults.set(name, error);
      return null;
    }
  };
  for (const parameter of query.parameters.values()) {
    const { name, type, about, used, default: standard } = parameter;
    const value = Object.hasOwn(given, name) ? given[name] : undefined;
    attempt(name, () => {
      if (value !== undefined) {
        const read = readValue(parameter, value, moment);
        if (isMoment(read)) times.set(name, isoText(read));
      } else if (standard === undefined && used) throw needed(query, name, about);
      else if (used && type === 'datetime')
        times.set(name, isoText(readTime(standard, name, moment)));
    });
  }
  if (faults.size > 0) return { faults, fault: null, times };
  const whole = attempt(null, () => fillQuery(query, given, { now }));
  const about = whole ? parameterAt(whole) : null;
  const own = about !== null && query.parameters.has(about) ? about : null;
  if (whole && own !== null) faults.set(own, whole);
  return { faults, fault: own === null ? whole : null, times };
}

function needed(query: NamedQuery, name: string, about: string): HuntError {
  return new HuntError({
    code: 'catalog/missing-parameter',
    message: `${fullName(query)} needs '${name}'.`,
    ...(about === '' ? {} : { hint: about }),
  });
}

/**
 * What a text stands for as a value of a parameter: for a list a JSON list, or items with commas or line breaks between, of
 * which whole numbers are numbers; for others the text itself.
 */
export function valueOfText({ type }: Pick<QueryParameter, 'type'>, text: string): unknown {
  if (type !== 'list') return text;
  if (/^\s*\[.*\]\s*$/s.test(text)) {
    try {
      return JSON.parse(text) as unknown;
    } catch {
      return text;
    }
  }
  const between = text.includes('\n') ? /\r?\n/ : ',';
  const items = text.split(between).map((item) => item.trim());
  const said = items.length > 1 ? items.filter((item) => item !== '') : items;
  return said.every((item) => /^\d{1,15}$/.test(item)) ? said.map(Number) : said;
}

/** A default as the text that stands for it. */
export function textOfDefault(value: PlainValue): string {
  if (value instanceof Date) return isoText(momentOf(value));
  if (!Array.isArray(value)) return String(value);
  const items: readonly unknown[] = value;
  const plain = items.every((item) => typeof item !== 'string' || !/[,\n"[\]]/.test(item));
  return plain ? items.map(String).join(', ') : JSON.stringify(items);
}

/** The parameters that must be given; start and end are those of the open data unless said. */
export function neededParameters({ parameters }: NamedQuery): string[] {
  return [...parameters.values()].flatMap((p) =>
    p.used && p.default === undefined && p.name !== 'start' && p.name !== 'end' ? [p.name] : [],
  );
}

/** The command that runs a query on files; null where it is for another system. */
export function exampleOf(query: NamedQuery): string | null {
  if (query.language !== 'kql' && query.language !== 'file') return null;
  const values = neededParameters(query).map((name) => ` -p ${name}=${sampleOf(query, name)}`);
  return `huntbook query FILES --named ${fullName(query)}${values.join('')}`;
}

function sampleOf(query: NamedQuery, name: string): string {
  const type = query.parameters.get(name)?.type;
  if (type === 'int' || type === 'float') return '1';
  if (type === 'list') return 'A,B';
  return type === 'datetime' ? '-1d' : name.toUpperCase();
}
