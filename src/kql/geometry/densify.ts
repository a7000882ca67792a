import { angle, between, distanceToEdge, earthRadius, type Position, pointAt } from './sphere.ts';

/** A shape does not grow past so many positions. */
const mostPositions = 1_000_000;

/** No edge is halved more often. */
const mostHalvings = 40;

interface Densifying {
  /** How far, in radians, the way on the sphere may be from the straight one on the map. */
  readonly tolerance: number;
  /** Go the short way over the antimeridian, rather than all around. */
  readonly crossing: boolean;
}

/** Where an edge ends when it may go on past 180°. */
function unwrapped(from: Position, to: Position): Position {
  const turns = Math.round((to[0] - from[0]) / 360);
  return [to[0] - 360 * turns, to[1]];
}

const wrapped = ([longitude, latitude]: Position): Position =>
  Math.abs(longitude) <= 180
    ? [longitude, latitude]
    : [longitude - 360 * Math.sign(longitude), latitude];

const onMap = (a: Position, b: Position, fraction: number): Position => [
  a[0] + (b[0] - a[0]) * fraction,
  a[1] + (b[1] - a[1]) * fraction,
];

/** How far the straight edge on the map is from the shortest way on the sphere, in radians. */
function deviation(a: Position, b: Position): number {
  const [p, q] = [pointAt(a), pointAt(b)];
  const spans = Math.abs(b[0] - a[0]) > 180 || angle(p, q) > 3;
  return [0.25, 0.5, 0.75].reduce((most, fraction) => {
    const straight = pointAt(onMap(a, b, fraction));
    const far = spans ? angle(straight, between(p, q, fraction)) : distanceToEdge(straight, p, q);
    return Math.max(most, far);
  }, 0);
}

/** The positions with more between them, so that ways on the sphere keep near straight ones on the map; null where they are too many. */
function densifyPath(
  positions: readonly Position[],
  { tolerance, crossing }: Densifying,
): Position[] | null {
  const found: Position[] = [];
  for (const [i, from] of positions.entries()) {
    found.push(from);
    const next = positions[i + 1];
    if (!next) break;
    const stack: { from: Position; to: Position; halvings: number }[] = [
      { from, to: crossing ? unwrapped(from, next) : next, halvings: 0 },
    ];
    for (let edge = stack.pop(); edge; edge = stack.pop()) {
      if (found.length + stack.length > mostPositions) return null;
      if (edge.halvings < mostHalvings && deviation(edge.from, edge.to) > tolerance) {
        const middle = onMap(edge.from, edge.to, 0.5);
        const halvings = edge.halvings + 1;
        stack.push(
          { from: middle, to: edge.to, halvings },
          { from: edge.from, to: middle, halvings },
        );
      } else if (stack.length > 0) found.push(wrapped(edge.to));
    }
  }
  return found;
}

/** The tolerance of so many metres, in radians; null where Kusto takes none such. */
export function densifyTolerance(metres: number | null): number | null {
  return metres !== null && metres >= 0.1 && metres <= 10_000 ? metres / earthRadius : null;
}

/** A GeoJSON value, known to be valid, with the paths in its coordinates densified; null where they grow too long. */
export function densifyValue(value: unknown, densifying: Densifying): unknown {
  const { type, coordinates } = value as { type: string; coordinates: unknown };
  const dense = densifyLists(coordinates, densifying);
  return dense && { type, coordinates: dense };
}

function densifyLists(list: unknown, densifying: Densifying): unknown[] | null {
  const items = list as unknown[];
  const isPath = typeof (items[0] as unknown[])[0] === 'number';
  if (isPath) return densifyPath(items as Position[], densifying);
  const dense = items.map((item) => densifyLists(item, densifying));
  return dense.includes(null) ? null : dense;
}
