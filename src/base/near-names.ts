/** How many candidates are looked at: a name is looked for in a moment, or not at all. */
const maxCandidates = 200_000;
const maxCompared = 20_000;
const maxCharacters = 128;

interface Wanted {
  lower: string;
  plain: string;
  words: ReadonlySet<string>;
  /** How many letters may differ. */
  slack: number;
}

const plainOf = (lower: string): string => lower.replace(/[\s_\-.]/g, '');

/** `SourceIPAddress` and `source_ip_address` are the same words. */
function wordsOf(name: string): string[] {
  const parts = name.match(/\p{Lu}+(?!\p{Ll})|\p{Lu}?[\p{Ll}\p{Lo}]+|\p{N}+/gu) ?? [];
  return parts.map((part) => part.toLowerCase());
}

/** Letters put in, left out, changed or swapped with their neighbour; `most + 1` where it is more than `most`. */
function distance(a: string, b: string, most: number): number {
  if (Math.abs(a.length - b.length) > most) return most + 1;
  let before: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    let least = i;
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1];
      let cost = Math.min(
        (last[j] ?? 0) + 1,
        (row[j - 1] ?? 0) + 1,
        (last[j - 1] ?? 0) + (same ? 0 : 1),
      );
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        cost = Math.min(cost, (before[j - 2] ?? 0) + 1);
      row.push(cost);
      least = Math.min(least, cost);
    }
    if (least > most) return most + 1;
    before = last;
    last = row;
  }
  return last[b.length] ?? most + 1;
}

/** How far a candidate is from what was written; infinite where nobody would have meant it. */
function score(wanted: Wanted, name: string): number {
  const lower = name.toLowerCase();
  if (lower === wanted.lower) return 0;
  if (plainOf(lower) === wanted.plain) return 0.2;
  const letters = distance(wanted.lower, lower, wanted.slack);
  const byLetters = letters <= wanted.slack ? letters : Number.POSITIVE_INFINITY;
  return Math.min(byLetters, byWords(wanted, name, lower));
}

function byWords(wanted: Wanted, name: string, lower: string): number {
  const words = new Set(wordsOf(name));
  const shared = [...wanted.words].filter((word) => words.has(word)).length;
  const share = shared / (wanted.words.size + words.size - shared || 1);
  if (share >= 0.5) return 1.5 + 2 * (1 - share);
  const begins = wanted.lower.length >= 3 && lower.startsWith(wanted.lower);
  if (begins || (wanted.lower.length >= 4 && lower.includes(wanted.lower))) return 3;
  return Number.POSITIVE_INFINITY;
}

/** Whether a candidate is worth the full comparison: a test of a few steps. */
function worthIt(wanted: Wanted, name: string): boolean {
  if (Math.abs(name.length - wanted.lower.length) <= wanted.slack) return true;
  const lower = name.toLowerCase();
  if (lower.includes(wanted.lower)) return true;
  for (const word of wanted.words) if (word.length > 1 && lower.includes(word)) return true;
  return false;
}

/**
 * The names that somebody who wrote `name` may have meant, best first: the same in another case, a few letters
 * apart, made of the same words, or beginning alike.
 *
 * cost: bounded; of more than 200,000 candidates the first are looked at.
 */
export function nearNames(name: string, candidates: Iterable<string>, limit = 3): string[] {
  if (name === '' || name.length > maxCharacters) return [];
  const lower = name.toLowerCase();
  const wanted: Wanted = {
    lower,
    plain: plainOf(lower),
    words: new Set(wordsOf(name)),
    slack: Math.min(4, Math.max(1, Math.floor(name.length / 3))),
  };
  const found = new Map<string, number>();
  let looked = 0;
  let compared = 0;
  for (const candidate of candidates) {
    if (++looked > maxCandidates || compared >= maxCompared) break;
    if (candidate === name || candidate.length > maxCharacters || found.has(candidate)) continue;
    if (!worthIt(wanted, candidate)) continue;
    compared++;
    const far = score(wanted, candidate);
    if (Number.isFinite(far)) found.set(candidate, far);
  }
  const best = [...found.values()].reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY);
  return [...found]
    .filter(([, far]) => far <= best + 1)
    .sort(([a, x], [b, y]) => x - y || a.length - b.length || (a < b ? -1 : 1))
    .slice(0, limit)
    .map(([candidate]) => candidate);
}

/** ` Did you mean a or b?`, or nothing. */
export function didYouMean(name: string, candidates: Iterable<string>): string {
  const near = nearNames(name, candidates);
  return near.length === 0 ? '' : ` Did you mean ${near.join(' or ')}?`;
}
