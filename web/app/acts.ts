import type { CellLineEdit } from '../../src/protocol/index.ts';

/** An element to be shown in the sheet at the right of the page. */
export interface Sheet {
  title: string;
  tag: string;
  /** What the element is told, by its properties. */
  properties: Readonly<Record<string, unknown>>;
}

/** A cell to be added to the hunt, and run. */
export interface AddedCell {
  kql: string;
  line?: CellLineEdit;
  /** The key of the block it comes behind; without one, what is edited, else the end. */
  behind?: string;
  /** The key of a cell from whose rows `kql`, which begins with a pipe, goes on. */
  on?: string;
}

/** What any part of the page may ask of the whole, by the names of its events. */
export interface PageActs {
  'hunt-sheet': Sheet;
  'hunt-add': AddedCell;
}

/** Ask the page around for something. */
export function askPage<K extends keyof PageActs>(
  from: EventTarget,
  name: K,
  detail: PageActs[K],
): void {
  from.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true }));
}
