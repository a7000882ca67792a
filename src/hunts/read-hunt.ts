import MarkdownIt from 'markdown-it';
import { HuntError, type Span } from '../base/index.ts';
import { opensCell, readCellLine } from './cell-line.ts';
import type { Block, Cell, HuntDocument } from './document.ts';
import { nothingSaid, readFrontMatter } from './front-matter.ts';

const maxCharacters = 4_000_000;
const maxCells = 1000;

const markdown = new MarkdownIt('commonmark');
markdown.core.ruler.enableOnly(['block']);

/**
 * Read a hunt. A cell is a fenced block whose fence begins its line and whose first word is `kql`; everything else is
 * prose, also KQL in lists and quotations. Errors: `hunts/bad-head`, `hunts/bad-cell-line`, `hunts/same-name`,
 * `hunts/too-large`, each with the line.
 */
export function readHunt(text: string, file: string): HuntDocument {
  if (text.length > maxCharacters) throw tooLarge(file, `${maxCharacters} characters`);
  const starts = lineStarts(text);
  const startOf = (line: number): number => starts[line] ?? text.length;
  const headLines = headLength(text, starts);
  const head =
    headLines === 0
      ? nothingSaid
      : readFrontMatter(text.slice(startOf(1), startOf(headLines - 1)), file, 2);
  const cells: Cell[] = [];
  const blocks: Block[] = [];
  let done = startOf(headLines);
  const prose = (until: number): void => {
    const between = text.slice(done, until);
    if (between.trim() !== '')
      blocks.push({ kind: 'prose', text: between, span: { start: done, end: until } });
  };
  for (const { type, level, map, info } of markdown.parse(lineEndsOnly(text.slice(done)), {})) {
    if (type !== 'fence' || level !== 0 || !map || !opensCell(info.trim())) continue;
    const [first, after] = [map[0] + headLines, map[1] + headLines];
    if (!/[`~]/.test(text[startOf(first)] ?? '')) continue;
    if (cells.length >= maxCells) throw tooLarge(file, `${maxCells} cells`);
    const closed = /^[`~]{3,}\s*$/.test(text.slice(startOf(after - 1), startOf(after)));
    const kqlSpan = { start: startOf(first + 1), end: startOf(closed ? after - 1 : after) };
    const said = readCellLine(info.trim(), `${file}, line ${first + 1}`);
    const cell: Cell = {
      kind: 'cell',
      ...said,
      label: said.name ?? `cell ${cells.length + 1}`,
      kql: text.slice(kqlSpan.start, kqlSpan.end),
      kqlSpan,
      span: { start: startOf(first), end: startOf(after) },
      line: first + 1,
    };
    refuseSameName(cell, cells, file);
    prose(cell.span.start);
    blocks.push(cell);
    cells.push(cell);
    done = cell.span.end;
  }
  prose(text.length);
  return { ...head, file, text, blocks, cells };
}

/** Where the head of a hunt stands, without the lines of `---`; null where it has none. */
export function headSpan(text: string): Span | null {
  const starts = lineStarts(text);
  const lines = headLength(text, starts);
  return lines === 0 ? null : { start: starts[1] ?? 0, end: starts[lines - 1] ?? text.length };
}

/** Where each line begins; a last entry stands behind the last line. */
function lineStarts(text: string): number[] {
  const starts = [0];
  for (const { index, 0: end } of text.matchAll(/\r\n|\n|\r/g)) starts.push(index + end.length);
  if (starts.at(-1) !== text.length) starts.push(text.length);
  return starts;
}

/** The text with one kind of line end, so that lines are counted as here. */
function lineEndsOnly(text: string): string {
  return text.replace(/\r\n|\r/g, '\n');
}

/** How many lines the head has, with both lines of `---`; 0 without one. */
function headLength(text: string, starts: readonly number[]): number {
  const rule = (line: number): boolean =>
    /^---[ \t]*$/.test(text.slice(starts[line], starts[line + 1]).replace(/[\r\n]+$/, ''));
  if (!rule(0)) return 0;
  for (let line = 1; line < starts.length - 1; line++) if (rule(line)) return line + 1;
  return 0;
}

function refuseSameName(cell: Cell, others: readonly Cell[], file: string): void {
  const other = others.find(({ name }) => name !== null && name === cell.name);
  if (!other) return;
  throw new HuntError({
    code: 'hunts/same-name',
    message: `${file}, line ${cell.line}: the cell of line ${other.line} is called '${cell.name}' too.`,
    hint: 'Give one of them another name.',
    span: { start: cell.span.start, end: cell.kqlSpan.start },
  });
}

function tooLarge(file: string, most: string): HuntError {
  return new HuntError({
    code: 'hunts/too-large',
    message: `${file} has more than ${most}.`,
    hint: 'Keep rows in files that the hunt opens, not in the hunt.',
  });
}
