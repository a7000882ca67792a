import type { CellLine } from './cell-line.ts';
import type { HuntParameterValue } from './front-matter.ts';

/** What a new block is to be. */
export type NewBlock =
  | { readonly kind: 'prose'; readonly text: string }
  | { readonly kind: 'cell'; readonly kql: string; readonly line?: Partial<CellLine> };

/** A stretch of time as the head of a hunt says it: `start` and one of the others, or `period` alone. */
export interface HuntTime {
  readonly start?: string | undefined;
  readonly end?: string | undefined;
  readonly period?: string | undefined;
}

/** One change of a hunt. Blocks are named by their place, from 0, in `HuntDocument.blocks`. */
export type HuntEdit =
  /** Another query in a cell. */
  | { readonly kind: 'kql'; readonly block: number; readonly kql: string }
  /** Other words on the line that opens a cell; those left out stay. */
  | { readonly kind: 'line'; readonly block: number; readonly line: Partial<CellLine> }
  /** Other prose; with no text at all it goes. */
  | { readonly kind: 'prose'; readonly block: number; readonly text: string }
  /** New blocks before the one at a place; behind the last where there is none. */
  | { readonly kind: 'insert'; readonly at: number; readonly blocks: readonly NewBlock[] }
  | { readonly kind: 'delete'; readonly block: number }
  /** A block to another place, counted without it. */
  | { readonly kind: 'move'; readonly block: number; readonly to: number }
  /** What a parameter is where nothing else is said. */
  | { readonly kind: 'parameter'; readonly name: string; readonly value: HuntParameterValue }
  /** The stretch of time that all cells see; null for all time. */
  | { readonly kind: 'time'; readonly time: HuntTime | null }
  | { readonly kind: 'title'; readonly title: string }
  /** Another text altogether. */
  | { readonly kind: 'text'; readonly text: string };
