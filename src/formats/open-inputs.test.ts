import { mkdtemp, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { gzipSync } from 'node:zlib';
import { pack } from 'tar-stream';
import { expect, it } from 'vitest';
import { defaultBudget } from './budget.ts';
import { openInputs } from './open-inputs.ts';

const changed = new Date('2019-05-06T07:08:10Z');

/** When the one input in a file of these bytes says that it was last changed. */
async function modifiedIn(name: string, bytes: Uint8Array, onDisk: Date): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'huntbook-open-'));
  try {
    const path = join(folder, name);
    await writeFile(path, bytes);
    await utimes(path, onDisk, onDisk);
    for await (const { input } of openInputs(path, {
      scratchFolder: folder,
      budget: defaultBudget,
      signal: new AbortController().signal,
      progress: () => {},
    }))
      return new Date(input?.modifiedMs ?? 0).toISOString();
    return 'nothing';
  } finally {
    await rm(folder, { recursive: true });
  }
}

it('knows when a file was last changed, and what gzip and tar have kept of it', async () => {
  const log = Buffer.from('Jan  1 00:00:00 host sshd[1]: hello\n');
  const tar = pack();
  tar.entry({ name: 'auth.log', mtime: changed }, log);
  tar.finalize();
  const now = new Date('2024-01-01T00:00:00Z');
  expect(await modifiedIn('auth.log', log, changed)).toBe(changed.toISOString());
  expect(await modifiedIn('auth.log.gz', gzipSync(log), changed)).toBe(changed.toISOString());
  expect(await modifiedIn('logs.tar.gz', gzipSync(await buffer(tar)), now)).toBe(
    changed.toISOString(),
  );
});
