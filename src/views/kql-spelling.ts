import { bracketedName, type Column, type KustoType, valueText } from '../base/index.ts';

/** A text as a literal of KQL. */
export function textLiteral(text: string): string {
  const escaped = text
    .replace(/[\\']/g, '\\$&')
    .replace(
      /[\p{Cc}\u2028\u2029]/gu,
      (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`,
    );
  return `'${escaped}'`;
}

/** A time in milliseconds as a literal of KQL; what is finer is kept to the microsecond. */
export function timeLiteral(ms: number): string {
  const whole = Math.floor(ms);
  const micros = Math.round((ms - whole) * 1000);
  const iso = new Date(whole + (micros === 1000 ? 1 : 0)).toISOString();
  const finer = String(micros % 1000).padStart(3, '0');
  return `datetime(${iso.replace('Z', finer === '000' ? 'Z' : `${finer}Z`)})`;
}

/** A stretch of time in milliseconds as a literal of KQL. */
export function timespanLiteral(ms: number): string {
  return `${Math.max(1, Math.round(ms * 10_000))}tick`;
}

const plain = new Set<KustoType>(['int', 'long', 'real', 'decimal', 'bool']);

/** The condition that a column has a value, as it came in an answer. */
export function sameValue({ name, type }: Column, value: unknown): string {
  const spelled = bracketedName(name);
  const text = valueText(value);
  if (text === '') return `isempty(${spelled})`;
  if (type === 'dynamic') return `tostring(${spelled}) == ${textLiteral(text)}`;
  if (type === 'string') return `${spelled} == ${textLiteral(text)}`;
  const safe = text.replace(/[^\w:.+-]/g, '');
  if (type === 'datetime' || type === 'guid') return `${spelled} == ${type}(${safe})`;
  if (type === 'timespan') return `${spelled} == time(${safe})`;
  return `${spelled} == ${plain.has(type) ? `${type}(${safe})` : textLiteral(text)}`;
}

/** The step that keeps the rows with one of these values, or with none of them left out. */
export function whereValues(column: Column, values: readonly unknown[]): string {
  return `| where ${values.map((value) => sameValue(column, value)).join(' or ')}`;
}

/** The step that keeps the rows of a stretch of time in milliseconds, the end left out. */
export function whereTime(column: Column, from: number, to: number): string {
  const name = bracketedName(column.name);
  return `| where ${name} >= ${timeLiteral(from)} and ${name} < ${timeLiteral(to)}`;
}
