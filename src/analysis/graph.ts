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

/** Different pairs of different nodes, the smaller number first, and the neighbours that each node has by them. */
function edgesOf(
  from: Int32Array,
  to: Int32Array,
  count: number,
): { edges: [number, number][]; degree: Int32Array } {
  const seen = new Set<number>();
  const edges: [number, number][] = [];
  const degree = new Int32Array(count);
  from.forEach((a, i) => {
    const b = to[i] ?? 0;
    const key = Math.min(a, b) * count + Math.max(a, b);
    if (a === b || seen.has(key)) return;
    seen.add(key);
    edges.push([a, b]);
    degree[a] = (degree[a] ?? 0) + 1;
    degree[b] = (degree[b] ?? 0) + 1;
  });
  return { edges, degree };
}

/** The smallest node of the part that each node is in. */
function partsOf(edges: readonly [number, number][], count: number): Int32Array {
  const parent = Int32Array.from({ length: count }, (_, i) => i);
  const root = (node: number): number => {
    let at = node;
    while (parent[at] !== at) {
      parent[at] = parent[parent[at] ?? at] ?? at;
      at = parent[at] ?? at;
    }
    return at;
  };
  for (const [a, b] of edges) {
    const [x, y] = [root(a), root(b)];
    parent[Math.max(x, y)] = Math.min(x, y);
  }
  return Int32Array.from({ length: count }, (_, i) => root(i));
}

function ranksOf(edges: readonly [number, number][], degree: Int32Array): Float64Array {
  const count = degree.length;
  let rank = new Float64Array(count).fill(1 / count);
  for (let turn = 0; turn < 50; turn++) {
    let lost = 0;
    const next = new Float64Array(count);
    degree.forEach((d, i) => {
      if (d === 0) lost += rank[i] ?? 0;
    });
    for (const [a, b] of edges) {
      next[a] = (next[a] ?? 0) + (rank[b] ?? 0) / (degree[b] ?? 1);
      next[b] = (next[b] ?? 0) + (rank[a] ?? 0) / (degree[a] ?? 1);
    }
    rank = next.map((r) => 0.15 / count + 0.85 * (r + lost / count));
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
    const known = numbers.get(name) ?? numbers.size;
    numbers.set(name, known);
    return known;
  };
  const pairs = sources.flatMap((source, i): [number, number][] => {
    const target = targets[i] ?? '';
    if (source === '' && target === '') return [];
    const a = numberOf(source === '' ? target : source);
    return [[a, target === '' ? a : numberOf(target)]];
  });
  const count = numbers.size;
  const [from, to] = [0, 1].map((side) => Int32Array.from(pairs, (pair) => pair[side] ?? 0)) as [
    Int32Array,
    Int32Array,
  ];
  const { edges, degree } = edgesOf(from, to, count);
  const part = partsOf(edges, count);
  const places = new Map([...new Set(part)].map((root, i) => [root, i]));
  const sizes = new Int32Array(count);
  for (const root of part) sizes[root] = (sizes[root] ?? 0) + 1;
  return {
    nodes: [...numbers.keys()],
    degree,
    component: part.map((root) => places.get(root) ?? 0),
    componentSize: part.map((root) => sizes[root] ?? 0),
    rank: ranksOf(edges, degree),
  };
}
