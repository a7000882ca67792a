import { afterAll, beforeAll, expect, it } from 'vitest';
import { Hunt } from '../../src/session/index.ts';
import { accessibilityFaults, Lab, type OpenPage } from '../kit/workbench-page.ts';

let hunt: Hunt;
let lab: Lab;

beforeAll(async () => {
  hunt = new Hunt();
  lab = await Lab.start({ hunt, sample: true });
});

afterAll(async () => {
  await lab.close();
  await hunt.close();
});

async function close({ context, faults }: OpenPage): Promise<void> {
  expect(faults.join('\n')).toBe('');
  await context.close();
}

it('finds a query, fills its form and asks it, by keyboard alone', async () => {
  const opened = await lab.open();
  const { page } = opened;
  const { keyboard } = page;
  await page.locator('.run:not([disabled])').first().waitFor();
  await page.locator('.editor .monaco-editor').first().waitFor();
  await keyboard.press('ControlOrMeta+k');
  await page.getByRole('combobox', { name: 'Do or find anything' }).waitFor();
  await keyboard.type('show queries');
  await keyboard.press('Enter');
  await expect.poll(() => page.evaluate('document.activeElement.dataset.side')).toBe('queries');
  for (let tabs = 0; tabs < 3; tabs++) await keyboard.press('Tab');
  await expect.poll(() => page.evaluate('document.activeElement.id')).toBe('find-query');
  await keyboard.type('windowssecurity list_host_processes');
  const entry = page.locator('queries-panel li button', { hasText: 'list_host_processes' });
  await expect.poll(() => entry.count()).toBe(1);
  await entry.locator('.mark.yes').waitFor();
  // The group, then its one entry.
  await keyboard.press('ArrowDown');
  await keyboard.press('ArrowDown');
  await keyboard.press('Enter');
  await page.locator('query-sheet .field').first().waitFor();
  await expect.poll(() => page.evaluate('document.activeElement.matches(".sheet")')).toBe(true);
  const focused = (): Promise<unknown> => page.evaluate('document.activeElement.id');
  for (let tabs = 0; tabs < 12 && (await focused()) !== 'query-field-start'; tabs++)
    await keyboard.press('Tab');
  await keyboard.type('-1d@d');
  await page.locator('.means', { hasText: /^= 20\d\d-\d\d-\d\dT00:00:00Z$/ }).waitFor();
  await keyboard.press('Enter');
  // What is at fault is told at its field, which has the focus.
  await page.locator('.field .fault', { hasText: 'needed' }).waitFor();
  await expect.poll(focused).toBe('query-field-host_name');
  expect(await accessibilityFaults(opened)).toEqual([]);
  await keyboard.type('NVK-WS');
  await keyboard.press('Shift+Tab');
  await keyboard.press('Shift+Tab');
  await expect.poll(focused).toBe('query-field-start');
  await keyboard.press('ControlOrMeta+A');
  await keyboard.press('Delete');
  await keyboard.press('Enter');
  await page.locator('hunt-grid .ag-cell').first().waitFor();
  await page.locator('.editor .monaco-editor.focused').waitFor();
  expect(await page.locator('.said').textContent()).toMatch(/rows/);
  await close(opened);
});

it('opens a table from the palette, and gives the focus back where it was closed', async () => {
  const opened = await lab.open({ width: 375, height: 740, dark: true });
  const { page } = opened;
  const { keyboard } = page;
  await page.locator('.run:not([disabled])').first().waitFor();
  const editor = page.locator('.editor .monaco-editor').first();
  await editor.click();
  await page.locator('.editor .monaco-editor.focused').waitFor();
  await keyboard.press('ControlOrMeta+k');
  const field = page.getByRole('combobox', { name: 'Do or find anything' });
  await field.waitFor();
  expect(await accessibilityFaults(opened)).toEqual([]);
  await keyboard.press('Escape');
  await field.waitFor({ state: 'hidden' });
  await page.locator('.editor .monaco-editor.focused').waitFor();
  await page.getByRole('button', { name: 'Commands', exact: true }).click();
  await keyboard.type('signinlogs');
  await page.getByRole('option', { selected: true, name: /SigninLogs.*Table/ }).waitFor();
  await keyboard.press('Enter');
  await page.locator('hunt-grid .ag-cell').first().waitFor();
  await page.locator('.view-lines', { hasText: 'SigninLogs' }).waitFor();
  // A function goes on from what the cell found.
  await keyboard.press('ControlOrMeta+k');
  await keyboard.type('ip_type');
  await page.getByRole('option', { selected: true, name: /ip_type.*Function/ }).waitFor();
  await keyboard.press('Enter');
  await page.getByRole('combobox', { name: /^ip/ }).waitFor();
  expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth')).toBe(0);
  expect(await accessibilityFaults(opened)).toEqual([]);
  await page.getByRole('button', { name: 'Use it' }).click();
  await page.locator('.view-lines', { hasText: 'invoke' }).waitFor();
  await page
    .locator('.ag-header-cell[col-id="c1"], .ag-header-cell', { hasText: 'ip_type' })
    .first()
    .waitFor();
  await close(opened);
});
