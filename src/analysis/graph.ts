/** What a node of an undirected graph is among the others. */
export interface GraphMeasures {
  /** The names, in the order in which they came. */
  nodes: readonly string[];
  /** Different neighbours, itself not counted. */
  degree: Int32Array;
  /** The part of the graph that it hangs together with, numbered from 0 by their first nodes. */
  component: Int32Array;
  /** Nodes in that part. */
  componentSize: Int32Array;
  /** The chance that a walk of many steps is here (PageRank, undirected); all together make 1. */
  rank: Float64Array;
}

/** Edges between different nodes, each once, and the neighbours that each node has by them. */
interface Edges {
  readonly from: Int32Array;
  readonly to: Int32Array;
  readonly degree: Int32Array;
}

/** Different pairs of different nodes, of those that are given. */
function edgesOf(from: Int32Array, to: Int32Array, count: number): Edges {
  const seen = new Set<number>();
  const degree = new Int32Array(count);
  let edges = 0;
  for (let i = 0; i < from.length; i++) {
    const [a, b] = [from[i] as number, to[i] as number];
    if (a === b) continue;
    const size = seen.size;
    seen.add(Math.min(a, b) * count + Math.max(a, b));
    if (seen.size === size) continue;
    degree[a] = (degree[a] as number) + 1;
    degree[b] = (degree[b] as number) + 1;
    from[edges] = a;
    to[edges++] = b;
  }
  return { from: from.subarray(0, edges), to: to.subarray(0, edges), degree };
}

/** The smallest node of the part that each node is in. */
function partsOf({ from, to, degree }: Edges): Int32Array {
  const parent = degree.map((_, i) => i);
  const root = (node: number): number => {
    let at = node;
    while (parent[at] !== at) {
      parent[at] = parent[parent[at] as number] as number;
      at = parent[at] as number;
    }
    return at;
  };
  for (let i = 0; i < from.length; i++) {
    const [x, y] = [root(from[i] as number), root(to[i] as number)];
    parent[Math.max(x, y)] = Math.min(x, y);
  }
  return parent.map((_, i) => root(i));
}

function ranksOf({ from, to, degree }: Edges): Float64Array {
  const count = degree.length;
  const rank = new Float64Array(count).fill(1 / count);
  const share = new Float64Array(count);
  const next = new Float64Array(count);
  for (let turn = 0; turn < 50; turn++) {
    let lost = 0;
    for (let i = 0; i < count; i++) {
      const [d, r] = [degree[i] as number, rank[i] as number];
      if (d === 0) lost += r;
      share[i] = d === 0 ? 0 : r / d;
    }
    next.fill(0);
    for (let i = 0; i < from.length; i++) {
      const [a, b] = [from[i] as number, to[i] as number];
      next[a] = (next[a] as number) + (share[b] as number);
      next[b] = (next[b] as number) + (share[a] as number);
    }
    for (let i = 0; i < count; i++)
      rank[i] = 0.15 / count + 0.85 * ((next[i] as number) + lost / count);
  }
  return rank;
}

/**
 * Measures of the graph that these pairs make.
 *
 * edges: an empty name is no node; a node may have no neighbour but itself.
 * cost: linear in the pairs, fifty times over.
 */
export function graphMeasures(
  sources: readonly string[],
  targets: readonly string[],
): GraphMeasures {
  const numbers = new Map<string, number>();
  const numberOf = (name: string): number => {
    const known = numbers.get(name);
    if (known !== undefined) return known;
    numbers.set(name, numbers.size);
    return numbers.size - 1;
  };
  const [from, to] = [new Int32Array(sources.length), new Int32Array(sources.length)];
  let pairs = 0;
  for (const [i, source] of sources.entries()) {
    const target = targets[i] ?? '';
    if (source === '' && target === '') continue;
    const a = numberOf(source === '' ? target : source);
    from[pairs] = a;
    to[pairs++] = target === '' ? a : numberOf(target);
  }
  const count = numbers.size;
  const edges = edgesOf(from.subarray(0, pairs), to.subarray(0, pairs), count);
  const part = partsOf(edges);
  // A part has the number of its smallest node, which comes first.
  const places = new Int32Array(count);
  const sizes = new Int32Array(count);
  let parts = 0;
  for (const [node, root] of part.entries()) {
    if (root === node) places[node] = parts++;
    sizes[root] = (sizes[root] as number) + 1;
  }
  return {
    nodes: [...numbers.keys()],
    degree: edges.degree,
    component: part.map((root) => places[root] as number),
    componentSize: part.map((root) => sizes[root] as number),
    rank: ranksOf(edges),
  };
}
