/** A thing in a graph. */
export interface GraphNode {
  id: string;
  /** What kind of thing: the name of an entity's kind, or of the column it stood in. */
  type: string;
  name: string;
  /** What it is in one line, or ''. */
  about: string;
  /** How many edges it has, those that are not drawn too. */
  degree: number;
}

/** Two things that have to do with each other. */
export interface GraphEdge {
  from: string;
  to: string;
  relation: string;
  count: number;
}

/** What is drawn, and how much of what there is that is. */
export interface Graph {
  nodes: readonly GraphNode[];
  edges: readonly GraphEdge[];
  allNodes: number;
  allEdges: number;
}

/** The nodes next to each, by identity, in the order of the edges; a node is not next to itself. */
export function neighbours({ edges }: Graph): Map<string, string[]> {
  const found = new Map<string, Set<string>>();
  const add = (a: string, b: string): void => {
    const beside = found.get(a);
    if (beside) beside.add(b);
    else found.set(a, new Set([b]));
  };
  for (const { from, to } of edges) {
    if (from === to) continue;
    add(from, to);
    add(to, from);
  }
  return new Map([...found].map(([id, beside]) => [id, [...beside]]));
}

/** The kinds of things, with how many there are of each; the most frequent first. */
export function kindsOf({ nodes }: Graph): [type: string, count: number][] {
  const counts = new Map<string, number>();
  for (const { type } of nodes) counts.set(type, (counts.get(type) ?? 0) + 1);
  return [...counts].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1));
}

/** A place in a picture. */
export interface Spot {
  id: string;
  x: number;
  y: number;
}

const directions: ReadonlyMap<string, readonly [x: number, y: number]> = new Map([
  ['ArrowRight', [1, 0]],
  ['ArrowLeft', [-1, 0]],
  ['ArrowDown', [0, 1]],
  ['ArrowUp', [0, -1]],
]);

/** The nearest node in the direction of an arrow key; what lies aside counts as farther. Null where there is none. */
export function nearestBy(key: string, from: Spot, spots: readonly Spot[]): string | null {
  const direction = directions.get(key);
  if (!direction) return null;
  let best: string | null = null;
  let least = Number.POSITIVE_INFINITY;
  for (const spot of spots) {
    const [x, y] = [spot.x - from.x, spot.y - from.y];
    const ahead = x * direction[0] + y * direction[1];
    const aside = Math.abs(x * direction[1]) + Math.abs(y * direction[0]);
    const far = ahead + 2 * aside;
    if (spot.id === from.id || ahead <= 0 || aside > 2 * ahead || far >= least) continue;
    [best, least] = [spot.id, far];
  }
  return best;
}
