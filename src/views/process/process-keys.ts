import type { ProcessStore } from './process-store.ts';

/** What a key does where `row` is the current one: opens, closes, and gives the row to go to; null for other keys. */
export function afterKey(
  store: ProcessStore,
  { key, row, page }: { key: string; row: number; page: number },
): number | null {
  const { seen, shape } = store;
  const at = store.indexOf(row);
  const open = store.branch(row) && !store.closed(row);
  const nth = (index: number): number => seen[Math.max(0, Math.min(seen.length - 1, index))] ?? row;
  const fold = (close: boolean): number => {
    store.fold(row, close);
    return row;
  };
  const keys = new Map<string, () => number>([
    ['ArrowDown', () => nth(at + 1)],
    ['ArrowUp', () => nth(at - 1)],
    ['PageDown', () => nth(at + page)],
    ['PageUp', () => nth(at - page)],
    ['Home', () => nth(0)],
    ['End', () => nth(seen.length - 1)],
    ['ArrowLeft', () => (open ? fold(true) : Math.max(shape.parent[row] ?? -1, -1))],
    ['ArrowRight', () => (open ? nth(at + 1) : fold(false))],
    [
      '*',
      () => {
        store.openBelow(row);
        return row;
      },
    ],
  ]);
  const found = keys.get(key)?.() ?? null;
  return found === -1 ? row : found;
}

/** The row to go to among those found: the next, the one before, or with 0 the first from `row` on; null for none. */
export function nextHit(hits: Int32Array, row: number, step: -1 | 0 | 1): number | null {
  const after = hits.findIndex((hit) => (step === 1 ? hit > row : hit >= row));
  if (step === -1) return hits.at((after < 0 ? hits.length : after) - 1) ?? null;
  return hits[Math.max(after, 0)] ?? null;
}
