import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { runCommand } from '../../test/kit/run-command.ts';

let folder: string;
const asked: string[] = [];
let job: object | null;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'huntbook-search-job-'));
  writeFileSync(
    join(folder, 'huntbook.yaml'),
    'connections: { Soc: { provider: sentinel, workspace_id: x, subscription_id: s, resource_group: g, workspace_name: Soc, token: { env: TEST_TOKEN } } }\n',
  );
  vi.stubEnv('TEST_TOKEN', 'token-4711');
  asked.length = 0;
  job = null;
  vi.stubGlobal('fetch', async (url: string, init: RequestInit = {}) => {
    const { method = 'GET', body } = init;
    asked.push(`${method} ${new URL(url).pathname.split('/tables')[1]}`);
    if (method === 'PUT')
      job = {
        ...(JSON.parse(String(body)) as { properties: object }).properties,
        provisioningState: 'Succeeded',
        resultStatistics: { ingestedRecords: 7 },
      };
    if (method === 'DELETE') {
      job = null;
      return new Response('', { status: 202 });
    }
    return job
      ? Response.json({ name: 'Logons_SRCH', properties: job })
      : Response.json({}, { status: 404 });
  });
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true });
});

const run = (...words: string[]): ReturnType<typeof runCommand> =>
  runCommand([
    ...['search-job', ...words, '--on', 'sentinel:Soc'],
    ...['--config', join(folder, 'huntbook.yaml')],
  ]);
const start = ['start', 'Logons', 'SecurityEvent', '--from', '2024-01-01', '--to', '2024-02-01'];

it('does nothing that costs or deletes without being told to', async () => {
  const first = await run(...start);
  expect(first).toMatchObject({ code: 2, err: expect.stringContaining('Azure charges') });
  expect(first.err).toContain('Nothing was done');
  expect(asked).toEqual([]);
  expect((await run('start', 'Logons', 'SecurityEvent')).err).toContain('--from');
  const done = await run(...start, '--limit', '7', '--wait', '--yes');
  expect(done.code).toBe(0);
  expect(done.out).toContain('Logons_SRCH');
  expect(done.err).toContain('not the whole: it stopped at its limit of 7 rows');
  const kept = await run('delete', 'Logons');
  expect(kept).toMatchObject({ code: 2, err: expect.stringContaining('with 7 rows') });
  expect(asked.some((one) => one.startsWith('DELETE'))).toBe(false);
  expect((await run('delete', 'Logons', '--yes')).out).toContain('is deleted');
  expect(asked.at(-1)).toBe('DELETE /Logons_SRCH');
  expect((await run('wait', 'Logons')).err).toContain('has no search job Logons_SRCH');
  expect((await run('strat')).err).toContain('Did you mean start?');
  expect(first.err + done.err + done.out).not.toContain('token-4711');
});
