import type { Ring } from './geojson.ts';
import { doCross, type Point } from './sphere.ts';
import { everyNearPair } from './sweep.ts';

/** Whether the edges of rings neither cross nor are the same. */
export function areApart(rings: readonly Ring[]): boolean {
  const edges = rings.flatMap((ring) =>
    ring.map((a, i): [Point, Point] => [a, ring[(i + 1) % ring.length] as Point]),
  );
  return everyNearPair(edges, 0, (i, j) => {
    const [[a, b], [c, d]] = [edges[i], edges[j]] as [[Point, Point], [Point, Point]];
    const same = (isAt(a, c) && isAt(b, d)) || (isAt(a, d) && isAt(b, c));
    return !same && !doCross(a, b, c, d);
  });
}

const isAt = (a: Point, b: Point): boolean => a.x === b.x && a.y === b.y && a.z === b.z;
