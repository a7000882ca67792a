import { expect, it } from 'vitest';
import type { Column } from '../../base/index.ts';
import type { Ask, ViewAnswer } from '../view-source.ts';
import { type ChartData, chartData, chartQuestion, seriesOf } from './chart-data.ts';
import { arraysOf, type ChartPlan, chartPlan, chartSettings } from './chart-plan.ts';
import { viewOfRender } from './of-render.ts';

const column = (name: string, type: Column['type']): Column => ({ name, type });
const time = column('T', 'datetime');
const host = column("Ho'st", 'string');
const user = column('User', 'string');
const n = column('N', 'long');
const spent = column('Spent', 'timespan');
const none = { times: [], numbers: [] };
const plan = (columns: Column[], told: Record<string, string> = {}): ChartPlan =>
  chartPlan(new Map(Object.entries(told)), columns, none);
const fault = (columns: Column[], told: Record<string, string>): string => {
  try {
    plan(columns, told);
    return '';
  } catch (error) {
    return (error as Error).message;
  }
};

it('finds the columns that Kusto would take', () => {
  const hours = plan([host, n, time]);
  expect(hours).toMatchObject({ type: 'timechart', x: time, ys: [n], series: [host] });
  expect(plan([host, n])).toMatchObject({ type: 'barchart', x: host, ys: [n], series: [] });
  expect(plan([n, host])).toMatchObject({ type: 'barchart', x: host, ys: [n] });
  expect(plan([n, spent])).toMatchObject({ type: 'linechart', x: n, ys: [spent] });
  expect(plan([n])).toMatchObject({ type: 'card' });
  const columns = [time, host, user, n];
  const pie = plan(columns, { type: 'piechart' });
  expect(pie).toMatchObject({ x: time, ys: [n], series: [] });
  expect(plan([host, user, n], { type: 'treemap' })).toMatchObject({ x: host, series: [user] });
  const told = plan(columns, { xcolumn: 'User', ycolumns: 'N', series: "T,['Ho\\'st']" });
  expect(told).toMatchObject({ x: user, ys: [n], series: [time, host] });
  const ladder = plan([host, time, column('To', 'datetime')], { type: 'ladderchart' });
  expect(ladder).toMatchObject({ x: host, ys: [{ name: 'T' }, { name: 'To' }] });
});

it('says what a kind of chart lacks', () => {
  expect(fault([host], { type: 'barchart' })).toBe('A barchart needs a column with numbers.');
  expect(fault([host, n], { type: 'timechart' })).toContain('a column of type datetime');
  expect(fault([host, n], { ycolumns: "['Ho\\'st']" })).toContain("'Ho'st' holds string");
  expect(fault([time, n, host], { type: 'ladderchart' })).toContain('two last columns');
  expect(fault([host, n], { type: 'pie' })).toContain('is not one of');
});

it('asks for the columns it draws and no more', () => {
  const kql = chartQuestion(plan([time, host, n, spent]));
  expect(kql).toBe(
    "| project X = ['T'], S = tostring(['Ho\\'st']), Y0 = ['N'], Y1 = ['Spent'] / 1s",
  );
});

it('opens the arrays of make-series', () => {
  const columns = [column('k', 'string'), column('n', 'dynamic'), column('t', 'dynamic')];
  const arrays = arraysOf(columns, ['a', '[null,1,2]', ['2026-03-01T00:00:00Z']]);
  expect(arrays).toEqual({ times: [columns[2]], numbers: [columns[1]] });
  expect(arraysOf(columns, ['a', '[', '{"a":1}'])).toEqual(none);
  expect(arraysOf(columns, undefined)).toEqual(none);
  const made = chartPlan(new Map(), columns, arrays);
  expect(made).toMatchObject({ type: 'timechart', arrays: true, series: [columns[0]] });
  expect(chartQuestion(made)).toBe(
    "| mv-expand X = ['t'] to typeof(datetime), Y0 = ['n'] to typeof(real) | project X, S = tostring(['k']), Y0",
  );
});

const answer = (rows: unknown[][], x: Column['type'] = 'datetime'): ViewAnswer => ({
  columns: [column('X', x), column('S', 'string'), column('Y0', 'long')],
  rows,
  total: rows.length,
});
const points = ({ series }: Pick<ChartData, 'series'>): (number | null)[][] =>
  series.map((s) => s.points.map((p) => p.y));

it('puts rows into series, in order of time, with odd and missing values kept apart', () => {
  const rows = [
    ['2026-03-02T00:00:00Z', 'b', '9007199254740993'],
    ['2026-03-01T00:00:00Z', 'b', null],
    [null, 'b', 7],
    ['2026-03-01T00:00:00Z', '\u202E', 3],
  ];
  const data = seriesOf(plan([time, host, n]), answer(rows));
  expect(data.axis).toBe('time');
  expect(data.series.map((s) => s.name)).toEqual(['b', '<U+202E>']);
  expect(points(data)).toEqual([[null, 9007199254740992], [3]]);
  const summed = plan([time, host, n], { accumulate: 'true' });
  const two = [1, 2, 3].map((y) => [`2026-03-0${y}T00:00:00Z`, 'a', y]);
  expect(points(seriesOf(summed, answer(two)))).toEqual([[1, 3, 6]]);
});

it('keeps categories in the order of the rows, whatever they are called', () => {
  const rows = ['z', '__proto__', 'a', 'z'].map((x, i) => [x, '', i]);
  const data = seriesOf(plan([host, n]), answer(rows, 'string'));
  expect(data.categories).toEqual(['z', '__proto__', 'a']);
  expect(data.series[0]?.points.map((p) => p.x)).toEqual([0, 1, 2, 0]);
});

it('puts bars of times in order', () => {
  const rows = ['2026-03-02', '2026-03-01', '2026-03-03'].map((d, i) => [`${d}T00:00:00Z`, '', i]);
  const data = seriesOf(plan([time, n], { type: 'columnchart' }), answer(rows));
  expect(data.categories.map((c) => String(c).slice(8, 10))).toEqual(['01', '02', '03']);
  expect(data.series[0]?.points.map((p) => p.x)).toEqual([1, 0, 2]);
});

it('draws least and most of short stretches where rows are too many', async () => {
  const asked: string[] = [];
  const ask: Ask = async (kql) => {
    asked.push(kql);
    if (kql.includes('project')) return { ...answer([]), total: 1e7 };
    if (kql.includes('From ='))
      return { ...answer([]), rows: [['2026-03-01T00:00:00Z', '2026-03-31T00:00:00Z']] };
    const columns = ['X', 'S', 'Low0', 'High0'].map((name) => column(name, 'datetime'));
    return { columns, rows: [['2026-03-01T00:00:00Z', 'a', 1, 9]], total: 1 };
  };
  const data = await chartData(plan([time, host, n]), 1e7, ask);
  expect(asked.at(-1)).toContain('summarize Low0 = min');
  expect(points(data)).toEqual([[1, 9]]);
  expect(data.note).toContain('least and the most');
  const bars = await chartData(plan([host, n]), 1e7, ask);
  expect(bars.note).toBe('The first 500 of 10,000,000 rows are shown.');
});

it('shows what render asks for', () => {
  const shown = viewOfRender({
    kind: 'ColumnChart',
    properties: { ycolumns: " N, ['Ho\\'st']", kind: 'stacked', constructor: 'x' },
  });
  expect(shown?.view).toBe('chart');
  expect([...(shown?.settings ?? [])]).toEqual([
    ['type', 'columnchart'],
    ['ycolumns', "N, ['Ho\\'st']"],
    ['kind', 'stacked'],
  ]);
  expect(viewOfRender({ kind: 'table', properties: {} })).toBeNull();
  expect(viewOfRender({ kind: 'constructor', properties: {} })).toBeNull();
  expect(viewOfRender(null)).toBeNull();
  expect(viewOfRender({ kind: 'timepivot', properties: {} })?.view).toBe('timeline');
  expect(chartSettings.type.choices.length).toBeGreaterThan(10);
});
