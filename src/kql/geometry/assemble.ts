import type { Line, Polygon, Ring, Vertex } from './geojson.ts';
import { Locator } from './locate.ts';
import { ringArea } from './rings.ts';
import { between, heading } from './sphere.ts';

/** A piece of a result, from one vertex to another, and the number of the input edge it comes from. */
export interface Piece {
  readonly from: number;
  readonly to: number;
  readonly edge: number;
}

/** Pieces by the vertex that they leave. */
function leaving(pieces: readonly Piece[]): Map<number, Piece[]> {
  const map = new Map<number, Piece[]>();
  for (const piece of pieces) {
    const list = map.get(piece.from);
    if (list) list.push(piece);
    else map.set(piece.from, [piece]);
  }
  return map;
}

/** Take the piece that goes on from where another ends, keeping what is inside on the left. */
function takeNext(from: Map<number, Piece[]>, last: Piece, at: readonly Vertex[]): Piece | null {
  const list = from.get(last.to) ?? [];
  if (list.length <= 1) return list.pop() ?? null;
  const [here, back] = [at[last.to] as Vertex, at[last.from] as Vertex];
  const behind = heading(here, back);
  const clockwise = list.map((piece) => {
    const turned = behind - heading(here, at[piece.to] as Vertex);
    return turned > 0 ? turned : turned + 2 * Math.PI;
  });
  const [next] = list.splice(clockwise.indexOf(Math.min(...clockwise)), 1);
  return next ?? null;
}

/** Closed rings without a vertex twice. */
function ringsOf(pieces: readonly Piece[], at: readonly Vertex[]): Piece[][] {
  const from = leaving(pieces);
  const rings: Piece[][] = [];
  for (const first of pieces) {
    const list = from.get(first.from);
    const index = list?.indexOf(first) ?? -1;
    if (!list || index < 0) continue;
    list.splice(index, 1);
    const way: Piece[] = [];
    const reached = new Map<number, number>([[first.from, 0]]);
    for (let piece: Piece | null = first; piece; piece = nextOn(way, from, piece, at)) {
      way.push(piece);
      const start = reached.get(piece.to);
      if (start !== undefined) rings.push(way.splice(start));
      if (start !== undefined) for (const { to } of rings.at(-1) ?? []) reached.delete(to);
      reached.set(piece.to, way.length);
    }
  }
  return rings.filter((ring) => ring.length > 2).map(startingAfterLast);
}

/** The piece that goes on; none where the way has come back to its start. */
function nextOn(
  way: readonly Piece[],
  from: Map<number, Piece[]>,
  last: Piece,
  at: readonly Vertex[],
): Piece | null {
  return way.length === 0 ? null : takeNext(from, last, at);
}

/** The ring turned so that it ends with the piece of the last input edge. */
function startingAfterLast(ring: Piece[]): Piece[] {
  const most = ring.reduce((m, piece) => Math.max(m, piece.edge), -1);
  let last = ring.findIndex((piece) => piece.edge === most);
  if (last === 0) while (ring.at(last - 1)?.edge === most && last > -ring.length) last--;
  while (ring[(last + 1 + ring.length) % ring.length]?.edge === most && last < ring.length) last++;
  const split = (last + 1 + ring.length) % ring.length;
  return [...ring.slice(split), ...ring.slice(0, split)];
}

/** The polygons whose borders are these pieces, what is inside on the left. */
export function polygonsOf(pieces: readonly Piece[], at: readonly Vertex[]): Polygon[] {
  const rings = ringsOf(pieces, at)
    .sort((a, b) => (a[0]?.edge ?? 0) - (b[0]?.edge ?? 0))
    .map((ring): Ring => ring.map((piece) => at[piece.from] as Vertex));
  const areas = rings.map(ringArea);
  const shells = rings.filter((_, i) => (areas[i] ?? 0) > 0);
  const polygons = shells.map((shell): Ring[] => [shell]);
  const holes = rings.filter((_, i) => (areas[i] ?? 0) < 0);
  if (holes.length === 0) return polygons;
  const bySize = shells
    .map((shell, i) => ({ area: ringArea(shell), locator: new Locator([shell]), i }))
    .sort((a, b) => a.area - b.area);
  for (const hole of holes) {
    const middle = between(hole[0] as Vertex, hole[1] as Vertex, 0.5);
    const around = bySize.find(({ locator }) => locator.contains(middle));
    if (around) polygons[around.i]?.push(hole);
  }
  return polygons;
}

/** The lines that pieces make when they are joined wherever just one comes and one goes. */
export function linesOf(pieces: readonly Piece[], at: readonly Vertex[]): Line[] {
  const from = leaving(pieces);
  const arriving = new Map<number, number>();
  for (const { to } of pieces) arriving.set(to, (arriving.get(to) ?? 0) + 1);
  const goesOn = (v: number): boolean => arriving.get(v) === 1 && from.get(v)?.length === 1;
  const used = new Set<Piece>();
  const follow = (first: Piece): Line => {
    const line = [at[first.from] as Vertex];
    let piece: Piece | undefined = first;
    while (piece && !used.has(piece)) {
      used.add(piece);
      line.push(at[piece.to] as Vertex);
      piece = goesOn(piece.to) ? from.get(piece.to)?.[0] : undefined;
    }
    return line;
  };
  const starts = pieces.filter((piece) => !goesOn(piece.from));
  const lines = starts.map((piece) => ({ edge: piece.edge, line: follow(piece) }));
  for (const piece of pieces)
    if (!used.has(piece)) lines.push({ edge: piece.edge, line: follow(piece) });
  return lines.sort((a, b) => a.edge - b.edge).map(({ line }) => line);
}
