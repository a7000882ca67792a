import { HuntError } from '../base/index.ts';
import { writeCellLine } from './cell-line.ts';
import { blockText, cellText, lineOf, withOtherKql, withOtherLine } from './cell-text.ts';
import type { Block, Cell, HuntDocument } from './document.ts';
import { editHead } from './edit-head.ts';
import type { HuntEdit, NewBlock } from './hunt-edit.ts';
import { readHunt } from './read-hunt.ts';

/**
 * The text of a hunt with one change made; every character outside of what is changed stays as it was, but for blank
 * lines around a block that comes or goes. What comes out is read again before it is given. Errors:
 * `hunts/no-such-block`, `hunts/cannot-edit` where the text cannot be changed so that it reads as asked, and those of
 * `readHunt` where what is asked makes no hunt.
 */
export function editHunt(document: HuntDocument, edit: HuntEdit): string {
  const text = changed(document, edit);
  if (edit.kind === 'text') return text;
  const after = readHunt(text, document.file);
  if (!isHeadEdit(edit) && !isAsMeant(document, edit, after)) throw cannotEdit(edit);
  return text;
}

function changed(document: HuntDocument, edit: HuntEdit): string {
  const { text } = document;
  const splice = ({ span }: Block, by: string): string =>
    text.slice(0, span.start) + by + text.slice(span.end);
  switch (edit.kind) {
    case 'text':
      return edit.text;
    case 'kql': {
      const cell = cellAt(document, edit.block);
      return splice(cell, withOtherKql(text, cell, edit.kql));
    }
    case 'line': {
      const cell = cellAt(document, edit.block);
      return splice(cell, withOtherLine(text, cell, edit.line));
    }
    case 'prose':
      return otherProse(document, blockAt(document, edit.block), edit.text);
    case 'delete':
      return without(text, blockAt(document, edit.block));
    case 'insert': {
      const at = document.blocks[edit.at];
      const parts = edit.blocks.map((block) => newText(text, block)).filter((part) => part !== '');
      return inserted(
        document,
        at?.span.start ?? text.length,
        parts.join(lineEndOf(text).repeat(2)),
      );
    }
    case 'move':
      return moved(document, edit.block, edit.to);
    default:
      return editHead(document, edit);
  }
}

/** The line end that most of a text has: that of its first line. */
function lineEndOf(text: string): string {
  return /\r\n|\n|\r/.exec(text)?.[0] ?? '\n';
}

function newText(text: string, block: NewBlock): string {
  const end = lineEndOf(text);
  if (block.kind === 'cell') return cellText(block.kql, lineOf(block.line), end).trimEnd();
  return trimmedProse(block.text).replace(/\r\n|\n|\r/g, end);
}

/** Prose without blank lines around it; the first line keeps what it is moved in by. */
const trimmedProse = (text: string): string =>
  text.replace(/^(?:[ \t]*(?:\r\n|\n|\r))+/, '').trimEnd();

function otherProse(document: HuntDocument, block: Block, text: string): string {
  if (block.kind !== 'prose') throw noBlock('prose');
  const by = newText(document.text, { kind: 'prose', text });
  if (by === '') return without(document.text, block);
  const lead = /^(?:[ \t]*(?:\r\n|\n|\r))*/.exec(block.text)?.[0] ?? '';
  const trail = block.text.slice(block.text.trimEnd().length);
  const { start, end } = block.span;
  return document.text.slice(0, start) + lead + by + trail + document.text.slice(end);
}

function without(text: string, { kind, span }: Block): string {
  const before = text.slice(0, span.start);
  const after = text.slice(span.end);
  // The blank lines between two cells belong to the prose there.
  if (kind === 'prose' && before !== '' && after !== '') return before + lineEndOf(text) + after;
  const blank = before === '' || /(?:\r\n|\n|\r)[ \t]*(?:\r\n|\n|\r)$/.test(before);
  return before + (blank ? after.replace(/^(?:[ \t]*(?:\r\n|\n|\r))+/, '') : after);
}

/** A text put between what stands before and behind a place, with a blank line on either side. */
function inserted(document: HuntDocument, at: number, by: string): string {
  if (by === '') return document.text;
  const { text } = closedAtEnd(document);
  const place = at >= document.text.length ? text.length : at;
  return joined(text.slice(0, place), by, text.slice(place), lineEndOf(text));
}

function joined(before: string, by: string, after: string, end: string): string {
  const ends = /(?:(?:\r\n|\n|\r)[ \t]*)*$/.exec(before)?.[0].match(/\r\n|\n|\r/g)?.length ?? 0;
  const begins = /^(?:[ \t]*(?:\r\n|\n|\r))*/.exec(after)?.[0].match(/\r\n|\n|\r/g)?.length ?? 0;
  const above = before === '' ? '' : end.repeat(Math.max(0, 2 - ends));
  const below = after === '' ? end : end.repeat(Math.max(0, 2 - begins));
  return before + above + by + below + after;
}

/** The document with its last cell closed, where its end is left open: something is to stand behind it. */
function closedAtEnd(document: HuntDocument): HuntDocument {
  const last = document.blocks.at(-1);
  if (last?.kind !== 'cell' || last.kqlSpan.end !== last.span.end) return document;
  const closed = withOtherKql(document.text, last, last.kql);
  return readHunt(document.text.slice(0, last.span.start) + closed, document.file);
}

function moved(given: HuntDocument, from: number, to: number): string {
  const document = closedAtEnd(given);
  const { text, blocks } = document;
  const block = blockAt(document, from);
  const others = blocks.filter((one) => one !== block);
  if (to === from || to < 0 || to > others.length) return given.text;
  const by = trimmedProse(blockText(text, block));
  const target = others[to];
  const place = target?.span.start ?? text.length;
  const end = lineEndOf(text);
  if (place >= block.span.end) {
    const kept = without(text.slice(0, place), block);
    return joined(kept, by, text.slice(place), end);
  }
  const rest = without(text.slice(place), shifted(block, place));
  return joined(text.slice(0, place), by, rest, end);
}

const shifted = (block: Block, by: number): Block => ({
  ...block,
  span: { start: block.span.start - by, end: block.span.end - by },
});

function blockAt(document: HuntDocument, place: number): Block {
  const block = document.blocks[place];
  if (!block) throw noBlock('block');
  return block;
}

function cellAt(document: HuntDocument, place: number): Cell {
  const block = blockAt(document, place);
  if (block.kind !== 'cell') throw noBlock('cell');
  return block;
}

type HeadEdit = Extract<HuntEdit, { kind: 'parameter' | 'time' | 'title' }>;

const isHeadEdit = (edit: HuntEdit): edit is HeadEdit =>
  edit.kind === 'parameter' || edit.kind === 'time' || edit.kind === 'title';

/** Whether the cells of the changed document are those that were meant, and its head is as it was. */
function isAsMeant(before: HuntDocument, edit: HuntEdit, after: HuntDocument): boolean {
  const head = ({ title, parameters, time, data, sample }: HuntDocument): string =>
    JSON.stringify([title, parameters, time, data, sample]);
  if (head(before) !== head(after)) return false;
  const said = before.blocks.map((block) => (block.kind === 'cell' ? [cellSaid(block)] : []));
  const found = after.cells.map(cellSaid);
  const same = (meant: readonly string[]): boolean => meant.join('\0') === found.join('\0');
  switch (edit.kind) {
    case 'kql':
      return same(
        said.with(edit.block, [cellSaid({ ...cellAt(before, edit.block), kql: edit.kql })]).flat(),
      );
    case 'line': {
      const cell = { ...cellAt(before, edit.block), ...edit.line };
      return same(said.with(edit.block, [cellSaid(cell)]).flat());
    }
    case 'delete':
      return same(said.toSpliced(edit.block, 1).flat());
    case 'move': {
      const [one = []] = said.splice(edit.block, 1);
      return same(said.toSpliced(edit.to, 0, one).flat());
    }
    // Prose may hold cells of its own: those around it must be as they were.
    case 'prose':
      return around(said.slice(0, edit.block), said.slice(edit.block + 1), found);
    case 'insert': {
      const [above, below] = [said.slice(0, edit.at), said.slice(edit.at)];
      if (edit.blocks.some(({ kind }) => kind === 'prose')) return around(above, below, found);
      const cells = edit.blocks.flatMap((one) =>
        one.kind === 'cell' ? [cellSaid({ ...lineOf(one.line), kql: one.kql })] : [],
      );
      return same([...above.flat(), ...cells, ...below.flat()]);
    }
    default:
      return true;
  }
}

function around(first: string[][], last: string[][], found: readonly string[]): boolean {
  const [above, below] = [first.flat(), last.flat()];
  if (found.length < above.length + below.length) return false;
  return (
    above.every((cell, i) => cell === found[i]) &&
    below.every((cell, i) => cell === found[found.length - below.length + i])
  );
}

/** What a cell says, whatever its line ends and blanks at its end. */
function cellSaid(cell: Pick<Cell, 'name' | 'view' | 'settings' | 'expect' | 'kql'>): string {
  const kql = cell.kql.replace(/\r\n|\r/g, '\n').replace(/\n+$/, '');
  return `${writeCellLine(cell)}\n${kql}`;
}

const wanted: Readonly<Record<'block' | 'cell' | 'prose', string>> = {
  block: 'no block',
  cell: 'no cell',
  prose: 'no prose',
};

function noBlock(what: keyof typeof wanted): HuntError {
  return new HuntError({
    code: 'hunts/no-such-block',
    message: `There is ${wanted[what]} at this place of the hunt.`,
    hint: 'The hunt may have been changed elsewhere: look at it again.',
  });
}

function cannotEdit({ kind }: HuntEdit): HuntError {
  const opens = kind === 'prose' || kind === 'insert';
  return new HuntError({
    code: 'hunts/cannot-edit',
    message: opens
      ? 'The text would swallow a cell that stands behind it.'
      : 'This change cannot be written without changing something else of the hunt.',
    hint: opens
      ? 'Close what it opens: a fence of ``` or ~~~, a comment of HTML.'
      : 'Change the text of the hunt itself.',
  });
}
