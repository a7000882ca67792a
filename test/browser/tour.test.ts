import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Download, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { Hunt } from '../../src/session/index.ts';
import { Lab } from '../kit/workbench-page.ts';

const timeout = 150_000;
let hunt: Hunt;
let lab: Lab;

beforeAll(async () => {
  hunt = new Hunt();
  lab = await Lab.start({ hunt });
});

afterAll(async () => {
  await lab.close();
  await hunt.close();
});

const states = async (page: Page): Promise<string[]> => [
  ...new Set(await page.locator('.cell-head .state').allInnerTexts()),
];

async function isTheReport(download: Download): Promise<void> {
  expect(download.suggestedFilename()).toMatch(/\.html$/);
  const text = await readFile(await download.path(), 'utf8');
  expect(text).toContain('A tour of an investigation');
  expect(text).toContain('rare_sequences');
  expect(text).toContain('<svg');
}

it('is walked from an empty start to the report by mouse; a change makes a copy', async () => {
  const { page, context, faults } = await lab.open();
  await page.getByRole('button', { name: 'Take the tour' }).click();
  await page
    .locator('data-panel summary .name', { hasText: 'SigninLogs' })
    .waitFor({ state: 'attached' });
  await page.locator('.run-all').click();
  await expect.poll(() => states(page), { timeout }).toEqual(['fresh']);
  for (const [cell, view] of [
    ['alerts', 'alerts'],
    ['graph', 'graph'],
    ['processes', 'timeline'],
    ['tree', 'process-tree'],
    ['places', 'map'],
    ['known', 'threat-intel'],
    ['failures', 'timeseries'],
    ['rare', 'sequences'],
  ]) {
    await page.locator('.outline button', { hasText: new RegExp(`^${cell}`) }).click();
    await page.locator(`hunt-${view} .stage`).first().waitFor();
    await expect.poll(() => page.locator(`hunt-${view} [aria-busy=true]`).count()).toBe(0);
    expect(await page.locator(`hunt-${view} [role=alert]`).count()).toBe(0);
  }
  const saved = page.waitForEvent('download', { timeout });
  await page.getByRole('button', { name: 'Report', exact: true }).click();
  await isTheReport(await saved);
  const processes = page.locator('hunt-cell').filter({ has: page.locator('hunt-timeline') });
  await processes.first().getByRole('button', { name: 'Grid', exact: true }).click();
  await page.locator('.hunt-head .file', { hasText: 'tour.md' }).waitFor();
  const copy = await readFile(join(lab.hunts, 'tour.md'), 'utf8');
  expect(copy).toMatch(/```kql processes view=grid|```kql processes expect=/);
  expect(page.url()).toContain('#hunt=tour.md');
  expect(faults).toEqual([]);
  await context.close();
});

it('is walked from the start to the report by keyboard alone', async () => {
  const { page, context, faults } = await lab.open();
  const { keyboard } = page;
  await page.locator('.run:not([disabled])').first().waitFor();
  const command = async (words: string): Promise<void> => {
    await keyboard.press('ControlOrMeta+k');
    await page.getByRole('combobox', { name: 'Do or find anything' }).waitFor();
    await keyboard.type(words);
    await page.getByRole('option', { selected: true, name: /Command$/ }).waitFor();
    await keyboard.press('Enter');
  };
  await command('take the tour');
  await page.locator('.run-all').waitFor();
  await command('run all cells');
  await expect.poll(() => states(page), { timeout }).toEqual(['fresh']);
  await keyboard.press('ControlOrMeta+k');
  await keyboard.type('places');
  await page.getByRole('option', { selected: true, name: /^places.*In this hunt$/ }).waitFor();
  await keyboard.press('Enter');
  await expect
    .poll(() => page.evaluate('document.activeElement.matches("section.cell")'))
    .toBe(true);
  await page.locator('hunt-map .stage').waitFor();
  const saved = page.waitForEvent('download', { timeout });
  await command('save the report');
  await isTheReport(await saved);
  expect(faults).toEqual([]);
  await context.close();
});
