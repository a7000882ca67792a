import type { LitElement } from 'lit';
import type { Column } from '../base/index.ts';
import type { ViewElement } from './view-element.ts';
import type { Settings } from './view-settings.ts';

/** A web component that shows one kind of thing. */
export interface View {
  tag: `hunt-${string}`;
  about: string;
  element: new () => LitElement;
}

/** A view that shows the result of a query, as `view=NAME` asks for it. */
export interface ResultView extends View {
  /** As it is written in `view=`. */
  name: string;
  /** What a reader chooses it by, one or two words. */
  title: string;
  /** What it can be told on the line of a cell. */
  settings: Settings;
  /** Whether it can show rows with these columns when it is told nothing. */
  fits(columns: readonly Column[]): boolean;
  element: new () => ViewElement;
}

export function defineView<const V extends View>(view: V): V {
  return view;
}
