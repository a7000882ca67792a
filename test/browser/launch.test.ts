import { expect, it } from 'vitest';
import { launchBrowser } from '../kit/browser.ts';

it('starts a real Chromium', async () => {
  const browser = await launchBrowser();
  const page = await browser.newPage();
  expect(await page.evaluate('navigator.userAgent')).toContain('Chrome');
  await browser.close();
});
