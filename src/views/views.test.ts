import { afterEach, expect, it, vi } from 'vitest';
import { type Column, cellText, type ResultCoverage } from '../base/index.ts';
import { filtersOf, gridColumns } from './grid-columns.ts';
import { registerViews, views } from './index.ts';
import { longText } from './value-text.ts';

type Shown = HTMLElement & { updateComplete: Promise<boolean> } & Record<string, unknown>;

const evil = '<img src=x onerror="globalThis.pwned=1">\u202E';
const columns: Column[] = [
  { name: evil, type: 'string' },
  { name: 'N', type: 'long' },
  { name: 'Bag', type: 'dynamic' },
  { name: 'Time', type: 'datetime' },
];
const row = [evil, 7, '{"a":[1]}', '2026-03-01T08:00:00.1200000Z'];
const coverage = (files: number): ResultCoverage => ({
  rows: files,
  truncated: false,
  span: { from: '2026-03-01T08:00:00.000000Z', to: '2026-03-02T08:00:00.000000Z' },
  notes: files > 1 ? [evil] : [],
  sources: [
    {
      table: evil,
      rowsRead: 10,
      rowsUnparsed: files,
      timeColumn: 'Time',
      span: null,
      zone: 'assumed-utc',
      files: Array.from({ length: files }, (_, i) => ({
        file: `${evil}${i}`,
        format: 'csv',
        rowsRead: 5,
        rowsUnparsed: 0,
        notes: [],
      })),
    },
  ],
});

async function show(tag: string, properties: object): Promise<Shown> {
  const element = document.createElement(tag) as Shown;
  Object.assign(element, properties);
  document.body.append(element);
  await element.updateComplete;
  return element;
}
const text = (element: Shown): string => element.shadowRoot?.textContent ?? '';

registerViews();
registerViews();
afterEach(() => document.body.replaceChildren());

it('defines every view under a tag of its own', () => {
  expect(views.length).toBeGreaterThan(2);
  expect(new Set(views.map((v) => v.tag)).size).toBe(views.length);
  for (const { tag, about } of views) {
    expect(customElements.get(tag)).toBeDefined();
    expect(about).toMatch(/\.$/);
  }
});

it('shows a record without rows, with one, and with every kind of value', async () => {
  expect(text(await show('hunt-record', {}))).toContain('Row 0');
  const one = await show('hunt-record', { columns, row: ['', null, null, null], number: 1 });
  expect(one.shadowRoot?.querySelectorAll('dd').length).toBe(0);
  expect(text(one)).toContain('Show 4 empty');
  const many = await show('hunt-record', { columns, row, number: 2 });
  expect(many.shadowRoot?.querySelectorAll('dd').length).toBe(4);
  expect(text(many)).toContain('<U+202E>');
  expect(text(many)).toContain('"a": [');
  expect(many.shadowRoot?.querySelector('img')).toBeNull();
  expect(many.shadowRoot?.querySelector('dl')?.getAttribute('aria-label')).toBeTruthy();
});

it('shows the coverage of nothing, of one file, and of many', async () => {
  expect(text(await show('hunt-coverage', {})).trim()).toBe('');
  const one = await show('hunt-coverage', { coverage: coverage(1) });
  expect(text(one)).toMatch(/1\s+row\b/);
  expect(text(one)).toContain('zone assumed UTC');
  const many = await show('hunt-coverage', { coverage: coverage(300) });
  expect(text(many)).toContain('and 100 more files');
  expect(text(many)).toContain('1 note');
  expect(many.shadowRoot?.querySelector('img')).toBeNull();
  const wanted = vi.fn();
  many.addEventListener('hunt-unparsed', (e) => wanted((e as CustomEvent).detail));
  many.shadowRoot?.querySelector('button')?.click();
  expect(wanted).toHaveBeenCalledWith({ table: evil });
});

it('shows a grid without a source', async () => {
  const grid = await show('hunt-grid', { label: 'Result' });
  expect(grid.shadowRoot?.querySelector('.frame')).not.toBeNull();
});

it('gives a grid one column a column, whatever their names', () => {
  const made = gridColumns([...columns, { name: '__proto__', type: 'int' }], [row]);
  expect(made.map((c) => c.headerName)).toEqual([
    '#',
    expect.stringContaining('<U+202E>'),
    'N',
    'Bag',
    'Time',
    '__proto__',
  ]);
  expect(new Set(made.map((c) => c.colId)).size).toBe(made.length);
});

it('tells the server what the grid is filtered by', () => {
  const model = {
    0: { type: 'contains', filter: evil },
    1: { type: 'empty' },
    3: { type: 'greaterThan', filter: '2026-03-01 08:00' },
    9: { type: 'contains', filter: 'x' },
  };
  expect(filtersOf(model, columns)).toEqual([
    { column: evil, op: 'contains', value: evil },
    { column: 'N', op: 'empty' },
    { column: 'Time', op: 'greaterThan', value: '2026-03-01T08:00' },
  ]);
});

it('spells values for cells and for reading', () => {
  expect(cellText('2026-03-01T08:00:00.1200000Z', 'datetime')).toBe('2026-03-01 08:00:00.12');
  expect(cellText('2026-03-01T08:00:00.0000000Z', 'datetime')).toBe('2026-03-01 08:00:00');
  expect(cellText('2026-03-01T08:00:00Z', 'datetime')).toBe('2026-03-01 08:00:00');
  expect(cellText('9223372036854775807', 'long')).toBe('9223372036854775807');
  expect(cellText(null, 'string')).toBe('');
  expect(longText('[1,', 'dynamic')).toBe('[1,');
  expect(longText({ a: 1 }, 'dynamic')).toBe('{\n  "a": 1\n}');
});
