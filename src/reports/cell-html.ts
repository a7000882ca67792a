import { element, type Markup } from '../base/index.ts';
import { besideWords, cellWords, changeWords, faultOf, sentences } from './cell-words.ts';
import type { ReportedCell, ReportedRows } from './report.ts';
import type { ReportedView } from './reported-view.ts';

/** A cell: its query, its picture, its rows, what they stand on, and what became of it. `number` counts from 1. */
export function cellHtml(reported: ReportedCell, number: number): Markup {
  const { label, kql } = reported.status.cell;
  const fault = faultOf(reported.status);
  return element(
    'section',
    { class: fault ? 'cell bad' : 'cell', id: `cell-${number}`, 'aria-label': label },
    element(
      'details',
      { open: '' },
      element('summary', {}, label, fault ? [' ', element('span', { class: 'fault' }, fault)] : []),
      element('pre', {}, element('code', {}, kql.trimEnd())),
    ),
    reported.view ? figure(reported.view, { label, number }) : null,
    table(reported, label, true),
    words(cellWords(reported)),
    change(reported),
  );
}

function figure(
  { about, drawn, notes, view }: ReportedView,
  { label, number }: { label: string; number: number },
): Markup {
  const caption = element('figcaption', {}, sentences([about === '' ? view : about, ...notes]));
  if (drawn.length === 0) return element('figure', {}, caption);
  // A picture is named as a whole; a list or a tree reads itself.
  const pictures = drawn.map((one) =>
    one.tag === 'svg'
      ? {
          ...one,
          attributes: { ...one.attributes, role: 'img', 'aria-label': `${label}: ${about}` },
        }
      : one,
  );
  const frame = {
    class: 'still',
    tabindex: 0,
    role: 'region',
    'aria-label': `Picture of ${label}`,
  };
  return element('figure', { 'data-cell': number }, element('div', frame, pictures), caption);
}

function change({ change: found, status }: ReportedCell): Markup | null {
  if (!found) return null;
  const { label } = status.cell;
  return element(
    'details',
    { class: 'change', open: '' },
    element('summary', {}, `Since the earlier run: ${changeWords(found)}`),
    beside('New', found.appeared, label),
    beside('Gone', found.gone, label),
    words(found.notes),
  );
}

function beside(word: string, found: ReportedRows | null, label: string): (Markup | null)[] {
  if (!found || found.count === 0) return [];
  return [
    element('p', {}, besideWords(word, found)),
    table(found, `${label}: ${word.toLowerCase()}`),
  ];
}

/** A table with more columns is printed as records: paper cannot be scrolled. */
const widest = 7;
const numeric = new Set(['int', 'long', 'real', 'decimal']);

function table(
  { columns, rows }: Pick<ReportedCell, 'columns' | 'rows'>,
  label: string,
  numbered = false,
): Markup | null {
  if (rows.length === 0) return null;
  const head = columns.map(({ name }) => element('th', { scope: 'col' }, name));
  const wide = columns.length > widest;
  const first = numbered ? [element('th', { scope: 'col', class: 'number' }, 'Row')] : [];
  const lines = rows.map((row, at) =>
    element(
      'tr',
      {},
      numbered ? element('td', { class: 'number place' }, (at + 1).toLocaleString('en')) : null,
      row.map((value, i) =>
        element(
          'td',
          {
            class: numeric.has(columns[i]?.type ?? '') ? 'number' : null,
            'data-name': wide && value !== '' ? (columns[i]?.name ?? null) : null,
          },
          long(value),
        ),
      ),
    ),
  );
  const frame = { class: wide ? 'rows wide' : 'rows', tabindex: 0, role: 'region' };
  const named = { ...frame, 'aria-label': `Rows of ${label}` };
  const [top, body] = [
    element('thead', {}, element('tr', {}, first, head)),
    element('tbody', {}, lines),
  ];
  return element('div', named, element('table', {}, top, body));
}

/** A value that would push its row apart can be opened. */
function long(value: string): Markup | string {
  if (value.length <= longest) return value;
  const beginning = `${value.slice(0, longest - 40).trimEnd()}…`;
  return element('details', { class: 'long' }, element('summary', {}, beginning), value);
}

const longest = 200;

/** Sentences, one a line. */
function words(lines: readonly string[]): Markup | null {
  if (lines.length === 0) return null;
  return element(
    'ul',
    { class: 'covers' },
    lines.map((line) => element('li', {}, line)),
  );
}
