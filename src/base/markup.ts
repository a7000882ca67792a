import { visible, visibleLines } from './visible.ts';

const tags = new Set(
  `a b br caption circle clipPath code dd defs details div dl dt ellipse figcaption figure footer g h1 h2 h3 header i
  img li line main nav ol output p path pattern polygon polyline pre rect section small span strong summary svg table
  tbody td text th thead time title tr tspan ul`.split(/\s+/),
);
const attributeNames = new Set(
  `alt aria-hidden aria-label aria-labelledby class clip-path clip-rule colspan cx cy d data-cell data-level data-name data-part
  datetime dominant-baseline dx dy fill fill-opacity fill-rule font-family font-size font-style font-weight height href
  id open opacity points r role rx ry scope stroke stroke-dasharray stroke-dashoffset stroke-linecap stroke-linejoin
  stroke-miterlimit stroke-opacity stroke-width tabindex text-anchor transform viewBox width x x1 x2 y y1 y2`.split(
    /\s+/,
  ),
);
const hollow = new Set(['br', 'img']);

/** A piece of HTML or SVG as data. What is text in it stays text, whoever wrote it. */
export interface Markup {
  readonly tag: string;
  readonly attributes: Readonly<Record<string, string | number>>;
  readonly children: readonly Child[];
}

/** What stands in a piece of markup. */
export type Child = Markup | string;

/** An element; attributes that are null are left out. Elements and attributes that could run or fetch anything are none. */
export function element(
  tag: string,
  attributes: Readonly<Record<string, string | number | null>>,
  ...children: readonly (Child | null | readonly (Child | null)[])[]
): Markup {
  if (!tags.has(tag)) throw new Error(`<${tag}> is no element of a report`);
  const kept = Object.entries(attributes).filter(
    (pair): pair is [string, string | number] => pair[1] !== null,
  );
  for (const [name, value] of kept) {
    if (!attributeNames.has(name)) throw new Error(`${name}= is no attribute of a report`);
    if (name === 'href' && !String(value).startsWith('#'))
      throw new Error('a report links to nothing but itself');
  }
  const inside = children.flat().filter((child): child is Child => child !== null);
  return { tag, attributes: Object.fromEntries(kept), children: inside };
}

/** Whether an attribute may stand in markup. */
export function isAttribute(name: string): boolean {
  return attributeNames.has(name);
}

/** Markup as text. Everything in it is escaped here and nowhere else; signs that cannot be seen are made visible. */
export function markupText(child: Child, lines = false): string {
  if (typeof child === 'string') return escaped(lines ? visibleLines(child) : visible(child));
  const { tag, attributes, children } = child;
  const said = Object.entries(attributes).map(
    ([name, value]) => ` ${name}="${escaped(visible(String(value)))}"`,
  );
  if (hollow.has(tag)) return `<${tag}${said.join('')}>`;
  const inside = children.map((one) => markupText(one, lines || tag === 'pre')).join('');
  return `<${tag}${said.join('')}>${inside}</${tag}>`;
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

const escaped = (text: string): string =>
  text.replace(/[&<>"']/g, (sign) => entities[sign] ?? sign);
