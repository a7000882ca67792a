import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** The exit code of a child that ended itself because it had grown past its memory cap. */
export const OUT_OF_MEMORY_EXIT = 97;

/**
 * The compiled module that a child process runs, given a sibling of `from`: `childEntry(import.meta.url,
 * 'engine-process')`. Node cannot run TypeScript by itself, so sources point at their twin in dist/.
 */
export function childEntry(from: string, name: string): string {
  if (!from.endsWith('.ts')) return fileURLToPath(new URL(`./${name}.js`, from));
  const twin = fileURLToPath(new URL(`./${name}.js`, from.replace('/src/', '/dist/')));
  if (!existsSync(twin)) throw new Error(`${twin} is missing: run npm run build`);
  return twin;
}

/**
 * Start a child process that speaks over an IPC channel and cannot take the machine with it: on Linux
 * the system refuses it more than about `memoryBytes` of data, and everywhere it is expected to call
 * `guardMemory`. Its stderr is dropped: what a child has to say, it says in messages.
 */
export function startChild(entry: string, memoryBytes: number): ChildProcess {
  const env = { ...process.env, HUNTBOOK_MEMORY_BYTES: String(Math.round(memoryBytes)) };
  const stdio = ['ignore', 'ignore', 'ignore', 'ipc'] as const;
  const options = { env, stdio: [...stdio], serialization: 'advanced' as const };
  if (process.platform !== 'linux' || !existsSync('/bin/sh'))
    return spawn(process.execPath, [entry], options);
  // Half as much again: the guard in the child, which can say what happened, should come first.
  const kib = Math.round((memoryBytes * 1.5) / 1024);
  const script = `ulimit -d ${kib} 2>/dev/null; exec "$0" "$@"`;
  return spawn('/bin/sh', ['-c', script, process.execPath, entry], options);
}

/** In a child: end this process when it grows past the cap it was started with, and when its parent is gone. */
export function guardMemory(): void {
  const cap = Number(process.env['HUNTBOOK_MEMORY_BYTES'] ?? Number.POSITIVE_INFINITY);
  setInterval(() => {
    if (process.memoryUsage.rss() > cap) process.exit(OUT_OF_MEMORY_EXIT);
  }, 50).unref();
  // An orderly exit would wait for DuckDB, and so for a query that nobody waits for any more.
  process.on('disconnect', () => process.kill(process.pid, 'SIGKILL'));
}
