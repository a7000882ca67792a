import type { Line, Polygon, Ring, Vertex } from './geojson.ts';
import { ringArea } from './rings.ts';
import { angle, distanceToEdge, earthRadius } from './sphere.ts';
import { areApart } from './validity.ts';

/** Kusto simplifies by no more metres than this. */
const mostMetres = 7_800_000;

/** The tolerance of so many metres, in radians; null where there is none such. */
export function simplifyTolerance(metres: number | null): number | null {
  return metres !== null && metres >= 0 && metres <= mostMetres ? metres / earthRadius : null;
}

/** The corners of a chain that are needed for it to keep within the tolerance: its ends among them. */
function neededCorners(chain: readonly Vertex[], tolerance: number): Vertex[] {
  const kept = new Set([0, chain.length - 1]);
  const stack: [number, number][] = [[0, chain.length - 1]];
  for (let part = stack.pop(); part; part = stack.pop()) {
    const [first, last] = part;
    let [farthest, far] = [-1, tolerance];
    for (let i = first + 1; i < last; i++) {
      const own = distanceToEdge(chain[i] as Vertex, chain[first] as Vertex, chain[last] as Vertex);
      if (own > far) [farthest, far] = [i, own];
    }
    if (farthest < 0) continue;
    kept.add(farthest);
    stack.push([first, farthest], [farthest, last]);
  }
  return chain.filter((_, i) => kept.has(i));
}

/** The chain without corners that are nearer to the one before, or to the end, than the tolerance. */
function spaced(chain: readonly Vertex[], tolerance: number): Vertex[] {
  const last = chain.at(-1) as Vertex;
  const kept: Vertex[] = [];
  for (const [i, vertex] of chain.entries()) {
    const before = kept.at(-1);
    const isEnd = i === 0 || i === chain.length - 1;
    const near = before && (angle(before, vertex) < tolerance || angle(vertex, last) < tolerance);
    if (isEnd || !near) kept.push(vertex);
  }
  return kept;
}

const simplifyChain = (chain: readonly Vertex[], tolerance: number): Vertex[] =>
  spaced(neededCorners(chain, tolerance), tolerance);

/** Lines with fewer corners; those that are no longer than the tolerance disappear. */
export function simplifyLines(lines: readonly Line[], tolerance: number): Line[] {
  return lines.flatMap((line) => {
    const first = line[0] as Vertex;
    const reach = Math.max(...line.map((v) => angle(first, v)));
    return reach < tolerance ? [] : [simplifyChain(line, tolerance)];
  });
}

const placeKey = ({ x, y, z }: Vertex): string => `${x} ${y} ${z}`;

/** Corners at which borders of several polygons part: they stay, so that what was shared is shared. */
export function junctions(polygons: readonly Polygon[]): ReadonlySet<string> {
  const neighbours = new Map<string, Set<string>>();
  for (const ring of polygons.flat())
    ring.forEach((vertex, i) => {
      const key = placeKey(vertex);
      const others = neighbours.get(key) ?? new Set();
      for (const other of [ring.at(i - 1), ring[(i + 1) % ring.length]])
        if (other) others.add(placeKey(other));
      neighbours.set(key, others);
    });
  return new Set([...neighbours].filter(([, others]) => others.size > 2).map(([key]) => key));
}

/** Which corners a ring is cut at: the junctions, or where there are fewer than two, two far from each other. */
function anchors(ring: Ring, fixed: ReadonlySet<string>): number[] {
  const given = ring.flatMap((v, i) => (fixed.has(placeKey(v)) ? [i] : []));
  if (given.length > 1) return given;
  const first = given[0] ?? 0;
  const from = ring[first] as Vertex;
  const far = ring.map((v) => angle(from, v));
  return [first, far.indexOf(Math.max(...far))].sort((a, b) => a - b);
}

/** A chain simplified the same in both directions. */
function simplifyEitherWay(chain: readonly Vertex[], tolerance: number): Vertex[] {
  const [first, last] = [chain[0], chain.at(-1)] as [Vertex, Vertex];
  const turned = placeKey(first) > placeKey(last);
  const simplified = simplifyChain(turned ? [...chain].reverse() : chain, tolerance);
  return turned ? simplified.reverse() : simplified;
}

function simplifyRing(ring: Ring, tolerance: number, fixed: ReadonlySet<string>): Ring | null {
  const first = ring[0] as Vertex;
  if (Math.max(...ring.map((v) => angle(first, v))) < tolerance) return null;
  const cuts = anchors(ring, fixed);
  const simplified = cuts.flatMap((cut, i) => {
    const next = cuts[i + 1] ?? (cuts[0] ?? 0) + ring.length;
    const chain = Array.from(
      { length: next - cut + 1 },
      (_, k) => ring[(cut + k) % ring.length] as Vertex,
    );
    return simplifyEitherWay(chain, tolerance).slice(0, -1);
  });
  const start = simplified.indexOf(first);
  const turned =
    start > 0 ? [...simplified.slice(start), ...simplified.slice(0, start)] : simplified;
  return turned.length < 3 || Math.abs(ringArea(turned)) === 0 ? null : turned;
}

/**
 * Polygons with fewer corners; those that the tolerance swallows disappear. Where rings would cross, all are
 * simplified less.
 */
export function simplifyPolygons(
  polygons: readonly Polygon[],
  tolerance: number,
  fixed: ReadonlySet<string> = new Set(),
): Polygon[] {
  for (let less = tolerance, tries = 0; tries < 12; less /= 2, tries++) {
    const simplified = polygons.flatMap((rings): Polygon[] => {
      const [shell, ...holes] = rings.map((ring) => simplifyRing(ring, less, fixed));
      return shell ? [[shell, ...holes.filter((hole) => hole !== null)]] : [];
    });
    if (simplified.every(areApart)) return simplified;
  }
  return [...polygons];
}
