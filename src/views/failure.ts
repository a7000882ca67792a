import { HuntError } from '../base/index.ts';

/** What went wrong, to be shown. */
export interface Failure {
  message: string;
  hint: string | null;
  /** Whether asking once more can help. */
  again: boolean;
}

/** Whatever was thrown, as something to show. What is thrown by a source may carry a `problem` with message and hint. */
export function failureOf(error: unknown): Failure {
  if (error instanceof HuntError)
    return {
      message: error.message,
      hint: error.hint ?? null,
      again: !error.code.startsWith('views/'),
    };
  const { problem } = (typeof error === 'object' && error !== null ? error : {}) as {
    problem?: { message?: unknown; hint?: unknown };
  };
  if (typeof problem?.message === 'string')
    return {
      message: problem.message,
      hint: typeof problem.hint === 'string' ? problem.hint : null,
      again: true,
    };
  if (error instanceof TypeError && /fetch|network/i.test(error.message))
    return { message: 'The workbench does not answer.', hint: null, again: true };
  return { message: String(error), hint: null, again: true };
}
