import type { Vertex } from './geojson.ts';
import {
  angle,
  crossing,
  distanceToEdge,
  dot,
  length,
  minus,
  normal,
  type Point,
  positionOf,
  unit,
} from './sphere.ts';
import { everyNearPair } from './sweep.ts';

/** Corners nearer than this, in radians (a tenth of a micrometre), are one. */
const sameWithin = 1.5e-14;

/** A way through vertices, by number; a closed one returns from the last to the first. */
interface Path {
  readonly closed: boolean;
  readonly vertices: readonly number[];
  /** For each piece from a vertex to the next: the number of the input edge that it is a part of. */
  readonly edges: readonly number[];
}

export interface Trace {
  readonly closed: boolean;
  readonly vertices: readonly Vertex[];
}

/** Shapes cut where they meet: no two pieces have more than an end in common unless they are one. */
export interface Arrangement {
  readonly vertices: readonly Vertex[];
  /** For each shape its paths, in the order in which they came. */
  readonly shapes: readonly (readonly Path[])[];
}

/** Shapes that meet in more places are not cut. */
const mostCuts = 150_000;

/** Vertices with equal ones made one. */
class VertexTable {
  readonly all: Vertex[] = [];
  readonly #cells = new Map<number, number[]>();

  /** The number of the vertex that is here, a new one where there is none. */
  number(vertex: Vertex): number {
    for (const key of keysNear(vertex))
      for (const i of this.#cells.get(key) ?? [])
        if (length(minus(this.at(i), vertex)) < sameWithin) return i;
    const index = this.all.push(vertex) - 1;
    const key = keyAt(
      Math.floor(vertex.x / cell),
      Math.floor(vertex.y / cell),
      Math.floor(vertex.z / cell),
    );
    const list = this.#cells.get(key);
    if (list) list.push(index);
    else this.#cells.set(key, [index]);
    return index;
  }

  at(index: number): Vertex {
    return this.all[index] as Vertex;
  }
}

const cell = 1e-9;

/** A number for a cell; others may have the same. */
const keyAt = (i: number, j: number, k: number): number =>
  (Math.imul(i, 73_856_093) ^ Math.imul(j, 19_349_663) ^ Math.imul(k, 83_492_791)) >>> 0;

/** The cells that a coordinate may be in, of what is the same: nearly always one. */
function cellsNear(v: number): number[] {
  const [low, high] = [Math.floor((v - sameWithin) / cell), Math.floor((v + sameWithin) / cell)];
  return low === high ? [low] : [low, high];
}

function keysNear({ x, y, z }: Point): number[] {
  const [xs, ys, zs] = [cellsNear(x), cellsNear(y), cellsNear(z)];
  return xs.flatMap((i) => ys.flatMap((j) => zs.map((k) => keyAt(i, j, k))));
}

interface Edge {
  readonly shape: number;
  readonly from: number;
  readonly to: number;
  /** The pole of its great circle, the edge running counterclockwise around it. */
  readonly pole: Point;
  /** Vertices on its way. */
  readonly cuts: Set<number>;
}

/**
 * Cut shapes where they meet each other. Null where the pairs of edges to be looked at are too many.
 * @param crossings false: only where one has a corner on another, not where they merely cross
 */
export function arrange(
  shapes: readonly (readonly Trace[])[],
  crossings = true,
): Arrangement | null {
  const table = new VertexTable();
  const edges: Edge[] = [];
  const paths = shapes.map((traces, shape) =>
    traces.map(({ closed, vertices }) => {
      const numbers = vertices.map((v) => table.number(v)).filter((n, i, all) => n !== all[i - 1]);
      if (closed && numbers.length > 1 && numbers[0] === numbers.at(-1)) numbers.pop();
      const first = edges.length;
      const count = closed ? numbers.length : numbers.length - 1;
      for (let i = 0; i < count; i++) {
        const [from = 0, to = 0] = [numbers[i], numbers[(i + 1) % numbers.length]];
        const pole = unit(normal(table.at(from), table.at(to)));
        edges.push({ shape, from, to, pole, cuts: new Set() });
      }
      return { closed, first, count };
    }),
  );
  const ends = edges.map(({ from, to }): [Point, Point] => [table.at(from), table.at(to)]);
  let cuts = 0;
  const finished = everyNearPair(ends, sameWithin, (i, j) => {
    const [e, f] = [edges[i] as Edge, edges[j] as Edge];
    if (e.shape !== f.shape && cutEachOther(e, f, table, crossings)) cuts++;
    return cuts <= mostCuts;
  });
  if (!finished) return null;
  const cutPath = ({ closed, first, count }: (typeof paths)[number][number]): Path =>
    pathOf(edges.slice(first, first + count), first, closed, table);
  return { vertices: table.all, shapes: paths.map((list) => list.map(cutPath)) };
}

/** Cut two edges where they meet; whether they do. */
function cutEachOther(e: Edge, f: Edge, table: VertexTable, crossings: boolean): boolean {
  const [a, b, c, d] = [e.from, e.to, f.from, f.to].map((v) => table.at(v)) as [
    Vertex,
    Vertex,
    Vertex,
    Vertex,
  ];
  const [sideA, sideB] = [dot(f.pole, a), dot(f.pole, b)];
  const [sideC, sideD] = [dot(e.pole, c), dot(e.pole, d)];
  if (isClear(sideA, sideB) || isClear(sideC, sideD)) return false;
  const touched = [
    cutAt(e, f.from, sideC, table),
    cutAt(e, f.to, sideD, table),
    cutAt(f, e.from, sideA, table),
    cutAt(f, e.to, sideB, table),
  ].includes(true);
  const shared = e.from === f.from || e.from === f.to || e.to === f.from || e.to === f.to;
  if (touched || shared || !crossings) return touched;
  if (sideC * sideD >= 0 || sideA * sideB >= 0 || sideC * sideB <= 0) return false;
  const at = table.number(vertexAtPoint(crossing(a, b, c, d)));
  for (const edge of [e, f]) if (at !== edge.from && at !== edge.to) edge.cuts.add(at);
  return true;
}

/** Whether both ends of an edge lie on one side of another's great circle, and not on it. */
const isClear = (from: number, to: number): boolean =>
  (from > onCircle && to > onCircle) || (from < -onCircle && to < -onCircle);

const onCircle = 2 * sameWithin;

/** Cut an edge at a vertex so far from its great circle, if it lies on its way. */
function cutAt(edge: Edge, vertex: number, away: number, table: VertexTable): boolean {
  if (Math.abs(away) > onCircle || vertex === edge.from || vertex === edge.to) return false;
  const far = distanceToEdge(table.at(vertex), table.at(edge.from), table.at(edge.to));
  if (far >= sameWithin) return false;
  edge.cuts.add(vertex);
  return true;
}

function pathOf(edges: readonly Edge[], first: number, closed: boolean, table: VertexTable): Path {
  const vertices: number[] = [];
  const pieces: number[] = [];
  edges.forEach((edge, i) => {
    const start = table.at(edge.from);
    const cuts = [...edge.cuts].sort(
      (u, v) => angle(start, table.at(u)) - angle(start, table.at(v)),
    );
    for (const v of [edge.from, ...cuts]) {
      vertices.push(v);
      pieces.push(first + i);
    }
  });
  const last = edges.at(-1);
  if (!closed && last) vertices.push(last.to);
  return { closed, vertices, edges: pieces };
}

/** A corner where nobody gave numbers. */
export function vertexAtPoint(point: Point): Vertex {
  return { ...point, position: positionOf(point) };
}
