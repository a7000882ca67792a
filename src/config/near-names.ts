const farthest = 2;

/** The names that a misspelled one may mean, the nearest first, at most three. Case does not count, nor do `_` and `-`. */
function nearNames(wrong: string, names: Iterable<string>): string[] {
  const plain = (name: string): string =>
    name
      .slice(0, 100)
      .toLowerCase()
      .replace(/[_\s-]/g, '');
  const wanted = plain(wrong);
  return [...names]
    .map((name) => ({ name, far: distance(wanted, plain(name)) }))
    .filter(
      ({ name, far }) => far <= farthest || (wanted.length > 3 && plain(name).includes(wanted)),
    )
    .sort((a, b) => a.far - b.far)
    .slice(0, 3)
    .map(({ name }) => name);
}

/** ` Did you mean a or b?`, or nothing. */
export function didYouMean(wrong: string, names: Iterable<string>): string {
  const near = nearNames(wrong, names);
  return near.length === 0 ? '' : ` Did you mean ${near.join(' or ')}?`;
}

/** How many letters must be put in, left out or changed. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++)
      next.push(
        Math.min(
          (next[j - 1] ?? 0) + 1,
          (row[j] ?? 0) + 1,
          (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1),
        ),
      );
    row = next;
  }
  return row[b.length] ?? 0;
}
