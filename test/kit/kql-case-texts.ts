import type { KustoType } from '../../src/base/index.ts';
import { buildsCollections, type Case, cell, parsed, time } from './kql-case-values.ts';
import type { Answer } from './kql-engine.ts';

/** How far a number may be from one that was rounded or cut to so many decimals. */
function near(got: number, want: number, decimals: number): boolean {
  return Math.abs(got - want) <= 1.01 * 10 ** -decimals + Math.abs(want) * 1e-9;
}

const decimalsOf = (text: string): number => /\.(\d+)/.exec(text)?.[1]?.length ?? 0;

/** Dynamic values by structure, numbers with the decimals shown, whole ones exactly. */
function nearDynamic(got: unknown, want: unknown, unordered: boolean): boolean {
  if (typeof got === 'number' && typeof want === 'number')
    return got === want || near(got, want, decimalsOf(String(want)) || 12);
  if (Array.isArray(got) && Array.isArray(want)) {
    if (got.length !== want.length) return false;
    const left = [...got];
    return want.every((w, i) => {
      const at = left.findIndex((g, j) => (unordered || i === j) && nearDynamic(g, w, unordered));
      if (at >= 0) left[at] = undefined;
      return at >= 0;
    });
  }
  if (got && want && typeof got === 'object' && typeof want === 'object') {
    const [a, b] = [new Map(Object.entries(got)), new Map(Object.entries(want))];
    return a.size === b.size && [...b].every(([k, w]) => nearDynamic(a.get(k), w, unordered));
  }
  return (got ?? null) === (want ?? null);
}

/** A page does not escape what stands in quotes, and sometimes leaves out quotes or doubled backslashes. */
const bare = (text: string): string => text.replace(/[\s"]/g, '').replace(/\\+/g, '\\');

function looseCell(got: unknown, want: string, type: KustoType, unordered: boolean): boolean {
  const text = want.trim();
  if (cell(got, type, unordered) === cell(text, type, unordered)) return true;
  if (text === '' || text === 'null') return got === null || got === '';
  if (type === 'real' || type === 'decimal')
    return near(Number(got), Number(text), decimalsOf(text));
  if (type === 'datetime') {
    const shown = time(text.replace(/\.?0+$/, ''));
    return (
      time(String(got)).startsWith(shown) ||
      new Date(`${text}Z`).getTime() === new Date(String(got)).getTime()
    );
  }
  if (type === 'dynamic')
    return (
      nearDynamic(parsed(got), parsed(text), unordered) || bare(JSON.stringify(got)) === bare(text)
    );
  return bare(String(got)) === bare(text);
}

/** What differs from the table printed on a documentation page, which rounds and cuts; null if nothing does. */
export function compareDocs(answer: Answer, test: Case): string | null {
  const header = test.header ?? [];
  const names = answer.columns.map((c) => c.name);
  if (names.length !== header.length)
    return `columns ${names.join(', ')} want ${header.join(', ')}`;
  const rows = (test.rowsText ?? [])
    .map((r) => (Array.isArray(r) ? r : [r]))
    .filter((r) => r.length === header.length || r.some((text) => text !== ''));
  if (rows.length !== answer.rows.length) return `${answer.rows.length} rows, not ${rows.length}`;
  const unordered = buildsCollections(test.query);
  // A page may show the columns in another order.
  const shuffled = names.every((n) => header.includes(n)) && new Set(names).size === names.length;
  const place = names.map((n, i) => (shuffled ? header.indexOf(n) : i));
  const left = [...answer.rows];
  for (const row of rows) {
    const at = left.findIndex((got) =>
      got.every((v, i) =>
        looseCell(v, row[place[i] ?? i] ?? '', answer.columns[i]?.type ?? 'string', unordered),
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

/** A text without what only the printing adds: case, blanks, the T and Z of times, padding zeros, the seventh decimal. */
function plain(text: string): string {
  return squash(text.toLowerCase())
    .replace(/\(null\)|<null>|null/g, '')
    .replace(/(\d\d)t(\d\d:)/g, '$1$2')
    .replace(/(:\d\d(\.\d+)?)z/g, '$1')
    .replace(/(:\d\d\.\d{6})\d/g, '$1')
    .replace(/(\d)\.0+(?=\D|$)/g, '$1')
    .replace(/\.(\d+?)0+(?=z?(\D|$))/g, '.$1');
}

function same(a: string, b: string): boolean {
  if (plain(a) === plain(b)) return true;
  const [x, y] = [Number(a), Number(b)];
  return a.trim() !== '' && b.trim() !== '' && Math.abs(x - y) <= Math.abs(y) * 1e-9;
}

const checks: Readonly<Record<string, (got: string, want: string) => boolean>> = {
  equals: same,
  contains: (got, want) =>
    squash(got).toLowerCase().includes(squash(want).toLowerCase()) ||
    plain(got).includes(plain(want)),
  notcontains: (got, want) => !squash(got).includes(squash(want)),
  startswith: (got, want) => plain(got).startsWith(plain(want)),
};

/** What differs from the text that kusto-loco prints or looks for; null if nothing does. */
export function compareLoco(answer: Answer, test: Case): string | null {
  const text =
    (separator: string) =>
    (row: unknown[]): string =>
      row
        .map((v, i) => printed(v, answer.columns[i]?.type ?? 'string', test.kind === 'dump'))
        .join(separator);
  if (test.kind === 'dump') return compareDump(answer.rows.map(text('; ')), test);
  const rows = answer.rows.map(text(','));
  const mode = test.mode ?? 'last';
  const separator = mode === 'rows,' ? ',' : mode === 'rows|' ? '|' : '\n';
  const last = answer.rows.at(-1);
  const got = mode.startsWith('rows') ? rows.join(separator) : last ? text(',')(last) : '';
  const check = checks[test.check ?? 'equals'] ?? same;
  const sorted = (s: string): string =>
    mode.startsWith('rows') ? s.split(separator).map(squash).sort().join(separator) : s;
  return check(sorted(got), sorted(test.expected ?? ''))
    ? null
    : `got ${got} want ${test.expected}`;
}

function compareDump(got: string[], test: Case): string | null {
  const want = (test.rowsText ?? []).map(String);
  const alike = (a: string, b: string): boolean => {
    const [x, y] = [a.split(';'), b.split(';')];
    return x.length === y.length && x.every((v, i) => same(v, y[i] ?? ''));
  };
  const ok = got.length === want.length && want.every((w) => got.some((g) => alike(g, w)));
  return ok ? null : `got ${got.join(' / ')} want ${want.join(' / ')}`;
}
