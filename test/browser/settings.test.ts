import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { Hunt } from '../../src/session/index.ts';
import { openStandIn, type StandIn } from '../kit/stand-in.ts';
import { accessibilityFaults, Lab } from '../kit/workbench-page.ts';

let folder: string;
let file: string;
let hunt: Hunt;
let lab: Lab;
let standIn: StandIn;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'huntbook-browser-'));
  file = join(folder, 'huntbook.yaml');
  standIn = await openStandIn();
  await writeFile(
    file,
    `threat_intelligence:
  vt: { provider: VirusTotal, key: spelled-4711, url: "${standIn.base}" }
  "<img src=x onerror=alert(1)>": { provider: OTX }
`,
  );
  hunt = new Hunt({ configFile: file });
  lab = await Lab.start({ hunt, sample: true });
});

afterAll(async () => {
  await lab.close();
  await hunt.close();
  standIn.close();
  await rm(folder, { recursive: true, force: true });
});

it('sets services by keyboard, tries them, and never shows a secret', async () => {
  const opened = await lab.open();
  const { page, faults } = opened;
  await page.getByRole('button', { name: 'Settings', exact: true }).press('Enter');
  const sheet = page.locator('settings-sheet');
  const vt = sheet.getByRole('article', { name: 'vt', exact: true });
  await vt.waitFor();
  expect(await sheet.textContent()).toContain('<img src=x onerror=alert(1)>');
  expect(await page.content()).not.toContain('4711');
  expect(await accessibilityFaults(opened)).toEqual([]);

  await vt.getByRole('button', { name: 'Test vt' }).press('Enter');
  await vt.getByText('8.8.8.8 would be sent to', { exact: false }).waitFor();
  expect(standIn.paths).toEqual([]);
  await vt.getByRole('button', { name: 'Ask it' }).press('Enter');
  await vt.locator('.outcome.works, .outcome.fails').waitFor();
  expect(standIn.paths.length).toBe(1);

  await sheet.getByLabel('Add to Connections').selectOption('splunk');
  const form = page.getByRole('form', { name: 'Settings of Splunk Enterprise' });
  await page.keyboard.insertText('lab');
  await form.locator('input[name=host]').fill('127.0.0.1');
  await form.locator('summary').press('Enter');
  await form.locator('input[name=token]').fill('SPLUNK_TOKEN');
  await page.keyboard.press('Enter');
  await sheet.getByRole('article', { name: 'lab' }).waitFor();
  const written = await readFile(file, 'utf8');
  expect(written).toContain('token: { env: SPLUNK_TOKEN }');
  expect(written).toContain('key: spelled-4711');
  await sheet.getByRole('button', { name: 'Test lab' }).press('Enter');
  await sheet.locator('.outcome.fails').getByText('SPLUNK_TOKEN').waitFor();

  await writeFile(file, `${written}# changed elsewhere\n`);
  await sheet.getByRole('button', { name: 'Remove lab' }).press('Enter');
  await sheet.getByText('was changed elsewhere').waitFor();
  await sheet.getByRole('button', { name: 'Read again' }).press('Enter');
  await sheet.getByRole('button', { name: 'Remove lab' }).press('Enter');
  await sheet.getByRole('article', { name: 'lab' }).waitFor({ state: 'detached' });
  expect(await readFile(file, 'utf8')).not.toContain('lab:');
  await page.keyboard.press('Escape');
  await sheet.waitFor({ state: 'detached' });
  expect(faults.filter((fault) => !fault.includes('409 (Conflict)'))).toEqual([]);
});
