import { normaliseRing } from './rings.ts';
import { areOpposite, isPlace, type Point, type Position, pointAt } from './sphere.ts';
import { areApart } from './validity.ts';

/** A corner: the point and the numbers that it was given by. */
export interface Vertex extends Point {
  readonly position: Position;
}

/** The corners of a ring, the first not repeated at the end; what it encloses lies on its left. */
export type Ring = readonly Vertex[];

/** The shell of a polygon, then its holes, which run clockwise. */
export type Polygon = readonly Ring[];

export type Line = readonly Vertex[];

/** Corners of one shape; more are not read. */
const mostVertices = 100_000;

/** What a GeoJSON value of a shape holds, before anything is known to be right. */
function coordinatesOf(value: unknown, single: string, several: string): unknown[] | null {
  if (typeof value !== 'object' || value === null) return null;
  const { type, coordinates } = value as { type?: unknown; coordinates?: unknown };
  if (type === single) return [coordinates];
  return type === several && Array.isArray(coordinates) && coordinates.length > 0
    ? coordinates
    : null;
}

function readVertex(value: unknown): Vertex | null {
  if (!Array.isArray(value) || value.length < 2) return null;
  const [longitude, latitude]: unknown[] = value;
  if (typeof longitude !== 'number' || typeof latitude !== 'number') return null;
  return isPlace(longitude, latitude) ? vertexAt([longitude, latitude]) : null;
}

/** The corner at a longitude and latitude. */
export function vertexAt(position: Position): Vertex {
  return { ...pointAt(position), position };
}

/** Consecutive corners that are different and not opposite; null where some are not. */
function readVertices(value: unknown, closed: boolean): Vertex[] | null {
  if (!Array.isArray(value) || value.length > mostVertices) return null;
  const vertices: Vertex[] = [];
  for (const item of value) {
    const vertex = readVertex(item);
    const last = vertices.at(-1);
    if (!vertex || (last && areOpposite(last, vertex))) return null;
    if (last && samePlace(last, vertex)) {
      if (closed) return null;
      continue;
    }
    vertices.push(vertex);
  }
  return vertices;
}

const samePlace = (a: Vertex, b: Vertex): boolean => a.x === b.x && a.y === b.y && a.z === b.z;

/** The lines of a LineString or MultiLineString; null where it is none, or not valid. */
export function readLines(value: unknown): Line[] | null {
  const coordinates = coordinatesOf(value, 'LineString', 'MultiLineString');
  const lines = coordinates?.map((line) => readVertices(line, false));
  if (!lines?.every((line) => line !== null && line.length >= 2)) return null;
  return within(lines.filter((line) => line !== null));
}

/** The polygons of a Polygon or MultiPolygon, each valid by itself; null where it is none, or one is not. */
export function readPolygons(value: unknown): Polygon[] | null {
  const coordinates = coordinatesOf(value, 'Polygon', 'MultiPolygon');
  const polygons = coordinates?.map(readPolygon);
  if (!polygons?.every((polygon) => polygon !== null)) return null;
  return within(polygons.flat()) && polygons;
}

function within<T extends readonly unknown[]>(parts: T[]): T[] | null {
  return parts.reduce((n, part) => n + part.length, 0) > mostVertices ? null : parts;
}

function readPolygon(value: unknown): Polygon | null {
  if (!Array.isArray(value) || value.length === 0) return null;
  const rings = value.map((ring, i) => readRing(ring, i > 0));
  return rings.every((ring) => ring !== null) && areApart(rings) ? rings : null;
}

function readRing(value: unknown, isHole: boolean): Ring | null {
  const vertices = readVertices(value, true);
  const last = vertices?.pop();
  if (!vertices || !last || vertices.length < 3) return null;
  const first = vertices[0];
  if (!first || !samePlace(first, last)) return null;
  const distinct = new Set(vertices.map(({ x, y, z }) => `${x} ${y} ${z}`));
  if (distinct.size < vertices.length) return null;
  return normaliseRing(vertices, isHole);
}

/** The polygons of every value of an array; null where it is none, or one is not valid. */
export function readEach<T>(value: unknown, read: (item: unknown) => T[] | null): T[][] | null {
  if (!Array.isArray(value) || value.length === 0) return null;
  const shapes = value.map(read);
  return shapes.every((shape) => shape !== null) ? shapes : null;
}

type Json = Readonly<Record<string, unknown>>;

const closed = (ring: Ring): Position[] =>
  [...ring, ...ring.slice(0, 1)].map(({ position }) => position);

/** A point as GeoJSON. */
export const writePoint = (position: Position): Json => ({ type: 'Point', coordinates: position });

/** A polygon of one ring, given without its first corner repeated. */
export const writeRing = (corners: readonly Position[]): Json => ({
  type: 'Polygon',
  coordinates: [[...corners, ...corners.slice(0, 1)]],
});

function several(type: string, parts: readonly unknown[]): Json[] {
  if (parts.length === 0) return [];
  return parts.length === 1
    ? [{ type, coordinates: parts[0] }]
    : [{ type: `Multi${type}`, coordinates: parts }];
}

/** What a result consists of. */
export interface Parts {
  points?: readonly Vertex[];
  lines?: readonly Line[];
  polygons?: readonly Polygon[];
}

/** A shape or a collection of shapes as GeoJSON, the empty collection where there is nothing. */
export function writeParts({ points = [], lines = [], polygons = [] }: Parts): Json {
  const geometries = [
    ...several(
      'Point',
      points.map((p) => p.position),
    ),
    ...several(
      'LineString',
      lines.map((line) => line.map((p) => p.position)),
    ),
    ...several(
      'Polygon',
      polygons.map((rings) => rings.map(closed)),
    ),
  ];
  const only = geometries[0];
  return only && geometries.length === 1 ? only : { type: 'GeometryCollection', geometries };
}
