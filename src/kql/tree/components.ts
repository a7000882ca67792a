type Edges = readonly (readonly [from: number, to: number])[];

/** Each node's weak component, numbered in the order in which nodes come. Linear but for a logarithm. */
export function weakComponents(nodes: number, edges: Edges): number[] {
  const parent = Array.from({ length: nodes }, (_, i) => i);
  const root = (node: number): number => {
    let at = node;
    for (let up = parent[at] ?? at; up !== at; up = parent[at] ?? at) {
      parent[at] = parent[up] ?? up;
      at = parent[at] ?? at;
    }
    return at;
  };
  for (const [from, to] of edges) parent[root(to)] = root(from);
  return numbered(parent.map((_, i) => root(i)));
}

/** Each node's strong component, numbered in the order in which nodes come. Linear. */
export function strongComponents(nodes: number, edges: Edges): number[] {
  const search = new StrongSearch(nodes, edges);
  for (let start = 0; start < nodes; start++) search.from(start);
  return numbered([...search.component]);
}

/** Tarjan's algorithm without recursion. */
class StrongSearch {
  readonly component: Int32Array;
  readonly #out: number[][];
  readonly #index: Int32Array;
  readonly #low: Int32Array;
  readonly #open: number[] = [];
  readonly #walk: { node: number; edge: number }[] = [];
  #next = 0;

  constructor(nodes: number, edges: Edges) {
    this.component = new Int32Array(nodes).fill(-1);
    this.#index = new Int32Array(nodes).fill(-1);
    this.#low = new Int32Array(nodes);
    this.#out = Array.from({ length: nodes }, () => []);
    for (const [from, to] of edges) this.#out[from]?.push(to);
  }

  from(start: number): void {
    if (this.#index[start] !== -1) return;
    this.#enter(start);
    for (let at = this.#walk.at(-1); at; at = this.#walk.at(-1)) {
      const to = this.#out[at.node]?.[at.edge++];
      if (to === undefined) this.#leave(at.node);
      else if (this.#index[to] === -1) this.#enter(to);
      else if (this.component[to] === -1) this.#lower(at.node, this.#index[to] ?? 0);
    }
  }

  #enter(node: number): void {
    this.#index[node] = this.#low[node] = this.#next++;
    this.#open.push(node);
    this.#walk.push({ node, edge: 0 });
  }

  #lower(node: number, to: number): void {
    this.#low[node] = Math.min(this.#low[node] ?? 0, to);
  }

  #leave(node: number): void {
    this.#walk.pop();
    if (this.#low[node] === this.#index[node])
      for (let member = this.#open.pop(); member !== undefined; member = this.#open.pop()) {
        this.component[member] = node;
        if (member === node) break;
      }
    const above = this.#walk.at(-1);
    if (above) this.#lower(above.node, this.#low[node] ?? 0);
  }
}

function numbered(marks: readonly number[]): number[] {
  const numbers = new Map<number, number>();
  return marks.map((mark) => {
    const known = numbers.get(mark) ?? numbers.size;
    numbers.set(mark, known);
    return known;
  });
}
