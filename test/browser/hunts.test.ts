import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { Hunt } from '../../src/session/index.ts';
import { accessibilityFaults, ask, Lab, type Look, type OpenPage } from '../kit/workbench-page.ts';

const evil = '<img src=x onerror="window.__pwned=1">';

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
const write = (name: string, text: string): Promise<void> => writeFile(join(lab.hunts, name), text);

const two = `---
title: Two cells
parameters: { least: 3 }
---

# Begin ${evil}

[a](javascript:alert(1)) and *this*.

\`\`\`kql begun
print N = least, Text = "${evil.replaceAll('"', "'")}"
\`\`\`

\`\`\`kql view=${evil.replaceAll(/[" ]/g, '')}
begun | extend M = N * 2
\`\`\`
`;

beforeAll(async () => {
  hunt = new Hunt();
  lab = await Lab.start({ hunt, sample: true });
});

afterEach(async () => {
  for (const { page, context, faults } of opened.splice(0)) {
    expect(await page.evaluate('window.__pwned')).toBeUndefined();
    // Of two pages on one hunt, one may be refused a change, or ask for rows that the other has replaced.
    const expected = /409 \(Conflict\)|404 \(Not Found\)/;
    expect(faults.filter((fault) => !expected.test(fault)).join('\n')).toBe('');
    await context.close();
  }
});

afterAll(async () => {
  await lab.close();
  await hunt.close();
});

it('opens a hunt of the folder, runs it, and writes what is changed into its file', async () => {
  await write('two.md', two);
  const { page } = await open();
  await choose(page, 'Two cells');
  await page.locator('.prose h3').waitFor();
  expect(await page.locator('.prose').textContent()).toContain('<img src=x');
  expect(await page.locator('.prose a').count()).toBe(0);
  expect(await states(page)).toEqual(['not run', 'not run']);
  await page.locator('.run-all').click();
  await expect.poll(() => states(page)).toEqual(['fresh', 'fresh']);
  await page.getByLabel('least').fill('5');
  await page.keyboard.press('Enter');
  await expect.poll(() => states(page)).toEqual(['stale', 'stale']);
  expect(await file('two.md')).toBe(two.replace('least: 3', 'least: 5'));
  await page.locator('.run-stale').click();
  await expect.poll(() => states(page)).toEqual(['fresh', 'fresh']);
  await page.locator('.code').nth(1).click();
  await page.locator('.block .monaco-editor').waitFor();
  await ask(page, 'begun | where Nothing == 1');
  await page.locator('hunt-cell .problem', { hasText: 'line 1, column 15' }).waitFor();
  expect(await states(page)).toEqual(['fresh', 'failed']);
  expect(await file('two.md')).toContain('begun | where Nothing == 1\n```');
  await page.reload();
  await page.locator('.cell-head').first().waitFor();
  await page.getByRole('button', { name: 'Undo' }).click();
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect.poll(() => file('two.md')).toBe(two);
});

it('goes from block to block by keyboard, puts in, takes out and takes back', async () => {
  await write('keys.md', two.replace('Two cells', 'By keyboard'));
  const { page } = await open();
  await choose(page, 'By keyboard');
  const count = (): Promise<number> => page.locator('hunt-cell').count();
  await expect.poll(count).toBe(2);
  await page.locator('hunt-cell section').first().focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Delete');
  await expect.poll(count).toBe(1);
  await page.locator('hunt-cell section').first().focus();
  await page.keyboard.press('ControlOrMeta+z');
  await expect.poll(count).toBe(2);
  await page.locator('hunt-cell section').first().focus();
  await page.keyboard.press('b');
  await expect.poll(count).toBe(3);
  await page.locator('.editor .monaco-editor.focused').waitFor();
  await page.keyboard.insertText('begun | count');
  await page.keyboard.press('Control+Enter');
  await expect.poll(() => states(page)).toEqual(['fresh', 'fresh', 'not run']);
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  await expect
    .poll(() => page.evaluate('document.activeElement.matches("section.cell")'))
    .toBe(true);
  await page.keyboard.press('Alt+ArrowUp');
  const movedUp = async (): Promise<boolean> => {
    const text = await file('keys.md');
    return text.indexOf('begun | count') < text.indexOf('kql begun');
  };
  await expect.poll(movedUp).toBe(true);
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
  await expect.poll(() => states(other)).toEqual(['fresh']);
  await other.locator('.code').click();
  await other.locator('.block .monaco-editor').waitFor();
  // Both write into the same cell, of which neither has seen the other's.
  await other.route('**/api/huntState', (route) => route.fulfill({ json: { state: null } }));
  await ask(page, 'print A = 2');
  await expect.poll(() => file('Mine-yours.md')).toContain('print A = 2');
  await other.unroute('**/api/huntState');
  await ask(other, 'print B = 3');
  // Unless it has learned of the other's meanwhile, it is asked which of the two is meant.
  const conflict = other.locator('.conflict');
  const isWritten = async (): Promise<boolean> =>
    (await file('Mine-yours.md')).includes('print B = 3');
  await expect.poll(async () => (await conflict.isVisible()) || (await isWritten())).toBe(true);
  if (await conflict.isVisible()) await other.getByRole('button', { name: 'Keep mine' }).click();
  await expect.poll(() => file('Mine-yours.md')).toContain('print B = 3');
  await other.getByRole('button', { name: 'Undo' }).click();
  await expect.poll(() => file('Mine-yours.md')).toContain('print A = 2');
});

it.each([
  [375, false],
  [1920, true],
])('fits a window %i pixels wide, without a fault that axe can find', async (width, dark) => {
  await write('look.md', two.replace('Two cells', 'To look at'));
  const fresh = await open({ width, height: 740, dark });
  const { page } = fresh;
  await page.evaluate('location.hash = "#hunt=look.md"');
  await page.locator('.run-all').click();
  await expect.poll(() => states(page)).toEqual(['fresh', 'fresh']);
  await page.locator('hunt-grid .ag-cell').first().waitFor();
  expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth')).toBe(0);
  expect(await accessibilityFaults(fresh)).toEqual([]);
});
