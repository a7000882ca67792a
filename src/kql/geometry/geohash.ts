import type { Position } from './sphere.ts';

const alphabet = '0123456789bcdefghjkmnpqrstuvwxyz';

/** The longest geohash, which has 45 bits for each direction. */
const mostCharacters = 18;

/** A rectangle of longitudes and latitudes. */
export interface Rectangle {
  readonly west: number;
  readonly south: number;
  readonly east: number;
  readonly north: number;
}

/** Halve the range of each direction in turn, as long as asked. */
function halve(bits: number, upper: (middle: number, isLongitude: boolean) => boolean): Rectangle {
  let [west, south, east, north] = [-180, -90, 180, 90];
  for (let i = 0; i < bits; i++) {
    const isLongitude = i % 2 === 0;
    const middle = isLongitude ? (west + east) / 2 : (south + north) / 2;
    const isUpper = upper(middle, isLongitude);
    if (isLongitude && isUpper) west = middle;
    else if (isLongitude) east = middle;
    else if (isUpper) south = middle;
    else north = middle;
  }
  return { west, south, east, north };
}

/** The geohash of a place, of 1 to 18 characters; empty where the length is another. */
export function geohashOf([longitude, latitude]: Position, characters: number): string {
  if (!Number.isInteger(characters) || characters < 1 || characters > mostCharacters) return '';
  let hash = '';
  let [code, bits] = [0, 0];
  halve(characters * 5, (middle, isLongitude) => {
    const isUpper = (isLongitude ? longitude : latitude) >= middle;
    code = code * 2 + (isUpper ? 1 : 0);
    if (++bits % 5 === 0) {
      hash += alphabet[code];
      code = 0;
    }
    return isUpper;
  });
  return hash;
}

/** The rectangle that a geohash stands for; null where it is none. */
export function geohashRectangle(hash: string): Rectangle | null {
  if (hash.length < 1 || hash.length > mostCharacters) return null;
  const codes = [...hash].map((c) => alphabet.indexOf(c));
  if (codes.includes(-1)) return null;
  let bit = 0;
  return halve(codes.length * 5, () => {
    const code = codes[Math.floor(bit / 5)] ?? 0;
    return ((code >> (4 - (bit++ % 5))) & 1) === 1;
  });
}

/** The middle of a rectangle. */
export const middleOf = ({ west, south, east, north }: Rectangle): Position => [
  (west + east) / 2,
  (south + north) / 2,
];

/** The corners of a rectangle, counterclockwise from the south-west. */
export const cornersOf = ({ west, south, east, north }: Rectangle): Position[] => [
  [west, south],
  [east, south],
  [east, north],
  [west, north],
];

/** East and north of a geohash, in the order in which Kusto lists its neighbours. */
const directions: readonly (readonly [east: number, north: number])[] = [
  [-1, -1],
  [-1, 1],
  [1, -1],
  [0, 1],
  [-1, 0],
  [1, 1],
  [1, 0],
  [0, -1],
];

/** The geohashes around one, without those beyond a pole; null where it is none. */
export function geohashNeighbors(hash: string): string[] | null {
  const rectangle = geohashRectangle(hash);
  if (!rectangle) return null;
  const { west, south, east, north } = rectangle;
  const [longitude, latitude] = middleOf(rectangle);
  const around = directions.flatMap(([x, y]): string[] => {
    const [lng, lat] = [longitude + x * (east - west), latitude + y * (north - south)];
    if (Math.abs(lat) > 90) return [];
    const wrapped = lng > 180 ? lng - 360 : lng < -180 ? lng + 360 : lng;
    return [geohashOf([wrapped, lat], hash.length)];
  });
  return [...new Set(around)].filter((other) => other !== hash);
}
