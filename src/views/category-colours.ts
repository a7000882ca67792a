/** How many categories have a colour of their own; what is left shares the last, a grey. */
export const colouredCategories = 8;

const light = [
  '#0f62a8',
  '#cf7b26',
  '#8d3d69',
  '#8f7df3',
  '#f24e71',
  '#9c381c',
  '#c074ae',
  '#5f3cc5',
];
const dark = [
  '#5aa7ee',
  '#f9d630',
  '#bf5350',
  '#30fac2',
  '#a65d95',
  '#a2d774',
  '#795de7',
  '#d63a00',
];

/**
 * The colour of the category with this number, told apart by every kind of colour vision and at least 3:1 against the
 * page. A grey beyond the last; never the only sign of what something is.
 */
export function categoryColour(number: number, inDark: boolean): string {
  return (inDark ? dark : light)[number] ?? (inDark ? '#93a0ae' : '#6b7785');
}
