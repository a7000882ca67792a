import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { Hunt } from '../../src/session/index.ts';
import { viewRows } from '../kit/view-rows.ts';
import { ViewsAlone } from '../kit/views-alone.ts';
import { accessibilityFaults, type Look, type OpenPage } from '../kit/workbench-page.ts';

let hunt: Hunt;
let lab: ViewsAlone;
const opened: OpenPage[] = [];

interface Rows {
  kql: string;
  settings?: Readonly<Record<string, string>> | undefined;
  look?: Look;
}

async function show(name: string, { kql, settings, look }: Rows): Promise<OpenPage> {
  const fresh = await lab.open(look);
  opened.push(fresh);
  await lab.show(fresh.page, name, await hunt.kql(kql), { ...settings });
  return fresh;
}

beforeAll(async () => {
  hunt = new Hunt();
  lab = await ViewsAlone.start();
});

afterEach(async () => {
  for (const { page, context, faults } of opened.splice(0)) {
    expect(await page.evaluate('globalThis.__pwned')).toBeUndefined();
    expect(faults.join('\n')).toBe('');
    await context.close();
  }
});

afterAll(async () => {
  await lab.close();
  await hunt.close();
});

it.each([...viewRows])(
  '%s shows none, one and many, with a name and without faults',
  async (name, rows) => {
    const { settings = {}, drawn } = rows;
    const none = await show(name, { kql: `${rows.one} | where 1 == 2`, settings });
    await none.page.getByText('No rows to show.').waitFor();
    const one = await show(name, { kql: rows.one, settings, look: { width: 375, height: 740 } });
    await one.page.locator(drawn).first().waitFor();
    expect(await one.page.evaluate('document.documentElement.scrollWidth - innerWidth')).toBe(0);
    for (const dark of [false, true]) {
      const many = await show(name, { kql: rows.many, settings, look: { dark } });
      await many.page.locator(drawn).nth(1).waitFor();
      expect(await many.page.locator('section.view').first().getAttribute('aria-label')).toBe(
        'Result',
      );
      expect(await accessibilityFaults(many)).toEqual([]);
      const image = await many.page.evaluate(
        'shown.image().then(({ type, size }) => [type, size])',
      );
      expect(image).toEqual(['image/png', expect.any(Number)]);
      expect((image as number[])[1]).toBeGreaterThan(3000);
    }
  },
);

it.each([...viewRows])('%s shows hostile texts as texts', async (name, rows) => {
  const { hostile: kql, hostileSettings: settings = rows.settings ?? {}, drawn } = rows;
  const { page } = await show(name, { kql, settings });
  await page.locator(drawn).nth(1).waitFor();
  const text = async (): Promise<string> =>
    (await page.locator('section.view').first().textContent()) ?? '';
  await expect.poll(text).toContain('globalThis.__pwned');
  expect(await text()).not.toContain('\u202E');
  expect(await page.locator('img[src=x], script:not([src]), svg[onload]').count()).toBe(0);
  await page.getByRole('button', { name: 'As table' }).click();
  await page.locator('.rows td').first().waitFor();
});
