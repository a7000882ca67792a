/**
 * Who stands below whom among processes in the order of their places. Rows are numbered in that order; a process whose
 * parent is not among the rows stands below the nearest ancestor that is, or is a root.
 */
export interface ProcessShape {
  readonly places: Float64Array;
  /** The row of the parent, -1 for a root. */
  readonly parent: Int32Array;
  /** 0 for a root. */
  readonly level: Int32Array;
  /** How many of the rows are below each. */
  readonly below: Int32Array;
}

/**
 * The shape of the rows with these places, each with as many processes below it as `descendants` says: in the whole tree,
 * of which the rows may be a part. Cost: one pass, and a sort where the places come out of order.
 */
export function processShape(
  places: readonly number[],
  descendants: readonly number[],
): ProcessShape {
  const order = inOrder(places);
  const count = order.length;
  const shape = {
    places: new Float64Array(count),
    parent: new Int32Array(count),
    level: new Int32Array(count),
    below: new Int32Array(count),
  };
  const open: number[] = [];
  const last = new Float64Array(count);
  const close = (row: number, end: number): void => {
    shape.below[row] = end - row - 1;
  };
  for (let row = 0; row < count; row++) {
    const from = order[row] as number;
    const place = places[from] as number;
    while (open.length > 0 && (last[open.at(-1) as number] as number) < place)
      close(open.pop() as number, row);
    shape.places[row] = place;
    last[row] = place + (descendants[from] ?? 0);
    shape.parent[row] = open.at(-1) ?? -1;
    shape.level[row] = open.length;
    open.push(row);
  }
  for (const row of open) close(row, count);
  return shape;
}

/** The indexes of the places in ascending order, each place once. */
function inOrder(places: readonly number[]): Int32Array {
  const all = Int32Array.from(places, (_, i) => i);
  if (places.some((place, i) => i > 0 && place <= (places[i - 1] as number)))
    all.sort((a, b) => (places[a] as number) - (places[b] as number) || a - b);
  return all.filter((i, at) => at === 0 || places[i] !== places[all[at - 1] as number]);
}

/** The rows that are seen where the rows in `closed` hide what is below them. */
export function seenRows(shape: ProcessShape, closed: ReadonlySet<number>): Int32Array {
  const count = shape.places.length;
  const seen = new Int32Array(count);
  let found = 0;
  for (let row = 0; row < count; row++) {
    seen[found++] = row;
    if (closed.has(row)) row += shape.below[row] as number;
  }
  return seen.subarray(0, found);
}

/** Where a row stands in an ascending list of rows, or the last one before it; -1 where there is none. */
export function placeIn(rows: Int32Array | Float64Array, wanted: number): number {
  let low = 0;
  let high = rows.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((rows[middle] as number) <= wanted) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/** The rows above a row, its root first. */
export function rowsAbove(shape: ProcessShape, row: number): number[] {
  const found: number[] = [];
  for (let at = shape.parent[row] ?? -1; at >= 0; at = shape.parent[at] as number) found.push(at);
  return found.reverse();
}

/** The rows at this level or deeper that have something below them. */
export function branches(shape: ProcessShape, level: number): Set<number> {
  const found = new Set<number>();
  for (let row = 0; row < shape.places.length; row++)
    if ((shape.below[row] as number) > 0 && (shape.level[row] as number) >= level) found.add(row);
  return found;
}
