import type { Vertex } from './geojson.ts';
import {
  angle,
  crossing,
  distanceToEdge,
  doCross,
  length,
  minus,
  type Point,
  positionOf,
} from './sphere.ts';
import { forEachNearPair } from './sweep.ts';

/** Corners nearer than this, in radians (a tenth of a micrometre), are one. */
const sameWithin = 1.5e-14;

/** A way through vertices, by number; a closed one returns from the last to the first. */
export interface Path {
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

/** Vertices with equal ones made one. */
class VertexTable {
  readonly all: Vertex[] = [];
  readonly #cells = new Map<string, number[]>();

  /** The number of the vertex that is here, a new one where there is none. */
  number(vertex: Vertex): number {
    for (const key of keysNear(vertex))
      for (const i of this.#cells.get(key) ?? [])
        if (length(minus(this.at(i), vertex)) < sameWithin) return i;
    const index = this.all.push(vertex) - 1;
    const key = keysNear(vertex)[0] ?? '';
    const cell = this.#cells.get(key);
    if (cell) cell.push(index);
    else this.#cells.set(key, [index]);
    return index;
  }

  at(index: number): Vertex {
    return this.all[index] as Vertex;
  }
}

const cellSize = 1e-9;

/** The cells that hold what is near a point, its own first. */
function keysNear({ x, y, z }: Point): string[] {
  const cells = [x, y, z].map((v) => {
    const [own, low, high] = [v, v - sameWithin, v + sameWithin].map((w) =>
      Math.floor(w / cellSize),
    );
    return [...new Set([own, low, high])];
  });
  const [xs = [], ys = [], zs = []] = cells;
  return xs.flatMap((i) => ys.flatMap((j) => zs.map((k) => `${i} ${j} ${k}`)));
}

interface Edge {
  readonly shape: number;
  readonly from: number;
  readonly to: number;
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
        edges.push({ shape, from, to, cuts: new Set() });
      }
      return { closed, first, count };
    }),
  );
  const ends = edges.map(({ from, to }): [Point, Point] => [table.at(from), table.at(to)]);
  const finished = forEachNearPair(ends, sameWithin, (i, j) => {
    const [e, f] = [edges[i] as Edge, edges[j] as Edge];
    if (e.shape !== f.shape) cutEachOther(e, f, table, crossings);
  });
  if (!finished) return null;
  const cutPath = ({ closed, first, count }: (typeof paths)[number][number]): Path =>
    pathOf(edges.slice(first, first + count), first, closed, table);
  return { vertices: table.all, shapes: paths.map((list) => list.map(cutPath)) };
}

function cutEachOther(e: Edge, f: Edge, table: VertexTable, crossings: boolean): void {
  const touched = [
    cutAt(e, f.from, table),
    cutAt(e, f.to, table),
    cutAt(f, e.from, table),
    cutAt(f, e.to, table),
  ].includes(true);
  const shared = [f.from, f.to].some((v) => v === e.from || v === e.to);
  if (touched || shared || !crossings) return;
  const [a, b, c, d] = [e.from, e.to, f.from, f.to].map((v) => table.at(v)) as [
    Vertex,
    Vertex,
    Vertex,
    Vertex,
  ];
  if (!doCross(a, b, c, d)) return;
  const at = table.number(vertexAtPoint(crossing(a, b, c, d)));
  for (const edge of [e, f]) if (at !== edge.from && at !== edge.to) edge.cuts.add(at);
}

/** Cut an edge at a vertex if it lies on its way. */
function cutAt(edge: Edge, vertex: number, table: VertexTable): boolean {
  if (vertex === edge.from || vertex === edge.to) return false;
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
