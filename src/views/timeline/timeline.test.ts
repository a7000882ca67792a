import { expect, it } from 'vitest';
import type { Column } from '../../base/index.ts';
import type { ViewAnswer } from '../view-source.ts';
import { density, type Mark, type Marks } from './contents.ts';
import { type Geometry, itemAt, itemsOf, movedView, stackMarks, timeAt, xOf } from './geometry.ts';
import { timelinePlan } from './plan.ts';
import { readReferences } from './references.ts';
import { binWidth, spanText, timeOf, timeText, timeTicks } from './time-scale.ts';
import { TimelineData } from './timeline-data.ts';

const t0 = Date.parse('2026-03-01T00:00:00Z');
const hour = 3_600_000;
const g: Geometry = {
  width: 1110,
  labels: 100,
  laneHeight: 40,
  lanes: 2,
  view: { from: t0, to: t0 + 10 * hour },
};

it('reads and writes times to the microsecond', () => {
  expect(timeOf('2026-03-01T00:00:00.1234567Z')).toBeCloseTo(t0 + 123.4567, 3);
  expect(timeOf('2026-03-01T00:00:00Z')).toBe(t0);
  for (const none of ['', 'now', null, 7]) expect(timeOf(none)).toBeNull();
  expect(timeText(t0 + 1.25, 0.001)).toBe('2026-03-01 00:00:00.001250');
  expect(timeText(t0 + 61_000, 1000)).toBe('2026-03-01 00:01:01');
  expect(spanText(26.5 * hour)).toBe('1 d 2 h');
  expect(spanText(0.25)).toBe('250 µs');
});

it('has ticks at round times, from microseconds to centuries, never more than there is room for', () => {
  for (const span of [0.05, 3, 900, 60_000, hour, 30 * hour, 900 * hour, 1e11, 1e12, 2e13]) {
    const ticks = timeTicks({ from: t0, to: t0 + span }, 10);
    expect(ticks.length, String(span)).toBeGreaterThan(0);
    expect(ticks.length, String(span)).toBeLessThanOrEqual(11);
    expect(ticks.every((t) => t.at >= t0 && t.at < t0 + span)).toBe(true);
  }
  const day = timeTicks({ from: t0 - 6 * hour, to: t0 + 6 * hour }, 13).map((t) => t.label);
  expect(day).toContain('1 Mar');
  expect(day).toContain('23:00');
  expect(timeTicks({ from: 0, to: 366 * 24 * hour }, 12).map((t) => t.label)).toContain('1970');
});

it('takes the smallest usual bins that there is room for', () => {
  expect(binWidth(24 * hour, 1500)).toBe(60_000);
  expect(binWidth(1e15, 10)).toBeGreaterThan(0);
});

it('reads lines and periods, and says which it cannot read', () => {
  expect(readReferences('2026-03-01 01:00=Mail; 2026-03-01..2026-03-01T02:00+01:00=a=b;')).toEqual([
    { from: t0 + hour, to: t0 + hour, label: 'Mail' },
    { from: t0, to: t0 + hour, label: 'a=b' },
  ]);
  for (const bad of ['soon', '2026-03-02..2026-03-01', '2026-13-01'])
    expect(() => readReferences(bad)).toThrow(bad);
});

it('stands where its time says, and reads it back', () => {
  expect(xOf(g, t0)).toBe(100);
  expect(xOf(g, t0 + 10 * hour)).toBe(1100);
  expect(timeAt(g, xOf(g, t0 + 3 * hour))).toBeCloseTo(t0 + 3 * hour, 0);
});

it('never leaves the rows behind when the view is moved or widened', () => {
  const whole = { from: t0, to: t0 + 20 * hour };
  expect(movedView(g, whole, { factor: 99 })).toEqual(whole);
  expect(movedView(g, whole, { by: -5 })).toEqual(g.view);
  expect(movedView(g, whole, { by: 0.5 })).toEqual({ from: t0 + 5 * hour, to: t0 + 15 * hour });
  const near = movedView(g, whole, { factor: 0.5, around: t0 + 2 * hour });
  expect(near).toEqual({ from: t0 + hour, to: t0 + 6 * hour });
});

const mark = (at: number, lane = 0, end = at): Mark => ({ at, end, lane, color: '', values: [] });

it('stacks marks of the same moment, and finds the one under the pointer', () => {
  const marks: Marks = {
    kind: 'marks',
    range: g.view,
    marks: [mark(t0 + hour), mark(t0 + hour), mark(t0 + 2 * hour, 1, t0 + 4 * hour)],
  };
  const lines = stackMarks(marks.marks, g);
  expect([...lines]).toEqual([0, 1, 0]);
  expect(itemAt(marks, { x: 200, y: 9, lines }, g)?.mark).toBe(marks.marks[0]);
  expect(itemAt(marks, { x: 200, y: 20, lines }, g)?.mark).toBe(marks.marks[1]);
  expect(itemAt(marks, { x: 400, y: 60, lines }, g)?.mark).toBe(marks.marks[2]);
  expect(itemAt(marks, { x: 700, y: 60, lines }, g)).toBeNull();
  expect(itemAt(marks, { x: 50, y: 9, lines }, g)).toBeNull();
  expect(itemsOf(marks, 0, g).length).toBe(2);
});

it('joins bins that are narrower than what can be pointed at', () => {
  const fine = Array.from({ length: 1000 }, (_, i) => ({ at: t0 + i * 1000, lane: 0, rows: 2 }));
  const items = itemsOf(density(g.view, 1000, fine), 0, g);
  expect(items.length).toBeLessThan(10);
  expect(items.reduce((sum, i) => sum + i.rows, 0)).toBe(2000);
});

const columns: Column[] = [
  { name: 'Other', type: 'datetime' },
  { name: 'TimeGenerated', type: 'datetime' },
  { name: "Acc'ount", type: 'string' },
  { name: 'EventID', type: 'int' },
  { name: 'source_', type: 'string' },
];
const plan = (told: Record<string, string> = {}): ReturnType<typeof timelinePlan>['plan'] =>
  timelinePlan(new Map(Object.entries(told)), columns).plan;

it('knows what to show without being told', () => {
  const { times, lanes, show } = plan();
  expect(times.map((c) => c.name)).toEqual(['TimeGenerated']);
  expect(lanes?.name).toBe('source_');
  expect(show.map((c) => c.name)).toEqual(['Other', "Acc'ount", 'EventID']);
});

/** A source that counts a given number of rows, and notes what it was asked. */
function answering(rows: number, asked: string[]): (kql: string) => Promise<ViewAnswer> {
  const named = (names: string[], ...values: unknown[][]): ViewAnswer => ({
    columns: names.map((name) => ({ name, type: 'string' })),
    rows: values,
    total: values.length,
  });
  return async (kql) => {
    asked.push(kql);
    const [from, to] = ['2026-03-01T00:00:00Z', '2026-03-11T00:00:00Z'];
    if (kql.includes('From0')) return named(['From0', 'To0', 'Rows0'], [from, to, rows]);
    if (kql.includes('Value =')) {
      const few = named(['Value', 'Rows'], ['a', rows - 1], ["b'", 1]);
      return { ...few, total: kql.includes('EventID') ? 2 : 30 };
    }
    if (kql.includes('Bin =')) return named(['Bin', 'Lane', 'Rows'], [from, 'a', rows]);
    return named(['At', 'End', 'Lane', 'Color'], [from, null, 'a', '']);
  };
}

it('asks for marks where rows are few, and never for rows where they are many', async () => {
  const asked: string[] = [];
  const told = { rows: 10, mostLanes: 5 };
  const few = await TimelineData.load(plan(), told, answering(10, asked));
  expect(few?.overview.kind).toBe('marks');
  expect(few?.needs({ from: t0 + hour, to: t0 + 2 * hour })).toBe(false);
  asked.length = 0;
  const many = await TimelineData.load(plan({ group: "Acc'ount" }), told, answering(1e7, asked));
  expect(many?.overview.kind).toBe('density');
  expect(asked.filter((kql) => !kql.includes('summarize'))).toEqual([]);
  expect(asked.some((kql) => kql.includes("where ['Acc\\'ount'] in ('a', 'b\\'')"))).toBe(true);
  expect(asked.some((kql) => kql.includes("where ['Acc\\'ount'] !in ('a', 'b\\'')"))).toBe(true);
  expect(many?.lanes.list.map((l) => l.label)).toEqual(['a', "b'", '28 others']);
  // The first zoom is drawn of what is known; the second asks.
  expect(many?.needs({ from: t0 + 60 * hour, to: t0 + 180 * hour })).toBe(false);
  expect(many?.needs({ from: t0 + 90 * hour, to: t0 + 150 * hour })).toBe(true);
});

it('asks the same question again after a small move, so that answers can be kept', async () => {
  const ask = async (nudge: number): Promise<string[]> => {
    const asked: string[] = [];
    const data = await TimelineData.load(
      plan(),
      { rows: 1e7, mostLanes: 5 },
      answering(1e7, asked),
    );
    const from = t0 + 50 * hour + nudge;
    asked.length = 0;
    await data?.refine({ from, to: from + 10 * hour }, answering(1e7, asked));
    return asked;
  };
  const first = await ask(0);
  expect(first[0]).toContain('where');
  expect(await ask(1000)).toEqual(first);
});
