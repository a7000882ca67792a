import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { childEntry } from './child.ts';

/** A process that starts an engine on a query without end, and tells the engine's process id. */
const parent = `
import { startChild } from ${JSON.stringify(new URL('../../dist/engine/index.js', import.meta.url).href)};
const [entry, folder] = process.argv.slice(-2);
const child = startChild(entry, 2 ** 31);
child.on('message', () => {
  const select = 'SELECT count(*) FROM range(1000000000) AS a(x), range(1000000000) AS b(y) WHERE x + y = 7';
  child.send({ id: 1, ask: 'rows', select, chunks: 1 });
  setTimeout(() => process.stdout.write(String(child.pid)), 300);
});
child.send({ folder, files: [], memoryLimitBytes: 2 ** 30, threads: 1, prelude: [] });
`;

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

it('ends with its parent, also in the middle of a query', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'huntbook-child-'));
  const words = ['--input-type=module', '-e', parent, '--'];
  const entry = childEntry(import.meta.url, 'engine-process');
  const starter = spawn(process.execPath, [...words, entry, folder]);
  const [said] = (await once(starter.stdout, 'data')) as [Buffer];
  const pid = Number(said);
  expect(isAlive(pid)).toBe(true);
  starter.kill('SIGKILL');
  await expect.poll(() => isAlive(pid), { timeout: 40_000 }).toBe(false);
  rmSync(folder, { recursive: true });
});
