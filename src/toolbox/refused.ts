import { HuntError } from '../base/index.ts';
import type { AllTool } from './define-tool.ts';

/** The error that says why a tool does not take what it was given. */
export function refused(tool: { name: string }, error: unknown): HuntError {
  return new HuntError({
    code: 'toolbox/bad-argument',
    message: `${tool.name}: ${error instanceof Error ? error.message : String(error)}`,
    hint: `huntbook functions ${tool.name} shows what it takes.`,
    cause: error,
  });
}

/** What a tool makes of columns. Throws `toolbox/bad-argument` where it says that it cannot; a TypeError is a bug of its. */
export function answerOf(
  tool: AllTool,
  ...[columns, settings]: Parameters<AllTool['all']>
): ReturnType<AllTool['all']> {
  try {
    return tool.all(columns, settings);
  } catch (error) {
    throw error instanceof TypeError ? error : refused(tool, error);
  }
}
