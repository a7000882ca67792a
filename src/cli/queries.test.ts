import { expect, it } from 'vitest';
import { runCommand } from '../../test/kit/run-command.ts';

it('says of a time that is taken from the data that it need not be given', async () => {
  const { out } = await runCommand(['queries', 'WindowsSecurity.list_host_processes'], 160);
  expect(out).toMatch(/start\s+datetime .*the start of your data/);
  expect(out).toMatch(/end\s+datetime .*the end of your data/);
  expect(out).toMatch(/host_name .*must be given/);
});
