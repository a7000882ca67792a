import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { runCommand as run } from '../kit/run-command.ts';

let folder: string;
let file: string;

const hunt = `---
title: Failures
data: logons.csv
parameters: { least: 2 }
---
\`\`\`kql failed
logons | where Result == "fail"
\`\`\`
\`\`\`kql often expect="count() == 0"
failed | summarize N = count() by Account | where N >= least
\`\`\`
`;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'huntbook-run-'));
  file = join(folder, 'hunt.md');
  await writeFile(file, hunt);
  await writeFile(
    join(folder, 'logons.csv'),
    'TimeGenerated,Account,Result\n2024-03-01T00:00:00Z,=alice,fail\n2024-03-02T00:00:00Z,=alice,fail\n',
  );
});
afterAll(() => rm(folder, { recursive: true, force: true }));

it('runs a hunt on the files that it names, and fails where something expected does not hold', async () => {
  const report = join(folder, 'report.html');
  const { code, out } = await run(['run', file, '--out', report]);
  expect(out).toMatch(/✓ failed · 2 rows .*\n✗ often · 1 row .* does not hold: count\(\) == 0\n/);
  expect(code).toBe(1);
  expect(await readFile(report, 'utf8')).toContain('<td>=alice</td>');
  const rarely = await run(['run', file, '--param', 'least=3', '--cell', 'often']);
  expect(rarely).toMatchObject({ code: 0 });
  const early = await run(['run', file, '--end', '2024-03-02']);
  expect(early.code).toBe(0);
  expect(early.out).toContain('! Only rows from 0001-01-01T00:00:00Z to 2024-03-02T00:00:00Z');
});

it('runs the hunt that comes with the sample investigation', async () => {
  const { code, out } = await run(['run', 'samples/guessed-passwords.md']);
  expect(out).toMatch(/✓ guessed · 2 rows .*\n/);
  expect(code).toBe(0);
});

it('takes a tour of the sample, on which every step finds what it tells of', async () => {
  const { code, out } = await run(['run', '--sample']);
  expect(out).not.toContain('✗');
  expect(out.match(/· holds: /g)?.length).toBeGreaterThan(9);
  expect(code).toBe(0);
});

it.each([
  [['run'], 2, 'name a Markdown file'],
  [['run', 'no-such.md'], 2, 'no-such.md does not exist'],
  [['run', 'FILE', '--param', 'leats=1'], 1, 'Did you mean least?'],
  [['run', 'FILE', '--param', 'least'], 2, "'least' gives no value"],
  [['run', 'FILE', '--param', 'least=few'], 1, "'least' takes a whole number"],
  [['run', 'FILE', '--cell', 'nobody'], 2, 'It has failed, often.'],
  [['run', 'FILE', '--out', 'report.pdf'], 2, 'ends in .html or .md'],
  [['run', 'FILE', '--start', 'soon'], 1, "'soon'"],
])('says what is wrong: %j', async (words, expected, said) => {
  const { code, err } = await run(words.map((word) => (word === 'FILE' ? file : word)));
  expect(err).toContain(said);
  expect(code).toBe(expected);
});
