import type { Column } from '../../base/index.ts';

/**
 * The columns that a name stands for, as MSTICPy finds them: the one of that name, in whatever case where it need not
 * match; otherwise all whose beginning fits a pattern in which `*` or `.*` is any text and `?` or `.` one sign.
 * Null for a pattern that says more than that. cost: linear in names and pattern, whatever both are.
 */
export function columnsNamed(
  columns: readonly Column[],
  name: string,
  matchCase: boolean,
): readonly Column[] | null {
  const same = (text: string): string => (matchCase ? text : text.toLowerCase());
  const exact =
    columns.find((c) => c.name === name) ?? columns.find((c) => same(c.name) === same(name));
  if (exact) return [exact];
  const glob = name.replace(/^\^/, '').replaceAll('.*', '*').replaceAll('.', '?');
  const ends = glob.endsWith('$');
  const pattern = ends ? glob.slice(0, -1) : `${glob}*`;
  if (/[+^${}()|[\]\\]/.test(pattern)) return null;
  return columns.filter((c) => fits(same(c.name), same(pattern)));
}

/** Two places and one way back: quadratic at the worst, in texts as short as names are. */
function fits(name: string, pattern: string): boolean {
  let [n, p, star, mark] = [0, 0, -1, 0];
  while (n < name.length) {
    if (pattern[p] === '*') [star, mark, p] = [p, n, p + 1];
    else if (pattern[p] === '?' || pattern[p] === name[n]) [n, p] = [n + 1, p + 1];
    else if (star >= 0) [p, mark, n] = [star + 1, mark + 1, mark + 1];
    else return false;
  }
  while (pattern[p] === '*') p++;
  return p === pattern.length;
}
