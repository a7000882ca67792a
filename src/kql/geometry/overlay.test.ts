import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bufferingOf, bufferLines, bufferPolygons } from './buffer.ts';
import { type Polygon, readLines, readPolygons, vertexAt } from './geojson.ts';
import { areaOf, edgesOf, lengthOf, nearestOn } from './measures.ts';
import { intersectLinesWithPolygons, intersectPolygons, merged, union } from './overlay.ts';
import { s2Point, s2Polygon } from './s2-cells.ts';
import { simplifyPolygons } from './simplify.ts';
import { around, earthRadius, type Position, pointAt, positionOf } from './sphere.ts';

/** A star-shaped polygon around a place: its corners at given distances, in degrees. */
function star([lng, lat]: Position, reach: readonly number[]): Polygon {
  const centre = pointAt([lng, lat]);
  return [
    reach.map((degrees, i) =>
      vertexAt(
        positionOf(around(centre, (degrees * Math.PI) / 180, (2 * Math.PI * i) / reach.length)),
      ),
    ),
  ];
}

const near = fc.double({ min: -1, max: 1, noNaN: true });
const place = fc.constantFrom<Position>([0, 0], [179.9, 10], [12, 89.5], [-70, -45], [-180, -89.9]);
const reach = fc.array(fc.double({ min: 0.2, max: 2, noNaN: true }), {
  minLength: 3,
  maxLength: 12,
});

const shape = fc
  .tuple(near, near, reach)
  .map(([x, y, list]) => ({ x, y, list: list.length < 4 ? [...list, 1, 1] : list }));

const pairs = fc.tuple(place, shape, shape).map(([[lng, lat], a, b]): [Polygon, Polygon] => {
  const at = (s: typeof a): Position => {
    const latitude = Math.max(-90, Math.min(90, lat + s.y));
    const longitude = lng + s.x;
    return [
      longitude > 180 ? longitude - 360 : longitude < -180 ? longitude + 360 : longitude,
      latitude,
    ];
  };
  return [star(at(a), a.list), star(at(b), b.list)];
});

describe('shapes on the sphere', () => {
  it('have areas that add up: union and intersection together are both', () => {
    fc.assert(
      fc.property(pairs, ([a, b]) => {
        const either = areaOf(union([[a], [b]]) ?? []);
        const both = areaOf(intersectPolygons([a], [b])?.polygons ?? []);
        const sum = areaOf([a]) + areaOf([b]);
        expect(Math.abs(either + both - sum) / sum).toBeLessThan(1e-7);
      }),
      { numRuns: 150, seed: 7 },
    );
  });

  it('hold a point of the union where either holds it', () => {
    fc.assert(
      fc.property(pairs, near, near, ([a, b], x, y) => {
        const first = a[0]?.[0]?.position ?? [0, 0];
        const p = s2Point(pointAt([first[0] + x, Math.max(-90, Math.min(90, first[1] + y))]));
        const whole = union([[a], [b]]) ?? [];
        const expected = [a, b].some((polygon) => s2Polygon(polygon).containsPoint(p));
        expect(whole.some((polygon) => s2Polygon(polygon).containsPoint(p))).toBe(expected);
      }),
      { numRuns: 100, seed: 8 },
    );
  });

  it('give the whole line where it lies inside, nothing where it lies outside', () => {
    const square =
      readPolygons({
        type: 'Polygon',
        coordinates: [
          [
            [0, 0],
            [10, 0],
            [10, 10],
            [0, 10],
            [0, 0],
          ],
        ],
      }) ?? [];
    const line = (coordinates: number[][]) => readLines({ type: 'LineString', coordinates }) ?? [];
    const inside = line([
      [1, 1],
      [2, 2],
      [5, 3],
    ]);
    expect(lengthOf(intersectLinesWithPolygons(inside, square)?.lines ?? [])).toBeCloseTo(
      lengthOf(inside),
      3,
    );
    expect(
      intersectLinesWithPolygons(
        line([
          [11, 1],
          [12, 2],
        ]),
        square,
      ),
    ).toEqual({ points: [], lines: [] });
  });

  it('keep a hole that polygons leave between them', () => {
    const bar = (w: number, s: number, e: number, n: number): unknown => [
      [
        [w, s],
        [e, s],
        [e, n],
        [w, n],
        [w, s],
      ],
    ];
    const frame = readPolygons({
      type: 'MultiPolygon',
      coordinates: [bar(0, 0, 3, 1), bar(0, 2, 3, 3), bar(0, 0, 1, 3), bar(2, 0, 3, 3)],
    });
    const whole = merged(frame ?? []);
    expect(whole?.map((rings) => rings.length)).toEqual([2]);
    const hole = readPolygons({ type: 'Polygon', coordinates: bar(1, 1, 2, 2) }) ?? [];
    const full = readPolygons({ type: 'Polygon', coordinates: bar(0, 0, 3, 3) }) ?? [];
    expect(areaOf(whole ?? []) / (areaOf(full) - areaOf(hole))).toBeCloseTo(1, 2);
  });

  it('are widened to all that is within the radius', () => {
    const line =
      readLines({
        type: 'LineString',
        coordinates: [
          [10, 50],
          [10.2, 50.1],
          [10.1, 50.3],
          [10.4, 50.2],
        ],
      }) ?? [];
    const buffering = bufferingOf(2000, 20);
    const [around2km = []] = (buffering && bufferLines(line, buffering)) ?? [];
    const edges = line.flatMap((l) => edgesOf(l, false));
    for (const vertex of around2km.flat()) {
      const metres = nearestOn(vertex, edges).far * earthRadius;
      expect(Math.abs(metres - 2000)).toBeLessThan(45);
    }
    expect(around2km.length).toBe(1);
  });

  it('are simplified without crossing themselves', () => {
    fc.assert(
      fc.property(pairs, ([a]) => {
        for (const polygon of simplifyPolygons([a], 0.005))
          expect(polygon[0]?.length).toBeGreaterThan(2);
      }),
      { numRuns: 50, seed: 9 },
    );
  });

  it('of many corners are worked out in time', () => {
    const wavy = (lng: number): Polygon =>
      star(
        [lng, 40],
        Array.from({ length: 4000 }, (_, i) => 1 + 0.2 * Math.sin(i / 7)),
      );
    const started = performance.now();
    expect(union([[wavy(0)], [wavy(0.3)]])?.length).toBeGreaterThan(0);
    const buffering = bufferingOf(500, 10);
    expect(
      buffering && bufferPolygons([wavy(0).map((r) => r.slice(0, 300)) as Polygon], buffering),
    ).not.toBeNull();
    expect(performance.now() - started).toBeLessThan(30_000);
  });
});
