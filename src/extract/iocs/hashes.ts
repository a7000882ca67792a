import { type Found, hex, is, type Manner } from './letters.ts';

/** A digest, by how many hex digits it has. */
export interface FoundHash extends Found {
  readonly type: 'md5_hash' | 'sha1_hash' | 'sha256_hash' | 'sha512_hash';
}

const types = new Map<number, FoundHash['type']>([
  [32, 'md5_hash'],
  [40, 'sha1_hash'],
  [64, 'sha256_hash'],
  [128, 'sha512_hash'],
]);

function atLineEnd(text: string, at: number): boolean {
  return at === text.length || text.charCodeAt(at) === 10;
}

/**
 * The runs of exactly 32, 40, 64 or 128 hex digits. In MSTICPy's manner the letter between two of one length belongs
 * to the first, so that the second is missed.
 */
export function hashes(text: string, { msticpy }: Manner): FoundHash[] {
  const found: FoundHash[] = [];
  const taken = new Map<string, number>();
  for (let i = 31; i < text.length; i += 32) {
    if (!is(text.charCodeAt(i), hex)) continue;
    let start = i;
    while (start > 0 && is(text.charCodeAt(start - 1), hex)) start--;
    let end = i + 1;
    while (end < text.length && is(text.charCodeAt(end), hex)) end++;
    i = end - 1;
    const type = types.get(end - start);
    if (!type || (msticpy && start < (taken.get(type) ?? 0) && !atLineEnd(text, start - 1)))
      continue;
    taken.set(type, atLineEnd(text, end) ? end : end + 2);
    found.push({ start, end, type });
  }
  return found;
}
