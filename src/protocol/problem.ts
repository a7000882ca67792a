import type { Span } from '../base/index.ts';

/** A problem as it crosses the wire; the fields of `HuntError`, null where there is none. */
export interface Problem {
  code: string;
  message: string;
  hint: string | null;
  span: Span | null;
  /** Every finding about the text, the one above included; empty where the text is not at fault. */
  findings: readonly Finding[];
}

/** One finding about the text of a query, with its place in it. */
export interface Finding {
  severity: 'error' | 'warning' | 'suggestion';
  code: string;
  message: string;
  span: Span;
  /** What to do about it. */
  hint?: string;
  /** Changes of the text that put it right. */
  fixes?: readonly { title: string; edits: readonly { span: Span; text: string }[] }[];
}
