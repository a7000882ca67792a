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
      code: first.code.startsWith('kql/') ? first.code : 'kql/invalid',
      message: first.message,
      hint:
        errors.length > 1
          ? `There are ${errors.length - 1} more errors in this query.`
          : 'Change the query at the marked place.',
      span: first.span,
    });
    this.diagnostics = diagnostics;
  }
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
