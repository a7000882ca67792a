import type { ResultCoverage, TableCoverage, TimeSpan } from './coverage.ts';
import { visible } from './visible.ts';

/** A time span for people: to the second, in UTC. */
export function spanText(span: TimeSpan | null): string {
  if (!span) return '';
  const short = (time: string): string => time.slice(0, 19).replace('T', ' ');
  return `${short(span.from)} – ${short(span.to)} UTC`;
}

/** `1 row`, `1,234 rows`. */
export function rowsText(rows: number): string {
  return `${rows.toLocaleString('en')} ${rows === 1 ? 'row' : 'rows'}`;
}

/** What a result covers, in one line and one more for each thing that a careful reader must know. */
export function coverageText({ rows, truncated, sources, span, notes }: ResultCoverage): string {
  const from = sources.map((s) => `${s.table} (${rowsText(s.rowsRead)})`).join(', ');
  const parts = [rowsText(rows) + (truncated ? ', cut short' : ''), spanText(span)];
  const line = [...parts, from && `from ${from}`].filter(Boolean).join(' · ');
  return visible(line).concat('\n', ...notes.map((note) => `! ${visible(note)}\n`));
}

/** What a table was read from: its files, formats, gaps. */
export function sourceText({ files, rowsUnparsed, zone, timeColumn }: TableCoverage): string[] {
  const lines = files.map(
    (f) =>
      `${f.file} (${f.format}): ${rowsText(f.rowsRead)}${f.rowsUnparsed > 0 ? `, ${f.rowsUnparsed} not parsed` : ''}${f.notes.map((note) => `; ${note}`).join('')}`,
  );
  if (rowsUnparsed > 0) lines.push(`${rowsText(rowsUnparsed)} could not be parsed`);
  if (zone === 'assumed-utc') lines.push(`${timeColumn} states no zone and is read as UTC`);
  if (zone === 'mixed')
    lines.push(`some stamps of ${timeColumn} state no zone and are read as UTC`);
  return lines.map(visible);
}
