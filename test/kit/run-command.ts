import { Writable } from 'node:stream';
import { runProgram } from '../../src/cli/program.ts';

/** Run a command line and keep what it prints. */
export async function runCommand(
  words: readonly string[],
  columns: number | null = 100,
): Promise<{ code: number; out: string; err: string }> {
  const parts = { out: '', err: '' };
  const into = (name: 'out' | 'err'): Writable =>
    new Writable({
      write(chunk, _encoding, done) {
        parts[name] += String(chunk);
        done();
      },
    });
  const code = await runProgram(words, {
    stdout: into('out'),
    stderr: into('err'),
    columns,
    showProgress: false,
    signal: new AbortController().signal,
  });
  return { code, ...parts };
}
