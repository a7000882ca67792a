import { createHash } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { HuntRun, readHunt } from '../hunts/index.ts';
import { Hunt } from '../session/index.ts';
import { htmlReport } from './html-report.ts';
import { markdownReport } from './markdown-report.ts';
import { collectReport, type Report } from './report.ts';

const evil = `<script>alert(1)</script><img src=x onerror=alert(2)>"'|\`]]>&amp; https://evil.example \u202Egpj.exe`;
const text = [
  '---',
  `title: ${JSON.stringify('About <b>it</b>')}`,
  'parameters: { who: alice }',
  '---',
  'Prose with **weight**, [a link](https://example.com), [a trap](javascript:alert(1)),',
  '![a picture](https://example.com/x.png) and <b onclick=alert(1)>HTML</b>.',
  '',
  '```kql rows',
  `datatable(Name: string, N: long)[${JSON.stringify(evil)}, 1, "b", 2, "c", 3] | where who != ""`,
  '```',
  '```kql expect="count() == 0"',
  'rows | project Name',
  '```',
  '```kql',
  'rows | where Nmae == ""',
  '```',
].join('\n');

let hunt: Hunt;
let report: Report;

beforeAll(async () => {
  hunt = new Hunt();
  const run = new HuntRun(hunt, readHunt(text, 'a <hunt>.md'), { values: { who: evil } });
  for await (const _ of run.run());
  report = await collectReport(run, { rows: 2, version: '1.2.3' });
});
afterAll(() => hunt.close());

it('is one HTML file without script, in which log text is text', async () => {
  const page = await htmlReport(report);
  expect(page).toContain('<h1>About &lt;b&gt;it&lt;/b&gt;</h1>');
  expect(page).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
  expect(page).toContain('&lt;U+202E&gt;gpj.exe');
  expect(page).toContain('<strong>weight</strong>');
  expect(page).toContain('<a href="https://example.com" rel="noopener noreferrer">a link</a>');
  const tags = [...page.matchAll(/<([a-z]+)/g)].map(([, tag]) => tag);
  for (const tag of ['script', 'img', 'b', 'iframe', 'object', 'svg'])
    expect(tags).not.toContain(tag);
  expect(page).not.toMatch(/<[^>]*\son\w+=/);
  expect([...page.matchAll(/(?:href|src)="[^"]*"/g)].map(([found]) => found)).toEqual([
    'href="#cell-2"',
    'href="#cell-3"',
    'href="https://example.com"',
  ]);
  expect(page).toContain("default-src 'none'");
});

it('keeps long values from pushing their rows apart, and shows them whole where asked', async () => {
  const kql = '```kql\nprint Long = strcat("<b>", strrep("ab ", 200), "end"), Short = "x"\n```';
  const run = new HuntRun(hunt, readHunt(kql, 'long.md'));
  for await (const _ of run.run());
  const page = await htmlReport(await collectReport(run, { rows: 2, version: '1.2.3' }));
  expect(page).toMatch(
    /<details class="long"><summary>&lt;b&gt;ab .{100,180}…<\/summary>&lt;b&gt;(?:ab ){200}end<\/details>/,
  );
  expect(page).toContain('<td>x</td>');
});

it('shows what is new and what is gone since an earlier run, as text', async () => {
  const beside = {
    count: 2,
    columns: [{ name: 'Name', type: 'string' as const }],
    rows: [[evil]],
  };
  const change = { appeared: beside, gone: { ...beside, count: 0, rows: [] }, notes: ['A note.'] };
  const comparison = {
    since: '2024-01-01T00:00:00Z',
    notes: ['All is else.'],
    cells: new Map([['rows', change]]),
  };
  const compared = await collectReport(report.run, { rows: 2, version: '1.2.3', comparison });
  const page = await htmlReport(compared);
  expect(page).toContain('Since the earlier run: 2 rows new, none gone');
  expect(page).toContain('New: 2 rows, the first 1');
  expect(page).toContain('the run of 2024-01-01T00:00:00Z. All is else.');
  expect(page).not.toContain('<script>alert');
  const words = markdownReport(compared);
  expect(words).toContain('Since the earlier run: 2 rows new, none gone.');
  expect(words).toContain('- A note.');
});

it('says what is not shown, what does not hold and what failed', async () => {
  for (const form of [await htmlReport(report), markdownReport(report).replaceAll('\\', '')]) {
    expect(form).toContain('Shown: the first 2 rows; 1 row more not.');
    expect(form).toContain('Does not hold: count() == 0');
    expect(form).toContain('Nmae');
    expect(form).toContain('3 cells, 1 does not hold, 1 failed.');
    expect(form).toContain('1.2.3');
  }
});

it('is Markdown in which log text stands in code', () => {
  const page = markdownReport(report);
  expect(page).toContain('| Name | N |\n| --- | --- |\n');
  expect(page).toContain('``<script>alert(1)</script>');
  const outside = page
    .replace(/(`+)[^`](?:.|\n)*?[^`]\1(?!`)/g, '')
    .replace(text.split('---\n')[2]?.split('```')[0] ?? '', '');
  expect(outside).not.toContain('<script');
});

it('numbers the rows of a result, says which files they come from, and calls what is stale so', async () => {
  const sampled = new Hunt();
  await sampled.addSample();
  const kql = (limit: number): string =>
    `\`\`\`kql few view=timeline\nSigninLogs | take ${limit}\n\`\`\`\n\`\`\`kql\nfew | count\n\`\`\``;
  const run = new HuntRun(sampled, readHunt(kql(3), 'few.md'));
  try {
    for await (const _ of run.run());
    const page = await htmlReport(await collectReport(run, { rows: 2, version: '1.2.3' }));
    expect(page).toContain('<td class="number place">2</td>');
    expect(page).toMatch(/SigninLogs was read from sample \([\d,]+ rows\)/);
    expect(page).toContain('2 cells, all run and as expected.');
    expect(page).toContain('aria-label="few: Timeline of 3 events in 1 lanes');
    const [, policy = ''] = /Content-Security-Policy" content="([^"]*)"/.exec(page) ?? [];
    const scripts = [...page.matchAll(/<script>(.*?)<\/script>/gs)].map(([, text = '']) => text);
    expect(scripts.length).toBe(1);
    for (const text of scripts)
      expect(policy).toContain(createHash('sha256').update(text).digest('base64'));
    expect(policy).not.toMatch(/unsafe|https?:|\*/);
    run.update(readHunt(kql(4), 'few.md'));
    const report = await collectReport(run, { rows: 2, version: '1.2.3' });
    for (const form of [await htmlReport(report), markdownReport(report)]) {
      expect(form).toContain('2 cells, 2 stale.');
      expect(form).toContain('the rows are those of an earlier run');
    }
  } finally {
    await run.close();
    await sampled.close();
  }
});
