import { vertexAtPoint } from './arrangement.ts';
import type { Line, Polygon, Ring, Vertex } from './geojson.ts';
import { edgesOf } from './measures.ts';
import { unionOfMany } from './overlay.ts';
import { along, angle, around, earthRadius, heading, type Point } from './sphere.ts';

/** A border of more edges is not widened, and none of which the pieces have more corners together. */
const mostEdges = 5_000;
const mostPieceCorners = 150_000;
/** A circle has no more corners. */
const mostCorners = 10_000;

/** Metres; what is narrower cannot be told from nothing. */
export const leastRadius = 1e-5;

/** A buffer's width and how near it keeps to it, both in radians. */
export interface Buffering {
  readonly radius: number;
  readonly tolerance: number;
}

/** Read a width and a tolerance in metres; null where they are none. */
export function bufferingOf(radius: number | null, tolerance: number | null): Buffering | null {
  if (radius === null || tolerance === null) return null;
  if (!(radius >= leastRadius) || !(tolerance > 0) || tolerance < radius * 1e-6) return null;
  const quarter = (Math.PI / 2) * earthRadius;
  if (radius > quarter) return null;
  return {
    radius: radius / earthRadius,
    tolerance: Math.min(tolerance, radius * 0.9) / earthRadius,
  };
}

/** The angle that a side of the circle spans, and how far out its corners are so that it deviates both ways alike. */
function sides({ radius, tolerance }: Buffering): { corners: number; reach: number } {
  const half = Math.acos(Math.max(0, (radius - tolerance) / (radius + tolerance)));
  const corners = Math.min(mostCorners, Math.max(8, Math.ceil(Math.PI / half)));
  const inner = Math.cos(Math.PI / corners);
  const reach = Math.min(radius + tolerance, (2 * radius) / (1 + inner));
  return { corners, reach };
}

/** A circle as a polygon. */
export function circle(centre: Point, buffering: Buffering): Polygon {
  const { corners, reach } = sides(buffering);
  const step = (2 * Math.PI) / corners;
  return [
    Array.from({ length: corners }, (_, i) => vertexAtPoint(around(centre, reach, i * step))),
  ];
}

/** All that is within the radius of an edge: two half circles. */
function capsule([a, b]: readonly [Vertex, Vertex], buffering: Buffering): Polygon[] {
  const { corners, reach } = sides(buffering);
  const turns = Math.max(4, Math.ceil(corners / 2));
  const end = (at: Point, other: Point): Vertex[] => {
    const start = heading(at, other) + Math.PI / 2;
    return Array.from({ length: turns + 1 }, (_, i) =>
      vertexAtPoint(around(at, reach, start + (i * Math.PI) / turns)),
    );
  };
  const pieces = pieceCount([a, b], buffering);
  const stops = Array.from({ length: pieces + 1 }, (_, i): Point => {
    if (i === 0) return a;
    return i === pieces ? b : along(a, b, (angle(a, b) * i) / pieces);
  });
  return edgesOf(stops, false).map(([p, q]) => [[...end(p, q), ...end(q, p)]]);
}

const pieceCount = ([a, b]: readonly [Vertex, Vertex], buffering: Buffering): number =>
  Math.ceil(angle(a, b) / longest(buffering));

/** How long an edge may be so that the great circle beside it keeps near the line at its distance. */
const longest = ({ radius, tolerance }: Buffering): number =>
  Math.min(1, Math.sqrt((8 * tolerance) / Math.tan(radius)));

/** All that is within the radius of edges and inside of polygons; null where that is too much. */
function widened(
  edges: readonly [Vertex, Vertex][],
  inside: readonly Polygon[],
  buffering: Buffering,
): Polygon[] | null {
  const pieces = edges.reduce((n, edge) => n + pieceCount(edge, buffering), 0);
  if (pieces > mostEdges || pieces * sides(buffering).corners > mostPieceCorners) return null;
  return unionOfMany([...inside, ...edges.flatMap((edge) => capsule(edge, buffering))]);
}

/** All that is within the radius of lines; null where that is too much. */
export const bufferLines = (lines: readonly Line[], buffering: Buffering): Polygon[] | null =>
  widened(
    lines.flatMap((line) => edgesOf(line, false)),
    [],
    buffering,
  );

/** All that is within the radius of polygons; null where that is too much. */
export const bufferPolygons = (
  polygons: readonly Polygon[],
  buffering: Buffering,
): Polygon[] | null =>
  widened(
    polygons.flat().flatMap((ring: Ring) => edgesOf(ring, true)),
    polygons,
    buffering,
  );
