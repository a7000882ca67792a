import type { Line, Polygon } from './geojson.ts';
import { geodesic } from './packages.ts';
import { ringMoment } from './rings.ts';
import { s2Polygon } from './s2-cells.ts';
import {
  angle,
  between,
  earthRadius,
  length,
  minus,
  nearest,
  type Point,
  type Position,
  plus,
  positionOf,
  scale,
} from './sphere.ts';

/** How far a place is from another, in metres, on the mean sphere or on WGS84. */
export type Metric = (a: Position, b: Position, p: Point, q: Point) => number;

/** On the sphere. */
export const onSphere: Metric = (_, __, p, q) => angle(p, q) * earthRadius;

/** On the ellipsoid. */
export const onSpheroid: Metric = ([lng1, lat1], [lng2, lat2]) =>
  geodesic().Geodesic.WGS84.Inverse(lat1, lng1, lat2, lng2).s12 ?? 0;

/** The edges of a line, or of a ring that closes. */
export function edgesOf<P>(points: readonly P[], closed: boolean): [P, P][] {
  const count = closed ? points.length : points.length - 1;
  return Array.from({ length: count }, (_, i) => [
    points[i] as P,
    points[(i + 1) % points.length] as P,
  ]);
}

const sum = (numbers: readonly number[]): number => numbers.reduce((a, b) => a + b, 0);

/** The length of lines, in metres. */
export const lengthOf = (lines: readonly Line[]): number =>
  sum(lines.flatMap((line) => edgesOf(line, false)).map(([a, b]) => angle(a, b))) * earthRadius;

/** The length of the borders of polygons, in metres. */
export const perimeterOf = (polygons: readonly Polygon[]): number =>
  sum(
    polygons
      .flatMap((rings) => rings.flatMap((r) => edgesOf(r, true)))
      .map(([a, b]) => angle(a, b)),
  ) * earthRadius;

/** The area of polygons that do not overlap, in square metres; S2's own sum, so that it rounds as Kusto does. */
export const areaOf = (polygons: readonly Polygon[]): number =>
  sum(polygons.map((rings) => s2Polygon(rings).area())) * earthRadius ** 2;

const origin: Point = { x: 0, y: 0, z: 0 };

/** The centroid of polygons that do not overlap; null where they have none. */
export const centroidOf = (polygons: readonly Polygon[]): Position | null =>
  directionOf(polygons.flat().map(ringMoment));

/** The centroid of lines; null where they have none. */
export const lineCentroidOf = (lines: readonly Line[]): Position | null =>
  directionOf(
    lines
      .flatMap((line) => edgesOf(line, false))
      .map(([a, b]) => {
        const across = length(plus(a, b));
        return across === 0 ? origin : scale(plus(a, b), length(minus(a, b)) / across);
      }),
  );

function directionOf(moments: readonly Point[]): Position | null {
  const total = moments.reduce(plus, origin);
  return length(total) === 0 ? null : positionOf(total);
}

/** Where on some edges a point is nearest: which edge, the place on it, and how far, in radians. */
export function nearestOn(
  p: Point,
  edges: readonly (readonly [Point, Point])[],
): { edge: number; at: Point; far: number } {
  let best = { edge: 0, at: edges[0]?.[0] ?? p, far: Number.POSITIVE_INFINITY };
  edges.forEach(([a, b], edge) => {
    const at = nearest(p, a, b);
    const far = length(minus(p, at));
    if (far < best.far) best = { edge, at, far };
  });
  return { ...best, far: angle(p, best.at) };
}

/** The place at a fraction of a line's length. */
export function placeAt(line: Line, fraction: number): Position {
  const edges = edgesOf(line, false);
  let left = sum(edges.map(([a, b]) => angle(a, b))) * fraction;
  for (const [a, b] of edges) {
    const own = angle(a, b);
    if (left < own) return left <= 0 ? a.position : positionOf(between(a, b, left / own));
    left -= own;
  }
  return line.at(-1)?.position ?? [0, 0];
}

/** How far along a line, as a fraction of its length, the place is that is nearest to a point. */
export function fractionAt(line: Line, p: Point, metric: Metric): number {
  const edges = edgesOf(line, false);
  const { edge, at } = nearestOn(p, edges);
  const lengths = edges.map(([a, b]) => metric(a.position, b.position, a, b));
  const start = edges[edge]?.[0];
  const part = start ? metric(start.position, positionOf(at), start, at) : 0;
  return Math.min(1, (sum(lengths.slice(0, edge)) + part) / sum(lengths));
}
