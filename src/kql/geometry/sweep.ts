import type { Point } from './sphere.ts';

/** More pairs of edges than this are not compared, and more than this of those that may meet are not looked at. */
const mostPairs = 200_000_000;
const mostVisits = 1_500_000;

type Edges = readonly (readonly [Point, Point])[];

/** The least and the greatest x, y and z of each edge, which bulges out of the straight line between its ends. */
function boxes(edges: Edges, margin: number): Float64Array {
  const all = new Float64Array(edges.length * 6);
  edges.forEach(([a, b], i) => {
    const chord = Math.hypot(a.x - b.x, a.y - b.y, a.z - b.z);
    const by = margin + 1 - Math.sqrt(Math.max(0, 1 - (chord * chord) / 4));
    const low = [Math.min(a.x, b.x) - by, Math.min(a.y, b.y) - by, Math.min(a.z, b.z) - by];
    const high = [Math.max(a.x, b.x) + by, Math.max(a.y, b.y) + by, Math.max(a.z, b.z) + by];
    all.set([...low, ...high], i * 6);
  });
  return all;
}

/** The axis along which edges lie spread most, for their size. */
function widest(all: Float64Array): number {
  const spread = [0, 1, 2].map((axis) => {
    let [low, high, size] = [1, -1, 1e-300];
    for (let i = 0; i < all.length; i += 6) {
      const [from, to] = [all[i + axis] as number, all[i + axis + 3] as number];
      if (from < low) low = from;
      if (to > high) high = to;
      size += to - from;
    }
    return (high - low) / size;
  });
  return spread.indexOf(Math.max(...spread));
}

/**
 * Call for each pair of edges that may meet, until one call gives false.
 * @returns whether all were gone through: neither stopped, nor too many
 */
export function everyNearPair(
  edges: Edges,
  margin: number,
  visit: (i: number, j: number) => boolean,
): boolean {
  const all = boxes(edges, margin);
  const axis = widest(all);
  const low = (edge: number, k: number): number => all[edge * 6 + k] as number;
  const high = (edge: number, k: number): number => all[edge * 6 + k + 3] as number;
  const apart = (i: number, j: number, k: number): boolean =>
    low(j, k) > high(i, k) || low(i, k) > high(j, k);
  const [second, third] = [(axis + 1) % 3, (axis + 2) % 3];
  const order = Uint32Array.from(edges.keys()).sort((a, b) => low(a, axis) - low(b, axis));
  let [pairs, visits] = [0, 0];
  for (let n = 0; n < order.length; n++) {
    const i = order[n] as number;
    const end = high(i, axis);
    for (let m = n + 1; m < order.length; m++) {
      const j = order[m] as number;
      if (low(j, axis) > end) break;
      if (++pairs > mostPairs) return false;
      if (apart(i, j, second) || apart(i, j, third)) continue;
      if (++visits > mostVisits || !visit(i, j)) return false;
    }
  }
  return true;
}
