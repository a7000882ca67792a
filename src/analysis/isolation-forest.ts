import type { Points } from './dbscan.ts';

/** How a forest is grown. */
export interface ForestOptions {
  trees: number;
  /** Points from which each tree is grown. */
  sample: number;
  seed: number;
}

/** A sequence of numbers from 0 to below 1 that a seed fixes (mulberry32). */
function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let x = Math.imul(state ^ (state >>> 15), state | 1);
    x ^= x + Math.imul(x ^ (x >>> 7), x | 61);
    return ((x ^ (x >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** The mean depth at which a search for one of `n` points ends. */
function usualDepth(n: number): number {
  if (n <= 1) return 0;
  if (n === 2) return 1;
  return 2 * (Math.log(n - 1) + 0.5772156649015329) - (2 * (n - 1)) / n;
}

/** A node as columns: what it splits by and where its sides are, or how deep its points usually lie. */
interface Tree {
  by: number[];
  at: number[];
  below: number[];
  above: number[];
  depth: number[];
}

function grow({ values, dimensions }: Points, sample: number[], random: () => number): Tree {
  const tree: Tree = { by: [], at: [], below: [], above: [], depth: [] };
  const deepest = Math.ceil(Math.log2(Math.max(2, sample.length)));
  const node = (rows: readonly number[], depth: number): number => {
    const place = tree.by.push(-1) - 1;
    tree.at.push(0);
    tree.below.push(-1);
    tree.above.push(-1);
    tree.depth.push(depth + usualDepth(rows.length));
    const split = depth < deepest && rows.length > 1 ? cut(rows) : null;
    if (!split) return place;
    const [by, at] = split;
    const side = (row: number): boolean => (values[row * dimensions + by] ?? 0) < at;
    tree.by[place] = by;
    tree.at[place] = at;
    tree.below[place] = node(rows.filter(side), depth + 1);
    tree.above[place] = node(
      rows.filter((row) => !side(row)),
      depth + 1,
    );
    return place;
  };
  const cut = (rows: readonly number[]): readonly [by: number, at: number] | null => {
    const ranges = Array.from({ length: dimensions }, (_, d) => {
      const column = rows.map((row) => values[row * dimensions + d] ?? 0);
      return [d, Math.min(...column), Math.max(...column)] as const;
    }).filter(([, least, most]) => most > least);
    const chosen = ranges[Math.floor(random() * ranges.length)];
    if (!chosen) return null;
    const [by, least, most] = chosen;
    const at = least + (most - least) * random();
    return [by, at > least ? at : most];
  };
  node(sample, 0);
  return tree;
}

function depthIn(tree: Tree, { values, dimensions }: Points, row: number): number {
  let place = 0;
  for (;;) {
    const by = tree.by[place] ?? -1;
    if (by === -1) return tree.depth[place] ?? 0;
    const below = (values[row * dimensions + by] ?? 0) < (tree.at[place] ?? 0);
    place = (below ? tree.below[place] : tree.above[place]) ?? 0;
  }
}

/**
 * How easily each point is told apart from the others: near 1 for outliers, about 0.5 where there are none.
 *
 * edges: the same seed and points give the same scores.
 * cost: trees × points × log(sample).
 * source: Liu, Ting and Zhou 2008; as scikit-learn's IsolationForest, whose score_samples is its negative.
 */
export function isolationScores(points: Points, options: ForestOptions): Float64Array {
  const count = points.values.length / points.dimensions;
  const random = randomFrom(options.seed);
  const size = Math.min(options.sample, count);
  const scale = usualDepth(size);
  const depths = new Float64Array(count);
  const all = Int32Array.from({ length: count }, (_, i) => i);
  for (let t = 0; t < options.trees && count > 0; t++) {
    for (let i = 0; i < size; i++) {
      const j = i + Math.floor(random() * (count - i));
      [all[i], all[j]] = [all[j] ?? 0, all[i] ?? 0];
    }
    const tree = grow(points, Array.from(all.subarray(0, size)), random);
    for (let row = 0; row < count; row++)
      depths[row] = (depths[row] ?? 0) + depthIn(tree, points, row);
  }
  return depths.map((depth) => (scale === 0 ? 0.5 : 2 ** (-depth / options.trees / scale)));
}
