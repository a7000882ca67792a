import { type CellLine, writeCellLine } from './cell-line.ts';
import type { Block, Cell } from './document.ts';

const nothing: CellLine = { name: null, view: null, settings: new Map(), expect: null };

/** What a cell's line says where only some of it is said. */
export function lineOf(said: Partial<CellLine> | undefined): CellLine {
  return { ...nothing, ...said };
}

/** The text of a block as it stands. */
export function blockText(text: string, { span }: Block): string {
  return text.slice(span.start, span.end);
}

/** A whole cell, its last line ended. */
export function cellText(kql: string, line: CellLine, lineEnd: string, fence = '```'): string {
  const info = writeCellLine(line);
  const around = fenceFor(kql, info, fence);
  return [`${around}${info}`, ...linesOf(kql), around, ''].join(lineEnd);
}

/** A cell with another query. Its first and last line stay, unless the query could be taken for its end. */
export function withOtherKql(text: string, cell: Cell, kql: string): string {
  const opening = text.slice(cell.span.start, cell.kqlSpan.start);
  const closing = text.slice(cell.kqlSpan.end, cell.span.end);
  const lineEnd = /\r\n|\n|\r/.exec(opening)?.[0] ?? '\n';
  const { fence, info } = opened(opening);
  const around = fenceFor(kql, info, fence);
  const body = linesOf(kql)
    .map((line) => line + lineEnd)
    .join('');
  const stays = around === fence;
  const first = stays ? opening : around + opening.slice(fence.length);
  const ended = /[\r\n]$/.test(first) ? first : first + lineEnd;
  const last = closing !== '' && stays ? closing : around + (endOf(closing) || lineEnd);
  return ended + body + last;
}

/** A cell that is opened by another line. Its query stays. */
export function withOtherLine(text: string, cell: Cell, said: Partial<CellLine>): string {
  const opening = text.slice(cell.span.start, cell.kqlSpan.start);
  const closing = text.slice(cell.kqlSpan.end, cell.span.end);
  const { fence } = opened(opening);
  const { name, view, settings, expect } = cell;
  const info = writeCellLine({ name, view, settings, expect, ...said });
  const around = fenceFor(cell.kql, info, fence);
  const last = around === fence || closing === '' ? closing : around + endOf(closing);
  return around + info + endOf(opening) + cell.kql + last;
}

const endOf = (line: string): string => /[\r\n]*$/.exec(line)?.[0] ?? '';

function linesOf(kql: string): string[] {
  const lines = kql.split(/\r\n|\n|\r/);
  while (lines.length > 0 && lines.at(-1) === '') lines.pop();
  return lines;
}

function opened(opening: string): { fence: string; info: string } {
  const fence = /^(?:`{3,}|~{3,})/.exec(opening)?.[0] ?? '```';
  return { fence, info: opening.slice(fence.length) };
}

/** The fence given, or a longer one, or of the other kind, that neither the query nor the line can break. */
function fenceFor(kql: string, info: string, fence: string): string {
  const mark = info.includes('`') ? '~' : (fence[0] ?? '`');
  const length = fence.startsWith(mark) ? fence.length : 3;
  const ends = mark === '~' ? /^ {0,3}(~{3,})[ \t]*$/gm : /^ {0,3}(`{3,})[ \t]*$/gm;
  const longest = Math.max(0, ...[...kql.matchAll(ends)].map(([, run = '']) => run.length));
  return longest < length ? mark.repeat(length) : mark.repeat(longest + 1);
}
