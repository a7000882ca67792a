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

/** What the walk knows of a node stands together, 32 bytes, for it comes to nodes in no order. */
const width = 8;
const [rootAt, depthAt, childrenAt, placeAt, descendantsAt] = [0, 1, 2, 3, 4] as const;
const [parentAt, childAt, siblingAt] = [5, 6, 7] as const;

/** The nodes with their parents, children and siblings, in order. */
function joined(parent: Int32Array): Int32Array {
  const nodes = new Int32Array(parent.length * width);
  for (let node = parent.length - 1; node >= 0; node--) {
    const own = node * width;
    const above = parent[node] as number;
    nodes[own + parentAt] = above;
    if (above < 0) continue;
    const at = above * width;
    nodes[at + childrenAt] = (nodes[at + childrenAt] as number) + 1;
    nodes[own + siblingAt] = nodes[at + childAt] as number;
    nodes[at + childAt] = node + 1;
  }
  return nodes;
}

/** Walk the tree below a root; gives the place after its last. Children and siblings are numbered from 1, 0 for none. */
function walkTree(nodes: Int32Array, top: number, from: number): number {
  let next = from;
  let node = top;
  let level = 1;
  for (;;) {
    const at = node * width;
    nodes[at + rootAt] = top;
    nodes[at + depthAt] = level;
    nodes[at + placeAt] = next++;
    const child = nodes[at + childAt] as number;
    if (child > 0) {
      node = child - 1;
      level++;
      continue;
    }
    while (node !== top && nodes[node * width + siblingAt] === 0) {
      node = nodes[node * width + parentAt] as number;
      const done = node * width;
      nodes[done + descendantsAt] = next - 1 - (nodes[done + placeAt] as number);
      level--;
    }
    if (node === top) return next;
    node = (nodes[node * width + siblingAt] as number) - 1;
  }
}

function column(nodes: Int32Array, at: number): Int32Array {
  const values = new Int32Array(nodes.length / width);
  for (let node = 0; node < values.length; node++)
    values[node] = nodes[node * width + at] as number;
  return values;
}

/**
 * Roots, depths and places of a forest that is given by the parent of each node, -1 for none.
 *
 * edges: a cycle is cut at its first node, in `parent` itself; any depth is walked without recursion.
 */
export function shapeOf(parent: Int32Array): Shape {
  const cut = cutCycles(parent);
  const nodes = joined(parent);
  let next = 0;
  for (let top = 0; top < parent.length; top++)
    if ((parent[top] as number) < 0) next = walkTree(nodes, top, next);
  return {
    root: column(nodes, rootAt),
    depth: column(nodes, depthAt),
    children: column(nodes, childrenAt),
    place: column(nodes, placeAt),
    descendants: column(nodes, descendantsAt),
    cut,
  };
}
