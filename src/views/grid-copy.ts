import type { Column } from '../base/index.ts';
import type { Filter, Order } from '../protocol/index.ts';
import { tabbedText } from './copy.ts';
import type { GridSource } from './grid-source.ts';

/** How many rows are copied at most. */
export const mostCopied = 10_000;
const block = 1000;
const mostCharacters = 32 * 1024 * 1024;

/** Which rows and columns of a grid are meant. */
export interface Meant {
  orderBy: readonly Order[];
  where: readonly Filter[];
  shown: readonly Column[];
}

/** Rows as text with tabs, the columns shown in their order; at most `mostCopied` of them, and 32 million letters. */
export async function copiedRows(
  source: GridSource,
  { orderBy, where, shown }: Meant,
  wanted: number,
): Promise<{ text: string; rows: number }> {
  const at = shown.map((column) => source.columns.indexOf(column));
  const most = Math.min(wanted, mostCopied);
  const parts: string[] = [];
  let rows = 0;
  let characters = 0;
  while (rows < most && characters < mostCharacters) {
    const limit = Math.min(block, most - rows);
    const page = await source.page({ offset: rows, limit, orderBy, where });
    const text = tabbedText({ columns: shown, rows: page.map((row) => at.map((i) => row[i])) });
    parts.push(rows === 0 ? text : text.slice(text.indexOf('\n') + 1));
    characters += text.length;
    rows += page.length;
    if (page.length < limit) break;
  }
  if (rows === 0) parts.push(tabbedText({ columns: shown, rows: [] }));
  return { text: parts.join(''), rows };
}
