import type { KustoType } from './kusto-type.ts';

/** One value of a row, as text for people to copy: '' for null. */
export function valueText(value: unknown): string {
  if (value === null || value === undefined) return '';
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

/** The shorter spelling for a narrow cell: a datetime without its idle digits. */
export function cellText(value: unknown, type: KustoType): string {
  const text = valueText(value);
  if (type === 'datetime') return text.replace('T', ' ').replace(/(?:\.0*|(\.\d*?)0*)?Z$/, '$1');
  return text;
}
