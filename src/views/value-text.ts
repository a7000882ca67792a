import type { KustoType } from '../base/index.ts';

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

/** A dynamic value on several lines; other values as they are. */
export function longText(value: unknown, type: KustoType): string {
  const text = valueText(value);
  if (type !== 'dynamic' || text.length > 1_000_000) return text;
  try {
    const parsed: unknown = typeof value === 'string' ? JSON.parse(value) : value;
    return typeof parsed === 'object' && parsed !== null ? JSON.stringify(parsed, null, 2) : text;
  } catch {
    return text;
  }
}

/** `1234567` as `1,234,567`, in every locale the same. */
export function countText(count: number): string {
  return count.toLocaleString('en-US');
}

/** A stamp as a reader wants it: `2026-03-01 08:15:30`. */
export function stampText(iso: string): string {
  return iso.replace('T', ' ').replace(/(\.\d+)?Z?$/, '');
}
