import { bracketedName, type Column, type KustoType, valueText } from '../base/index.ts';
import { timeLiteral } from './kql-spelling.ts';
import type { ViewAnswer } from './view-source.ts';

/** What a column holds in the rows that pass the filters. */
export interface ColumnFacts {
  rows: number;
  empty: number;
  distinct: number;
  /** As the engine spells them; null where the type has no order that says anything, or nothing is there. */
  min: unknown;
  max: unknown;
  mean: number | null;
}

/** How often values are, in equal bins from the least to the most. */
export interface Histogram {
  counts: readonly number[];
  most: number;
}

const bins = 24;
const numeric: ReadonlySet<KustoType> = new Set(['int', 'long', 'real', 'decimal']);
const ranged: ReadonlySet<KustoType> = new Set([...numeric, 'datetime', 'timespan']);

/** The column as something that can be counted and compared. */
const keyOf = ({ name, type }: Column): string =>
  type === 'dynamic' ? `tostring(${bracketedName(name)})` : bracketedName(name);

/** The question for how full and how varied a column is; `filters` is the step that keeps the rows, or ''. */
export function factsQuestion(column: Column, filters: string): string {
  const key = keyOf(column);
  const wanted = [
    'Rows = count()',
    `Empty = countif(isempty(${key}))`,
    `Distinct = count_distinctif(${key}, isnotempty(${key}))`,
  ];
  if (ranged.has(column.type)) wanted.push(`Min = min(${key})`, `Max = max(${key})`);
  if (numeric.has(column.type)) wanted.push(`Mean = avg(todouble(${key}))`);
  return `${filters}\n| summarize ${wanted.join(', ')}`.trimStart();
}

/** The facts in an answer. */
export function factsOf({ columns, rows: [row = []] }: ViewAnswer): ColumnFacts {
  const value = (name: string): unknown => row[columns.findIndex((c) => c.name === name)] ?? null;
  const rows = Number(value('Rows') ?? 0);
  const empty = Number(value('Empty') ?? 0);
  const nothing = rows === empty;
  const mean = value('Mean');
  return {
    rows,
    empty,
    distinct: Number(value('Distinct') ?? 0),
    min: nothing ? null : value('Min'),
    max: nothing ? null : value('Max'),
    mean: mean === null || nothing ? null : Number(mean),
  };
}

/** The question for the values that are most frequent. */
export function topQuestion(column: Column, filters: string, many: number): string {
  const key = keyOf(column);
  return `${filters}
| where isnotempty(${key})
| summarize Count = count() by Value = ${key}
| sort by Count desc, Value asc
| take ${many}`.trimStart();
}

/** A value as a number: a time in milliseconds, a stretch of time in ticks. */
function numberOf(value: unknown, type: KustoType): number {
  const text = valueText(value);
  if (type === 'datetime') return Date.parse(text);
  if (type !== 'timespan') return Number(text);
  const parts = /^(-?)(?:(\d+)\.)?(\d+):(\d+):(\d+)(?:\.(\d{1,7}))?$/.exec(text);
  if (!parts) return Number.NaN;
  const [, sign, days = '0', hours = '0', minutes = '0', seconds = '0', ticks = ''] = parts;
  const whole = ((Number(days) * 24 + Number(hours)) * 60 + Number(minutes)) * 60 + Number(seconds);
  return (sign === '-' ? -1 : 1) * (whole * 1e7 + Number(ticks.padEnd(7, '0')));
}

/** The question for a histogram; null where the column has none, or all its values are one. */
export function histogramQuestion(
  column: Column,
  filters: string,
  { min, max }: Pick<ColumnFacts, 'min' | 'max'>,
): string | null {
  const { name, type } = column;
  if (!ranged.has(type) || min === null || max === null) return null;
  const from = numberOf(min, type);
  const to = numberOf(max, type);
  if (!(Number.isFinite(from) && Number.isFinite(to) && to > from)) return null;
  const spelled = bracketedName(name);
  const offset =
    type === 'datetime'
      ? `((${spelled} - ${timeLiteral(from)}) / 1ms)`
      : type === 'timespan'
        ? `(${spelled} / 1tick - real(${from}))`
        : `(todouble(${spelled}) - real(${from}))`;
  return `${filters}
| where isnotnull(${spelled})
| summarize Count = count() by Bin = tolong(floor(${offset} / real(${(to - from) / bins}), 1))`.trimStart();
}

/** The histogram in an answer. */
export function histogramOf({ rows }: Pick<ViewAnswer, 'rows'>): Histogram {
  const counts = Array.from({ length: bins }, () => 0);
  for (const [bin, count] of rows) {
    // The most itself stands at the end of the last bin.
    const at = Math.min(bins - 1, Math.max(0, Number(bin)));
    counts[at] = (counts[at] ?? 0) + Number(count);
  }
  return { counts, most: Math.max(...counts) };
}
