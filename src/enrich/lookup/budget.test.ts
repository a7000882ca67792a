import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, expect, it } from 'vitest';
import { allowancesText, Budget, readAllowances } from './budget.ts';

const folder = mkdtempSync(join(tmpdir(), 'huntbook-budget-'));
afterAll(() => rmSync(folder, { recursive: true }));

const never = new AbortController().signal;
const minute = { most: 2, perMs: 60_000 };
const day = { most: 4, perMs: 86_400_000 };
let now = 0;
let waited: number[] = [];
beforeEach(() => {
  now = 1_700_000_000_000;
  waited = [];
});

const budget = (file: string | null, allowances = [minute, day]): Budget =>
  new Budget({
    who: 'Oracle',
    allowances,
    file: file && join(folder, file),
    now: () => now,
    wait: async (ms) => {
      waited.push(ms);
      now += ms;
    },
  });

it('waits for the minute, and fails for the day, with the time from which it may go on', async () => {
  const one = budget('a.txt');
  expect(one.left()).toBe(4);
  await one.turn(never);
  now += 10_000;
  await one.turn(never);
  await one.turn(never);
  expect(waited).toEqual([50_000]);
  await one.turn(never);
  expect(one.left()).toBe(0);
  await expect(one.turn(never)).rejects.toMatchObject({
    name: 'LookupFault',
    dead: true,
    message: 'The 4 questions a day of Oracle are used up until 2023-11-15 22:13 UTC.',
  });
  now += day.perMs - 60_000;
  await one.turn(never);
  expect(readFileSync(join(folder, 'a.txt'), 'utf8').split('\n')).toHaveLength(6);
});

it('counts what other runs and processes asked, and questions that were sent again', async () => {
  const [one, other] = [budget('b.txt'), budget('b.txt')];
  await one.turn(never);
  other.spend();
  expect(one.left()).toBe(2);
  await one.turn(never);
  expect(waited).toEqual([60_000]);
  expect(budget('b.txt').left()).toBe(1);
});

it('keeps nothing where there is no file, lets all go where nothing bounds it, and none where none may', async () => {
  const one = budget(null);
  await one.turn(never);
  expect(budget(null).left()).toBe(4);
  const free = budget(null, []);
  for (let i = 0; i < 100; i++) await free.turn(never);
  expect(waited).toEqual([]);
  await expect(budget(null, [{ ...day, most: 0 }]).turn(never)).rejects.toThrow('used up');
});

it('ends when it is aborted', async () => {
  const stop = new AbortController();
  stop.abort();
  await expect(budget(null).turn(stop.signal)).rejects.toMatchObject({ name: 'AbortError' });
});

it('forgets what is too old to count, in the file as well', () => {
  const one = budget('c.txt', [minute]);
  for (let i = 0; i < 40_000; i++) {
    one.spend();
    now += 1000;
  }
  expect(readFileSync(join(folder, 'c.txt'), 'utf8').length).toBeLessThan(300_000);
  expect(one.left()).toBe(0);
});

it('reads and writes budgets in words', () => {
  expect(allowancesText([minute, day])).toBe('2 a minute, 4 a day');
  expect(readAllowances('4 a day, 2 a minute')).toEqual([minute, day]);
  expect(readAllowances('none')).toEqual([]);
  for (const text of ['', 'many', '4', '4 a fortnight', '-1 a day', '4 a day,'])
    expect(readAllowances(text)).toBeNull();
});
