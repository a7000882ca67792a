import { afterAll, beforeAll, expect, it } from 'vitest';
import { markupText } from '../../src/base/index.ts';
import { stillViews } from '../../src/reports/still-views.ts';
import { Hunt } from '../../src/session/index.ts';
import { askResult } from '../../src/tables/index.ts';
import type { StillView, StillViews } from '../../src/views/still.ts';
import { viewRows } from '../kit/view-rows.ts';

let hunt: Hunt;
let views: StillViews;
beforeAll(async () => {
  hunt = new Hunt();
  views = await stillViews();
});
afterAll(() => hunt.close());

async function draw(
  view: string,
  kql: string,
  settings: Readonly<Record<string, string>> = {},
): Promise<StillView & { text: string; asked: string[] }> {
  const table = await hunt.kql(kql);
  const asked: string[] = [];
  const source = {
    columns: table.columns,
    rows: (await table.coverage()).rows,
    ask: (step: string, { limit = 1000 } = {}) => {
      asked.push(step);
      return askResult(table, { kql: step, limit });
    },
  };
  const chosen = { view, settings: new Map(Object.entries(settings)) };
  const still = await views.drawStill(chosen, { source, name: 'p1' });
  const text = still.picture?.drawn.map((one) => markupText(one)).join('') ?? '';
  return { ...still, text, asked };
}

const graphRows = viewRows.get('graph');
const evil = graphRows?.hostileSettings?.['from'] ?? '';
const rows = `${graphRows?.hostile} | extend T = datetime(2026-03-01) + n * 1h, v = n * 1.5, w = n * 2.5`;
const drawn: [view: string, kql: string, settings?: Readonly<Record<string, string>>][] = [
  ...[...viewRows].map(([view, { hostile, hostileSettings }]): (typeof drawn)[number] => [
    view,
    hostile,
    hostileSettings ?? {},
  ]),
  [
    'timeline',
    rows,
    { group: evil, color: 'evil', show: evil, refs: '2026-03-01 08:00=<b>"x"</b>' },
  ],
  ['matrix', rows, { x: evil, y: 'b' }],
  ['timeseries', rows, { time: 'T', value: 'v', series: evil }],
  ...['barchart', 'columnchart', 'piechart', 'treemap'].map((type): (typeof drawn)[number] => [
    'chart',
    rows,
    { type, xcolumn: evil, ycolumns: 'v' },
  ]),
  [
    'chart',
    rows,
    { type: 'timechart', xcolumn: 'T', ycolumns: 'v', series: evil, title: evil, ytitle: evil },
  ],
  ['chart', rows, { type: 'scatterchart', xcolumn: 'v', ycolumns: 'w', series: 'evil' }],
  ['chart', `${rows} | project evil, [${JSON.stringify(evil)}]`, { type: 'card' }],
];

it.each(drawn)(
  'draws %s without a browser, and text that would like to be code stays text',
  async (...of) => {
    const { picture, text } = await draw(...of);
    const left: string[] = [];
    for (const key in {}) left.push(key);
    expect(left).toEqual([]);
    expect(picture?.drawn.length).toBeGreaterThan(0);
    expect(text).toMatch(/&lt;(?:img|script|svg|\/style)/);
    const tags = text.match(/<[^>]*>/g) ?? [];
    for (const tag of tags) {
      expect(tag).toMatch(/^<\/?[a-zA-Z][a-zA-Z0-9]*(?: [a-zA-Z0-9-]+="[^"<>]*")*>$/);
      expect(tag).toMatch(
        /^<\/?(?:svg|g|path|text|rect|circle|line|poly(?:gon|line)|defs|clipPath|title|table|thead|tbody|tr|th|td|ol|ul|li|dl|dt|dd|div|span|strong|small|p|time)[ >]/,
      );
      expect(tag).not.toMatch(/ (?:on\w+|style|href|src)=/);
      expect(tag.match(/url\([^)]*\)/g)?.every((one) => one.startsWith('url(#p1-')) ?? true).toBe(
        true,
      );
    }
    expect(text).not.toMatch(/[\p{Cc}\p{Cf}]/u);
  },
);

it.each([...viewRows])(
  'draws one row and many as %s, and records what the view asks',
  async (view, { one, many, settings }) => {
    const few = await draw(view, one, settings);
    expect(few.picture?.about).not.toBe('');
    const lots = await draw(view, many, settings);
    expect(lots.text.length).toBeLessThan(400_000);
    const kept = new Set(lots.recording.answers.map(({ kql }) => kql));
    for (const step of lots.asked) expect(kept).toContain(step);
  },
);

it('follows light and dark, and is light on paper', async () => {
  const { text } = await draw('chart', rows, { type: 'columnchart', xcolumn: 'n', ycolumns: 'v' });
  expect(text).toMatch(/fill="light-dark\(#[0-9a-f]{6}, #[0-9a-f]{6}\)"/);
});

it('chooses a view by the line of a cell, a kind of render, or render itself', () => {
  const render = { kind: 'TimeChart', properties: { title: 'x' } };
  const settings = new Map([['group', 'a']]);
  const { shownView } = views;
  expect(shownView({ view: null, settings: new Map(), render: null })).toBeNull();
  expect(shownView({ view: 'grid', settings, render })).toBeNull();
  expect(shownView({ view: 'timeline', settings, render })).toEqual({ view: 'timeline', settings });
  expect(shownView({ view: null, settings: new Map(), render })?.settings.get('title')).toBe('x');
  expect(shownView({ view: 'timechart', settings: new Map(), render: null })).toEqual({
    view: 'chart',
    settings: new Map([['type', 'timechart']]),
  });
  expect(shownView({ view: 'nope', settings, render })?.view).toBe('nope');
  expect(views.isPictured('nope')).toBe(false);
});

it('says why it cannot draw', async () => {
  await expect(draw('timeline', 'print a = 1')).rejects.toMatchObject({
    code: 'views/does-not-fit',
  });
  await expect(draw('process_tree', 'print a = 1')).rejects.toMatchObject({
    code: 'views/does-not-fit',
  });
  await expect(draw('map', 'print a = 1')).rejects.toMatchObject({ code: 'views/no-places' });
  await expect(draw('graph', 'print a = 1', { from: 'b' })).rejects.toMatchObject({
    code: 'views/unknown-column',
  });
  expect((await draw('timeline', 'print T = datetime(null) | take 1')).picture).toBeNull();
});
