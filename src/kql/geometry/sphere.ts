/** Longitude and latitude in degrees, as GeoJSON has them. */
export type Position = readonly [longitude: number, latitude: number];

/** A point of the unit sphere. */
export interface Point {
  readonly x: number;
  readonly y: number;
  readonly z: number;
}

/** Metres of the Earth's mean radius, on which Kusto measures. */
export const earthRadius = 6_371_010;

const degree = Math.PI / 180;

/** The point at a longitude and latitude. */
export function pointAt([longitude, latitude]: Position): Point {
  const [lambda, phi] = [longitude * degree, latitude * degree];
  const parallel = Math.cos(phi);
  return { x: Math.cos(lambda) * parallel, y: Math.sin(lambda) * parallel, z: Math.sin(phi) };
}

/** Where a point is, in degrees. */
export function positionOf({ x, y, z }: Point): Position {
  return [Math.atan2(y, x) / degree, Math.atan2(z, Math.hypot(x, y)) / degree];
}

/** Whether numbers are a longitude and a latitude of the Earth. */
export function isPlace(longitude: number | null, latitude: number | null): boolean {
  if (longitude === null || latitude === null) return false;
  return Math.abs(longitude) <= 180 && Math.abs(latitude) <= 90;
}

export const dot = (a: Point, b: Point): number => a.x * b.x + a.y * b.y + a.z * b.z;
export const scale = (a: Point, by: number): Point => ({ x: a.x * by, y: a.y * by, z: a.z * by });
export const plus = (a: Point, b: Point): Point => ({ x: a.x + b.x, y: a.y + b.y, z: a.z + b.z });
export const minus = (a: Point, b: Point): Point => ({ x: a.x - b.x, y: a.y - b.y, z: a.z - b.z });
export const length = (a: Point): number => Math.hypot(a.x, a.y, a.z);

function cross(a: Point, b: Point): Point {
  return { x: a.y * b.z - a.z * b.y, y: a.z * b.x - a.x * b.z, z: a.x * b.y - a.y * b.x };
}

/** The point of the sphere in this direction. */
export function unit(a: Point): Point {
  const n = length(a);
  return n > 0 ? scale(a, 1 / n) : a;
}

/** Twice the cross product, exact also for points that are near each other or nearly opposite. */
export const normal = (a: Point, b: Point): Point => cross(plus(a, b), minus(b, a));

/** The angle between two points, in radians. */
export function angle(a: Point, b: Point): number {
  return 2 * Math.atan2(length(minus(a, b)), length(plus(a, b)));
}

/** Whether two points are (all but) opposite, so that no shortest way is between them. */
export const areOpposite = (a: Point, b: Point): boolean => length(plus(a, b)) < 1e-14;

/** The side of the way from a to b on which c lies: positive left, negative right, zero on it. */
function side(a: Point, b: Point, c: Point): number {
  return dot(cross(minus(a, c), minus(b, c)), c);
}

/** The point at a fraction of the way from a to b. */
export function between(a: Point, b: Point, fraction: number): Point {
  if (fraction <= 0) return a;
  if (fraction >= 1) return b;
  return along(a, b, angle(a, b) * fraction);
}

/** The point so many radians from a in the direction of b. */
export function along(a: Point, b: Point, radians: number): Point {
  const forward = unit(cross(normal(a, b), a));
  return unit(plus(scale(a, Math.cos(radians)), scale(forward, Math.sin(radians))));
}

/** The point of an edge that is nearest to p. */
export function nearest(p: Point, a: Point, b: Point): Point {
  const n = normal(a, b);
  const n2 = dot(n, n);
  if (n2 === 0) return a;
  if (dot(cross(n, a), p) > 0 && dot(cross(b, n), p) > 0)
    return unit(minus(p, scale(n, dot(p, n) / n2)));
  return length(minus(p, a)) <= length(minus(p, b)) ? a : b;
}

/** How far p is from an edge, in radians. */
export const distanceToEdge = (p: Point, a: Point, b: Point): number => angle(p, nearest(p, a, b));

/** Where two edges cross that are known to. */
export function crossing(a: Point, b: Point, c: Point, d: Point): Point {
  const p = unit(cross(unit(normal(a, b)), unit(normal(c, d))));
  return dot(p, plus(plus(a, b), plus(c, d))) < 0 ? scale(p, -1) : p;
}

/** Whether the insides of two edges have a point in common. */
export function doCross(a: Point, b: Point, c: Point, d: Point): boolean {
  const [abc, abd] = [side(a, b, c), side(a, b, d)];
  if (abc * abd >= 0) return false;
  const [cda, cdb] = [side(c, d, a), side(c, d, b)];
  return cda * cdb < 0 && abc * cdb > 0;
}

/** The area of a triangle on the sphere, positive where it runs counterclockwise. */
export function triangle(a: Point, b: Point, c: Point): number {
  const volume = dot(a, cross(minus(b, a), minus(c, a)));
  return 2 * Math.atan2(volume, 1 + dot(a, b) + dot(b, c) + dot(c, a));
}

/** A direction at right angles to this one. */
function aside(a: Point): Point {
  const [x, y, z] = [Math.abs(a.x), Math.abs(a.y), Math.abs(a.z)];
  const axis =
    x <= y && x <= z ? { x: 1, y: 0, z: 0 } : y <= z ? { x: 0, y: 1, z: 0 } : { x: 0, y: 0, z: 1 };
  return unit(cross(a, axis));
}

/** The angle of the way from a to b, counterclockwise from a direction that depends on a alone. */
export function heading(a: Point, b: Point): number {
  const u = aside(a);
  const v = cross(a, u);
  const d = minus(b, a);
  return Math.atan2(dot(d, v), dot(d, u));
}

/** The point so many radians from the centre, in a direction counted counterclockwise. */
export function around(centre: Point, radians: number, direction: number): Point {
  const u = aside(centre);
  const v = cross(centre, u);
  const out = plus(scale(u, Math.cos(direction)), scale(v, Math.sin(direction)));
  return unit(plus(scale(centre, Math.cos(radians)), scale(out, Math.sin(radians))));
}

/** Clockwise from true north at a to b, in [0, 2π); null where it is not one direction. */
export function azimuth(a: Position, b: Position): number | null {
  const [p, q] = [pointAt(a), pointAt(b)];
  if (angle(p, q) < 1e-15 || areOpposite(p, q)) return null;
  const [phi1, phi2] = [a[1] * degree, b[1] * degree];
  const lambda = (b[0] - a[0]) * degree;
  const east = Math.sin(lambda) * Math.cos(phi2);
  const north =
    Math.cos(phi1) * Math.sin(phi2) - Math.sin(phi1) * Math.cos(phi2) * Math.cos(lambda);
  return turn(Math.atan2(east, north));
}

/** An angle brought into [0, 2π). */
export function turn(radians: number): number {
  const full = 2 * Math.PI;
  const turned = radians % full;
  return turned < 0 ? (turned + full) % full : turned;
}
