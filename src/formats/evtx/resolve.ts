import type { ElementNode, Node, Scalar, ValueNode } from './node.ts';
import { type Scope, spend } from './scope.ts';

/**
 * A template's tree with its slots filled. An element that directly holds an array of two or more
 * items is repeated for each (MS-EVEN6 3.1.4.7.5), except the root.
 */
export function resolve(scope: Scope, template: ElementNode, values: readonly Node[]): ElementNode {
  spend(scope, 1);
  const element: ElementNode = {
    kind: 'element',
    name: template.name,
    attributes: [],
    children: [],
  };
  for (const attribute of template.attributes) {
    const value = attribute.value.flatMap((node) => resolveNode(scope, node, values));
    if (value.length > 0) element.attributes.push({ name: attribute.name, value });
  }
  for (const node of template.children)
    for (const resolved of resolveNode(scope, node, values)) element.children.push(resolved);
  return element;
}

function resolveNode(scope: Scope, node: Node, values: readonly Node[]): readonly Node[] {
  if (node.kind === 'element') return repeat(scope, resolve(scope, node, values));
  if (node.kind !== 'placeholder') return [node];
  const value = values[node.slot];
  if (!value || (node.optional && value.kind === 'value' && value.empty)) return [];
  return [value];
}

/** The element once for each item of its first array, and so on for its other arrays. */
function repeat(scope: Scope, element: ElementNode): readonly ElementNode[] {
  const lists = [element.children, ...element.attributes.map((attribute) => attribute.value)];
  const list = lists.findIndex((nodes) => nodes.some((node) => itemsOf(node)));
  const nodes = lists[list];
  const place = nodes?.findIndex((node) => itemsOf(node)) ?? -1;
  const items = nodes?.[place] && itemsOf(nodes[place]);
  if (!items) return [element];
  spend(scope, items.length);
  return items.flatMap((item) => repeat(scope, withItem(element, list, place, item)));
}

function itemsOf(node: Node): readonly Scalar[] | null {
  return node.kind === 'value' && node.items && node.items.length > 1 ? node.items : null;
}

/** A copy with one node replaced by an item; an empty text leaves nothing. */
function withItem(element: ElementNode, list: number, place: number, item: Scalar): ElementNode {
  const replace = (nodes: readonly Node[], index: number): Node[] => {
    if (index !== list) return [...nodes];
    const node: ValueNode = { kind: 'value', value: item, empty: false };
    return [...nodes.slice(0, place), ...(item === '' ? [] : [node]), ...nodes.slice(place + 1)];
  };
  return {
    ...element,
    children: replace(element.children, 0),
    attributes: element.attributes
      .map(({ name, value }, index) => ({ name, value: replace(value, index + 1) }))
      .filter(({ value }) => value.length > 0),
  };
}
