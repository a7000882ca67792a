import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { runCommand } from '../kit/run-command.ts';

const folder = mkdtempSync(join(tmpdir(), 'huntbook-pipeline-command-'));
const file = join(folder, 'steps.yaml');
const data = join(folder, 'addresses.csv');
const pipeline = (...words: string[]): ReturnType<typeof runCommand> =>
  runCommand(['pipeline', file, ...words]);

beforeAll(() => {
  writeFileSync(data, 'ip,n\n8.8.8.8,1\n10.0.0.1,2\n');
  writeFileSync(
    file,
    `pipelines:
  kinds:
    description: What the addresses are
    steps:
      - {name: kinds, step_type: pivot, entity: IpAddress, function: util.ip_type, params: {column: ip, join: left}}
      - {name: look, step_type: pivot_display, params: {title: Kinds, cols: [result]}}
      - {name: plot, step_type: pivot_tee_exec, function: mp_plot.timeline}
      - {name: outside, step_type: pd_accessor, function: query, pos_params: ["result == 'Public'"]}
  bad:
    steps:
      - {name: odd, step_type: pd_accessor, function: groupby, pos_params: [ip]}
`,
  );
});
afterAll(() => rmSync(folder, { recursive: true }));

it('runs a pipeline on the only table, and tells what it left out', async () => {
  const { code, out, err } = await pipeline(data, '--name', 'kinds', '-f', 'jsonl');
  expect(code).toBe(0);
  expect(out).toBe('{"ip":"8.8.8.8","n":1,"result":"Public"}\n');
  expect(err).toContain("'plot'");
  expect(err).toContain('look');
  const table = await pipeline(data, '--name', 'kinds', '-f', 'table', '--quiet');
  expect(table.out).toMatch(/^Kinds\nresult\n─+\nPublic\s*\nPrivate/);
  expect(table.err).toBe('');
});

it('lists what a file holds, and spells it in KQL with data or without', async () => {
  expect((await pipeline('--list')).out).toBe('kinds\tWhat the addresses are\nbad\t\n');
  const without = await pipeline('--name', 'kinds', '--kql');
  const { out } = await pipeline(data, '--name', 'kinds', '--kql');
  expect(out).toBe(without.out);
  expect(out).toContain('| invoke ip_type(');
});

it.each([
  [[], 2, 'several pipelines'],
  [['--name', 'none'], 2, "no pipeline 'none'"],
  [['--name', 'kinds'], 2, 'name files'],
  [['--name', 'kinds', '--sample'], 2, 'several tables'],
  [['--name', 'bad', data], 1, "step 'odd' of 'bad' (groupby)"],
  [['--name', 'kinds', data, '--on', 'nothing'], 1, 'nothing'],
] as const)('says what is missing or cannot be done: %s', async (words, expected, said) => {
  const { code, err } = await pipeline(...words);
  expect(code).toBe(expected);
  expect(err).toContain(said);
});

it('says that there is no such file', async () => {
  const { code, err } = await runCommand(['pipeline', join(folder, 'none.yaml'), data]);
  expect(code).toBe(2);
  expect(err).toContain('none.yaml cannot be read');
});
