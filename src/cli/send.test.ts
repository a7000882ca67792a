import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { runCommand } from '../../test/kit/run-command.ts';
import { openStandIn, type StandIn } from '../../test/kit/stand-in.ts';
import { Hunt } from '../session/index.ts';

let server: StandIn;
let folder: string;
let config: string;

beforeAll(async () => {
  server = await openStandIn();
  server.handler = (_, response) => response.end('{"text":"Success","code":0}');
  folder = mkdtempSync(join(tmpdir(), 'huntbook-send-'));
  config = join(folder, 'huntbook.yaml');
  writeFileSync(
    config,
    `connections:\n  lab: { provider: splunk-hec, url: "${server.base}", token: { env: TEST_HEC } }\n`,
  );
  vi.stubEnv('TEST_HEC', 'hidden-token');
});
afterAll(() => {
  vi.unstubAllEnvs();
  server.close();
  rmSync(folder, { recursive: true });
});

const send = (...more: string[]): ReturnType<typeof runCommand> =>
  runCommand(['send', '--sample', 'SecurityAlert | take 5', '--config', config, ...more]);

describe('huntbook send', () => {
  it('sends nothing until it is told to', async () => {
    const { code, out } = await send('--into', 'splunk-hec:lab');
    expect([code, server.paths]).toEqual([0, []]);
    expect(out).toContain('splunk-hec:lab would get 5 of 5 rows');
    expect(out).toContain(`to ${server.base.slice(0, -1)}`);
    expect(out).toContain('Nothing was sent: add --yes');
  });

  it('says to whom how many rows go, and what became of them', async () => {
    const { code, out, err } = await send('--into', 'splunk-hec:lab', '--yes');
    expect([code, server.paths]).toEqual([0, ['/services/collector/event']]);
    expect(err).toContain('sends 5 rows to splunk-hec:lab');
    expect(out).toContain('splunk-hec:lab took 5 of 5 rows');
    server.handler = (_, response) => {
      response.statusCode = 403;
      response.end('{"text":"Invalid token","code":4}');
    };
    const refused = await send('--into', 'splunk-hec:lab', '--yes', '-f', 'json');
    expect(refused.code).toBe(1);
    expect(JSON.parse(refused.out)).toMatchObject({ taken: 0, notTaken: [{ from: 1, to: 5 }] });
    expect(refused.out + refused.err + out + err).not.toContain('hidden-token');
  });

  it('is refused without rows or without somebody who gets them', async () => {
    for (const words of [[], ['--into', 'splunk'], ['--into', 'splunk-hec:other']])
      expect((await send(...words)).code).not.toBe(0);
    expect((await runCommand(['send', 'SecurityAlert', '--into', 'splunk-hec:lab'])).code).toBe(2);
  });

  it('leaves a line in the ledger of the hunt', async () => {
    server.handler = (_, response) => response.end('{"text":"Success","code":0}');
    await using hunt = new Hunt();
    const lab = await hunt.destination('splunk-hec', { name: 'lab' }, { configFile: config });
    const table = await hunt.kql('print a = 1, b = "x"');
    expect(await lab.plan(table)).toMatchObject({ rows: 1, taken: 1 });
    expect(hunt.sent).toEqual([]);
    expect(await lab.send(table)).toMatchObject({ taken: 1, notTaken: [], unsure: [] });
    expect(hunt.sent).toMatchObject([{ tool: 'splunk-hec:lab', what: '1 rows of a, b' }]);
  });
});
