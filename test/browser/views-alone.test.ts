import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { Hunt } from '../../src/session/index.ts';
import type { Table } from '../../src/tables/index.ts';
import { ViewsAlone } from '../kit/views-alone.ts';
import { accessibilityFaults, type Look, type OpenPage } from '../kit/workbench-page.ts';

const evil = `<img src=x onerror=globalThis.pwned=1>"'\`\u202E\u0007\${7*7}{{7*7}}`;
const quoted = JSON.stringify(evil).replaceAll('`', '\\u0060').replaceAll("'", '\\u0027');
const made = `range n from 1 to 40 step 1
| extend TimeGenerated = datetime(2026-03-01) + n * 1h, Host = strcat('host', n % 4), N = n * 3, Share = n / 7.0
| extend Text = strcat(${quoted}, n % 3), Ended = TimeGenerated + 20m, Bag = dynamic({"a": [1, "<b>"]})
| extend [${quoted}] = strcat(Text, '!'), Latitude = -80.0 + n * 4, Longitude = -170.0 + n * 8`;
const hostileTimes = `${made} | extend Host = Text | union (print Host = '', TimeGenerated = datetime(null), Text = '')`;

let hunt: Hunt;
let lab: ViewsAlone;
const opened: OpenPage[] = [];

async function open(look: Look = {}): Promise<OpenPage> {
  const fresh = await lab.open(look);
  opened.push(fresh);
  return fresh;
}

beforeAll(async () => {
  hunt = new Hunt();
  lab = await ViewsAlone.start();
});

afterEach(async () => {
  for (const { page, context, faults } of opened.splice(0)) {
    expect(await page.evaluate('globalThis.pwned')).toBeUndefined();
    expect(faults.join('\n')).toBe('');
    await context.close();
  }
});

afterAll(async () => {
  await lab.close();
  await hunt.close();
});

const shadow = 'shown.shadowRoot';
const words = (page: OpenPage['page']): Promise<string> =>
  page.evaluate(`${shadow}.textContent.replace(/\\s+/g, ' ').trim()`);
const rows = (kql: string): Promise<Table> => hunt.kql(kql);

it('shows nothing, one row, many and hostile ones in every view, with a name, light and dark', async () => {
  const light = await open();
  const dark = await open({ dark: true, width: 375 });
  const names: string[] = await light.page.evaluate('lab.names');
  expect(names.length).toBeGreaterThan(0);
  const tables = {
    empty: await rows(`${made} | where n > 99`),
    one: await rows(`${made} | take 1`),
    many: await rows(made),
    hostile: await rows(hostileTimes),
  };
  for (const name of names) {
    const fits = await light.page.evaluate(
      `lab.fits(${JSON.stringify(name)}, ${JSON.stringify(tables.many.columns)})`,
    );
    await lab.show(light.page, name, tables.empty);
    expect(await words(light.page), name).toContain('No rows');
    for (const kind of ['one', 'many', 'hostile'] as const)
      for (const { page } of [light, dark]) {
        await lab.show(page, name, tables[kind]);
        const alert: number = await page.evaluate(
          `${shadow}.querySelectorAll('[role=alert]').length`,
        );
        if (fits) expect(alert, `${name} ${kind}: ${await words(page)}`).toBe(0);
        expect(await page.evaluate(`${shadow}.querySelectorAll('img').length`)).toBe(0);
        expect(await page.evaluate(`${shadow}.querySelector('section').ariaLabel`)).toBe('Result');
        expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth')).toBe(0);
      }
    for (const fresh of [light, dark]) expect(await accessibilityFaults(fresh), name).toEqual([]);
  }
});

it('gives what every view shows as a table, as data and as an image', async () => {
  const { page } = await open();
  const names: string[] = await page.evaluate('lab.names');
  const many = await rows(made);
  for (const name of names) {
    const fits = `lab.fits(${JSON.stringify(name)}, ${JSON.stringify(many.columns)})`;
    if (!(await page.evaluate(fits))) continue;
    await lab.show(page, name, many);
    await page.getByRole('button', { name: 'Copy data' }).click();
    await expect.poll(() => page.evaluate('lab.changes.at(-1)?.what')).toBe('data');
    const text: string = await page.evaluate('navigator.clipboard.readText()');
    expect(text.split('\n').length, name).toBeGreaterThan(1);
    const kind = 'image/png';
    expect(await page.evaluate('shown.image().then((i) => i.type)'), name).toBe(kind);
    expect(await page.evaluate('shown.image().then((i) => i.size)'), name).toBeGreaterThan(300);
    await page.getByRole('button', { name: 'Copy image' }).click();
    await expect.poll(() => page.evaluate('lab.changes.at(-1)?.what')).toBe('image');
    await page.getByRole('button', { name: 'As table' }).click();
    await page.locator('.rows tbody tr').first().waitFor();
    await page.evaluate('lab.changes.length = 0');
  }
});

it('says in the view what it was told wrongly', async () => {
  const { page } = await open();
  const many = await rows(made);
  for (const name of (await page.evaluate('lab.names')) as string[]) {
    await lab.show(page, name, many, { colour_of_magic: 'x' });
    expect(await words(page)).toContain(`The view '${name}' has no setting 'colour_of_magic'.`);
  }
});

it('zooms, selects and narrows a timeline by mouse and by keyboard', async () => {
  const { page } = await open();
  const table = await rows(
    "range n from 0 to 99999 step 1 | extend TimeGenerated = datetime(2026-03-01) + n * 10s, Host = strcat('host', n % 4)",
  );
  await lab.show(page, 'timeline', table, { group: 'Host' });
  expect(lab.asked.every((kql) => kql.includes('summarize'))).toBe(true);
  const lanes = page.locator('.lanes');
  await lanes.focus();
  for (let i = 0; i < 7; i++) await page.keyboard.press('+');
  await expect.poll(() => lab.asked.some((kql) => kql.includes('project At'))).toBe(true);
  await lab.settled(page);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowRight');
  await expect.poll(() => page.getByRole('status').textContent()).toMatch(/^2026-.*host0/);
  await page.keyboard.press('Shift+End');
  await page.keyboard.press('Enter');
  const said = (): Promise<string> => page.evaluate('lab.changes.at(-1)?.kql');
  expect(await said()).toMatch(
    /^\| where \['TimeGenerated'\] < datetime\(.*\) and .* >= datetime\(/,
  );
  const kept = await rows(
    `range n from 0 to 99999 step 1 | extend TimeGenerated = datetime(2026-03-01) + n * 10s ${await said()}`,
  );
  expect(await kept.count()).toBeGreaterThan(1);
  await page.keyboard.press('Escape');
  expect(await said()).toBe('');
  await page.keyboard.press('0');
  const box = await lanes.boundingBox();
  if (!box) throw new Error('the timeline is not there');
  await page.mouse.move(box.x + box.width * 0.4, box.y + 30);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width * 0.6, box.y + 40, { steps: 4 });
  await page.mouse.up();
  await page.getByRole('button', { name: 'Keep only these' }).click();
  expect(await said()).toMatch(/datetime\(2026-03-0[67]/);
});

it('shows a recorded timeline again, and says that it cannot look closer', async () => {
  const { page } = await open();
  await lab.show(
    page,
    'timeline',
    await rows(
      `${made} | union (range n from 1 to 9000 step 1 | extend TimeGenerated = datetime(2026-03-01) + n * 1m)`,
    ),
  );
  const columns = JSON.stringify([]);
  lab.asked.length = 0;
  await page.evaluate(
    `lab.show('timeline', { columns: ${columns}, rows: 1, settings: [], label: 'Again', replay: true })`,
  );
  await lab.settled(page);
  const lanes = page.locator('.lanes');
  await lanes.focus();
  for (let i = 0; i < 3; i++) await page.keyboard.press('+');
  await expect
    .poll(() => page.getByRole('status').textContent())
    .toContain('holds only what was shown');
  expect(lab.asked).toEqual([]);
  expect(await page.getByRole('alert').count()).toBe(0);
});

it('draws every kind of chart, of one row, of many and of hostile ones', async () => {
  const { page } = await open();
  const kinds = (await page.evaluate('lab.choices("chart", "type")')) as string[];
  expect(kinds.length).toBeGreaterThan(10);
  const columns = '| project Host, TimeGenerated, Ended, N, Share';
  const tables = {
    one: await rows(`${made} | take 1 ${columns}`),
    many: await rows(`${made} ${columns}`),
    hostile: await rows(`${hostileTimes} ${columns}`),
  };
  for (const type of kinds)
    for (const [name, table] of Object.entries(tables)) {
      const ladder = type === 'ladderchart' ? { ycolumns: 'TimeGenerated, Ended' } : {};
      await lab.show(page, 'chart', table, { type, title: evil, ...ladder });
      expect(await page.getByRole('alert').allInnerTexts(), `${type} ${name}`).toEqual([]);
      expect(await page.evaluate('shown.image().then((i) => i.size)'), type).toBeGreaterThan(300);
    }
});

it('walks over a chart by keyboard, and pivots on what stands there', async () => {
  const { page } = await open();
  await lab.show(
    page,
    'chart',
    await rows(
      `${made} | summarize Rows = count() by Host = strcat(Host, '<i>') | order by Host asc`,
    ),
  );
  await page.evaluate('shown.image()');
  await page.locator('.frame').focus();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  await expect.poll(() => page.getByRole('status').textContent()).toBe('Rows, host1<i>: 10');
  await expect
    .poll(() => page.locator('.tip-line').allInnerTexts())
    .toEqual([expect.stringContaining('10')]);
  await page.keyboard.press('Enter');
  expect(await page.evaluate('lab.changes.at(-1)')).toMatchObject({
    name: 'hunt-pivot',
    value: 'host1<i>',
    column: { name: 'Host' },
  });
});

it('shows a time series with hostile names, and keeps a period of anomaly', async () => {
  const taken = `range n from 0 to 199 step 1
  | extend at = datetime(2026-03-01) + n * 1h, baseline = 10.0, trend = 9.0, series = iff(n < 150, Evil, 'quiet')
  | extend anomalies = iff(n in (40, 41, 90), 1, 0) | extend observed = 10.0 + 20 * anomalies + n % 3`;
  const kql = taken.replace('Evil', quoted);
  const light = await open();
  const dark = await open({ dark: true, width: 375 });
  for (const { page } of [light, dark]) {
    for (const table of [await rows(`${kql} | take 1`), await rows(kql)])
      await lab.show(page, 'timeseries', table);
    expect(await page.getByRole('alert').allInnerTexts()).toEqual([]);
    expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth')).toBe(0);
  }
  const { page } = light;
  await page.evaluate('shown.image()');
  await page.getByLabel('Anomalies').selectOption('0');
  await page.getByRole('button', { name: 'Keep only these' }).click();
  const step: string = await page.evaluate('lab.changes.at(-1).kql');
  expect(await (await rows(`${kql} ${step}`)).count()).toBe(2);
  for (const fresh of [light, dark]) expect(await accessibilityFaults(fresh)).toEqual([]);
});

it('keeps the rows of a cell of a matrix, by keyboard', async () => {
  const { page } = await open();
  await lab.show(page, 'matrix', await rows(hostileTimes), { x: 'Host', y: 'TimeGenerated' });
  await page.evaluate('shown.image()');
  await page.locator('.frame').focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Enter');
  await expect.poll(() => page.evaluate('lab.changes.at(-1)?.name')).toBe('hunt-narrow');
  const step: string = await page.evaluate('lab.changes.at(-1).kql');
  expect(await (await rows(`${hostileTimes} ${step}`)).count()).toBe(1);
});

it('leaves the way back where the kind of chart that was chosen does not fit', async () => {
  const { page } = await open();
  await lab.show(page, 'chart', await rows(`${made} | project Host, N`));
  const kind = page.getByLabel('Kind of chart');
  await kind.selectOption('timechart');
  await page.getByRole('alert').getByText('needs a column of type datetime').waitFor();
  await kind.selectOption('barchart');
  await expect.poll(() => page.getByRole('alert').count()).toBe(0);
  expect(await page.evaluate('lab.changes.at(-1)?.settings')).toEqual([['type', 'barchart']]);
});
