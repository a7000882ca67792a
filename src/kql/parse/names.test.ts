import { expect, it } from 'vitest';
import { namesUsed } from './names.ts';

it.each([
  [
    'let a = procs | take 1; a | join kind=inner (logons | where x.procs == 1) on k',
    ['procs', 'logons', 'x', 'k'],
  ],
  ["['my table'] | where ip in (bad_ips)", ['my table', 'ip', 'bad_ips']],
  ['union withsource=T one, (two | take 1)', ['one', 'two']],
  ['T | where "procs" != x // procs', ['T', 'x']],
  ['T | where', ['T']],
  ['', []],
])('%s', (text, names) => {
  expect([...namesUsed(text)]).toEqual(expect.arrayContaining(names));
  expect(namesUsed(text).has('procs')).toBe(names.includes('procs'));
});
