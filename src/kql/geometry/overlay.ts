import { arrange, type Trace } from './arrangement.ts';
import { linesOf, type Piece, polygonsOf } from './assemble.ts';
import type { Line, Parts, Polygon, Vertex } from './geojson.ts';
import { bordersOf, forEachPiece, keyOf, type Sides, sidesOf, Tracker } from './sides.ts';

const traces = (polygon: Polygon): Trace[] =>
  polygon.map((vertices) => ({ closed: true, vertices }));

/** The borders of what a rule takes from the regions, as polygons. */
function bordering(
  sides: readonly Sides[],
  at: readonly Vertex[],
  holds: (groups: readonly boolean[]) => boolean,
): { pieces: Piece[]; polygons: Polygon[] } {
  const pieces = sides.flatMap(({ border: { from, to, edge }, left, right }): Piece[] => {
    if (holds(left) === holds(right)) return [];
    return [holds(left) ? { from, to, edge } : { from: to, to: from, edge }];
  });
  return { pieces, polygons: polygonsOf(pieces, at) };
}

/** What lies in any of the polygons, worked out at once; null where that is too much. */
function unionAtOnce(polygons: readonly Polygon[]): Polygon[] | null {
  const arrangement = arrange(polygons.map(traces));
  if (!arrangement) return null;
  const { sides } = sidesOf(
    arrangement,
    polygons,
    polygons.map(() => 0),
  );
  return bordering(sides, arrangement.vertices, ([is = false]) => is).polygons;
}

/** Parts up to this number are joined at once, more by halves. */
const fewParts = 16;

/** What lies in any of many polygons that stand in an order in which neighbours are near; null where that is too much. */
export function unionOfMany(polygons: readonly Polygon[]): Polygon[] | null {
  if (polygons.length <= fewParts) return unionAtOnce(polygons);
  const middle = Math.ceil(polygons.length / 2);
  const first = unionOfMany(polygons.slice(0, middle));
  const second = first && unionOfMany(polygons.slice(middle));
  return first && second && unionAtOnce([...first, ...second]);
}

const sizeOf = (polygons: readonly Polygon[]): number =>
  polygons.flat().reduce((n, ring) => n + ring.length, 0);

/**
 * What lies in any of some sets of polygons. The smallest two are joined first, as S2 does, on which the order of
 * corners in the result depends. Null where it is too much.
 */
export function union(sets: readonly (readonly Polygon[])[]): Polygon[] | null {
  const queue = sets.map((polygons) => ({ polygons, size: sizeOf(polygons) }));
  queue.sort((a, b) => a.size - b.size);
  while (queue.length > 1) {
    const [a, b] = queue.splice(0, 2);
    if (!a || !b) break;
    const polygons = unionAtOnce([...a.polygons, ...b.polygons]);
    if (!polygons) return null;
    const size = a.size + b.size;
    const at = queue.findIndex((other) => other.size > size);
    queue.splice(at < 0 ? queue.length : at, 0, { polygons, size });
  }
  return [...(queue[0]?.polygons ?? [])];
}

/** One set of polygons that do not overlap. */
export const merged = (polygons: readonly Polygon[]): Polygon[] | null =>
  polygons.length > 1 ? union(polygons.map((polygon) => [polygon])) : [...polygons];

/** What two sets of polygons have in common, their borders included; null where it is too much. */
export function intersectPolygons(a: readonly Polygon[], b: readonly Polygon[]): Parts | null {
  const polygons = [...a, ...b];
  const groups = polygons.map((_, i) => (i < a.length ? 0 : 1));
  const arrangement = arrange(polygons.map(traces));
  if (!arrangement) return null;
  const at = arrangement.vertices;
  const { sides, borders } = sidesOf(arrangement, polygons, groups);
  const both = ([first = false, second = false]: readonly boolean[]): boolean => first && second;
  const area = bordering(sides, at, both);
  const shared = sides.flatMap(({ border: { from, to, edge }, left, right }): Piece[] => {
    const touched = [0, 1].every((group) => left[group] || right[group]);
    return touched && !both(left) && !both(right) ? [{ from, to, edge }] : [];
  });
  const on = (group: number): Set<number> =>
    new Set(borders.vertices.flatMap((set, i) => (groups[i] === group ? [...set] : [])));
  return {
    points: meetings(on(0), on(1), [...area.pieces, ...shared], at),
    lines: linesOf(shared, at),
    polygons: area.polygons,
  };
}

/** Vertices of both sets that no piece of the result has. */
function meetings(
  a: Set<number>,
  b: Set<number>,
  pieces: readonly Piece[],
  at: readonly Vertex[],
): Vertex[] {
  const covered = new Set(pieces.flatMap(({ from, to }) => [from, to]));
  return [...a].filter((v) => b.has(v) && !covered.has(v)).map((v) => at[v] as Vertex);
}

const open = (lines: readonly Line[]): Trace[] =>
  lines.map((vertices) => ({ closed: false, vertices }));

/** What lines and a set of polygons have in common, the borders included; null where it is too much. */
export function intersectLinesWithPolygons(
  lines: readonly Line[],
  polygons: readonly Polygon[],
): Parts | null {
  const arrangement = arrange([open(lines), ...polygons.map(traces)]);
  if (!arrangement) return null;
  const { vertices: at } = arrangement;
  const borders = bordersOf(arrangement);
  const [own = new Set<number>(), ...others] = borders.vertices;
  const tracker = new Tracker(polygons, others, at);
  const pieces: Piece[] = [];
  forEachPiece({ shapes: arrangement.shapes.slice(0, 1) }, (_, from, to, edge) => {
    const border = borders.pieces.get(keyOf(from, to));
    const onBorder = (border?.forward.size ?? 0) + (border?.backward.size ?? 0) > 1;
    tracker.begin(from);
    if (onBorder || polygons.some((__, region) => tracker.inside(region, from, to)))
      pieces.push({ from, to, edge });
    tracker.end(to);
  });
  const onPolygons = new Set(others.flatMap((set) => [...set]));
  return { points: meetings(own, onPolygons, pieces, at), lines: linesOf(distinct(pieces), at) };
}

/** Each piece once, whichever way it is gone. */
function distinct(pieces: readonly Piece[]): Piece[] {
  const seen = new Set<string>();
  return pieces.filter(({ from, to }) => {
    const key = keyOf(from, to);
    return !seen.has(key) && seen.add(key);
  });
}

/** What two sets of lines have in common; null where it is too much. */
export function intersectLines(a: readonly Line[], b: readonly Line[]): Parts | null {
  const arrangement = arrange([open(a), open(b)]);
  if (!arrangement) return null;
  const { pieces, vertices } = bordersOf(arrangement);
  const shared = [...pieces.values()].filter(({ forward, backward }) =>
    [0, 1].every((shape) => forward.has(shape) || backward.has(shape)),
  );
  const [first = new Set<number>(), second = new Set<number>()] = vertices;
  return {
    points: meetings(first, second, shared, arrangement.vertices),
    lines: linesOf(shared, arrangement.vertices),
  };
}

/** Lines with what they share taken once, joined where they go on; null where it is too much. */
export function unionLines(lines: readonly Line[]): Line[] | null {
  const arrangement = arrange(
    lines.map((line) => open([line])),
    false,
  );
  if (!arrangement) return null;
  const pieces: Piece[] = [];
  forEachPiece(arrangement, (_, from, to, edge) => pieces.push({ from, to, edge }));
  return linesOf(distinct(pieces), arrangement.vertices);
}
