import { expect, it } from 'vitest';
import type { Column } from '../base/index.ts';
import { factsOf, factsQuestion, histogramOf, histogramQuestion } from './column-profile.ts';
import { tabbedText } from './copy.ts';
import { encodedLooking } from './encoded-look.ts';
import { copiedRows } from './grid-copy.ts';
import { gridLayout, layoutSettings, withPinned, withShown } from './grid-layout.ts';
import type { GridSource } from './grid-source.ts';

const columns: Column[] = [
  { name: 'A', type: 'string' },
  { name: "B, 'b'", type: 'string' },
  { name: '__proto__', type: 'long' },
  { name: 'T', type: 'datetime' },
];
const [a, b, proto, t] = columns as [Column, Column, Column, Column];
const names = (shown: readonly Column[]): string => shown.map(({ name }) => name).join('|');

it('keeps which columns are shown and pinned as settings, and reads them again', () => {
  const plain = gridLayout(columns, new Map());
  expect(plain).toEqual({ shown: columns, pinned: [] });
  expect(layoutSettings(columns, plain, new Map())).toEqual(new Map());
  let layout = withPinned(withShown(columns, plain, a, false), proto, true);
  expect(names(layout.shown)).toBe("__proto__|B, 'b'|T");
  const settings = layoutSettings(columns, layout, new Map([['other', 'x']]));
  expect(settings.get('pin')).toBe('__proto__');
  expect(settings.get('hide')).toBe('A');
  expect(settings.get('other')).toBe('x');
  settings.delete('other');
  expect(gridLayout(columns, settings)).toEqual(layout);
  layout = withShown(columns, layout, a, true);
  expect(names(layout.shown)).toBe("__proto__|A|B, 'b'|T");
  expect([...layoutSettings(columns, layout, settings).keys()]).toEqual(['pin']);
  const few = gridLayout(columns, new Map([['columns', 'T']]));
  expect(layoutSettings(columns, few, new Map())).toEqual(new Map([['columns', 'T']]));
  const turned = gridLayout(columns, new Map([['columns', 'T, __proto__, A']]));
  expect(layoutSettings(columns, turned, new Map()).get('columns')).toBe('T, __proto__, A');
  expect(
    gridLayout(
      columns,
      new Map([
        ['columns', 'A'],
        ['hide', 'A'],
      ]),
    ).shown,
  ).toEqual([a]);
  layout = withPinned(layout, proto, false);
  expect(layout.pinned).toEqual([]);
  for (const column of columns) layout = withShown(columns, layout, column, false);
  expect(layout.shown).toHaveLength(1);
  expect(() => gridLayout(columns, new Map([['columns', 'Nope']]))).toThrow(/no column 'Nope'/);
  expect(() => gridLayout(columns, new Map([['colums', 'A']]))).toThrow(/no setting 'colums'/);
});

it('asks what a column holds, and reads the answer', () => {
  expect(factsQuestion(b, "| where ['A'] == 'x'")).toMatch(
    /^\| where .*\n\| summarize Rows = count/,
  );
  expect(factsQuestion(b, '')).not.toContain('min(');
  const of = (name: string): Column => ({ name, type: 'long' });
  const answer = {
    columns: ['Rows', 'Empty', 'Distinct', 'Min', 'Max', 'Mean'].map(of),
    rows: [[10, 4, 3, 1, 25, 7.5]],
    total: 1,
  };
  expect(factsOf(answer)).toEqual({ rows: 10, empty: 4, distinct: 3, min: 1, max: 25, mean: 7.5 });
  expect(factsOf({ ...answer, rows: [[4, 4, 0, null, null, null]] })).toMatchObject({
    min: null,
    mean: null,
  });
  expect(histogramQuestion(proto, '', { min: 1, max: 25 })).toContain('/ real(1)');
  expect(histogramQuestion(proto, '', { min: 5, max: 5 })).toBeNull();
  expect(histogramQuestion(a, '', { min: 'a', max: 'b' })).toBeNull();
  expect(histogramQuestion(t, '', { min: null, max: null })).toBeNull();
  const { counts, most } = histogramOf({
    rows: [
      [0, 3],
      [23, 2],
      [24, 1],
      [-1, 1],
    ],
  });
  expect([counts[0], counts[23], counts.length, most]).toEqual([4, 3, 24, 4]);
});

it('copies the rows that are meant, a thousand at a time, and no formulas', async () => {
  const asked: [number, number][] = [];
  const source: GridSource = {
    columns,
    rows: 2500,
    page: async ({ offset, limit }) => {
      asked.push([offset, limit]);
      return Array.from({ length: limit }, (_, i) => ['=1+1', 'x\ty', -(offset + i), null]);
    },
    count: async () => 2500,
  };
  const meant = { orderBy: [], where: [], shown: [proto, a] };
  const { text, rows } = await copiedRows(source, meant, 2500);
  expect(rows).toBe(2500);
  expect(asked).toEqual([
    [0, 1000],
    [1000, 1000],
    [2000, 500],
  ]);
  const lines = text.trimEnd().split('\n');
  expect(lines).toHaveLength(2501);
  expect(lines.slice(0, 2)).toEqual(['__proto__\tA', "0\t'=1+1"]);
  expect(lines.at(-1)).toBe("-2499\t'=1+1");
  expect(tabbedText({ columns, rows: [['+cmd|x', '@x', -5, '']] })).toContain("'+cmd|x\t'@x\t-5");
});

it('asks a decoder about values that look encoded, and about few others', () => {
  const row = [
    'plain words',
    'cG93ZXJzaGVsbCAtZW5j',
    null,
    7,
    '%41%42',
    "('a'+'b')",
    'x'.repeat(70_000),
  ];
  expect([...encodedLooking(row).keys()]).toEqual([1, 4, 5]);
});
