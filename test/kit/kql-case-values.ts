import type { KustoType } from '../../src/base/index.ts';
import type { Answer } from './kql-engine.ts';

/** A query with its answer, as the files of cases hold it. */
export interface Case {
  id: string;
  query: string;
  family?: string;
  group?: string;
  file?: string;
  columns?: { name: string; class?: string; type?: string }[];
  header?: string[];
  rows?: unknown[][];
  rowsText?: (string | string[])[];
  kind?: string;
  mode?: string;
  check?: string;
  expected?: string;
  ordered?: boolean;
}

const classes: Readonly<Record<KustoType, string>> = {
  bool: 'Bool',
  int: 'Int',
  long: 'Int',
  real: 'Real',
  decimal: 'Real',
  string: 'String',
  datetime: 'DateTime',
  timespan: 'TimeSpan',
  dynamic: 'Dynamic',
  guid: 'Guid',
};

/** Whether a query builds sets, lists or bags, whose elements come in any order. */
export function buildsCollections(query: string): boolean {
  return /\b(make_set|make_list|make_bag|makeset|makelist|set_\w+|bag_\w+)\w*\s*\(/i.test(query);
}

/** A value in one spelling, so that equal values are equal texts. */
function canonical(value: unknown, unordered: boolean): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'number') return number(value);
  if (typeof value === 'boolean') return String(value);
  if (Array.isArray(value)) {
    const items = value.map((v: unknown) => canonical(v, unordered));
    return `[${(unordered ? items.sort() : items).join(',')}]`;
  }
  if (typeof value === 'object')
    return `{${Object.entries(value)
      .map(([k, v]) => `${JSON.stringify(k)}:${canonical(v, unordered)}`)
      .sort()
      .join(',')}}`;
  return String(value);
}

function number(value: number): string {
  if (!Number.isFinite(value)) return String(value);
  return Object.is(value, -0) ? '0' : String(Number(value.toPrecision(9)));
}

/** What JSON text stands for; any other value as it is. */
export function parsed(text: unknown): unknown {
  if (typeof text !== 'string') return text;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** A datetime or timespan to the microsecond, without what only pads it. */
export function time(text: string): string {
  return text
    .replace(' ', 'T')
    .replace(/Z$/, '')
    .replace(/(\.\d{6})\d$/, '$1')
    .replace(/\.0*$/, '')
    .replace(/(\.\d*?)0+$/, '$1');
}

/** A value of a type in one spelling, so that equal values are equal texts. */
export function cell(value: unknown, type: KustoType, unordered: boolean): string {
  if (value === null || value === undefined || value === '') return '';
  if (type === 'dynamic') return canonical(parsed(value), unordered);
  if (type === 'bool')
    return String(value).toLowerCase().replace(/^1$/, 'true').replace(/^0$/, 'false');
  if (type === 'datetime' || type === 'timespan') return time(String(value));
  if (type === 'real' || type === 'decimal') {
    const named: Record<string, number> = {
      inf: Infinity,
      '∞': Infinity,
      '-inf': -Infinity,
      '-∞': -Infinity,
    };
    const text = String(value).toLowerCase();
    return number(Object.hasOwn(named, text) ? (named[text] ?? 0) : Number(value));
  }
  return String(value);
}

function compareRows(answer: Answer, test: Case): string | null {
  const unordered = buildsCollections(test.query);
  const types = answer.columns.map((c) => c.type);
  const lines = (rows: unknown[][]): string[] => {
    const all = rows.map((r) =>
      r.map((v, i) => cell(v, types[i] ?? 'string', unordered)).join(' ¦ '),
    );
    return test.ordered ? all : all.sort();
  };
  const [got, want] = [lines(answer.rows), lines(test.rows ?? [])];
  const at = want.findIndex((line, i) => line !== got[i]);
  if (got.length !== want.length)
    return `${got.length} rows, not ${want.length}: ${got.slice(0, 4).join(' / ')} <> ${want.slice(0, 4).join(' / ')}`;
  return at < 0 ? null : `row ${at + 1}: got ${got[at]} want ${want[at]}`;
}

function compareColumns(answer: Answer, test: Case): string | null {
  const wanted = (test.columns ?? []).map((c) => `${c.name}:${c.class ?? c.type}`).join(', ');
  const exact = (test.columns ?? []).every((c) => c.type !== undefined);
  const got = answer.columns.map((c) => `${c.name}:${exact ? c.type : classes[c.type]}`).join(', ');
  return got === wanted ? null : `columns ${got} want ${wanted}`;
}

/** What differs from an answer with columns and values; null if nothing does. */
export function compareValues(answer: Answer, test: Case): string | null {
  return compareColumns(answer, test) ?? compareRows(answer, test);
}
