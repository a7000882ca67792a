import { HuntError, type Span } from '../base/index.ts';
import type { Diagnostic } from './plan.ts';

/** What `compile` throws: points at the first error and carries everything that was found. */
export class KqlError extends HuntError {
  readonly diagnostics: readonly Diagnostic[];

  constructor(diagnostics: readonly Diagnostic[]) {
    const errors = diagnostics.filter((d) => d.severity === 'error');
    const first = errors[0];
    if (!first) throw new Error('a KqlError needs an error');
    super({
      code: first.code.includes('/') ? first.code : 'kql/invalid',
      message: first.message,
      hint: hintOf(first, errors.length - 1),
      span: first.span,
    });
    this.diagnostics = diagnostics;
  }
}

function hintOf(first: Diagnostic, more: number): string {
  const others =
    more > 0
      ? `There ${more === 1 ? 'is 1 more error' : `are ${more} more errors`} in this query.`
      : '';
  const hint = [first.hint, others].filter(Boolean).join(' ');
  return hint || 'Change the query at the marked place.';
}

/** Thrown inside the compiler where a part of a query cannot be compiled; becomes a diagnostic. */
export class Refusal extends Error {
  readonly span: Span | undefined;
  readonly code: string;

  constructor(message: string, span?: Span, code = 'kql/not-supported') {
    super(message);
    this.span = span;
    this.code = code;
  }
}
