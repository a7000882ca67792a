import { bracketedName, type Column, type KustoType, typedText } from '../base/index.ts';
import type { Filter, Order } from '../protocol/index.ts';
import { textLiteral } from './kql-spelling.ts';

/** A typed text as a literal of a column's type; null where it is none. */
function literalOf(type: KustoType, value: string): string | null {
  const typed = typedText(type, value);
  if (!typed) return null;
  return `${typed.type === 'timespan' ? 'time' : typed.type}(${typed.text})`;
}

/** One condition of a grid's filter in KQL: what the grid shows and what it says are the same rows. */
function condition(column: Column, { op, value = '' }: Filter): string {
  const name = bracketedName(column.name);
  if (op === 'empty') return `isempty(${name})`;
  if (op === 'notEmpty') return `isnotempty(${name})`;
  const asText = column.type === 'string' ? name : `tostring(${name})`;
  const text = textLiteral(value);
  if (op === 'contains') return `${asText} contains ${text}`;
  if (op === 'startsWith') return `${asText} startswith ${text}`;
  const literal = literalOf(column.type, value);
  if (op === 'greaterThan') return literal === null ? 'false' : `${name} > ${literal}`;
  if (op === 'lessThan') return literal === null ? 'false' : `${name} < ${literal}`;
  const isEqual = op === 'equals';
  if (literal === null) return `${asText} ${isEqual ? '=~' : '!~'} ${text}`;
  return `${name} ${isEqual ? '==' : '!='} ${literal}`;
}

/** The step of KQL that keeps the rows that pass a grid's filters; '' where all do. */
export function filterStep(columns: readonly Column[], where: readonly Filter[]): string {
  const conditions = where.flatMap((filter) => {
    const column = columns.find(({ name }) => name === filter.column);
    return column ? [condition(column, filter)] : [];
  });
  return conditions.length === 0 ? '' : `| where ${conditions.join(' and ')}`;
}

/** The step that sorts as a grid does, with what is empty last; '' where nothing is sorted. */
export function sortStep(orderBy: readonly Order[]): string {
  if (orderBy.length === 0) return '';
  const keys = orderBy.map(
    ({ column, descending }) =>
      `${bracketedName(column)} ${descending ? 'desc' : 'asc'} nulls last`,
  );
  return `| sort by ${keys.join(', ')}`;
}

/** The step that keeps some columns, in their order; '' where all are kept as they are. */
export function projectStep(columns: readonly Column[], shown: readonly Column[]): string {
  const same = shown.length === columns.length && shown.every((c, i) => c === columns[i]);
  return same ? '' : `| project ${shown.map(({ name }) => bracketedName(name)).join(', ')}`;
}

/** The step that counts the rows by a column, most first. */
export function groupStep({ name, type }: Column, names: ReadonlySet<string>): string {
  let counted = 'Rows';
  while (names.has(counted)) counted += '_';
  const spelled = bracketedName(name);
  const key = type === 'dynamic' ? `${spelled} = tostring(${spelled})` : spelled;
  return `| summarize ${counted} = count() by ${key}\n| sort by ${counted} desc`;
}
