import type { Arrangement } from './arrangement.ts';
import type { Polygon, Vertex } from './geojson.ts';
import { Locator } from './locate.ts';
import { between } from './sphere.ts';

/** One name for a piece, whichever way it is gone. */
export const keyOf = (u: number, v: number): string => (u < v ? `${u} ${v}` : `${v} ${u}`);

/** A piece of a border and who has it. */
interface Border {
  readonly from: number;
  readonly to: number;
  edge: number;
  readonly forward: Set<number>;
  readonly backward: Set<number>;
}

/** What each shape's border consists of, in an arrangement. */
interface Borders {
  readonly pieces: Map<string, Border>;
  /** By shape: the vertices that lie on it. */
  readonly vertices: readonly Set<number>[];
}

/** Find which shapes have which pieces. */
export function bordersOf({ shapes }: Arrangement): Borders {
  const pieces = new Map<string, Border>();
  const vertices = shapes.map(() => new Set<number>());
  forEachPiece({ shapes }, (shape, from, to, edge) => {
    vertices[shape]?.add(from).add(to);
    const key = keyOf(from, to);
    const border = pieces.get(key) ?? {
      from,
      to,
      edge,
      forward: new Set<number>(),
      backward: new Set<number>(),
    };
    border.edge = Math.max(border.edge, edge);
    (border.from === from ? border.forward : border.backward).add(shape);
    pieces.set(key, border);
  });
  return { pieces, vertices };
}

type Visit = (shape: number, from: number, to: number, edge: number) => void;

/** Go through the pieces of all shapes, path by path. */
export function forEachPiece({ shapes }: Pick<Arrangement, 'shapes'>, visit: Visit): void {
  shapes.forEach((paths, shape) => {
    for (const { vertices, edges } of paths)
      edges.forEach((edge, i) => {
        const [from = 0, to = 0] = [vertices[i], vertices[(i + 1) % vertices.length]];
        if (from !== to) visit(shape, from, to, edge);
      });
  });
}

/** Tells in which regions pieces lie, looking anew only after they met the region's border. */
export class Tracker {
  readonly #locators: readonly Locator[];
  readonly #borders: readonly Set<number>[];
  readonly #at: readonly Vertex[];
  readonly #known: (boolean | undefined)[];
  #last = -1;

  /** @param borders by region, the vertices that lie on its border */
  constructor(
    polygons: readonly Polygon[],
    borders: readonly Set<number>[],
    at: readonly Vertex[],
  ) {
    this.#locators = polygons.map((rings) => new Locator(rings));
    this.#borders = borders;
    this.#at = at;
    this.#known = polygons.map(() => undefined);
  }

  /** Go on with the piece that leaves a vertex. */
  begin(from: number): void {
    if (from !== this.#last) this.#known.fill(undefined);
    else
      this.#borders.forEach((border, region) => {
        if (border.has(from)) this.#known[region] = undefined;
      });
  }

  /** Whether the piece, which is not on its border, lies in a region. */
  inside(region: number, from: number, to: number): boolean {
    const known = this.#known[region];
    if (known !== undefined) return known;
    const middle = between(this.#at[from] as Vertex, this.#at[to] as Vertex, 0.5);
    const found = this.#locators[region]?.contains(middle) ?? false;
    this.#known[region] = found;
    return found;
  }

  end(to: number): void {
    this.#last = to;
  }
}

/** A piece of the arrangement: which groups lie on its left, on its right, and touch it at all. */
export interface Sides {
  readonly border: Border;
  readonly left: boolean[];
  readonly right: boolean[];
}

/** Tell of each piece which groups of polygons lie on its sides. */
export function sidesOf(
  arrangement: Arrangement,
  polygons: readonly Polygon[],
  groups: readonly number[],
): { sides: Sides[]; borders: Borders } {
  const borders = bordersOf(arrangement);
  const tracker = new Tracker(polygons, borders.vertices, arrangement.vertices);
  const seen = new Set<Border>();
  const sides: Sides[] = [];
  const count = Math.max(...groups) + 1;
  forEachPiece(arrangement, (_, from, to) => {
    const border = borders.pieces.get(keyOf(from, to));
    if (!border || seen.has(border)) return;
    seen.add(border);
    tracker.begin(from);
    const left = new Array<boolean>(count).fill(false);
    const right = new Array<boolean>(count).fill(false);
    groups.forEach((group, region) => {
      const [forward, backward] = [border.forward.has(region), border.backward.has(region)];
      if (forward) left[group] = true;
      if (backward) right[group] = true;
      if (forward || backward || (left[group] && right[group])) return;
      if (!tracker.inside(region, from, to)) return;
      left[group] = true;
      right[group] = true;
    });
    tracker.end(to);
    sides.push({ border, left, right });
  });
  return { sides, borders };
}
