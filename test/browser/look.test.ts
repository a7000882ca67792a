import { readdirSync, readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { Hunt } from '../../src/session/index.ts';
import { accessibilityFaults, ask, Lab, type Look, type OpenPage } from '../kit/workbench-page.ts';

let hunt: Hunt;
let lab: Lab;
const opened: OpenPage[] = [];

async function open(look: Look = {}): Promise<OpenPage> {
  const fresh = await lab.open(look);
  opened.push(fresh);
  return fresh;
}

beforeAll(async () => {
  hunt = new Hunt();
  lab = await Lab.start({ hunt });
});

afterEach(async () => {
  for (const { context, faults } of opened.splice(0)) {
    expect(faults.join('\n')).toBe('');
    await context.close();
  }
});

afterAll(async () => {
  await lab.close();
  await hunt.close();
});

const overflow = 'document.documentElement.scrollWidth - innerWidth';

it('begins with nothing open, and opens the sample', async () => {
  for (const dark of [false, true]) {
    const fresh = await open({ dark });
    await fresh.page.getByRole('button', { name: 'Open the sample investigation' }).waitFor();
    expect(await accessibilityFaults(fresh)).toEqual([]);
  }
  const { page } = opened[0] as OpenPage;
  await page.getByRole('button', { name: 'Open the sample investigation' }).click();
  await page.locator('.question').first().waitFor();
  expect(await page.locator('.open-now').textContent()).toMatch(
    /^Sample investigation · 2\d tables/,
  );
});

it('answers every question that it proposes', async () => {
  const { page } = await open();
  const questions = page.locator('.question');
  await questions.first().waitFor();
  const titles = await questions.locator('strong').allInnerTexts();
  expect(titles.length).toBeGreaterThan(5);
  for (const title of titles) {
    await page.evaluate('sessionStorage.clear()');
    await page.reload();
    await page.locator('.run:not([disabled])').waitFor();
    await questions.filter({ hasText: title }).first().click();
    await page.locator('.said', { hasText: /^[1-9][\d,]* rows?$/ }).waitFor();
  }
});

it.each(['light', 'dark'])('has no fault that axe can find, %s', async (theme) => {
  const fresh = await open({ dark: theme === 'dark' });
  const { page } = fresh;
  await page.locator('.question').first().waitFor();
  await page.locator('.run:not([disabled])').waitFor();
  expect(await accessibilityFaults(fresh)).toEqual([]);
  await page.locator('data-panel summary').first().click();
  await ask(page, 'SecurityEvent // all of it\n| where CommandLine has "enc" and EventID == 4688');
  await page.locator('hunt-grid .ag-cell:not([col-id=row])').nth(2).click();
  await page.locator('hunt-record').waitFor();
  await page.locator('hunt-coverage summary').click();
  expect(await accessibilityFaults(fresh)).toEqual([]);
  await ask(page, 'SecurityEvent | where Nothing == 1');
  await page.locator('hunt-cell .problem').waitFor();
  expect(await accessibilityFaults(fresh)).toEqual([]);
  await page.locator('.top .open').click();
  await page.locator('.open-dialog .entry').first().waitFor();
  expect(await accessibilityFaults(fresh)).toEqual([]);
});

it('follows the system’s colours, or the choice that it remembers', async () => {
  const { page } = await open({ dark: true });
  const dark = (): Promise<boolean> =>
    page.evaluate('document.documentElement.classList.contains("wa-dark")');
  await page.getByRole('button', { name: 'Colours: auto' }).click();
  expect(await dark()).toBe(false);
  await page.reload();
  await page.getByRole('button', { name: 'Colours: light' }).waitFor();
  expect(await dark()).toBe(false);
  await page.getByRole('button', { name: 'Colours: light' }).click();
  expect(await dark()).toBe(true);
  await page.getByRole('button', { name: 'Colours: dark' }).click();
  await page.emulateMedia({ colorScheme: 'light' });
  await expect.poll(dark).toBe(false);
});

it.each([375, 1920])('fits a window %i pixels wide', async (width) => {
  const { page } = await open({ width, height: 740 });
  await page.locator('.run:not([disabled])').waitFor();
  expect(await page.evaluate(overflow)).toBe(0);
  await ask(page, 'SecurityEvent | take 50');
  await page.locator('hunt-grid .ag-cell:not([col-id=row])').first().waitFor();
  expect(await page.evaluate(overflow)).toBe(0);
  await page.locator('hunt-grid .ag-cell:not([col-id=row])').first().click();
  await page.locator('hunt-record').getByRole('button', { name: 'Close the record' }).click();
  const tables = page.locator('data-panel summary').first();
  if (width === 375) {
    await expect.poll(() => tables.isVisible()).toBe(false);
    await page.getByRole('button', { name: 'Open tables' }).click();
  }
  await tables.click();
  await page.getByRole('button', { name: 'Show rows' }).click();
  await page.locator('.said', { hasText: 'rows' }).waitFor();
  expect(await page.evaluate(overflow)).toBe(0);
});

it('can be used with the keyboard alone', async () => {
  const { page } = await open();
  await page.locator('.run:not([disabled])').waitFor();
  await page.keyboard.press('Tab');
  expect(await page.evaluate('document.activeElement.textContent')).toBe('Go to the query');
  await page.keyboard.press('Enter');
  await page.keyboard.type('SecurityEvent');
  await page.keyboard.press('Shift+Enter');
  await page.locator('hunt-grid .ag-cell:not([col-id=row])').first().waitFor();
  await page.keyboard.press('Escape');
  await page.keyboard.press('Tab');
  expect(await page.evaluate('document.activeElement.textContent.trim()')).toBe('Run');
  for (let i = 0; i < 12; i++) {
    await page.keyboard.press('Tab');
    const tag = await page.evaluate('document.activeElement.tagName');
    if (tag === 'HUNT-GRID') break;
  }
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Enter');
  await page.locator('hunt-record').waitFor();
});

const weigh = (path: string): number =>
  gzipSync(readFileSync(new URL(`../../dist/web/${path}`, import.meta.url))).length;

it('loads less than 3 MB, compressed, with editor and grid; all views together weigh little more', async () => {
  const { page } = await open();
  await page.locator('.run:not([disabled])').waitFor();
  await ask(page, 'SecurityEvent | take 5');
  await page.locator('hunt-grid .ag-cell').first().waitFor();
  const urls: string[] = await page.evaluate(
    "performance.getEntriesByType('resource').map((e) => e.name).filter((u) => u.includes('/assets/'))",
  );
  const loaded = new Set(urls.map((url) => new URL(url).pathname.slice(1)));
  // Workers are not among the page's own resources.
  const folder = new URL('../../dist/web/', import.meta.url).pathname;
  const all = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((f) =>
    /\.\w+$/.test(f),
  );
  for (const file of all) if (/worker/.test(file)) loaded.add(file);
  expect(loaded.size).toBeGreaterThan(4);
  expect([...loaded].reduce((sum, file) => sum + weigh(file), 0)).toBeLessThan(2_800_000);
  expect(all.reduce((sum, file) => sum + weigh(file), 0)).toBeLessThan(3_300_000);
});
