import {
  bracketedName,
  type Column,
  type KustoType,
  textLiteral,
  valueText,
} from '../base/index.ts';

export { textLiteral };

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

const longest = 2000;

/** The condition that a text is this one; a long one by how it begins and how long it is. */
function sameText(spelled: string, text: string): string {
  if (text.length <= longest) return `${spelled} == ${textLiteral(text)}`;
  const letters = Array.from(text);
  const begin = letters.slice(0, longest / 2).join('');
  return `${spelled} startswith_cs ${textLiteral(begin)} and strlen(${spelled}) == ${letters.length}`;
}

/** The condition that a column has a value, as it came in an answer. */
export function sameValue({ name, type }: Column, value: unknown): string {
  const spelled = bracketedName(name);
  const text = valueText(value);
  if (text === '') return `isempty(${spelled})`;
  if (type === 'dynamic') return sameText(`tostring(${spelled})`, text);
  if (type === 'string') return sameText(spelled, text);
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

/** The step that leaves out the rows with a value. */
export function whereNot(column: Column, value: unknown): string {
  const same = sameValue(column, value);
  const spelled = bracketedName(column.name);
  const begin = [spelled, `tostring(${spelled})`].find((one) => same.startsWith(`${one} == `));
  if (begin === undefined) return `| where not(${same})`;
  return `| where ${begin} != ${same.slice(begin.length + 4)}`;
}

/** The step that keeps the rows whose column has a text among others, as texts or as JSON spell it. */
export function whereWithin({ name, type }: Column, value: unknown): string {
  const spelled = type === 'string' ? bracketedName(name) : `tostring(${bracketedName(name)})`;
  const text = valueText(value).slice(0, longest);
  const inJson = JSON.stringify(text).slice(1, -1);
  const texts = [...new Set([text, inJson])];
  return `| where ${texts.map((one) => `${spelled} contains ${textLiteral(one)}`).join(' or ')}`;
}
