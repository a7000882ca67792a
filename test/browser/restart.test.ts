import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { Hunt } from '../../src/session/index.ts';
import { startWorkbench, type Workbench } from '../../src/workbench/index.ts';
import { launchBrowser } from '../kit/browser.ts';
import { ask } from '../kit/workbench-page.ts';

it('loses nothing that is typed while the workbench is started again', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'huntbook-restart-'));
  const file = join(folder, 'mine.md');
  await writeFile(file, '# Mine\n\n```kql\nprint A = 1\n```\n');
  const start = (hunt: Hunt, port?: number): Promise<Workbench> => {
    const hunts = { folder, why: 'named', first: 'mine.md' } as const;
    return startWorkbench({ hunt, hunts, openBrowser: false, ...(port ? { port } : {}) });
  };
  await using first = new Hunt();
  await using second = new Hunt();
  const before = await start(first);
  const browser = await launchBrowser();
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(before.newLink());
  await page.locator('.code').first().click();
  await page.locator('.block .monaco-editor').waitFor();
  await ask(page, 'print A = 2');
  await expect.poll(() => readFile(file, 'utf8')).toContain('print A = 2');

  await before.close();
  await ask(page, 'print A = 3');
  await page.getByText('The workbench does not answer.').waitFor();
  await page.getByText('Not saved', { exact: true }).waitFor();

  const after = await start(second, before.port);
  await page.getByText('open its new link in another tab').waitFor();
  await (await context.newPage()).goto(after.newLink());
  await page.bringToFront();
  await expect.poll(() => readFile(file, 'utf8')).toContain('print A = 3');
  await page.getByText('Saved', { exact: true }).waitFor();
  await page.locator('.run').first().click();
  await page.locator('.said', { hasText: '1 row' }).waitFor();
  expect(await page.locator('.news.problem').count()).toBe(0);

  await browser.close();
  await after.close();
  await rm(folder, { recursive: true });
});
