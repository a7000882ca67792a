import { type Line, type Polygon, readLines, readPolygons } from './geojson.ts';
import { merged, unionLines } from './overlay.ts';
import { s2Point, s2Polygon } from './s2-cells.ts';
import type { Point } from './sphere.ts';

/** What is worked out once for a value that comes again in the next rows. */
function remembered<T>(make: (value: unknown) => T | null): (value: unknown) => T | null {
  const known = new WeakMap<object, { made: T | null }>();
  return (value) => {
    if (typeof value !== 'object' || value === null) return null;
    const before = known.get(value);
    if (before) return before.made;
    const made = make(value);
    known.set(value, { made });
    return made;
  };
}

/** The lines of a GeoJSON value; null where they are not valid. */
export const linesIn: (value: unknown) => Line[] | null = remembered(readLines);

/** The polygons of a GeoJSON value; null where they are not valid. */
export const polygonsIn: (value: unknown) => Polygon[] | null = remembered(readPolygons);

/** The one line of a LineString; null where there are several. */
export function lineIn(value: unknown): Line | null {
  const lines = linesIn(value);
  return lines?.length === 1 ? (lines[0] ?? null) : null;
}

/** The lines of a value, with what they share taken once. */
export const linesOnce: (value: unknown) => Line[] | null = remembered((value) => {
  const lines = linesIn(value);
  return lines && lines.length > 1 ? unionLines(lines) : lines;
});

/** The polygons of a value, joined where they overlap. */
export const polygonsOnce: (value: unknown) => Polygon[] | null = remembered((value) => {
  const polygons = polygonsIn(value);
  return polygons && merged(polygons);
});

/** Tells whether a point is in the polygons of a value. */
export const containerIn: (value: unknown) => ((p: Point) => boolean) | null = remembered(
  (value) => {
    const polygons = polygonsIn(value)?.map(s2Polygon);
    return polygons ? (p) => polygons.some((polygon) => polygon.containsPoint(s2Point(p))) : null;
  },
);
