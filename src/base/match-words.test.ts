import { expect, it } from 'vitest';
import { matchWords } from './match-words.ts';

it('finds a text by whole words, by their beginnings, and by first letters', () => {
  const name = 'WindowsSecurity.list_host_processes';
  for (const typed of ['', 'host', 'proc win', 'lhp', 'wslhp', 'ist_h', 'PROCESSES List'])
    expect(matchWords(typed, name, { letters: true }), typed).not.toBeNull();
  expect(matchWords('lhp', name)).toBeNull();
  for (const typed of ['hosts', 'host linux', 'pl', 'x', 'secs y'])
    expect(matchWords(typed, name, { letters: true }), typed).toBeNull();
});

it('puts what begins before what is inside, and that before first letters', () => {
  const order = ['where', 'where_any', 'some where', 'elsewhere', 'www here now'];
  const scores = order.map((text) => matchWords('where', text, { letters: true }) ?? -1);
  expect([...scores].sort((a, b) => b - a)).toEqual(scores);
  expect(new Set(scores).size).toBe(order.length);
});

it('is done at once with long and with hostile texts', () => {
  expect(matchWords('a'.repeat(1e6), 'a'.repeat(1e6))).toBe(10);
  expect(matchWords(' \n\t ', '')).toBe(0);
  expect(matchWords('x', '')).toBeNull();
});
