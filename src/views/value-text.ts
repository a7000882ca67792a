import { type KustoType, cellText as textInUtc, valueText } from '../base/index.ts';
import { shownZone, zoneOffset } from './zone.ts';

/** The shorter spelling for a narrow cell: a datetime of the shown zone, without its idle digits. */
export function cellText(value: unknown, type: KustoType): string {
  const text = textInUtc(value, type);
  return type === 'datetime' ? inZone(text) : text;
}

/** A value in full: a dynamic one on several lines, a time of the shown zone with that of UTC behind it. */
export function longText(value: unknown, type: KustoType): string {
  const text = valueText(value);
  if (type === 'datetime' && text !== '' && shownZone() !== 'UTC')
    return `${cellText(value, type)} ${shownZone()} (${text})`;
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

/** A stamp as a reader wants it, in the shown zone: `2026-03-01 08:15:30`. */
export function stampText(iso: string): string {
  return inZone(iso.replace('T', ' ').replace(/(\.\d+)?Z?$/, ''));
}

/** `2026-03-01 08:15:30.25` of UTC as the clocks of the shown zone have it; what is no such text stays. */
function inZone(text: string): string {
  if (shownZone() === 'UTC') return text;
  const ms = Date.parse(`${text.slice(0, 19).replace(' ', 'T')}Z`);
  if (Number.isNaN(ms)) return text;
  const shown = new Date(ms + zoneOffset(ms));
  if (Number.isNaN(shown.getTime())) return text;
  return shown.toISOString().replace('T', ' ').slice(0, 19) + text.slice(19);
}
