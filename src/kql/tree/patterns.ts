/** Values that are alike, as one pattern. */
export interface Group {
  pattern: string;
  count: number;
  representative: string;
}

interface Cluster {
  /** Null where the values differ. */
  terms: (string | null)[];
  separators: string[];
  count: number;
  representative: string;
}

interface Options {
  threshold: number;
  /** The characters between terms; null for all that are neither letters nor digits. */
  characters: string | null;
}

/** How many different patterns of one length are kept; what fits none of them is of the others. */
const mostClusters = 500;

interface Split {
  terms: string[];
  separators: string[];
}

function split(value: string, characters: string | null): Split {
  const breaks = (c: string): boolean =>
    characters === null ? !/[\p{L}\p{N}]/u.test(c) : characters.includes(c);
  const parts: Split = { terms: [''], separators: [] };
  let between = false;
  for (const c of value) {
    if (breaks(c)) {
      if (between) parts.separators[parts.separators.length - 1] += c;
      else {
        parts.separators.push(c);
        parts.terms.push('');
      }
    } else parts.terms[parts.terms.length - 1] += c;
    between = breaks(c);
  }
  return parts;
}

/** The share of terms in which a value is like a cluster. */
function likeness(terms: readonly string[], cluster: Cluster): number {
  const same = terms.filter((t, i) => t === cluster.terms[i]).length;
  return same / terms.length;
}

function patternOf({ terms, separators }: Cluster, swallows: boolean): string {
  let text = '';
  terms.forEach((term, i) => {
    const before = separators[i - 1] ?? '';
    const open = term === null || terms[i - 1] === null;
    text += `${open && swallows ? '' : before}${term ?? '*'}`;
  });
  return text.replace(/\*+/g, '*');
}

/**
 * Groups of texts that have terms in common: each text joins the group of the same number of terms that it is most like, if
 * at least so much as the threshold says; where terms differ, the pattern has a `*`. A text that is like no other is among
 * the others. Groups come by size. `of` says which group each text is in.
 *
 * source: the reference of `reduce` tells no algorithm; this one gives the answers that it prints.
 * cost: texts that differ times the groups of their length, at most 500.
 */
export function reduced(
  values: readonly string[],
  { threshold, characters }: Options,
): { groups: Group[]; of: number[] } {
  const byLength = new Map<number, Cluster[]>();
  const clusters = new Map<string, Cluster | null>();
  for (const value of values) {
    const known = clusters.get(value);
    if (known) known.count++;
    if (known !== undefined) continue;
    const { terms, separators } = split(value, characters);
    const alike = byLength.get(terms.length) ?? [];
    byLength.set(terms.length, alike);
    clusters.set(value, joined(alike, { terms, separators, value, threshold }));
  }
  return sorted(values, clusters, characters !== null);
}

function joined(
  alike: Cluster[],
  { terms, separators, value, threshold }: Split & { value: string; threshold: number },
): Cluster | null {
  let best: Cluster | undefined;
  let most = 0;
  for (const cluster of alike) {
    const like = likeness(terms, cluster);
    if (like > most && like >= threshold) [best, most] = [cluster, like];
  }
  if (best) {
    const { terms: before } = best;
    best.terms = before.map((t, i) => (t === terms[i] ? t : null));
    best.count++;
    return best;
  }
  if (alike.length >= mostClusters) return null;
  const made: Cluster = { terms: [...terms], separators, count: 1, representative: value };
  alike.push(made);
  return made;
}

function sorted(
  values: readonly string[],
  clusters: ReadonlyMap<string, Cluster | null>,
  swallows: boolean,
): { groups: Group[]; of: number[] } {
  const kept = [...new Set(clusters.values())]
    .filter((c): c is Cluster => c !== null && c.count > 1)
    .sort((a, b) => b.count - a.count);
  const places = new Map(kept.map((c, i) => [c, i]));
  const of = values.map((v) => {
    const cluster = clusters.get(v);
    return (cluster && places.get(cluster)) ?? kept.length;
  });
  const groups = kept.map((c) => ({
    pattern: patternOf(c, swallows),
    count: c.count,
    representative: c.representative,
  }));
  const others = of.filter((place) => place === kept.length).length;
  if (others > 0) groups.push({ pattern: 'others', count: others, representative: '' });
  return { groups, of };
}
