import { type KustoType, valueText } from '../base/index.ts';

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
