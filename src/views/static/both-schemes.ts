import { type Child, type Colours, type Markup, schemeColours } from '../../base/index.ts';

/**
 * What is drawn by light and by dark colours, as one: a colour that differs becomes `light-dark(…)`, so that a picture
 * follows the page it stands in, and is light on paper.
 */
export function inBothSchemes(draw: (colours: Colours) => Markup): Markup {
  return both(draw(schemeColours(false)), draw(schemeColours(true)));
}

const coloured = new Set(['fill', 'stroke']);

function both(light: Markup, dark: Markup): Markup {
  if (light.tag !== dark.tag || light.children.length !== dark.children.length)
    throw new Error('a picture has another shape in dark colours');
  const attributes = Object.entries(light.attributes).map(([name, value]) => {
    const other = dark.attributes[name];
    const differs = coloured.has(name) && other !== undefined && other !== value;
    return [name, differs ? `light-dark(${value}, ${other})` : value];
  });
  const children = light.children.map((child, i): Child => {
    const other = dark.children[i];
    return typeof child === 'string' || typeof other !== 'object' ? child : both(child, other);
  });
  return { tag: light.tag, attributes: Object.fromEntries(attributes), children };
}
