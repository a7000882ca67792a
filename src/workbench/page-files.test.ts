import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { FakeHunt } from '../../test/kit/fake-hunt.ts';
import { startWorkbench } from './index.ts';
import { PageFiles } from './page-files.ts';

it('lets pictures come from the one server that was named, and from nowhere else', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'huntbook-page-'));
  await writeFile(join(folder, 'index.html'), '<!doctype html>');
  const policyOf = async (images?: string): Promise<string> => {
    const answer = await new PageFiles(folder, images).answer('/');
    return answer?.headers.get('Content-Security-Policy') ?? '';
  };
  expect(await policyOf()).toContain("img-src 'self' data:;");
  const named = await policyOf('https://tiles.example');
  expect(named).toContain("img-src 'self' data: https://tiles.example;");
  expect(named.match(/https?:/g)).toHaveLength(1);
  await rm(folder, { recursive: true });
});

it.each(['tiles.example/{z}', 'file:///etc/passwd', "https://a b; script-src 'unsafe-inline'", ''])(
  'refuses %j as a server of map pictures',
  async (mapTiles) => {
    const started = startWorkbench({ hunt: new FakeHunt(), openBrowser: false, mapTiles });
    await expect(started).rejects.toMatchObject({ code: 'workbench/bad-map-tiles' });
  },
);
