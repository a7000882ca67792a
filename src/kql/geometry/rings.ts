import type { Ring, Vertex } from './geojson.ts';
import { angle, length, normal, type Point, plus, scale, triangle } from './sphere.ts';

/** The area on the left of a ring, in (-2π, 2π]: negative where the smaller side is on its right. */
export function ringArea(ring: readonly Point[]): number {
  const [origin] = ring;
  if (!origin) return 0;
  let area = 0;
  for (let i = 1; i + 1 < ring.length; i++)
    area += triangle(origin, ring[i] as Point, ring[i + 1] as Point);
  const full = 4 * Math.PI;
  const left = ((area % full) + full) % full;
  return left > full / 2 ? left - full : left;
}

/** The ring the way that the smaller side is on its left, or of a hole on its right. */
export function normaliseRing(ring: readonly Vertex[], isHole: boolean): Ring {
  return ringArea(ring) < 0 === isHole ? ring : [...ring].reverse();
}

/** The integral of position over what lies on the left of a ring: its direction is the centroid's. */
export function ringMoment(ring: readonly Point[]): Point {
  let sum: Point = { x: 0, y: 0, z: 0 };
  ring.forEach((a, i) => {
    const b = ring[(i + 1) % ring.length] as Point;
    const n = normal(a, b);
    const twiceSine = length(n);
    if (twiceSine > 0) sum = plus(sum, scale(n, angle(a, b) / (2 * twiceSine)));
  });
  return sum;
}
