/** A block, as far as it tells whether another is the same one later on. */
export interface Traceable {
  readonly kind: 'prose' | 'cell';
  /** Its text, or whatever else is alike only where the block is the same. */
  readonly text: string;
}

/**
 * For each block after a change, the place of the block before it that it goes on from; null for a new one. Blocks at
 * both ends that are alike go on, then those between that are alike, then the others of their kind in order.
 */
export function carriedOver(
  before: readonly Traceable[],
  after: readonly Traceable[],
): readonly (number | null)[] {
  const found: (number | null)[] = after.map(() => null);
  const alike = (i: number, j: number): boolean =>
    before[i]?.kind === after[j]?.kind && before[i]?.text === after[j]?.text;
  const most = Math.min(before.length, after.length);
  let first = 0;
  while (first < most && alike(first, first)) found[first] = first++;
  let last = 0;
  while (last < most - first && alike(before.length - 1 - last, after.length - 1 - last)) {
    found[after.length - 1 - last] = before.length - 1 - last;
    last++;
  }
  const left = new Set(before.map((_, i) => i).slice(first, before.length - last));
  const places = after.map((_, j) => j).slice(first, after.length - last);
  const take = (j: number, fits: (i: number) => boolean): void => {
    if (found[j] !== null) return;
    for (const i of left)
      if (fits(i)) {
        left.delete(i);
        found[j] = i;
        return;
      }
  };
  for (const j of places) take(j, (i) => alike(i, j));
  for (const j of places) take(j, (i) => before[i]?.kind === after[j]?.kind);
  return found;
}
