import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, BrowserContextOptions } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { HuntRun, readHunt } from '../../src/hunts/index.ts';
import { collectReport, htmlReport } from '../../src/reports/index.ts';
import { Hunt } from '../../src/session/index.ts';
import { launchBrowser } from '../kit/browser.ts';
import { viewRows } from '../kit/view-rows.ts';
import { accessibilityFaults, faultsOf, Lab, type OpenPage } from '../kit/workbench-page.ts';

let folder: string;
let hunt: Hunt;
let browser: Browser;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'huntbook-report-'));
  hunt = new Hunt();
  await hunt.addSample();
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser.close();
  await hunt.close();
  await rm(folder, { recursive: true, force: true });
});

/** Run a hunt and write its report. */
async function made(name: string, text: string): Promise<string> {
  const run = new HuntRun(hunt, readHunt(text, `${name}.md`));
  for await (const _ of run.run());
  const file = join(folder, `${name}.html`);
  await writeFile(file, await htmlReport(await collectReport(run, { rows: 20, version: '1.2.3' })));
  await run.close();
  return file;
}

/** Open a report as a reader does who has the file alone. */
async function opened(file: string, options: BrowserContextOptions): Promise<OpenPage> {
  const context = await browser.newContext(options);
  const page = await context.newPage();
  const faults = faultsOf(page);
  page.on('request', (request) => {
    if (!/^(?:file|blob|data):/.test(request.url())) faults.push(request.url());
  });
  await page.goto(pathToFileURL(file).href);
  return { page, context, faults };
}

const text = `---
title: What was run?
---
# First

The commands, with [a guide](https://example.com).

\`\`\`kql commands
range n from 1 to 30 step 1 | extend Command = strcat(strrep("<img src=x onerror=boom()>", n), n), Host = "A"
| where n > 0 and Command != "" and Host == "A" and n < 1000 and strlen(Command) > 1 and strlen(Host) > 0 and n != 77
\`\`\`

\`\`\`kql expect="count() == 0"
commands | where Hots == "A"
\`\`\`
`;

const overflow = 'document.documentElement.scrollWidth - document.documentElement.clientWidth';

it('can be read by everybody, light and dark, narrow and wide, and runs nothing', async () => {
  const file = await made('plain', text);
  for (const colorScheme of ['light', 'dark'] as const)
    for (const width of [375, 1400]) {
      const open = await opened(file, { colorScheme, viewport: { width, height: 900 } });
      const { page, context, faults } = open;
      expect(await page.locator('tbody tr').count()).toBe(20);
      expect(await page.locator('img').count()).toBe(0);
      expect(await accessibilityFaults(open)).toEqual([]);
      expect(await page.evaluate(overflow)).toBe(0);
      expect(faults).toEqual([]);
      await context.close();
    }
});

/** A hunt with each view, on rows that would like to be code. */
const hostile = [...viewRows]
  .map(([view, { hostile: kql, hostileSettings = {} }]) => {
    const settings = Object.entries(hostileSettings).map(([name, value]) => `${name}="${value}"`);
    return `\`\`\`kql ${view}_cell view=${view} ${settings.join(' ')}\n${kql}\n\`\`\`\n`;
  })
  .join('\n');

it('shows pictures without script and views with it, asks no network, and text stays text', async () => {
  const tour = await readFile(new URL('../../samples/tour.md', import.meta.url), 'utf8');
  const files = [await made('tour', tour), await made('hostile', hostile)];
  expect((await stat(files[0] ?? '')).size).toBeLessThan(3_500_000);
  for (const [i, file] of files.entries()) {
    const still = await opened(file, { javaScriptEnabled: false });
    const pictures = await still.page.locator('figure[data-cell]').count();
    expect(pictures).toBeGreaterThanOrEqual(i === 0 ? 3 : viewRows.size);
    expect(
      await still.page.locator('figure .still > :is(svg, table, ol)').count(),
    ).toBeGreaterThanOrEqual(pictures);
    expect(await still.page.locator('.live').count()).toBe(0);
    expect(still.faults).toEqual([]);
    await still.context.close();

    const width = i === 0 ? 1400 : 375;
    const lively = await opened(file, { viewport: { width, height: 900 } });
    const { page } = lively;
    for (const figure of await page.locator('figure[data-cell]').all()) {
      await figure.scrollIntoViewIfNeeded();
      await figure.locator('.live section[aria-busy=false] .acts').waitFor();
      expect(await figure.locator('[role=alert]').allInnerTexts()).toEqual([]);
    }
    expect(await page.evaluate('globalThis.__pwned')).toBeUndefined();
    expect(await page.evaluate(overflow)).toBe(0);
    expect(await accessibilityFaults(lively)).toEqual([]);
    await page.locator('.toggle').first().click();
    await page.locator('figure:not(.lively) .still').first().waitFor();
    expect(lively.faults).toEqual([]);
    await lively.context.close();
  }
});

it('is saved from the workbench, as the hunt stands', async () => {
  const lab = await Lab.start({ hunt });
  try {
    await writeFile(join(lab.hunts, 'first.md'), text);
    const { page, context, faults } = await lab.open();
    await page.getByRole('button', { name: 'Hunts', exact: true }).click();
    await page.locator('.hunts button', { hasText: 'What was run?' }).click();
    const button = page.locator('.hunt-head .report');
    await page.locator('.run-all').waitFor();
    expect(await button.count()).toBe(0);
    await page.locator('.run-all').click();
    await button.waitFor();
    const [download] = await Promise.all([page.waitForEvent('download'), button.click()]);
    expect(download.suggestedFilename()).toMatch(/^What was run.*\.html$/);
    const report = await readFile(await download.path(), 'utf8');
    expect(report).toContain('2 cells, 1 failed.');
    expect(report).toContain('30 rows');
    expect(faults).toEqual([]);
    await context.close();
  } finally {
    await lab.close();
  }
});
