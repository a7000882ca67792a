import { HuntError, type Span } from '../base/index.ts';
import type { Finding, Problem } from '../protocol/index.ts';

/** What can be said of an error that a user can act on; `HuntError` and its plain parts have it. */
interface Sayable {
  code: string;
  message: string;
  hint?: string | undefined;
  span?: Span | undefined;
  diagnostics?: readonly Finding[];
}

/** Spell the parts of an error for the page. */
export function sayable(error: Sayable): Problem {
  const { code, message, hint, span, diagnostics } = error;
  return { code, message, hint: hint ?? null, span: span ?? null, findings: diagnostics ?? [] };
}

/** Spell an error for the page. What is not a `HuntError` is our bug: the page learns that, not its insides. */
export function asProblem(error: unknown): Problem {
  if (error instanceof HuntError) return sayable(error);
  if (error instanceof Error && error.name === 'AbortError')
    return sayable({ code: 'workbench/stopped', message: 'Stopped.' });
  return sayable({
    code: 'workbench/bug',
    message: 'Something went wrong inside Huntbook.',
    hint: 'The terminal that started the workbench shows the details; please report them.',
  });
}
