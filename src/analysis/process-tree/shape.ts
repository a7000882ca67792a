/** What a forest looks like from each of its nodes. */
export interface Shape {
  readonly root: Int32Array;
  /** 1 for a root. */
  readonly depth: Int32Array;
  readonly children: Int32Array;
  /** Its place in a walk that goes from each node to its children, from 0. */
  readonly place: Int32Array;
  /** How many are below it. */
  readonly descendants: Int32Array;
  /** 1 where the node was cut from its parent, for that is below it. */
  readonly cut: Uint8Array;
}

/** No cycle without a node whose parent comes later and is no root. */
function mayHaveCycles(parent: Int32Array): boolean {
  for (let node = 0; node < parent.length; node++) {
    const above = parent[node] as number;
    if (above >= node && (parent[above] as number) >= 0) return true;
  }
  return false;
}

/** Make roots of the first nodes of cycles, in `parent` itself. */
function cutCycles(parent: Int32Array): Uint8Array {
  const cut = new Uint8Array(parent.length);
  if (!mayHaveCycles(parent)) return cut;
  const walk = new Int32Array(parent.length);
  for (let start = 0; start < parent.length; start++) {
    let node = start;
    while (node >= 0 && walk[node] === 0) {
      walk[node] = start + 1;
      node = parent[node] as number;
    }
    if (node < 0 || walk[node] !== start + 1) continue;
    let first = node;
    for (let n = parent[node] as number; n !== node; n = parent[n] as number)
      if (n < first) first = n;
    parent[first] = -1;
    cut[first] = 1;
  }
  return cut;
}

/** The nodes, each behind its parent. */
function downwards(parent: Int32Array): Int32Array {
  const order = new Int32Array(parent.length);
  const placed = new Uint8Array(parent.length);
  let end = 0;
  for (let start = 0; start < parent.length; start++) {
    const from = end;
    for (let node = start; node >= 0 && placed[node] === 0; node = parent[node] as number) {
      placed[node] = 1;
      order[end++] = node;
    }
    if (end - from > 1) order.subarray(from, end).reverse();
  }
  return order;
}

/** How many nodes are below each, and how many of these are its children. */
function below(
  parent: Int32Array,
  order: Int32Array,
): { descendants: Int32Array; children: Int32Array } {
  const descendants = new Int32Array(parent.length);
  const children = new Int32Array(parent.length);
  for (let i = order.length - 1; i >= 0; i--) {
    const node = order[i] as number;
    const above = parent[node] as number;
    if (above < 0) continue;
    descendants[above] = (descendants[above] as number) + (descendants[node] as number) + 1;
    children[above] = (children[above] as number) + 1;
  }
  return { descendants, children };
}

/** Places of roots, and for all others how far behind its parent a node stands. */
function distances(parent: Int32Array, descendants: Int32Array): Int32Array {
  const distance = new Int32Array(parent.length);
  const taken = new Int32Array(parent.length).fill(1);
  let next = 0;
  for (let node = 0; node < parent.length; node++) {
    const above = parent[node] as number;
    const width = (descendants[node] as number) + 1;
    if (above < 0) {
      distance[node] = next;
      next += width;
    } else {
      distance[node] = taken[above] as number;
      taken[above] = (taken[above] as number) + width;
    }
  }
  return distance;
}

/**
 * Roots, depths and places of a forest that is given by the parent of each node, -1 for none.
 *
 * edges: a cycle is cut at its first node, in `parent` itself; any depth is walked without recursion.
 */
export function shapeOf(parent: Int32Array): Shape {
  const cut = cutCycles(parent);
  const order = downwards(parent);
  const { descendants, children } = below(parent, order);
  const place = distances(parent, descendants);
  const root = new Int32Array(parent.length);
  const depth = new Int32Array(parent.length);
  for (const node of order) {
    const above = parent[node] as number;
    root[node] = above < 0 ? node : (root[above] as number);
    depth[node] = above < 0 ? 1 : (depth[above] as number) + 1;
    if (above >= 0) place[node] = (place[node] as number) + (place[above] as number);
  }
  return { root, depth, children, place, descendants, cut };
}
