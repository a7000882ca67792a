import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { HuntError } from '../base/index.ts';
import { fullDisk, isDiskFull } from '../files/index.ts';
import type { Input } from './define-format.ts';

/** What DuckDB says when the file, and not our SQL, is at fault. */
const faults =
  /^(Invalid Input|Invalid|IO|Conversion|Out of Range|Serialization|Not implemented|Constraint|Parameter Not Allowed|Invalid Configuration) Error: /i;

/** Run what reads a file with DuckDB; its complaints about the file become one sentence for the user. */
export async function readingFile<T>(
  input: Input,
  title: string,
  read: () => Promise<T>,
): Promise<T> {
  try {
    return await read();
  } catch (error) {
    if (!(error instanceof Error) || error instanceof HuntError) throw error;
    if (isDiskFull(error)) throw error;
    if (error.message.startsWith('Out of Memory Error')) throw outOfMemory(input, error);
    if (!faults.test(error.message)) throw error;
    throw damaged(input, title, firstLine(error.message.replace(faults, '')), error);
  }
}

/** The error for a file that breaks the rules of its format. */
export function damaged(input: Input, title: string, reason: string, cause?: unknown): HuntError {
  return new HuntError({
    code: 'formats/damaged-file',
    message: `"${input.name}" cannot be read as ${title}: ${reason.replace(/[.\s]+$/, '')}.`,
    hint: 'The file may be cut short or of another kind; copy it again from its source.',
    cause,
  });
}

function outOfMemory(input: Input, cause: unknown): HuntError {
  return new HuntError({
    code: 'formats/out-of-memory',
    message: `"${input.name}" needs more memory than a load may use.`,
    hint: 'Split the file, or cut it down to the columns that matter.',
    cause,
  });
}

const firstLine = (text: string): string => (text.split('\n')[0] ?? '').slice(0, 300);

/** Whether an error, not yet told, says that there is no room for what is read. */
export const isRoomMissing = (error: unknown): boolean =>
  !(error instanceof HuntError) && isDiskFull(error);

/** The error where there is no room for the rows of a file: by the message, in which folder. */
export function noRoomFor(what: string, error: unknown): HuntError {
  const { message = '', path } = error as NodeJS.ErrnoException;
  const file = path ?? /"([^"]+)": No space/.exec(message)?.[1] ?? join(tmpdir(), 'x');
  const wanted = { what: `what was read of ${what}`, code: 'formats/disk-full' };
  return fullDisk(dirname(file), wanted, error);
}
