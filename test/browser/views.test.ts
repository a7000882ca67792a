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

it('picks an area of a map as a step of KQL, and tells of a place by keyboard', async () => {
  const kql = `range n from 1 to 500 step 1 | extend Latitude = n / 10.0, Longitude = n / 5.0`;
  const { page } = await show('map', { kql });
  const heard = (): Promise<{ kql: string }> => page.evaluate('lab.changes.at(-1)');
  const place = page.locator('.leaflet-marker-icon').first();
  await place.focus();
  await page.keyboard.press('Enter');
  await page.locator('.leaflet-popup', { hasText: 'rows' }).waitFor();
  await page.getByRole('button', { name: 'Only these' }).click();
  const step = (await heard()).kql;
  expect(step).toMatch(/^\| where \['Latitude'\] >= real\(/);
  const kept = await (await hunt.kql(`${kql} ${step}`)).count();
  const said = await page.locator('.leaflet-popup h3').textContent();
  expect(said).toContain(`${kept} row`);
  await page.keyboard.press('Escape');
  await expect.poll(() => page.locator('.leaflet-popup').count()).toBe(0);
  await page.getByRole('button', { name: 'All again' }).click();
  expect((await heard()).kql).toBe('');
});

it('folds, searches and narrows a process tree by keyboard', async () => {
  const { kql, settings } = { kql: viewRows.get('process_tree')?.many ?? '', settings: {} };
  const { page } = await show('process_tree', { kql, settings });
  const lines = page.locator('.process');
  await lines.first().waitFor();
  const rows = (): Promise<string | null> =>
    page.getByRole('treegrid').getAttribute('aria-rowcount');
  const all = await rows();
  await page.locator('.process[aria-expanded=true] .name').first().click();
  await page.getByRole('treegrid').focus();
  await page.keyboard.press('ArrowLeft');
  await expect.poll(rows).not.toBe(all);
  await page.keyboard.press('ArrowRight');
  await expect.poll(rows).toBe(all);
  await page.keyboard.press('End');
  await expect
    .poll(() => page.locator('.process.current .name').textContent())
    .toMatch(/^p\d+\.exe$/);
  await page.getByLabel('Find a process').fill('p2345.exe');
  await page.keyboard.press('Enter');
  await expect.poll(() => page.locator('.process.current .name').textContent()).toBe('p2345.exe');
  await page.getByRole('treegrid').focus();
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Path to root' }).click();
  const { kql: step } = (await page.evaluate('lab.changes.at(-1)')) as { kql: string };
  const path = await hunt.kql(`${kql} ${step} | sort by place asc | project name`);
  const names: unknown[] = [];
  for await (const row of path.rows()) names.push(row['name']);
  expect(names.length).toBeGreaterThan(2);
  expect(names.at(-1)).toBe('p2345.exe');
});

it('walks over a graph by keyboard, and says where it is', async () => {
  const kql = `range n from 1 to 30 step 1 | extend a = strcat('h', n % 5), b = strcat('u', n)`;
  const { page } = await show('graph', { kql, settings: { from: 'a', to: 'b' } });
  await page.locator('.canvas canvas').first().waitFor();
  await page.locator('.canvas').focus();
  const said = page.locator('section > [role=status]');
  await page.keyboard.press('ArrowRight');
  await expect.poll(() => said.textContent()).toMatch(/^[hu]\d+, [ab], \d+ links$/);
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Only its rows' }).click();
  const { kql: step } = (await page.evaluate('lab.changes.at(-1)')) as { kql: string };
  expect(await (await hunt.kql(`${kql} ${step}`)).count()).toBeGreaterThan(0);
});

it('lists alerts, and shows the chosen one with its graph', async () => {
  const { hostile = '' } = viewRows.get('alerts') ?? {};
  const shown = await show('alerts', { kql: hostile });
  const { page } = shown;
  await page.getByRole('listbox').focus();
  await page.keyboard.press('End');
  await page.getByRole('button', { name: 'Only this one' }).click();
  const { kql: step } = (await page.evaluate('lab.changes.at(-1)')) as { kql: string };
  expect(await (await hunt.kql(`${hostile} ${step}`)).count()).toBe(1);
  await page.getByRole('button', { name: 'Graph of its things' }).click();
  await page.locator('hunt-graph .canvas canvas').first().waitFor();
  await expect.poll(() => page.locator('hunt-graph .kinds button').count()).toBeGreaterThan(1);
  expect(await accessibilityFaults(shown)).toEqual([]);
  await page.getByRole('button', { name: /^High/ }).click();
  await expect.poll(() => page.locator('.alert').count()).toBe(13);
});

it('moves the threshold of sequences by slider and by number, and keeps what is below it', async () => {
  const kql = `range n from 1 to 300 step 1 | extend Began = datetime(2026-03-01) + n * 1h, session = pack_array(pack_array('Get', bag_pack('Name', strcat('n', n % 5))), strcat('Set-', n % 3), iff(n == 7, 'Purge', 'End')) | invoke rare_sequences(session, join = 'inner')`;
  const { page } = await show('sequences', { kql });
  const lines = page.locator('.session[role=option]');
  const said = async (): Promise<number> =>
    Number(/(\d+) of 300 sessions/.exec((await page.locator('.bar').textContent()) ?? '')?.[1]);
  await page.getByRole('slider', { name: 'Threshold' }).press('Home');
  await expect.poll(said).toBe(0);
  await page.getByText('No session is below').waitFor();
  await page.getByRole('slider', { name: 'Threshold' }).press('End');
  await expect.poll(said).toBeGreaterThan(290);
  const number = page.getByRole('textbox', { name: 'Threshold' });
  await number.fill('nonsense');
  await number.press('Enter');
  await number.fill('0.005');
  await number.press('Enter');
  expect(await page.evaluate('lab.changes.at(-1).settings')).toEqual([['threshold', '0.005']]);
  await expect.poll(said).toBe(1);
  expect(await lines.count()).toBe(1);
  await page.getByRole('listbox').focus();
  await page.keyboard.press('ArrowDown');
  await page.locator('aside li.rare', { hasText: 'Purge' }).waitFor();
  expect(await page.locator('aside').textContent()).toMatch(/times rarer than the median/);
  for (const name of ['Only this session', 'Keep only these']) {
    await page.getByRole('button', { name }).click();
    const { kql: step } = (await page.evaluate('lab.changes.at(-1)')) as { kql: string };
    expect(await (await hunt.kql(`${kql} ${step}`)).count(), name).toBe(1);
  }
});

it('folds what sources say, tells what was not answered, and keeps one observable', async () => {
  const kql = viewRows.get('threat_intel')?.many ?? '';
  const { page } = await show('threat_intel', { kql });
  await page.locator('.gaps', { hasText: 'failed for' }).waitFor();
  await page.getByRole('button', { name: /^high/ }).click();
  await expect.poll(() => page.locator('.alert .level:not(.l3)').count()).toBe(0);
  await page.getByRole('listbox').focus();
  await page.keyboard.press('ArrowDown');
  await page.locator('aside details summary').first().click();
  await expect.poll(() => page.locator('aside pre').first().textContent()).toContain('"a": "203');
  const key = (await page.locator('.alert[aria-selected=true] .key').textContent()) ?? '';
  await page.getByRole('button', { name: 'Only this one' }).click();
  const { kql: step } = (await page.evaluate('lab.changes.at(-1)')) as { kql: string };
  const kept = await hunt.kql(`${kql} ${step} | summarize by IPAddress`);
  const found: unknown[] = [];
  for await (const row of kept.rows()) found.push(row['IPAddress']);
  expect(found).toEqual([key]);
});
