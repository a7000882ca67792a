import { readFile, stat } from 'node:fs/promises';
import { HuntError } from '../base/index.ts';

const mostBytes = 4 * 1024 * 1024;

/** The text of a file that the command line names. Errors: `cli/cannot-read`, with what the file should have been. */
export async function readTextFile(file: string, hint: string): Promise<string> {
  let why = 'is larger than 4 MiB';
  try {
    const { size } = await stat(file);
    if (size <= mostBytes) return await readFile(file, 'utf8');
  } catch (cause) {
    const code = (cause as NodeJS.ErrnoException).code;
    why = code === 'ENOENT' ? 'does not exist' : `cannot be read (${code})`;
  }
  throw new HuntError({ code: 'cli/cannot-read', message: `${file} ${why}.`, hint });
}
