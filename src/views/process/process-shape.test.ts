import { expect, it } from 'vitest';
import { branches, placeIn, processShape, rowsAbove, seenRows } from './process-shape.ts';

// 0 ─ 1 ─ 2    5 ─ 6
//   └ 3 ─ 4
const places = [0, 1, 2, 3, 4, 5, 6];
const descendants = [4, 1, 0, 1, 0, 1, 0];
const whole = processShape(places, descendants);

it('finds parents, levels and what is below', () => {
  expect([...whole.parent]).toEqual([-1, 0, 1, 0, 3, -1, 5]);
  expect([...whole.level]).toEqual([0, 1, 2, 1, 2, 0, 1]);
  expect([...whole.below]).toEqual([4, 1, 0, 1, 0, 1, 0]);
});

it('hangs a process whose parent is missing on the nearest ancestor that is there', () => {
  // Without 1 and 3: 2 and 4 are of the root, and 4 is no child of 2 though it comes next and was deeper.
  const part = processShape([0, 2, 4, 6], [4, 0, 0, 0]);
  expect([...part.parent]).toEqual([-1, 0, 0, -1]);
  expect([...part.below]).toEqual([2, 0, 0, 0]);
});

it('takes places in any order, each once', () => {
  const mixed = processShape([6, 0, 3, 3, 5, 1, 4, 2], [0, 4, 1, 1, 1, 1, 0, 0]);
  expect([...mixed.places]).toEqual(places);
  expect([...mixed.parent]).toEqual([...whole.parent]);
});

it('hides what is below closed rows, and shows what was closed inside when they open', () => {
  expect([...seenRows(whole, new Set())]).toEqual(places);
  expect([...seenRows(whole, new Set([0, 5]))]).toEqual([0, 5]);
  expect([...seenRows(whole, new Set([3]))]).toEqual([0, 1, 2, 3, 5, 6]);
  expect([...branches(whole, 0)]).toEqual([0, 1, 3, 5]);
  expect([...seenRows(whole, branches(whole, 1))]).toEqual([0, 1, 3, 5, 6]);
});

it('tells the way to the root, and where a row stands', () => {
  expect(rowsAbove(whole, 4)).toEqual([0, 3]);
  expect(rowsAbove(whole, 0)).toEqual([]);
  const seen = seenRows(whole, new Set([0]));
  expect(placeIn(seen, 5)).toBe(1);
  expect(placeIn(seen, 3)).toBe(0);
  expect(placeIn(new Int32Array(), 3)).toBe(-1);
});

it('has no rows where there are none, and bears a chain of 200,000', () => {
  expect(processShape([], []).places.length).toBe(0);
  const deep = Array.from({ length: 200_000 }, (_, i) => i);
  const chain = processShape(
    deep,
    deep.map((i) => 199_999 - i),
  );
  expect(chain.level[199_999]).toBe(199_999);
  expect(seenRows(chain, new Set([3])).length).toBe(4);
});
