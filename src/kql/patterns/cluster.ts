import { type CodedRows, closure, includes, type Pattern } from './closed.ts';

/** What is worth less than this share of the best is left out. */
const leastShare = 0.25;
const most = 20;

/**
 * A few patterns that say much of many rows, by seeds that grow: from each of the heaviest rows, what it says is
 * given up piece by piece as long as that is worth it. A pattern is worth the weighted geometric mean of its share of the rows and
 * its share of the columns. Source: the Seed-Expand algorithm of Kusto's page, whose details it does not tell.
 */
export function cluster(rows: CodedRows, seeds: number, sizeWeight: number): Pattern[] {
  const weight = rows.weights[0] ?? new Float64Array(0);
  const total = weight.reduce((a, b) => a + b, 0);
  const worth = ({ codes, sums }: Pattern): number => {
    const said = codes.reduce((n, c) => n + (c > 0 ? 1 : 0), 0) / codes.length;
    return ((sums[0] ?? 0) / total) ** sizeWeight * said ** (1 - sizeWeight);
  };
  const heaviest = Array.from(weight, (_, row) => row)
    .sort((a, b) => (weight[b] ?? 0) - (weight[a] ?? 0))
    .slice(0, seeds);
  const grown = new Map<string, Pattern>();
  for (const row of heaviest) {
    const pattern = grow(
      rows,
      Int32Array.from(rows.codes, (c) => c[row] ?? 0),
      worth,
    );
    grown.set(pattern.codes.join(), pattern);
  }
  const ranked = [...grown.values()]
    .filter((p) => worth(p) > 0)
    .sort((a, b) => worth(b) - worth(a));
  const best = ranked[0] ? worth(ranked[0]) : 0;
  const kept: Pattern[] = [];
  for (const pattern of ranked) {
    const said = kept.some(
      (k) => includes(k.codes, pattern.codes) || includes(pattern.codes, k.codes),
    );
    if (!said && worth(pattern) >= leastShare * best && kept.length < most) kept.push(pattern);
  }
  return kept;
}

function grow(rows: CodedRows, seed: Int32Array, worth: (p: Pattern) => number): Pattern {
  let pattern = matching(rows, seed);
  for (;;) {
    let better: Pattern | null = null;
    for (let i = 0; i < pattern.codes.length; i++) {
      if (!pattern.codes[i]) continue;
      const wider = matching(rows, pattern.codes.with(i, 0));
      if (worth(wider) > worth(better ?? pattern)) better = wider;
    }
    if (!better) return pattern;
    pattern = better;
  }
}

/** All rows that have these codes, and whatever else they have in common. */
function matching(rows: CodedRows, codes: Int32Array): Pattern {
  const weight = rows.weights[0] ?? new Float64Array(0);
  const columns = rows.codes.filter((_, i) => codes[i]);
  const wanted = codes.filter((code) => code > 0);
  const members = new Int32Array(weight.length);
  let count = 0;
  let sum = 0;
  for (let row = 0; row < weight.length; row++) {
    let k = 0;
    while (k < columns.length && columns[k]?.[row] === wanted[k]) k++;
    if (k < columns.length) continue;
    members[count++] = row;
    sum += weight[row] ?? 0;
  }
  return { codes: closure(rows, members.subarray(0, count)), sums: [sum] };
}
