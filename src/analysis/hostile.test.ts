import { expect, it } from 'vitest';
import {
  dbscan,
  encodeSessions,
  graphMeasures,
  isolationScores,
  pointsFrom,
  scoreSessions,
  sessionsOf,
  textFeatures,
} from './index.ts';

it('measures a chain of a million nodes, without recursion', () => {
  const names = Array.from({ length: 1_000_000 }, (_, i) => `n${i}`);
  const { component, degree } = graphMeasures(names.slice(0, -1), names.slice(1));
  expect(component.every((c) => c === 0)).toBe(true);
  expect([degree[0], degree[1]]).toEqual([1, 2]);
}, 30_000);

it('takes whatever JSON a session may be', () => {
  const odd = JSON.parse(
    '[null, 1, "text", {}, [], [null, 1, {}, [], ["a", {"__proto__": "x", "constructor": ""}]], ["##START##", "##END##"], [["a", [null, {"Name": "p"}, 7]]]]',
  ) as unknown[];
  const codes = encodeSessions(odd);
  const { rarest, whole } = scoreSessions(codes, { window: 2, detail: 'values', tokens: true });
  expect(codes.commandNames).toEqual(['a', '##START##', '##END##']);
  expect(rarest.filter((l) => !Number.isNaN(l)).every((l) => l > 0 && l < 1)).toBe(true);
  expect(whole.length).toBe(odd.length);
});

it('clusters a hundred thousand equal events, and what are no numbers, in no time', () => {
  expect(
    new Set(dbscan(pointsFrom(Array.from({ length: 100_000 }, () => [1, 2])), 0.1, 2)),
  ).toEqual(new Set([0]));
  expect([...dbscan(pointsFrom([null, 'x', [{}], [Number.NaN, 1]]), 0.1, 2)]).toEqual([
    0, 0, 0, -1,
  ]);
  expect(dbscan(pointsFrom([]), 0.1, 2).length).toBe(0);
});

it('refuses to compare every event with every other where all are near', () => {
  const points = pointsFrom(Array.from({ length: 100_000 }, (_, i) => i / 1e6));
  expect(() => dbscan(points, 1, 2)).toThrow(/smaller distance/);
});

it('scores the same points the same, and equal points alike', () => {
  const points = pointsFrom(Array.from({ length: 300 }, (_, i) => [i % 10, i === 7 ? 900 : 0]));
  const options = { trees: 50, sample: 64, seed: 5 };
  const scores = isolationScores(points, options);
  expect([...isolationScores(points, options)]).toEqual([...scores]);
  expect(scores.indexOf(Math.max(...scores))).toBe(7);
  expect(new Set(isolationScores(pointsFrom([1, 1, 1]), options)).size).toBe(1);
});

it('leaves rows without a time out of sessions', () => {
  const limits = { longest: 10n, separation: 10n };
  const found = sessionsOf(['a', null, 'a', { x: 1 }], [5n, 1n, null, 2n], limits);
  expect(found.flatMap((s) => s.rows).sort()).toEqual([0, 1, 3]);
  expect(sessionsOf([], [], limits)).toEqual([]);
});

it('counts a text of one letter and lone halves of pairs', () => {
  expect(textFeatures('-'.repeat(65_536)).delimiters).toBe(65_536);
  expect(textFeatures('\ud83d\ude00\ud83d').length).toBe(2);
});
