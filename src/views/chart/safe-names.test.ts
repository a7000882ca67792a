import { expect, it } from 'vitest';
import { leavingPrototypes, safeNames } from './safe-names.ts';

it('gives no text of an option the name of what all objects have', () => {
  const formatter = (): string => '__proto__';
  const option = {
    xAxis: { data: ['a', '__proto__', 'constructor', 'toString '] },
    series: [{ name: 'valueOf', data: [[1, null]], formatter }],
  };
  expect(safeNames(option)).toEqual({
    xAxis: { data: ['a', '__proto__ ', 'constructor ', 'toString '] },
    series: [{ name: 'valueOf ', data: [[1, null]], formatter }],
  });
  expect(option.series[0]?.name).toBe('valueOf');
});

it('takes back what was left on what all objects share', () => {
  const cache: Record<string, Record<string, unknown>> = {};
  const done = leavingPrototypes(() => {
    for (const text of ['__proto__', 'constructor', 'toString'])
      if (cache[text]) cache[text]['next'] = 1;
    return ({} as Record<string, unknown>)['next'];
  });
  expect(done).toBe(1);
  const left: string[] = [];
  for (const key in {}) left.push(key);
  expect(left).toEqual([]);
  expect('next' in Object).toBe(false);
  expect('next' in Object.prototype.toString).toBe(false);
});
