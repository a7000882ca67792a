type Point = [longitude: number, latitude: number];
type Ring = Point[];

/** A polygon as GeoJSON has it, or several. */
export interface Land {
  type: 'Polygon' | 'MultiPolygon';
  coordinates: unknown;
}

const edge = 85.05;

/** A ring without leaps from one side of the date line to the other: it goes on beyond 180 degrees. */
function unwrapped(ring: Ring): Ring {
  let turn = 0;
  return ring.map(([x, y], i) => {
    const before = ring[i - 1]?.[0] ?? x;
    if (x - before > 180) turn -= 360;
    else if (x - before < -180) turn += 360;
    return [x + turn, y];
  });
}

/** What goes once around the world, such as Antarctica, is closed along the edge of the map. */
function closed(ring: Ring): Ring {
  const [first, last] = [ring[0], ring.at(-1)];
  if (!first || !last || Math.abs(first[0] - last[0]) < 180) return ring;
  const pole = first[1] < 0 ? -edge : edge;
  return [...ring, [last[0], pole], [first[0], pole], first];
}

const moved = (rings: Ring[], by: number): Ring[] =>
  rings.map((ring) => ring.map(([x, y]): Point => [x + by, y]));

/**
 * Polygons that can be drawn on a flat map from -180 to 180 degrees: rings over the date line are drawn on both sides.
 * Follows no standard: GeoJSON would cut them.
 */
export function drawableLand({ type, coordinates }: Land): Ring[][] {
  const polygons = (type === 'Polygon' ? [coordinates] : coordinates) as Ring[][];
  return polygons.flatMap((rings) => {
    const whole = rings.map((ring) => closed(unwrapped(ring)));
    const xs = (whole[0] ?? []).map(([x]) => x);
    const [west, east] = [Math.min(...xs), Math.max(...xs)];
    return [
      whole,
      ...(east > 180 ? [moved(whole, -360)] : []),
      ...(west < -180 ? [moved(whole, 360)] : []),
    ];
  });
}
