import { HuntError } from '../base/index.ts';
import type { Finding, Problem } from '../protocol/index.ts';

/** Spell an error for the page. What is not a `HuntError` is our bug: the page learns that, not its insides. */
export function asProblem(error: unknown): Problem {
  if (error instanceof HuntError) {
    const { diagnostics } = error as { diagnostics?: readonly Finding[] };
    return {
      code: error.code,
      message: error.message,
      hint: error.hint ?? null,
      span: error.span ?? null,
      findings: diagnostics ?? [],
    };
  }
  if (error instanceof Error && error.name === 'AbortError')
    return {
      code: 'workbench/stopped',
      message: 'Stopped.',
      hint: null,
      span: null,
      findings: [],
    };
  return {
    code: 'workbench/bug',
    message: 'Something went wrong inside Huntbook.',
    hint: 'The terminal that started the workbench shows the details; please report them.',
    span: null,
    findings: [],
  };
}
