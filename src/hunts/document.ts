import type { Span } from '../base/index.ts';
import type { CellLine } from './cell-line.ts';
import type { FrontMatter } from './front-matter.ts';

/** A hunt as it is written: Markdown, with cells of KQL between the prose. The text is never changed by reading it. */
export interface HuntDocument extends FrontMatter {
  /** How messages call the file. */
  readonly file: string;
  readonly text: string;
  /** Prose and cells, in order. */
  readonly blocks: readonly Block[];
  /** The cells alone, in order. */
  readonly cells: readonly Cell[];
}

export type Block = Prose | Cell;

/** Markdown between cells. */
export interface Prose {
  readonly kind: 'prose';
  readonly text: string;
  readonly span: Span;
}

/** A fenced block of KQL, and what the line that opens it says. */
export interface Cell extends CellLine {
  readonly kind: 'cell';
  /** How messages and other cells call it: its name, else `cell 3`. */
  readonly label: string;
  /** The query, as written. */
  readonly kql: string;
  /** Where the query stands in the document. */
  readonly kqlSpan: Span;
  /** Where the whole block stands, with the lines that open and close it. */
  readonly span: Span;
  /** The line, from 1, that opens it. */
  readonly line: number;
}
