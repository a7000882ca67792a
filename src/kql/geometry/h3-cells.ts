import type { Polygon } from './geojson.ts';
import { h3 } from './packages.ts';
import type { Position } from './sphere.ts';

/** Kusto gives no more cells than this. */
const mostCells = 61_680;
/** No polygon is filled whose box holds more than this. */
const mostBoxCells = 1_000_000;
/** Children are at most so many levels below. */
const mostLevels = 5;
const mostDistance = 142;
const finest = 15;

const isResolution = (resolution: number | null): resolution is number =>
  resolution !== null && Number.isInteger(resolution) && resolution >= 0 && resolution <= finest;

/** The token of the cell of a resolution that holds a place; empty where there is no such resolution. */
export function h3CellOf([longitude, latitude]: Position, resolution: number | null): string {
  return isResolution(resolution) ? h3().latLngToCell(latitude, longitude, resolution) : '';
}

/** The resolution of a cell; null where the token is none. */
export function h3Resolution(token: string): number | null {
  if (!/^[0-9a-f]{15,16}$/i.test(token) || !h3().isValidCell(token)) return null;
  return h3().getResolution(token);
}

/** The cell of a coarser resolution that holds one, the next coarser unless said; empty where there is none. */
export function h3Parent(token: string, resolution: number | null): string {
  const own = h3Resolution(token);
  const wanted = resolution ?? (own ?? 0) - 1;
  if (own === null || !isResolution(wanted) || wanted > own) return '';
  return h3().cellToParent(token, wanted);
}

/** The cells of a finer resolution in one, the next finer unless said; null where there are none or too many. */
export function h3Children(token: string, resolution: number | null): string[] | null {
  const own = h3Resolution(token);
  if (own === null) return null;
  const wanted = resolution ?? own + 1;
  if (!isResolution(wanted) || wanted < own || wanted - own > mostLevels) return null;
  return h3().cellToChildren(token, wanted);
}

/** The cells around one; null where the token is none. */
export function h3Neighbors(token: string): string[] | null {
  if (h3Resolution(token) === null) return null;
  return h3()
    .gridDisk(token, 1)
    .filter((other) => other !== token.toLowerCase());
}

/** The rings of cells up to a distance, the cell itself first; null where there are none. */
export function h3Rings(token: string, distance: number | null): string[][] | null {
  if (h3Resolution(token) === null || distance === null || !Number.isInteger(distance)) return null;
  return distance >= 0 && distance <= mostDistance ? h3().gridDiskDistances(token, distance) : null;
}

/** The middle of a cell; null where the token is none. */
export function h3Centre(token: string): Position | null {
  if (h3Resolution(token) === null) return null;
  const [latitude, longitude] = h3().cellToLatLng(token);
  return [longitude, latitude];
}

/** The corners of a cell, counterclockwise; null where the token is none. */
export function h3Corners(token: string): Position[] | null {
  if (h3Resolution(token) === null) return null;
  return h3()
    .cellToBoundary(token)
    .map(([latitude, longitude]): Position => [longitude, latitude]);
}

/** The cells whose middles lie in polygons with straight edges; null where they are too many. */
export function h3Fill(polygons: readonly Polygon[], resolution: number | null): string[] | null {
  if (!isResolution(resolution)) return null;
  const found = new Set<string>();
  for (const rings of polygons) {
    const coordinates = rings.map((ring) => ring.map(({ position: [lng, lat] }) => [lat, lng]));
    if (boxCount(coordinates[0] ?? [], resolution) > mostBoxCells) return null;
    const cells = fillOne(coordinates, resolution);
    if (!cells || found.size + cells.length > mostCells) return null;
    for (const cell of cells) found.add(cell);
  }
  return [...found];
}

/** H3 fails on some polygons, as those around a pole, and says so by an error. */
function fillOne(coordinates: number[][][], resolution: number): string[] | null {
  try {
    return h3().polygonToCells(coordinates, resolution);
  } catch {
    return null;
  }
}

/** How many cells the longitudes and latitudes of a ring span, which is what filling it costs. */
function boxCount(ring: readonly number[][], resolution: number): number {
  let [west, south, east, north] = [180, 90, -180, -90];
  for (const [lat = 0, lng = 0] of ring) {
    [west, east] = [Math.min(west, lng), Math.max(east, lng)];
    [south, north] = [Math.min(south, lat), Math.max(north, lat)];
  }
  const radians = (degrees: number): number => (degrees * Math.PI) / 180;
  const height = Math.sin(radians(north)) - Math.sin(radians(south));
  const area = radians(east - west) * height * 6371 ** 2;
  return area / h3().getHexagonAreaAvg(resolution, 'km2');
}
