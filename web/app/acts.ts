import type { Column } from '../../src/base/index.ts';
import type { CellLineEdit, OfferedStep } from '../../src/protocol/index.ts';

/** An element to be shown in the sheet at the right of the page. */
export interface Sheet {
  title: string;
  tag: string;
  /** What the element is told, by its properties. */
  properties: Readonly<Record<string, unknown>>;
  /** Whether it comes on top of one of its kind, rather than in its place. */
  above?: boolean;
}

/** A value of which somebody wants to know what can be asked. */
export interface MenuRequest {
  value: unknown;
  /** The column that it stands in; null where that is none of a cell. */
  column: Column | null;
  /** The columns of the cell's result. */
  columns: readonly Column[];
  /** The key of the cell. */
  cell: string | null;
  /** The kind of entity that somebody says it is. */
  kind?: string;
  /** Whether it is only part of what the column has. */
  within?: boolean;
  /** What was chosen already, and must be asked for first. */
  ask?: OfferedStep;
  /** Where the menu is to stand, in pixels of the window. */
  x: number;
  y: number;
}

/** A cell to be added to the hunt, and run. */
export interface AddedCell {
  kql: string;
  line?: CellLineEdit;
  /** The key of the block it comes behind; without one, what is edited, else the end. */
  behind?: string;
  /** The key of a cell from whose rows `kql`, which begins with a pipe, goes on. */
  on?: string;
  /** Whether it stands behind a quick question, too, rather than in its place. */
  apart?: boolean;
}

/** What any part of the page may ask of the whole, by the names of its events. */
export interface PageActs {
  'hunt-sheet': Sheet;
  'hunt-add': AddedCell;
  'hunt-menu': MenuRequest;
  /** The command palette is wanted. */
  'hunt-palette': null;
}

/** Ask the page around for something. */
export function askPage<K extends keyof PageActs>(
  from: EventTarget,
  name: K,
  detail: PageActs[K],
): void {
  from.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true }));
}
