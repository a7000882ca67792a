import { type Points, pointsFrom } from '../analysis/index.ts';

const isNumber = (value: unknown): boolean =>
  typeof value === 'boolean' || (typeof value === 'number' && Number.isFinite(value));

/** Places in lists that are looked at, as points have numbers. */
const most = 64;

/** Which number of a list, as it is said: `the 2nd of features`. */
function placeOf(place: number, lists: boolean): string {
  const ends = ['th', 'st', 'nd', 'rd'];
  const end = place % 100 > 10 && place % 100 < 14 ? 'th' : (ends[place % 10] ?? 'th');
  return lists ? `the ${place}${end} of features` : 'features';
}

/**
 * Lists of numbers as points. Throws an Error with one sentence for the user where a place of the lists holds values in
 * some row and a number in none: as 0 they would say nothing, and nobody would know.
 */
export function featurePoints(features: readonly unknown[]): Points {
  const numbers = new Set<number>();
  const others = new Map<number, unknown>();
  for (const value of features) {
    const list: readonly unknown[] = Array.isArray(value) ? value : [value];
    for (let i = 0; i < Math.min(list.length, most); i++)
      if (isNumber(list[i])) numbers.add(i);
      else if (list[i] !== null && list[i] !== '' && !others.has(i)) others.set(i, list[i]);
  }
  const lists = features.some((value) => Array.isArray(value));
  for (const [place, value] of others)
    if (!numbers.has(place))
      throw new Error(
        `${placeOf(place + 1, lists)} is a number in no row, but such as ${JSON.stringify(value).slice(0, 60)}: give numbers in pack_array(), as strlen() or toreal() make them of a text.`,
      );
  if (numbers.size === 0 && features.length > 0)
    throw new Error('features is empty in all rows: give numbers in pack_array().');
  return pointsFrom(features);
}
