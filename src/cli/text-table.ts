import { type Column, valueText, visible } from '../base/index.ts';
import type { KustoValue } from '../tables/index.ts';

const numeric = new Set(['int', 'long', 'real', 'decimal']);

/** Lay out rows as a table that fits the width; a cell that does not fit ends in …; null means any width. */
export function textTable(
  columns: readonly Column[],
  rows: readonly (readonly KustoValue[])[],
  width: number | null,
): string {
  const head = columns.map((c) => visible(c.name));
  const cells = rows.map((row) => columns.map((_, i) => visible(valueText(row[i]))));
  const wanted = head.map((name, i) =>
    Math.max(length(name), ...cells.map((row) => length(row[i] ?? ''))),
  );
  const widths = width === null ? wanted : shareWidth(wanted, width - 2 * (columns.length - 1));
  const line = (row: readonly string[], right: boolean): string =>
    row
      .map((text, i) => pad(text, widths[i] ?? 0, right && numeric.has(columns[i]?.type ?? '')))
      .join('  ')
      .trimEnd();
  const rule = widths.map((w) => '─'.repeat(w)).join('  ');
  return [line(head, true), rule, ...cells.map((row) => line(row, true))].join('\n');
}

/** Give narrow columns what they want and share the rest among the wide ones; never under four characters. */
function shareWidth(wanted: readonly number[], width: number): number[] {
  const widths = wanted.map((w) => Math.max(1, w));
  let excess = widths.reduce((a, b) => a + b, 0) - width;
  while (excess > 0) {
    const widest = Math.max(...widths);
    if (widest <= 4) break;
    const tied = widths.flatMap((w, i) => (w === widest ? [i] : []));
    const next = Math.max(4, ...widths.filter((w) => w < widest));
    const cut = Math.min(widest - next, Math.ceil(excess / tied.length)) || 1;
    for (const i of tied) widths[i] = widest - cut;
    excess -= cut * tied.length;
  }
  return widths;
}

function pad(text: string, width: number, right: boolean): string {
  const characters = [...text];
  if (characters.length > width) return `${characters.slice(0, Math.max(0, width - 1)).join('')}…`;
  const space = ' '.repeat(width - characters.length);
  return right ? space + text : text + space;
}

const length = (text: string): number => [...text].length;
