import type { Span } from '../base/index.ts';
import type { Diagnostic } from './plan.ts';

/** A finding with its places, and those of what would put it right, told in another text. */
export function movedDiagnostic<D extends Pick<Diagnostic, 'span' | 'fixes'>>(
  found: D,
  moved: (span: Span) => Span,
): D {
  const span = moved(found.span);
  if (!found.fixes) return { ...found, span };
  const fixes = found.fixes.map((fix) => ({
    ...fix,
    edits: fix.edits.map((edit) => ({ ...edit, span: moved(edit.span) })),
  }));
  return { ...found, span, fixes };
}
