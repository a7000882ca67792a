import type { Points } from './dbscan.ts';

/** Numbers of a point that are looked at. */
const most = 64;

function numbersOf(value: unknown): number[] {
  const list: readonly unknown[] = Array.isArray(value) ? value : [value];
  return list.slice(0, most).map((item) => {
    const number = typeof item === 'boolean' || typeof item === 'number' ? Number(item) : 0;
    return Number.isFinite(number) ? number : 0;
  });
}

/** Lists of numbers as points of one dimension: what is no number, or is missing, is 0. */
export function pointsFrom(lists: readonly unknown[]): Points {
  const numbers = lists.map(numbersOf);
  const dimensions = numbers.reduce((longest, n) => Math.max(longest, n.length), 1);
  const values = new Float64Array(numbers.length * dimensions);
  numbers.forEach((list, i) => {
    values.set(list, i * dimensions);
  });
  return { values, dimensions };
}
