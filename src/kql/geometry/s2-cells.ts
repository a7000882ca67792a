import type { Line, Polygon } from './geojson.ts';
import { s2 } from './packages.ts';
import { type Point, type Position, positionOf } from './sphere.ts';

/** Kusto gives no more cells than this. */
const mostCells = 65_536;
const lowestLevel = 30;

type Id = bigint;

const isLevel = (level: number | null): level is number =>
  level !== null && Number.isInteger(level) && level >= 0 && level <= lowestLevel;

/** The token of the cell of a level that holds a place; empty where there is no such level. */
export function s2CellOf([longitude, latitude]: Position, level: number | null): string {
  if (!isLevel(level)) return '';
  const { cellid, LatLng } = s2();
  const leaf = cellid.fromLatLng(LatLng.fromDegrees(latitude, longitude));
  return cellid.toToken(cellid.parent(leaf, level));
}

function idOf(token: string): Id | null {
  if (!/^[0-9a-f]{1,16}$/i.test(token)) return null;
  const { cellid } = s2();
  const id = cellid.fromToken(token.toLowerCase());
  return cellid.valid(id) ? id : null;
}

/** The middle of a cell; null where the token is none. */
export function s2CellCentre(token: string): Position | null {
  const id = idOf(token);
  return id === null ? null : positionOf(s2().cellid.point(id));
}

/** The corners of a cell, counterclockwise; null where the token is none. */
export function s2CellCorners(token: string): Position[] | null {
  const id = idOf(token);
  if (id === null) return null;
  const cell = s2().Cell.fromCellID(id);
  return [0, 1, 2, 3].map((k) => positionOf(cell.vertex(k)));
}

/** Where the neighbours that S2 lists stand in Kusto's list. */
const kustoOrder = [7, 0, 1, 2, 3, 5, 4, 6];

/** The cells of the same level around one; null where the token is none. */
export function s2CellNeighbors(token: string): string[] | null {
  const id = idOf(token);
  if (id === null) return null;
  const { cellid } = s2();
  const found = cellid.allNeighbors(id, cellid.level(id)).map(cellid.toToken);
  const ordered = kustoOrder.flatMap((i) => found[i] ?? []);
  return [...new Set(ordered)].filter((other) => other !== token.toLowerCase());
}

interface Cover {
  touches(id: Id): boolean;
  holds(id: Id): boolean;
}

type S2Point = InstanceType<ReturnType<typeof s2>['Point']>;

/** A point as S2 has it. */
export const s2Point = ({ x, y, z }: Point): S2Point => new (s2().Point)(x, y, z);

/** A polygon as S2 has it, by which points that lie on borders are in just one of two neighbours. */
export function s2Polygon(rings: Polygon): InstanceType<ReturnType<typeof s2>['Polygon']> {
  const { Loop, Polygon: S2Polygon } = s2();
  return S2Polygon.fromOrientedLoops(rings.map((ring) => new Loop(ring.map(s2Point))));
}

/** The tokens of the cells of a level that polygons meet; null where they are too many or there is no such level. */
export function coverPolygons(polygons: readonly Polygon[], level: number | null): string[] | null {
  const { Cell } = s2();
  return cover(
    polygons.map((rings) => {
      const shape = s2Polygon(rings);
      return {
        touches: (id) => shape.intersectsCell(Cell.fromCellID(id)),
        holds: (id) => shape.containsCell(Cell.fromCellID(id)),
      };
    }),
    level,
  );
}

/** The tokens of the cells of a level that lines meet; null where they are too many or there is no such level. */
export function coverLines(lines: readonly Line[], level: number | null): string[] | null {
  const { Cell, Polyline } = s2();
  return cover(
    lines.map((line) => {
      const shape = new Polyline(line.map(s2Point));
      return { touches: (id) => shape.intersectsCell(Cell.fromCellID(id)), holds: () => false };
    }),
    level,
  );
}

function cover(shapes: readonly Cover[], level: number | null): string[] | null {
  if (!isLevel(level)) return null;
  const { cellid } = s2();
  const found = new Set<Id>();
  for (const shape of shapes) {
    const ids = coverOne(shape, level);
    if (!ids) return null;
    for (const id of ids) found.add(id);
    if (found.size > mostCells) return null;
  }
  return [...found].sort((a, b) => (a < b ? -1 : 1)).map(cellid.toToken);
}

/** Go down from the six faces, level by level, into the cells that the border of a shape runs through. */
function coverOne(shape: Cover, level: number): Id[] | null {
  const { cellid } = s2();
  const whole: Id[] = [];
  let parted = [0, 1, 2, 3, 4, 5].map(cellid.fromFace).filter(shape.touches);
  for (let at = 0; at < level; at++) {
    const next: Id[] = [];
    for (const id of parted) {
      if (shape.holds(id)) whole.push(id);
      else next.push(...cellid.children(id).filter(shape.touches));
    }
    parted = next;
    const within = whole.reduce((n, id) => n + 4 ** (level - cellid.level(id)), 0);
    if (parted.length + within > mostCells) return null;
  }
  return [...whole.flatMap((id) => descendants(id, level)), ...parted];
}

function descendants(id: Id, level: number): Id[] {
  const { cellid } = s2();
  const end = cellid.childEndAtLevel(id, level);
  const ids: Id[] = [];
  for (let at = cellid.childBeginAtLevel(id, level); at !== end; at = cellid.next(at)) ids.push(at);
  return ids;
}
