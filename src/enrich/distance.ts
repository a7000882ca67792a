/** Mean radius of the Earth. */
const earthKm = 6371;
const radians = (degrees: number): number => (degrees * Math.PI) / 180;

/** A place in degrees. */
export interface Point {
  latitude: number;
  longitude: number;
}

function isPlace({ latitude, longitude }: Point): boolean {
  return Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180;
}

/** The way between two places along a great circle, in kilometres; null where one is no place. */
export function distanceKm(from: Point, to: Point): number | null {
  if (!isPlace(from) || !isPlace(to)) return null;
  const half = {
    latitude: radians(to.latitude - from.latitude) / 2,
    longitude: radians(to.longitude - from.longitude) / 2,
  };
  const h =
    Math.sin(half.latitude) ** 2 +
    Math.cos(radians(from.latitude)) *
      Math.cos(radians(to.latitude)) *
      Math.sin(half.longitude) ** 2;
  return 2 * earthKm * Math.atan2(Math.sqrt(h), Math.sqrt(1 - h));
}
