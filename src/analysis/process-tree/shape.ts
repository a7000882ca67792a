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

/** Make roots of the first nodes of cycles, in `parent` itself. */
function cutCycles(parent: Int32Array): Uint8Array {
  const cut = new Uint8Array(parent.length);
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

/**
 * Roots, depths and places of a forest that is given by the parent of each node, -1 for none.
 *
 * edges: a cycle is cut at its first node, in `parent` itself; any depth is walked without recursion.
 */
export function shapeOf(parent: Int32Array): Shape {
  const count = parent.length;
  const cut = cutCycles(parent);
  const [root, depth, children, place, descendants, firstChild, nextSibling] = Array.from(
    { length: 7 },
    () => new Int32Array(count),
  ) as [Int32Array, Int32Array, Int32Array, Int32Array, Int32Array, Int32Array, Int32Array];
  firstChild.fill(-1);
  for (let node = count - 1; node >= 0; node--) {
    const above = parent[node] as number;
    if (above < 0) continue;
    children[above] = (children[above] as number) + 1;
    nextSibling[node] = firstChild[above] as number;
    firstChild[above] = node;
  }
  let next = 0;
  for (let top = 0; top < count; top++) {
    if ((parent[top] as number) >= 0) continue;
    nextSibling[top] = -1;
    let node = top;
    let level = 1;
    for (;;) {
      root[node] = top;
      depth[node] = level;
      place[node] = next++;
      if ((firstChild[node] as number) >= 0) {
        node = firstChild[node] as number;
        level++;
        continue;
      }
      while (node !== top && (nextSibling[node] as number) < 0) {
        node = parent[node] as number;
        descendants[node] = next - 1 - (place[node] as number);
        level--;
      }
      if (node === top) break;
      node = nextSibling[node] as number;
    }
  }
  return { root, depth, children, place, descendants, cut };
}
