import { HuntError, type Span } from '../base/index.ts';
import { KqlError, movedDiagnostic } from '../kql/index.ts';
import type { Cell } from './document.ts';

/**
 * An error of a cell's query, with its places told in the document. `added` is how many characters were put before
 * the cell's own text.
 */
export function inDocument(error: HuntError, cell: Cell, added: number): HuntError {
  const { start, end } = cell.kqlSpan;
  const moved = (span: Span): Span => {
    if (span.start < added) return { start, end };
    const by = start - added;
    return { start: Math.min(span.start + by, end), end: Math.min(span.end + by, end) };
  };
  return withSpans(error, moved, cell.kqlSpan);
}

/** The same error, where its cell has moved by some characters. */
export function movedBy(error: HuntError, by: number): HuntError {
  if (by === 0) return error;
  return withSpans(error, ({ start, end }) => ({ start: start + by, end: end + by }));
}

function withSpans(error: HuntError, moved: (span: Span) => Span, otherwise?: Span): HuntError {
  if (error instanceof KqlError)
    return new KqlError(error.diagnostics.map((found) => movedDiagnostic(found, moved)));
  const { code, message, hint, cause } = error;
  const span = error.span ? moved(error.span) : otherwise;
  const parts = { code, message, cause, ...(hint === undefined ? {} : { hint }) };
  return new HuntError({ ...parts, ...(span === undefined ? {} : { span }) });
}
