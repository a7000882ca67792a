import { readFileSync } from 'node:fs';
import type { KustoType } from '../../src/base/index.ts';
import { type Answer, type Engine, openEngine } from './kql-engine.ts';

interface Case {
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

/** How a case went: null is right, otherwise what is wrong. */
export interface CaseResult {
  id: string;
  family: string;
  query: string;
  wrong: string | null;
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

const buildsCollections =
  /\b(make_set|make_list|make_bag|makeset|makelist|set_\w+|bag_\w+)\w*\s*\(/i;

/** A value in one spelling, so that equal values are equal texts. */
function canonical(value: unknown, digits: number, unordered: boolean): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'number') return number(value, digits);
  if (typeof value === 'boolean') return String(value);
  if (Array.isArray(value)) {
    const items = value.map((v: unknown) => canonical(v, digits, unordered));
    return `[${(unordered ? items.sort() : items).join(',')}]`;
  }
  if (typeof value === 'object')
    return `{${Object.entries(value)
      .map(([k, v]) => `${JSON.stringify(k)}:${canonical(v, digits, unordered)}`)
      .sort()
      .join(',')}}`;
  return String(value);
}

function number(value: number, digits: number): string {
  if (!Number.isFinite(value)) return String(value);
  return Object.is(value, -0) ? '0' : String(Number(value.toPrecision(digits)));
}

function parsed(text: unknown): unknown {
  if (typeof text !== 'string') return text;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** A datetime or timespan without what only pads it. */
function time(text: string): string {
  return text
    .replace(' ', 'T')
    .replace(/Z$/, '')
    .replace(/(\.\d{6})\d$/, '$1')
    .replace(/\.0*$/, '')
    .replace(/(\.\d*?)0+$/, '$1');
}

function cell(value: unknown, type: KustoType, digits: number, unordered: boolean): string {
  if (value === null || value === undefined || value === '') return '';
  if (type === 'dynamic') return canonical(parsed(value), digits, unordered);
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
    return number(Object.hasOwn(named, text) ? (named[text] ?? 0) : Number(value), digits);
  }
  return String(value);
}

function compareRows(
  answer: Answer,
  expected: unknown[][],
  test: Case,
  digits: number,
): string | null {
  const unordered = buildsCollections.test(test.query);
  const types = answer.columns.map((c) => c.type);
  const lines = (rows: unknown[][]): string[] => {
    const all = rows.map((r) =>
      r.map((v, i) => cell(v, types[i] ?? 'string', digits, unordered)).join(' ¦ '),
    );
    return test.ordered ? all : all.sort();
  };
  const [got, want] = [lines(answer.rows), lines(expected)];
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

/** A documentation page rounds and cuts: compare with the digits that it shows. */
function looseCell(got: unknown, want: string, type: KustoType, unordered: boolean): boolean {
  const text = want.trim();
  if (cell(got, type, 12, unordered) === cell(text, type, 12, unordered)) return true;
  if (text === '' || text === 'null') return got === null || got === '';
  if (type === 'real' || type === 'decimal') {
    const decimals = /\.(\d+)/.exec(text)?.[1]?.length ?? 0;
    return (
      Math.abs(Number(got) - Number(text)) <= 1.01 * 10 ** -decimals + Math.abs(Number(text)) * 1e-9
    );
  }
  if (type === 'datetime') {
    const shown = time(text.replace(/\.?0+$/, ''));
    return (
      time(String(got)).startsWith(shown) ||
      new Date(`${text}Z`).getTime() === new Date(String(got)).getTime()
    );
  }
  if (type === 'dynamic')
    return canonical(parsed(got), 8, unordered) === canonical(parsed(text), 8, unordered);
  return String(got).replace(/\s+/g, ' ').trim() === text.replace(/\s+/g, ' ');
}

function compareDocs(answer: Answer, test: Case): string | null {
  const header = test.header ?? [];
  const names = answer.columns.map((c) => c.name);
  if (names.length !== header.length)
    return `columns ${names.join(', ')} want ${header.join(', ')}`;
  const rows = (test.rowsText ?? []).map((r) => (Array.isArray(r) ? r : [r]));
  if (rows.length !== answer.rows.length) return `${answer.rows.length} rows, not ${rows.length}`;
  const unordered = buildsCollections.test(test.query);
  const left = [...answer.rows];
  for (const row of rows) {
    const at = left.findIndex((got) =>
      got.every((v, i) =>
        looseCell(v, row[i] ?? '', answer.columns[i]?.type ?? 'string', unordered),
      ),
    );
    if (at < 0) return `no row like ${row.join(' ¦ ')}; first is ${JSON.stringify(answer.rows[0])}`;
    left.splice(at, 1);
  }
  return null;
}

/** A value as kusto-loco prints it. */
function printed(value: unknown, type: KustoType, quoted: boolean): string {
  if (value === null || value === undefined) return type === 'dynamic' ? 'null' : '<null>';
  if (type === 'dynamic')
    return quoted || typeof value !== 'string' ? JSON.stringify(value) : value;
  if (type === 'bool') return value ? 'True' : 'False';
  return String(value);
}

const squash = (text: string): string => text.replace(/\s+/g, '');

/** Two printed texts, numbers and times compared by value. */
function same(a: string, b: string): boolean {
  const plain = (s: string): string =>
    squash(s.toLowerCase())
      .replace(/\(null\)|<null>|null/g, '')
      .replace(/(\d\d)t(\d\d:)/g, '$1$2')
      .replace(/(:\d\d(\.\d+)?)z/g, '$1')
      .replace(/(\d)\.0+(?=\D|$)/g, '$1')
      .replace(/\.(\d+?)0+(?=z?(\D|$))/g, '.$1');
  if (plain(a) === plain(b)) return true;
  const [x, y] = [Number(a), Number(b)];
  return a.trim() !== '' && b.trim() !== '' && Math.abs(x - y) <= Math.abs(y) * 1e-9;
}

const checks: Readonly<Record<string, (got: string, want: string) => boolean>> = {
  equals: same,
  contains: (got, want) => squash(got).toLowerCase().includes(squash(want).toLowerCase()),
  notcontains: (got, want) => !squash(got).includes(squash(want)),
  startswith: (got, want) => got.startsWith(want),
};

function compareLoco(answer: Answer, test: Case): string | null {
  const text =
    (separator: string) =>
    (row: unknown[]): string =>
      row
        .map((v, i) => printed(v, answer.columns[i]?.type ?? 'string', test.kind === 'dump'))
        .join(separator);
  if (test.kind === 'dump') {
    const want = (test.rowsText ?? []).map(String);
    const got = answer.rows.map(text('; '));
    const loose = (a: string, b: string): boolean => {
      const [x, y] = [a.split(';'), b.split(';')];
      return x.length === y.length && x.every((v, i) => same(v, y[i] ?? ''));
    };
    const ok = got.length === want.length && want.every((w) => got.some((g) => loose(g, w)));
    return ok ? null : `got ${got.join(' / ')} want ${want.join(' / ')}`;
  }
  const rows = answer.rows.map(text(','));
  const mode = test.mode ?? 'last';
  const separator = mode === 'rows,' ? ',' : mode === 'rows|' ? '|' : '\n';
  const last = answer.rows.at(-1);
  const got = mode.startsWith('rows') ? rows.join(separator) : last ? text(',')(last) : '';
  const test2 = checks[test.check ?? 'equals'] ?? same;
  const sorted = (s: string): string =>
    mode.startsWith('rows') ? s.split(separator).map(squash).sort().join(separator) : s;
  return test2(sorted(got), sorted(test.expected ?? ''))
    ? null
    : `got ${got} want ${test.expected}`;
}

function compare(answer: Answer, test: Case): string | null {
  if (test.kind) return compareLoco(answer, test);
  if (test.header) return compareDocs(answer, test);
  return compareColumns(answer, test) ?? compareRows(answer, test.rows ?? [], test, 9);
}

async function runCase(engine: Engine, test: Case): Promise<string | null> {
  try {
    return compare(await engine.kql(test.query), test);
  } catch (error) {
    return String(error).split('\n')[0] ?? '';
  }
}

/** Run every case of a file. */
export async function runCases(path: string | URL): Promise<CaseResult[]> {
  const cases = readFileSync(path, 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => JSON.parse(line) as Case);
  const engine = await openEngine();
  const results: CaseResult[] = [];
  for (const test of cases) {
    const wrong = await runCase(engine, test);
    const family = test.family ?? test.group ?? test.file ?? '';
    results.push({ id: test.id, family, query: test.query, wrong });
  }
  engine.close();
  return results;
}
