import type { View } from './define-view.ts';
import * as found from './elements/index.gen.ts';

export { defineView, type View } from './define-view.ts';
export type { GridSource } from './grid-source.ts';
export { countText, stampText } from './value-text.ts';

/** Every web component there is. */
export const views: readonly View[] = Object.values(found);

/** Make every view usable as an element; calling it twice does no harm. */
export function registerViews(): void {
  for (const { tag, element } of views)
    if (!customElements.get(tag)) customElements.define(tag, element);
}
