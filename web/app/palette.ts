import { matchWords } from '../../src/base/index.ts';

/** What the command palette can do or go to. */
export interface PaletteItem {
  kind: 'Command' | 'In this hunt' | 'Table' | 'Hunt' | 'Query' | 'Function';
  title: string;
  about: string;
  /** The keys that do the same. */
  keys?: string;
  run(): unknown;
}

const order: readonly PaletteItem['kind'][] = [
  'Command',
  'In this hunt',
  'Table',
  'Hunt',
  'Query',
  'Function',
];
const byName = 20;

/**
 * The items that have all words that were typed, best first: in their title, else in what they are about. Nothing typed
 * gives those that are few enough to be looked through.
 */
export function rankItems(
  items: readonly PaletteItem[],
  typed: string,
  limit: number,
): PaletteItem[] {
  const isBlank = typed.trim() === '';
  return items
    .flatMap((item, at) => {
      const group = order.indexOf(item.kind);
      if (isBlank)
        return item.kind === 'Query' || item.kind === 'Function'
          ? []
          : [{ item, at, group, score: 0 }];
      const title = matchWords(typed, item.title, { letters: true });
      const score =
        title === null
          ? matchWords(typed, `${item.title} ${item.kind} ${item.about}`)
          : title + byName;
      return score === null ? [] : [{ item, at, group, score }];
    })
    .sort((a, b) => b.score - a.score || a.group - b.group || a.at - b.at)
    .slice(0, limit)
    .map(({ item }) => item);
}
