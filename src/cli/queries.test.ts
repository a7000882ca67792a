import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { runCommand } from '../../test/kit/run-command.ts';

it('says of a time that is taken from the data that it need not be given', async () => {
  const { out } = await runCommand(['queries', 'WindowsSecurity.list_host_processes'], 160);
  expect(out).toMatch(/start\s+datetime .*the start of your data/);
  expect(out).toMatch(/end\s+datetime .*the end of your data/);
  expect(out).toMatch(/host_name .*must be given/);
});

it('takes the folders of the configuration, and tells where a query is from and what could not be read', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'huntbook-test-'));
  try {
    const config = join(folder, 'msticpyconfig.yaml');
    writeFileSync(config, 'QueryDefinitions: { Custom: [mine, gone] }\n');
    mkdirSync(join(folder, 'mine'));
    writeFileSync(
      join(folder, 'mine/a.yaml'),
      'metadata: {version: 1, description: Own, data_environments: [MSSentinel], data_families: [Case]}\nsources: {mine: {description: Mine, args: {query: print 1}}}',
    );
    const shown = await runCommand(['queries', 'Case.mine', '--config', config], 160);
    expect(shown.out).toContain(`From ${join(folder, 'mine/a.yaml')}`);
    expect(shown.err).toContain(`'${join(folder, 'gone')}' cannot be read`);
    const run = await runCommand(['query', '-N', 'Case.mine', '--config', config, '-f', 'csv']);
    expect([run.code, run.out]).toEqual([0, 'print_0\n1\n']);
    const checked = await runCommand(['config', 'check', config]);
    expect(checked.code).toBe(1);
    expect(checked.out).toMatch(/works {2}queries: .*mine: 1 query\nfails {2}queries: .*gone/);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
