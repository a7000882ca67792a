/** How many categories have a colour of their own; what is left shares the last, a grey. */
export const colouredCategories = 8;

const light = [
  '#1b6cb0',
  '#c8510a',
  '#0b7f63',
  '#9b3f93',
  '#8a6800',
  '#2a8fb8',
  '#8c2350',
  '#5b5bd6',
];
const dark = [
  '#6cb6f5',
  '#ff9a56',
  '#4fd1ae',
  '#e58fd8',
  '#e3c04b',
  '#9fdcf5',
  '#f08aa8',
  '#a9a6ff',
];

/**
 * The colour of the category with this number, told apart by every kind of colour vision and at least 3:1 against the
 * page. A grey beyond the last; never the only sign of what something is.
 */
export function categoryColour(number: number, inDark: boolean): string {
  return (inDark ? dark : light)[number] ?? (inDark ? '#93a0ae' : '#6b7785');
}
