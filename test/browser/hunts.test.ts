import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { Hunt } from '../../src/session/index.ts';
import { ask, Lab, type Look, type OpenPage } from '../kit/workbench-page.ts';

let hunt: Hunt;
let lab: Lab;
const opened: OpenPage[] = [];

async function open(look: Look = {}): Promise<OpenPage> {
  const fresh = await lab.open(look);
  opened.push(fresh);
  await fresh.page.locator('.run:not([disabled])').first().waitFor();
  return fresh;
}

/** Open a hunt of the list, which a narrow page keeps in a drawer. */
async function choose(page: Page, title: string): Promise<void> {
  await page.getByRole('button', { name: 'Hunts', exact: true }).click();
  await page.locator('.hunts button', { hasText: title }).click();
}

const states = (page: Page): Promise<string[]> => page.locator('.cell-head .state').allInnerTexts();
const file = (name: string): Promise<string> => readFile(join(lab.hunts, name), 'utf8');
beforeAll(async () => {
  hunt = new Hunt();
  lab = await Lab.start({ hunt, sample: true });
});

afterEach(async () => {
  for (const { page, context, faults } of opened.splice(0)) {
    expect(await page.evaluate('window.__pwned')).toBeUndefined();
    expect(faults.filter((fault) => !fault.includes('409 (Conflict)')).join('\n')).toBe('');
    await context.close();
  }
});

afterAll(async () => {
  await lab.close();
  await hunt.close();
});

it('keeps a quick question as a hunt; another page sees it, and neither overwrites the other', async () => {
  const { page } = await open();
  await ask(page, 'print A = 1');
  await page.locator('.said', { hasText: '1 row' }).waitFor();
  await page.getByRole('button', { name: 'Save as hunt' }).click();
  await page.getByLabel('Title of the hunt').fill('Mine & yours');
  await page.keyboard.press('Enter');
  await page.locator('.hunt-head .file', { hasText: 'Mine-yours.md' }).waitFor();
  const { page: other } = await open();
  await choose(other, 'Mine & yours');
  expect(await states(other)).toEqual(['fresh']);
  await other.locator('.code').click();
  await other.locator('.block .monaco-editor').waitFor();
  // Both write into the same cell, of which neither has seen the other's.
  await other.route('**/api/huntState', (route) => route.abort());
  await ask(page, 'print A = 2');
  await expect.poll(() => file('Mine-yours.md')).toContain('print A = 2');
  await other.unroute('**/api/huntState');
  await ask(other, 'print B = 3');
  const conflict = other.locator('.conflict');
  const said = other.locator('.said', { hasText: 'row' });
  await conflict.or(said).first().waitFor();
  if (await conflict.isVisible()) await other.getByRole('button', { name: 'Keep mine' }).click();
  await expect.poll(() => file('Mine-yours.md')).toContain('print B = 3');
  await other.getByRole('button', { name: 'Undo' }).click();
  await expect.poll(() => file('Mine-yours.md')).toContain('print A = 2');
});
