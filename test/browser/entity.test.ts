import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { Hunt } from '../../src/session/index.ts';
import { accessibilityFaults, ask, cells, Lab } from '../kit/workbench-page.ts';

const evil = `<img src=x onerror="window.__pwned=1">'"\\); | take 0 //`;

let folder: string;
let hunt: Hunt;
let lab: Lab;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'huntbook-entity-'));
  const encoded = Buffer.from('IEX (New-Object Net.WebClient)', 'utf16le').toString('base64');
  const rows = [
    {
      Computer: 'ws1',
      Account: evil,
      IpAddress: '8.8.8.8',
      CommandLine: `powershell -enc ${encoded}`,
    },
    { Computer: 'ws2', Account: 'bob', IpAddress: '8.8.8.8', CommandLine: `x${' y'.repeat(4000)}` },
    { Computer: 'ws1', Account: 'bob', IpAddress: '10.0.0.1', CommandLine: evil },
  ].map((row, i) => ({ TimeGenerated: `2026-02-0${i + 1}T00:00:00Z`, ...row }));
  await writeFile(join(folder, 'Logons.jsonl'), rows.map((row) => JSON.stringify(row)).join('\n'));
  hunt = new Hunt({ answersFolder: null });
  lab = await Lab.start({ hunt, paths: [folder] });
}, 60_000);

afterAll(async () => {
  await lab.close();
  await hunt.close();
  await rm(folder, { recursive: true, force: true });
});

const menu = (page: Page): ReturnType<Page['locator']> =>
  page.locator('.entity-menu[aria-busy=false]');
/** A cell of the first grid, once its row is there. */
const cell = (page: Page, at: { row: number; column: number }): ReturnType<Page['locator']> =>
  page
    .locator(`hunt-grid [row-index="${at.row}"] .ag-cell[col-id="${at.column}"]`)
    .filter({ hasText: /./ })
    .first();
const said = (page: Page): Promise<string[]> => page.locator('.bar .said').allInnerTexts();
const kqlOf = (page: Page): Promise<string[]> =>
  page.evaluate(
    `document.querySelector('hunt-document').doc.cells.map((c) => document.querySelector('hunt-document').doc.kqlOf(c))`,
  );

it('asks about any value by mouse: filters, functions, and everything that is known', async () => {
  const opened = await lab.open({ width: 1440 });
  const { page, faults, context } = opened;
  await ask(page, 'Logons | sort by TimeGenerated asc');
  await expect.poll(() => said(page)).toEqual(['3 rows']);
  // The columns stand in the order of their file: time, computer, account, address, command.
  await cell(page, { row: 0, column: 2 }).click({ button: 'right' });
  await menu(page).waitFor();
  expect(await menu(page).locator('.what').textContent()).toContain('<img src=x');
  expect(await accessibilityFaults(opened)).toEqual([]);
  await page.getByRole('menuitem', { name: 'Only these rows' }).click();
  await expect.poll(() => said(page)).toEqual(['1 row']);
  await expect.poll(() => cells(page, 0)).toContain(evil);
  await page.getByRole('button', { name: 'Undo' }).click();
  await page.locator('.run').first().click();
  await expect.poll(() => said(page)).toEqual(['3 rows']);
  await cell(page, { row: 0, column: 4 }).click({ button: 'right' });
  await page.getByRole('menuitem', { name: /^Decode / }).click();
  await expect.poll(async () => (await said(page)).length).toBe(2);
  await page.locator('hunt-grid', { hasText: 'IEX (New-Object' }).last().waitFor();
  await page.locator('hunt-cell').first().scrollIntoViewIfNeeded();
  await cell(page, { row: 1, column: 4 }).click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Only these rows' }).click();
  await expect
    .poll(async () => (await said(page)).filter((text) => text === '1 row').length)
    .toBeGreaterThan(0);
  expect((await kqlOf(page)).join('\n').length).toBeLessThan(6000);
  await page.locator('hunt-cell').first().scrollIntoViewIfNeeded();
  await cell(page, { row: 0, column: 3 }).click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'rdap' }).click();
  await page.locator('.entity-menu .asks', { hasText: 'The network is off' }).waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('menuitem', { name: 'All about this IP address' }).click();
  await page.locator('.entity-page[aria-busy=false]').waitFor();
  const sheet = page.locator('.entity-page');
  expect(await sheet.locator('.summary').textContent()).toContain('2 rows in 1 table');
  expect(await sheet.textContent()).toContain(evil.toLowerCase().slice(0, 20));
  expect(await accessibilityFaults(opened)).toEqual([]);
  await sheet.getByRole('button', { name: 'Add Prevalence as a cell' }).click();
  await expect
    .poll(async () => (await kqlOf(page)).some((kql) => kql.includes('dcountif')))
    .toBe(true);
  await sheet.getByRole('link', { name: 'bob' }).click();
  await expect.poll(() => sheet.locator('h3').textContent()).toBe('bob');
  await page.getByRole('button', { name: 'Back' }).click();
  await expect.poll(() => sheet.locator('h3').textContent()).toBe('8.8.8.8');
  expect(await page.locator('hunt-cell .problem').count()).toBe(0);
  expect(await page.evaluate('window.__pwned')).toBeUndefined();
  expect(faults).toEqual([]);
  await context.close();
}, 180_000);

it('does so by keyboard alone, gives the focus back, and opens what an address names', async () => {
  const { page, faults, context } = await lab.open({ width: 375, dark: true });
  await ask(
    page,
    `Logons | where IpAddress == '10.0.0.1' | project Account, IpAddress, CommandLine`,
  );
  await expect.poll(() => said(page)).toEqual(['1 row']);
  await cell(page, { row: 0, column: 1 }).click();
  await page.keyboard.press('Shift+F10');
  await menu(page).waitFor();
  const focused = (): Promise<string> => page.evaluate('document.activeElement.textContent.trim()');
  expect(await focused()).toContain('Only these rows');
  await page.keyboard.press('End');
  await page.keyboard.press('ArrowDown');
  expect(await focused()).toContain('Only these rows');
  await page.keyboard.press('Escape');
  await expect.poll(() => page.locator('.entity-menu').count()).toBe(0);
  await page.keyboard.press('m');
  await menu(page).waitFor();
  await page.keyboard.type('ip_t');
  expect(await focused()).toContain('ip_type');
  await page.keyboard.press('Enter');
  await expect
    .poll(() => kqlOf(page))
    .toContain("print Value = '10.0.0.1'\n| invoke ip_type(Value)");
  await expect.poll(() => said(page)).toEqual(['1 row', '1 row']);
  await page.evaluate(
    `location.hash = '#entity=Account:' + encodeURIComponent(${JSON.stringify(evil)})`,
  );
  await page
    .locator('.entity-page[aria-busy=false] .summary', { hasText: '1 row in 1 table' })
    .waitFor();
  expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth')).toBe(0);
  await page.keyboard.press('Escape');
  await expect.poll(() => page.locator('.entity-page').count()).toBe(0);
  expect(await page.evaluate('window.__pwned')).toBeUndefined();
  expect(faults).toEqual([]);
  await context.close();
}, 180_000);
