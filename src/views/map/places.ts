import { bracketedName, type Column } from '../../base/index.ts';
import { textLiteral } from '../kql-spelling.ts';

/** The columns that say where rows are, and what else is told of them. */
export interface PlaceColumns {
  latitude: Column;
  longitude: Column;
  /** The column whose values are layers; null for one layer of all. */
  layer: Column | null;
}

/** A part of the world in degrees; where `west` is greater than `east` it goes over the date line. */
export interface Area {
  south: number;
  west: number;
  north: number;
  east: number;
}

const numeric = new Set(['int', 'long', 'real', 'decimal']);
const pairs = [
  ['latitude', 'longitude'],
  ['lat', 'lon'],
  ['lat', 'lng'],
  ['lat', 'long'],
];

/** The columns of degrees north and east, by the names that they usually have; null where there are none. */
export function usualPlaces(columns: readonly Column[]): Omit<PlaceColumns, 'layer'> | null {
  const numbers = columns.filter((c) => numeric.has(c.type));
  for (const [lat = '', lon = ''] of pairs)
    for (const latitude of numbers) {
      const lower = latitude.name.toLowerCase();
      if (!lower.endsWith(lat)) continue;
      const wanted = lower.slice(0, -lat.length) + lon;
      const longitude = numbers.find((c) => c.name.toLowerCase() === wanted);
      if (longitude) return { latitude, longitude };
    }
  return null;
}

/** How wide the cells are, in degrees, in which places are counted together at this zoom: about 42 pixels. */
export function cellSize(zoom: number): number {
  return 60 / 2 ** zoom;
}

const degrees = ({ latitude, longitude }: PlaceColumns): string =>
  `extend y = todouble(${bracketedName(latitude.name)}), x = todouble(${bracketedName(longitude.name)}) | where y between (-90.0 .. 90.0) and x between (-180.0 .. 180.0)`;

const real = (degree: number): string => {
  const text = String(Math.round(degree * 1e7) / 1e7);
  return `real(${text})`;
};

function within({ south, west, north, east }: Area, y: string, x: string): string {
  const across =
    west <= east
      ? `${x} >= ${real(west)} and ${x} <= ${real(east)}`
      : `(${x} >= ${real(west)} or ${x} <= ${real(east)})`;
  return `${y} >= ${real(south)} and ${y} <= ${real(north)} and ${across}`;
}

/** The step that keeps the rows in an area. */
export function areaStep({ latitude, longitude }: PlaceColumns, area: Area): string {
  return `| where ${within(area, bracketedName(latitude.name), bracketedName(longitude.name))}`;
}

/** The number of the layer of a row: its place among `layers`, or one more. */
function layerNumber(layer: Column, layers: readonly string[]): string {
  if (layers.length === 0) return '0';
  const value = `substring(tostring(${bracketedName(layer.name)}), 0, 200)`;
  const cases = layers.map((text, i) => `${value} == ${textLiteral(text)}, ${i}`);
  return `case(${[...cases, layers.length].join(', ')})`;
}

/** How many rows are in each cell, by layer: with the middle of them and how far they reach. The fullest first. */
export function cellsQuestion(
  columns: PlaceColumns,
  { zoom, area, layers }: { zoom: number; area: Area | null; layers: readonly string[] },
): string {
  const size = real(cellSize(zoom));
  const layer = columns.layer ? layerNumber(columns.layer, layers) : '0';
  const inside = area ? ` and ${within(area, 'y', 'x')}` : '';
  return `| ${degrees(columns)}${inside} | summarize count_ = count(), y_mean = avg(y), x_mean = avg(x), south = min(y), west = min(x), north = max(y), east = max(x) by layer = ${layer}, row = bin(y, ${size}), column = bin(x, ${size}) | sort by count_ desc, row asc, column asc, layer asc`;
}

/** The values of the column of layers, the most frequent first. */
export function layersQuestion(columns: PlaceColumns & { layer: Column }, most: number): string {
  return `| ${degrees(columns)} | summarize count_ = count() by value = substring(tostring(${bracketedName(columns.layer.name)}), 0, 200) | sort by count_ desc, value asc | take ${most}`;
}

/** The rows in an area, as they are. */
export function rowsQuestion(columns: PlaceColumns, area: Area): string {
  return `${areaStep(columns, area)} | take 5`;
}
