import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, it } from 'vitest';
import { HuntRun, readHunt } from '../../src/hunts/index.ts';
import { collectReport, htmlReport } from '../../src/reports/index.ts';
import { Hunt } from '../../src/session/index.ts';
import { launchBrowser } from '../kit/browser.ts';
import { accessibilityFaults } from '../kit/workbench-page.ts';

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

it('can be read by everybody, light and dark, narrow and wide, and runs nothing', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'huntbook-report-'));
  const hunt = new Hunt();
  const browser = await launchBrowser();
  try {
    const run = new HuntRun(hunt, readHunt(text, 'hunt.md'));
    for await (const _ of run.run());
    const file = join(folder, 'report.html');
    await writeFile(
      file,
      await htmlReport(await collectReport(run, { rows: 20, version: '1.2.3' })),
    );
    for (const colorScheme of ['light', 'dark'] as const)
      for (const width of [375, 1400]) {
        const context = await browser.newContext({ colorScheme, viewport: { width, height: 900 } });
        const page = await context.newPage();
        const faults: string[] = [];
        page.on('console', (message) => faults.push(message.text()));
        page.on('request', (request) => {
          if (!request.url().startsWith('file:')) faults.push(request.url());
        });
        await page.goto(pathToFileURL(file).href);
        expect(await page.locator('tbody tr').count()).toBe(20);
        expect(await page.locator('img').count()).toBe(0);
        expect(await accessibilityFaults({ page, context, faults })).toEqual([]);
        const overflow =
          'document.documentElement.scrollWidth - document.documentElement.clientWidth';
        expect(await page.evaluate(overflow)).toBe(0);
        expect(faults).toEqual([]);
        await context.close();
      }
  } finally {
    await browser.close();
    await hunt.close();
    await rm(folder, { recursive: true, force: true });
  }
});
