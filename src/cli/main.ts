#!/usr/bin/env node
import { isFileFault } from '../files/index.ts';
import { runProgram } from './program.ts';

const abort = new AbortController();
process.once('SIGINT', () => abort.abort(new Error('stopped by Ctrl-C')));
process.once('SIGTERM', () => abort.abort(new Error('stopped')));
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  // The reader of a pipe has seen enough: `huntbook query … | head`.
  if (error.code === 'EPIPE') process.exit(0);
  if (!isFileFault(error)) throw error;
  process.stderr.write(
    `Not all could be written to stdout (${error.code}): what is there is cut.\n`,
  );
  process.exit(1);
});

process.exitCode = await runProgram(process.argv.slice(2), {
  stdout: process.stdout,
  stderr: process.stderr,
  columns: process.stdout.isTTY ? process.stdout.columns : null,
  showProgress: process.stderr.isTTY === true,
  signal: abort.signal,
});
