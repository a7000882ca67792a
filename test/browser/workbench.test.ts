import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, it, vi } from 'vitest';
import { Hunt } from '../../src/session/index.ts';
import { ask, cells, Lab, type Look, type OpenPage } from '../kit/workbench-page.ts';

const million = 1_000_000;
const evil = '<img src=x onerror="window.__pwned=1">';

let folder: string;
let hunt: Hunt;
let lab: Lab;
const opened: OpenPage[] = [];

async function open(look: Look = {}): Promise<OpenPage['page']> {
  const fresh = await lab.open(look);
  opened.push(fresh);
  await fresh.page.locator('data-panel summary').first().waitFor();
  await fresh.page.locator('.run:not([disabled])').waitFor();
  return fresh.page;
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'huntbook-browser-'));
  const lines = ['N,Name,Note'];
  for (let n = 1; n <= million; n++) lines.push(`${n},name${n % 1000},${n % 7 === 0 ? evil : 'x'}`);
  await writeFile(join(folder, 'Million.csv'), lines.join('\n').replaceAll('"', "'"));
  hunt = new Hunt();
  lab = await Lab.start({ hunt, sample: true, paths: [join(folder, 'Million.csv')] });
  await vi.waitUntil(() => hunt.tables().some((t) => t.name === 'Million'), 150_000);
});

afterEach(async () => {
  for (const { page, context, faults } of opened.splice(0)) {
    expect(await page.evaluate('window.__pwned')).toBeUndefined();
    expect(faults.join('\n')).toBe('');
    await context.close();
  }
});

afterAll(async () => {
  await lab.close();
  await hunt.close();
  await rm(folder, { recursive: true, force: true });
});

it('lets in by the link once, and the token leaves the address', async () => {
  const link = lab.workbench.newLink();
  const page = await open();
  const home = `http://127.0.0.1:${lab.workbench.port}/`;
  expect(page.url()).toBe(home);
  expect(await page.evaluate('document.cookie')).toBe('');
  await page.goto(link);
  expect(page.url()).toBe(home);
  const stranger = await (await lab.open()).context.browser()?.newContext();
  const other = await stranger?.newPage();
  await other?.goto(link);
  expect(other?.url()).toBe(home);
  const late = await stranger?.browser()?.newContext();
  const refused = await (await late?.newPage())?.goto(link);
  expect(refused?.status()).toBe(403);
});

it('lists the open tables, with columns and coverage on opening', async () => {
  const page = await open();
  const table = page.locator('data-panel details').filter({ hasText: 'SecurityEvent' });
  await expect
    .poll(() => page.locator('data-panel summary .name').allInnerTexts())
    .toContain('Million');
  await table.locator('summary').click();
  expect(await table.locator('.columns .name').allInnerTexts()).toContain('CommandLine');
  expect(await table.locator('.about').textContent()).toMatch(/20\d\d-\d\d-\d\d .* – 20\d\d/);
  await page.getByLabel('Find a table or column').fill('ipaddress');
  expect(await page.locator('data-panel summary .name').allInnerTexts()).toContain('SigninLogs');
  expect(await page.locator('data-panel summary .name').allInnerTexts()).not.toContain('Million');
});

it('shows times in the zone that is chosen, and goes on doing so', async () => {
  const page = await open();
  await ask(page, 'print At = datetime(2026-07-01 08:15:30)');
  const time = page.locator('hunt-grid .ag-cell').filter({ hasText: '2026-07-01' });
  expect(await time.textContent()).toBe('2026-07-01 08:15:30');
  await page.getByLabel('Time zone').selectOption('Asia/Tokyo');
  await expect.poll(() => time.textContent()).toBe('2026-07-01 17:15:30');
  await page.reload();
  await expect.poll(() => page.getByLabel('Time zone').inputValue()).toBe('Asia/Tokyo');
});

it('runs a query by keyboard and says what the rows stand on', async () => {
  const page = await open();
  await ask(page, 'SecurityEvent\n| summarize Events = count() by EventID\n| top 3 by Events');
  await page.locator('.said', { hasText: '3 rows' }).waitFor();
  await expect.poll(async () => (await cells(page, 0))[0]).toBe('4688');
  const line = page.locator('hunt-coverage summary');
  await expect.poll(() => line.textContent()).toMatch(/3 rows[\s\S]*from SecurityEvent/);
  expect(await page.locator('.time').textContent()).toMatch(/^\d+(\.\d)? m?s$/);
});

it('completes tables and columns that are really open', async () => {
  const page = await open();
  await page.locator('.editor .monaco-editor').first().click();
  const offered = page.locator('.suggest-widget .monaco-list-row');
  await expect
    .poll(
      async () => {
        await page.keyboard.press('ControlOrMeta+A');
        await page.keyboard.type('Milli', { delay: 40 });
        await page.waitForTimeout(700);
        return offered.allInnerTexts();
      },
      { timeout: 60_000 },
    )
    .toEqual(expect.arrayContaining([expect.stringContaining('Million')]));
  await page.keyboard.press('Tab');
  await page.keyboard.type('where Na', { delay: 40 });
  await expect.poll(async () => (await offered.allInnerTexts()).join()).toContain('Name');
});

it('shows a million rows: scrolls to the last, sorts, filters', async () => {
  const page = await open();
  await ask(page, 'Million');
  await page.locator('.said', { hasText: '1,000,000 rows' }).waitFor();
  await expect.poll(async () => (await cells(page, 0)).slice(0, 2)).toEqual(['1', 'name1']);
  await page.locator('hunt-grid [row-index="0"] .ag-cell').nth(1).click();
  await page.keyboard.press('ControlOrMeta+End');
  await expect.poll(() => cells(page, million - 1)).toContain('1000000');
  await page
    .locator('hunt-grid .ag-header-cell', { hasText: 'Name' })
    .locator('.ag-header-cell-text')
    .click();
  await expect.poll(() => cells(page, million - 1)).toContain('name999');
  await page
    .locator(`hunt-grid [row-index="${million - 1}"] .ag-cell`)
    .nth(1)
    .click();
  await page.keyboard.press('ControlOrMeta+Home');
  await expect.poll(() => cells(page, 0)).toEqual(['1000', 'name0', 'x']);
  await expect.poll(async () => (await cells(page, 1))[0]).toBe('2000');
  const header = page.locator('hunt-grid .ag-header-cell', { hasText: 'N' }).first();
  await header.locator('.ag-header-cell-filter-button').click();
  await page.locator('hunt-grid .ag-filter input[type=text]').first().fill('7000');
  await page.locator('.filtered', { hasText: '1 of 1,000,000 rows' }).waitFor();
  await expect.poll(() => cells(page, 0)).toEqual(['7000', 'name0', evil.replaceAll('"', "'")]);
});

it('marks an error at its place, in words and in the text', async () => {
  const page = await open();
  await ask(page, 'SecurityEvent\n| where NoSuchColumn == 1');
  const problem = page.locator('hunt-cell .problem');
  await problem.waitFor();
  expect(await problem.textContent()).toContain('NoSuchColumn');
  expect(await problem.textContent()).toContain('line 2, column 9');
  await page.locator('.editor .squiggly-error').first().waitFor();
  await ask(page, 'SecurityEvent | count');
  await page.locator('.said', { hasText: '1 row' }).waitFor();
  expect(await problem.count()).toBe(0);
});

it('offers the name that was meant while a query is written, and puts it in', async () => {
  const page = await open();
  await page.locator('.editor .monaco-editor').first().click();
  await page.keyboard.press('ControlOrMeta+A');
  await page.keyboard.type('SecurityEvent | where Acount == "x"');
  await page.keyboard.press('Escape');
  await page.locator('.editor .squiggly-error').first().waitFor();
  for (let i = 0; i < 10; i++) await page.keyboard.press('ArrowLeft');
  // Long enough for whatever else looks at the text once the caret rests.
  await page.waitForTimeout(1500);
  expect(await page.locator('.editor .squiggly-error').count()).toBe(1);
  await page.keyboard.press('ControlOrMeta+.');
  await page.locator('.action-widget .action', { hasText: 'Change to Account' }).first().waitFor();
  await page.keyboard.press('Enter');
  await expect
    .poll(() => page.locator('.editor .view-lines').textContent())
    .toMatch(/where\sAccount\s==/);
});

it('stops a running query, and the hunt goes on', async () => {
  const page = await open();
  await ask(
    page,
    'Million | extend k = 1 | join kind=inner (Million | extend k = 1) on k | summarize sum(N)',
  );
  await page.locator('.bar .stop').waitFor();
  await expect.poll(() => page.locator('.time').textContent()).toMatch(/^[1-9]/);
  const other = await open();
  await page.locator('.bar .stop').click();
  await page.locator('.said', { hasText: 'Stopped' }).waitFor();
  await ask(other, 'SecurityEvent | count');
  await other.locator('.said', { hasText: '1 row' }).waitFor();
  await ask(page, 'Million | count');
  await page.locator('.said', { hasText: '1 row' }).waitFor();
  await expect.poll(() => cells(page, 0)).toEqual([String(million)]);
});

it('opens dropped files, whatever their names and contents are', async () => {
  const page = await open();
  const name = `${evil.replaceAll('/', '')}\u202Egpj.csv`;
  const harmless = evil.replaceAll('"', "'");
  const text = `first,${harmless}\n${harmless},\u202Eabc\u001B[31m\n`;
  await page.evaluate(
    `{
      const transfer = new DataTransfer();
      transfer.items.add(new File([${JSON.stringify(text)}], ${JSON.stringify(name)}));
      const event = (type) => window.dispatchEvent(new DragEvent(type, { dataTransfer: transfer, bubbles: true, cancelable: true }));
      event('dragenter');
      event('drop');
    }`,
  );
  const before = 25;
  await expect.poll(() => page.locator('data-panel summary').count()).toBeGreaterThan(before);
  const table = page.locator('data-panel details').filter({ hasText: 'onerror' }).first();
  await table.locator('summary').first().click();
  expect(await table.locator('.about').textContent()).toContain('<U+202E>gpj.csv');
  await table.getByRole('button', { name: 'Show rows' }).click();
  await page.locator('.said', { hasText: '1 row' }).waitFor();
  await expect.poll(async () => (await cells(page, 0)).join(' ')).toContain('<U+202E>abc');
  await page.locator('hunt-grid .ag-cell:not([col-id=row])').first().click();
  expect(await page.locator('hunt-record dl').textContent()).toContain('onerror');
});

it('opens a path of this computer, and says what it cannot read', async () => {
  const page = await open();
  await writeFile(join(folder, 'Small.csv'), 'A,B\n1,2\n3,4\n');
  await page.locator('.top .open').click();
  const path = page.getByLabel(/Or open where they lie/);
  await path.fill(folder);
  await page.getByRole('button', { name: 'List' }).click();
  await page.getByLabel('Pick Small.csv').check();
  await page.getByRole('button', { name: 'Open 1 item' }).click();
  await expect
    .poll(() => page.locator('data-panel summary .name').allInnerTexts())
    .toContain('Small');
  await ask(page, 'Small | where A == 1');
  await page.locator('.said', { hasText: '1 row' }).waitFor();
  await page.locator('.editor .view-line .Table', { hasText: 'Small' }).waitFor();
  expect(await page.locator('.editor .squiggly-error').count()).toBe(0);
  await page.locator('.top .open').click();
  await path.fill(join(folder, 'missing.csv'));
  await page.getByRole('button', { name: 'Open', exact: true }).click();
  expect(await page.locator('.news').textContent()).toContain('missing.csv');
});

it('shows a row as a record by keyboard, and copies', async () => {
  const page = await open();
  await ask(page, 'SecurityAlert | project AlertName, Entities | take 5');
  await page.locator('.said', { hasText: '5 rows' }).waitFor();
  const first = page.locator('hunt-grid [row-index="0"] .ag-cell:not([col-id=row])').first();
  await expect.poll(() => first.textContent()).not.toBe('');
  const name = await first.textContent();
  await first.click();
  await page.keyboard.press('ControlOrMeta+C');
  expect(await page.evaluate('navigator.clipboard.readText()')).toBe(name);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await page.locator('hunt-record', { hasText: 'Row 2' }).waitFor();
  await page.locator('hunt-record').getByRole('button', { name: 'Copy row' }).click();
  const copied = JSON.parse((await page.evaluate('navigator.clipboard.readText()')) as string);
  expect(Object.keys(copied as object)).toEqual(['AlertName', 'Entities']);
  await page.keyboard.press('Escape');
  await expect.poll(() => page.locator('hunt-record').count()).toBe(0);
});

it('shows what render asks for, switches views, and goes on with what is chosen there', async () => {
  const page = await open();
  const text = 'SecurityEvent\n| summarize Events = count() by Computer\n| top 5 by Events';
  await ask(page, `${text}\n| render barchart with (title="Most")`);
  const frame = page.locator('hunt-chart .frame');
  await frame.locator('canvas').first().waitFor();
  await page.locator('hunt-chart .title', { hasText: 'Most' }).waitFor();
  await frame.focus();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Enter');
  await page.getByRole('menuitem', { name: 'Only these rows' }).click();
  await page.locator('.said', { hasText: /^1 row$/ }).waitFor();
  expect(await page.locator('.editor .view-line').last().textContent()).toMatch(/Computer.*==/);
  await ask(page, 'SecurityEvent | take 2000');
  await page.locator('.said', { hasText: '2,000 rows' }).waitFor();
  await page.getByRole('button', { name: 'Timeline', exact: true }).click();
  await page.locator('hunt-timeline canvas.main').waitFor();
  await page.getByRole('button', { name: 'Grid', exact: true }).click();
  await page.locator('hunt-grid .ag-cell').first().waitFor();
});
