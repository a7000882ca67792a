import type { ChosenView } from './chart/of-render.ts';
import type { Recording } from './recorded-source.ts';
import type { Picture, PictureDefinition } from './static/define-picture.ts';
import type { ViewSource } from './view-source.ts';

export type { ChosenView } from './chart/of-render.ts';
export type { Recording } from './recorded-source.ts';
export type { ViewSource } from './view-source.ts';

/** What a cell asks to be shown as: the name of its view, its settings and its `render`. */
export interface AskedView {
  view: string | null;
  settings: ReadonlyMap<string, string>;
  render: { kind: string; properties: Readonly<Record<string, string>> } | null;
}

/** A view drawn, and what it asked. */
export interface StillView {
  /** Null where the rows hold nothing that could be shown. */
  picture: Picture | null;
  /** What the view asks for its first picture and what is likely to be asked next, with the answers. */
  recording: Recording;
  library: PictureDefinition['library'];
}

/** Views without a browser: what `static.ts` gives, for rooms that know no page. */
export interface StillViews {
  shownView(asked: AskedView): ChosenView | null;
  isPictured(view: string): boolean;
  drawStill(
    chosen: ChosenView,
    of: { source: ViewSource; name: string; signal?: AbortSignal },
  ): Promise<StillView>;
}
