import { categoryColour } from '../category-colours.ts';

/** How nodes of a kind are drawn: corners between -1 and 1, x and y in turn, and a colour. */
export interface NodeLook {
  readonly corners: readonly number[];
  /** The number of a category's colour. */
  readonly colour: number;
}

function regular(corners: number, turn = 0): number[] {
  return Array.from({ length: corners }, (_, i) => {
    const angle = (2 * Math.PI * i) / corners - Math.PI / 2 + turn;
    return [round(Math.cos(angle)), round(Math.sin(angle))];
  }).flat();
}

function star(points: number, inner: number): number[] {
  return Array.from({ length: 2 * points }, (_, i) => {
    const angle = (Math.PI * i) / points - Math.PI / 2;
    const far = i % 2 === 0 ? 1 : inner;
    return [round(far * Math.cos(angle)), round(far * Math.sin(angle))];
  }).flat();
}

const round = (n: number): number => Math.round(n * 1000) / 1000;

const circle = regular(24);
const square = [-0.85, -0.85, 0.85, -0.85, 0.85, 0.85, -0.85, 0.85];
const shapes = {
  circle,
  square,
  diamond: regular(4),
  triangle: [0, -1, 1, 0.8, -1, 0.8],
  hexagon: regular(6),
  pentagon: regular(5),
  star: star(5, 0.45),
  upended: [-1, -0.8, 1, -0.8, 0, 1],
  page: [-0.7, -1, 0.3, -1, 0.8, -0.5, 0.8, 1, -0.7, 1],
  bar: [-1, -0.5, 1, -0.5, 1, 0.5, -1, 0.5],
  plus: [
    -0.35, -1, 0.35, -1, 0.35, -0.35, 1, -0.35, 1, 0.35, 0.35, 0.35, 0.35, 1, -0.35, 1, -0.35, 0.35,
    -1, 0.35, -1, -0.35, -0.35, -0.35,
  ],
  slanted: [-0.5, -0.8, 1, -0.8, 0.5, 0.8, -1, 0.8],
} satisfies Record<string, readonly number[]>;

/** Kinds of entity that always look the same. */
const known: ReadonlyMap<string, NodeLook> = new Map([
  ['Alert', { corners: shapes.triangle, colour: 1 }],
  ['Incident', { corners: shapes.star, colour: 6 }],
  ['Host', { corners: shapes.square, colour: 0 }],
  ['Account', { corners: shapes.circle, colour: 2 }],
  ['IpAddress', { corners: shapes.diamond, colour: 3 }],
  ['Process', { corners: shapes.hexagon, colour: 4 }],
  ['File', { corners: shapes.page, colour: 5 }],
  ['FileHash', { corners: shapes.bar, colour: 5 }],
  ['Url', { corners: shapes.pentagon, colour: 7 }],
  ['Dns', { corners: shapes.slanted, colour: 7 }],
  ['Mailbox', { corners: shapes.upended, colour: 2 }],
  ['MailMessage', { corners: shapes.upended, colour: 4 }],
  ['Malware', { corners: shapes.plus, colour: 6 }],
]);
const others: readonly (readonly number[])[] = Object.values(shapes);

/** How each kind of thing is drawn; kinds that are not known get what no other of them has, while there is any. */
export function looksOf(types: readonly string[]): Map<string, NodeLook> {
  const looks = new Map<string, NodeLook>();
  const taken = new Set(types.map((type) => known.get(type)?.corners));
  const free = others.filter((corners) => !taken.has(corners));
  let next = 0;
  for (const type of types) {
    const own = known.get(type);
    looks.set(type, own ?? { corners: free[next % free.length] ?? circle, colour: next });
    if (!own) next++;
  }
  return looks;
}

/** The corners as the `points` of a polygon in SVG, within 16 by 16. */
export function polygonPoints({ corners }: NodeLook): string {
  const at = (i: number): number => round(8 + 7 * (corners[i] ?? 0));
  return Array.from({ length: corners.length / 2 }, (_, i) => `${at(2 * i)},${at(2 * i + 1)}`).join(
    ' ',
  );
}

export function lookColour({ colour }: NodeLook, dark: boolean): string {
  return categoryColour(colour, dark);
}
