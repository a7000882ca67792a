// Make docs/images/*.png from the real workbench on the sample investigation. Run `npm run build` before.
import { mkdirSync } from 'node:fs';
import { runnerImport } from 'vite';

const load = async (path) => (await runnerImport(path)).module;
const { Lab, ask } = await load('./test/kit/workbench-page.ts');
const { Hunt } = await load('./src/session/index.ts');
const folder = 'docs/images';
mkdirSync(folder, { recursive: true });

const hunt = new Hunt();
await hunt.warm();
const lab = await Lab.start({ hunt, sample: true });
const encoded = `SecurityEvent
| where EventID == 4688 and CommandLine has '-enc'
| project TimeGenerated, Computer, Account, CommandLine, ParentProcessName
| order by TimeGenerated asc`;
const failures = `SecurityEvent
| where EventID == 4625
| summarize Failures = count(), Sources = dcount(IpAddress) by TargetAccount, Computer
| top 50 by Failures`;

async function shoot(name, look, work) {
  const { page, context, faults } = await lab.open({ width: 1280, height: 760, ...look });
  await page.locator('.question').first().waitFor({ timeout: 120_000 });
  await page.locator('.run:not([disabled])').waitFor();
  await work(page);
  // Let no row be lit by the pointer.
  await page.mouse.move(2, 2);
  await page.waitForTimeout(800);
  await page.screenshot({ path: `${folder}/${name}.png` });
  await context.close();
  if (faults.length > 0) throw new Error(`${name}: ${faults.join('\n')}`);
}

async function result(page, kql) {
  await ask(page, kql);
  await page.locator('hunt-grid [row-index="0"] .ag-cell:not([col-id=row])').first().waitFor();
  await page.locator('.editor .view-line .Table').first().waitFor();
}

await shoot('workbench-light', {}, async (page) => {
  await page.locator('data-panel details', { hasText: 'SecurityEvent' }).locator('summary').click();
  await result(page, encoded);
  await page.locator('hunt-grid [row-index="0"] .ag-cell:not([col-id=row])').first().click();
  await page.locator('hunt-record').waitFor();
});
await shoot('workbench-dark', { dark: true }, (page) => result(page, failures));
await shoot('workbench-start', {}, async () => {});
await shoot('workbench-narrow', { width: 375, height: 740, dark: true }, (page) =>
  result(page, failures),
);
await lab.close();
await hunt.close();
