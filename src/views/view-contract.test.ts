import { html, type TemplateResult } from 'lit';
import { afterEach, expect, it, vi } from 'vitest';
import { type Column, HuntError } from '../base/index.ts';
import { tabbedText } from './copy.ts';
import {
  sameValue,
  textLiteral,
  timeLiteral,
  timespanLiteral,
  whereNot,
  whereTime,
  whereWithin,
} from './kql-spelling.ts';
import { recordedSource, recordingSource } from './recorded-source.ts';
import { ViewElement } from './view-element.ts';
import { readSettings } from './view-settings.ts';
import type { Ask, ViewAnswer, ViewSource } from './view-source.ts';

const columns: Column[] = [
  { name: 'Time', type: 'datetime' },
  { name: "A'\\,b", type: 'string' },
  { name: '__proto__', type: 'string' },
  { name: 'N', type: 'long' },
];
const settings = {
  time: { kind: 'column', types: ['datetime'], about: 'When.' },
  show: { kind: 'columns', about: 'What.' },
  kind: { kind: 'choice', choices: ['bar', 'pie'], about: 'How.' },
  size: { kind: 'number', min: 1, max: 9, about: 'How big.' },
  legend: { kind: 'yes-no', about: 'Whether.' },
  title: { kind: 'text', about: 'Above.' },
} as const;
const read = (given: Record<string, string>): Record<string, unknown> =>
  readSettings(settings, { view: 'v', given: new Map(Object.entries(given)), columns });
const fault = (given: [string, string]): unknown => {
  try {
    readSettings(settings, { view: 'v', given: new Map([given]), columns });
    return null;
  } catch (error) {
    return error instanceof HuntError ? error.code : error;
  }
};

it('reads what a view is told', () => {
  expect(read({})).toEqual({
    time: null,
    show: null,
    kind: null,
    size: null,
    legend: null,
    title: null,
  });
  const told = read({
    time: 'Time',
    show: `N, ['A\\'\\\\,b'],__proto__`,
    kind: 'pie',
    size: '3',
    legend: 'no',
    title: '<b>',
  });
  expect(told).toEqual({
    time: columns[0],
    show: [columns[3], columns[1], columns[2]],
    kind: 'pie',
    size: 3,
    legend: false,
    title: '<b>',
  });
  expect(read({ show: "A'\\,b" })).toMatchObject({ show: [columns[1]] });
});

it('says what is wrong with what a view is told', () => {
  expect(fault(['colour', 'red'])).toBe('views/unknown-setting');
  expect(fault(['constructor', ''])).toBe('views/unknown-setting');
  expect(fault(['time', 'When'])).toBe('views/unknown-column');
  expect(fault(['time', 'N'])).toBe('views/bad-setting');
  expect(fault(['kind', 'line'])).toBe('views/bad-setting');
  for (const size of ['', 'x', '0', '10', 'Infinity'])
    expect(fault(['size', size]), size).toBe('views/bad-setting');
  expect(fault(['legend', 'maybe'])).toBe('views/bad-setting');
});

it('spells values so that KQL reads the same', () => {
  expect(textLiteral("a'b\\c\nd\u2028")).toBe("'a\\'b\\\\c\\u000ad\\u2028'");
  expect(timeLiteral(Date.parse('2026-03-01T08:00:00.123Z'))).toBe(
    'datetime(2026-03-01T08:00:00.123Z)',
  );
  expect(timeLiteral(1000.25)).toBe('datetime(1970-01-01T00:00:01.000250Z)');
  expect(timespanLiteral(0.5)).toBe('5000tick');
  expect(sameValue({ name: 'a', type: 'string' }, "x' or true")).toBe("['a'] == 'x\\' or true'");
  expect(sameValue({ name: 'a', type: 'long' }, '9) or (true')).toBe("['a'] == long(9ortrue)");
  expect(sameValue({ name: 'a', type: 'long' }, null)).toBe("isempty(['a'])");
  expect(sameValue({ name: 'a', type: 'dynamic' }, { b: 1 })).toBe(`tostring(['a']) == '{"b":1}'`);
  expect(whereTime({ name: "t'", type: 'datetime' }, 0, 1)).toBe(
    "| where ['t\\''] >= datetime(1970-01-01T00:00:00.000Z) and ['t\\''] < datetime(1970-01-01T00:00:00.001Z)",
  );
});

it('spells what is left out, what is only part of a value, and long values within bounds', () => {
  const a: Column = { name: 'a == ', type: 'string' };
  expect(whereNot(a, "o'b")).toBe("| where ['a == '] != 'o\\'b'");
  expect(whereNot(a, '')).toBe("| where not(isempty(['a == ']))");
  expect(whereNot({ name: 'd', type: 'dynamic' }, [1])).toBe("| where tostring(['d']) != '[1]'");
  expect(whereWithin({ name: 'd', type: 'dynamic' }, 'c:\\x')).toBe(
    "| where tostring(['d']) contains 'c:\\\\x' or tostring(['d']) contains 'c:\\\\\\\\x'",
  );
  const long = `${'x'.repeat(3000)}\u{1f600}`;
  expect(sameValue(a, long)).toBe(
    `['a == '] startswith_cs '${'x'.repeat(1000)}' and strlen(['a == ']) == 3001`,
  );
  expect(whereNot(a, long)).toMatch(/^\| where not\(\['a == '\] startswith_cs/);
});

it('writes rows as a spreadsheet takes them', () => {
  const rows = [['2026', 'a\tb"c', null, 7]];
  expect(tabbedText({ columns, rows })).toBe('Time\tA\'\\,b\t__proto__\tN\n2026\t"a\tb""c"\t\t7\n');
});

const source = (over: Partial<ViewSource> = {}): ViewSource => ({
  columns,
  rows: 3,
  ask: async (kql) => ({ columns, rows: [[kql]], total: 1 }),
  ...over,
});

it('replays what was asked, and nothing else', async () => {
  const { source: heard, recording } = recordingSource(source());
  await heard.ask('| count');
  const again = recordedSource(JSON.parse(JSON.stringify(recording())));
  expect(again.rows).toBe(3);
  expect((await again.ask('| count', { limit: 1000 })).rows).toEqual([['| count']]);
  await expect(again.ask('| take 1')).rejects.toMatchObject({ code: 'views/not-recorded' });
  await expect(again.ask('| count', { limit: 1 })).rejects.toThrow();
});

class Probe extends ViewElement {
  answer: ViewAnswer | null = null;
  async load(_source: ViewSource, ask: Ask): Promise<void> {
    this.answer = null;
    this.answer = await ask(this.settings.get('kql') ?? '| count');
  }
  picture(): TemplateResult {
    return html`<p class="seen">${String(this.answer?.rows[0]?.[0] ?? '')}</p>`;
  }
  shown(): ViewAnswer {
    return this.answer ?? { columns: [], rows: [], total: 0 };
  }
  image(): Promise<Blob> {
    return Promise.resolve(new Blob());
  }
}
customElements.define('x-probe', Probe);
afterEach(() => document.body.replaceChildren());
const probe = (given: Partial<ViewSource> | null): Probe => {
  const element = document.createElement('x-probe') as Probe;
  element.label = 'Probe';
  if (given) element.source = source(given);
  document.body.append(element);
  return element;
};
const text = (element: Probe): string => element.shadowRoot?.textContent ?? '';

it('says that there is nothing, that it waits, what failed, and tries again', async () => {
  const empty = probe({ rows: 0 });
  await empty.updateComplete;
  expect(text(empty)).toContain('No rows');
  let fail = true;
  const ask = vi.fn(async (kql: string): Promise<ViewAnswer> => {
    if (fail)
      throw Object.assign(new Error(), { problem: { message: 'Gone.\u202E', hint: 'Hm.' } });
    return { columns, rows: [[kql]], total: 1 };
  });
  const shown = probe({ ask });
  await vi.waitUntil(() => text(shown).includes('Gone.<U+202E>'));
  expect(text(shown)).toContain('Hm.');
  fail = false;
  shown.shadowRoot?.querySelector<HTMLButtonElement>('[role=alert] button')?.click();
  await vi.waitUntil(() => text(shown).includes('| count'));
  expect(shown.shadowRoot?.querySelector('[role=alert]')).toBeNull();
  expect(shown.shadowRoot?.querySelector('section')?.getAttribute('aria-label')).toBe('Probe');
});

it('drops the question before, whichever answer comes first', async () => {
  const waiting: { kql: string; done: (a: ViewAnswer) => void; signal: AbortSignal }[] = [];
  const shown = probe({
    ask: (kql, { signal } = {}) =>
      new Promise((done) => {
        waiting.push({ kql, done, signal: signal as AbortSignal });
      }),
  });
  await vi.waitUntil(() => waiting.length === 1);
  shown.settings = new Map([['kql', '| second']]);
  await vi.waitUntil(() => waiting.length === 2);
  expect(waiting[0]?.signal.aborted).toBe(true);
  expect(waiting[1]?.signal.aborted).toBe(false);
  for (const { kql, done } of waiting.reverse()) done({ columns, rows: [[kql]], total: 1 });
  await vi.waitUntil(() => text(shown).includes('| second'));
  await new Promise((done) => setTimeout(done));
  expect(text(shown)).not.toContain('| count');
  shown.remove();
  expect(waiting[0]?.signal.aborted).toBe(true);
});

it('asks again when it is put back into the page before it had its answer', async () => {
  const waiting: ((a: ViewAnswer) => void)[] = [];
  const shown = probe({ ask: () => new Promise((done) => waiting.push(done)) });
  await vi.waitUntil(() => waiting.length === 1);
  shown.remove();
  document.body.append(shown);
  await vi.waitUntil(() => waiting.length === 2);
  for (const done of waiting) done({ columns, rows: [['there']], total: 1 });
  await vi.waitUntil(() => text(shown).includes('there'));
  expect(shown.shadowRoot?.querySelector('[role=alert]')).toBeNull();
});
