import type { Column } from '../base/index.ts';
import type { ResultView, View } from './define-view.ts';
import * as found from './elements/index.gen.ts';

export { type ChosenView, viewOfRender } from './chart/of-render.ts';
export { defineView, type ResultView, type View } from './define-view.ts';
export type { DecodedValue, DecoderQuestion } from './encoded-look.ts';
export type { GridSource } from './grid-source.ts';
export {
  sameValue,
  textLiteral,
  timeLiteral,
  whereNot,
  whereTime,
  whereValues,
  whereWithin,
} from './kql-spelling.ts';
export { type Recording, recordedSource, recordingSource } from './recorded-source.ts';
export { cellText, countText, stampText } from './value-text.ts';
export { ViewElement, type ViewEvents } from './view-element.ts';
export { readSettings, type Setting, type Settings, type SettingValues } from './view-settings.ts';
export type { Ask, ViewAnswer, ViewQuestion, ViewSource } from './view-source.ts';
export { shownZone, showZone, zoneChanges } from './zone.ts';

/** Every web component there is. */
export const views: readonly View[] = Object.values(found);

/** The views that show the result of a query. */
export const resultViews: readonly ResultView[] = views.filter(
  (view): view is ResultView => 'name' in view,
);

/** The view that `view=NAME` asks for; undefined where there is none of that name. */
export function viewNamed(name: string): ResultView | undefined {
  return resultViews.find((view) => view.name === name);
}

/** The views that can show rows with these columns without being told anything. */
export function viewsFor(columns: readonly Column[]): ResultView[] {
  return resultViews.filter((view) => view.fits(columns));
}

/** Make every view usable as an element; calling it twice does no harm. */
export function registerViews(): void {
  for (const { tag, element } of views)
    if (!customElements.get(tag)) customElements.define(tag, element);
}
