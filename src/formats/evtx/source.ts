import { contentText } from './json.ts';
import type { ElementNode, Node, Scalar } from './node.ts';

/** Where a value comes from: a slot of the instance, or (slot -1) the template itself. */
export interface Source {
  slot: number;
  value: Scalar | null;
}

/** No value at all. */
export const NOTHING: Source = { slot: -1, value: null };

/** The one source of some nodes; null where several or an element must be put together first. */
export function sourceOf(nodes: readonly Node[]): Source | null {
  const [only, second] = nodes;
  if (!only) return NOTHING;
  if (second === undefined) {
    if (only.kind === 'placeholder') return { slot: only.slot, value: null };
    if (only.kind === 'value') return { slot: -1, value: only.empty ? null : only.value };
  }
  if (nodes.some((node) => node.kind === 'placeholder' || node.kind === 'element')) return null;
  return { slot: -1, value: contentText(nodes) || null };
}

/** Whether a slot stands anywhere within. */
export function hasPlaceholder(element: ElementNode): boolean {
  const within = (node: Node): boolean =>
    node.kind === 'placeholder' || (node.kind === 'element' && hasPlaceholder(node));
  return (
    element.children.some(within) || element.attributes.some(({ value }) => value.some(within))
  );
}
