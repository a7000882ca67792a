import { length, minus, type Point } from './sphere.ts';

/** More pairs of edges than this are not looked at. */
const mostPairs = 30_000_000;

interface Box {
  readonly index: number;
  readonly low: readonly [number, number, number];
  readonly high: readonly [number, number, number];
}

/** The box around an edge, which bulges out of the straight line between its ends. */
function boxOf([a, b]: readonly [Point, Point], index: number, margin: number): Box {
  const chord = length(minus(a, b));
  const by = margin + 1 - Math.sqrt(Math.max(0, 1 - (chord * chord) / 4));
  return {
    index,
    low: [Math.min(a.x, b.x) - by, Math.min(a.y, b.y) - by, Math.min(a.z, b.z) - by],
    high: [Math.max(a.x, b.x) + by, Math.max(a.y, b.y) + by, Math.max(a.z, b.z) + by],
  };
}

type Axis = 0 | 1 | 2;

/** The axis along which the boxes spread most. */
function widest(boxes: readonly Box[]): Axis {
  const spread = ([0, 1, 2] as const).map((axis) => {
    let [low, high] = [1, -1];
    for (const box of boxes) {
      low = Math.min(low, box.low[axis]);
      high = Math.max(high, box.high[axis]);
    }
    return high - low;
  });
  return spread.indexOf(Math.max(...spread)) as Axis;
}

/** Call for each pair of edges that may meet; false where they are too many to go through. */
export function forEachNearPair(
  edges: readonly (readonly [Point, Point])[],
  margin: number,
  visit: (i: number, j: number) => void,
): boolean {
  const boxes = edges.map((edge, i) => boxOf(edge, i, margin));
  const axis = widest(boxes);
  boxes.sort((a, b) => a.low[axis] - b.low[axis]);
  let pairs = 0;
  for (const [i, a] of boxes.entries()) {
    for (let j = i + 1; j < boxes.length; j++) {
      const b = boxes[j] as Box;
      if (b.low[axis] > a.high[axis]) break;
      if (++pairs > mostPairs) return false;
      const apart = ([0, 1, 2] as const).some((k) => a.low[k] > b.high[k] || b.low[k] > a.high[k]);
      if (!apart) visit(a.index, b.index);
    }
  }
  return true;
}
