import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Services } from '../../test/kit/azure-stand-in.ts';
import { answer, hidden, lab, row, sentinelDesk } from '../../test/kit/sentinel-desk.ts';
import type { Hunt, RemoteConnection } from './index.ts';

const desk = sentinelDesk();
const { connect } = desk;
let services: Services;
let hunt: Hunt;
beforeEach(() => {
  ({ services, hunt } = desk);
});

describe('a connection', () => {
  it('signs in anew where its token has expired, once', async () => {
    services.tell = ({ headers }) =>
      headers['authorization'] === 'Bearer token-1'
        ? {
            status: 401,
            body: { error: { message: 'The token has expired', code: 'InvalidTokenError' } },
          }
        : answer(row(1));
    const remote = await connect({ workspace: 'CyberSecuritySoc' });
    expect(await (await remote.kql('T')).count()).toBe(1);
    services.tell = () => ({
      status: 401,
      body: { error: { message: 'no', code: 'InvalidTokenError' } },
    });
    await expect(remote.kql('T')).rejects.toMatchObject({ code: 'providers/refused' });
  });

  it('tells what is wrong with names and settings before it asks', async () => {
    await expect(connect({ workspace: 'CyberSecuritySock' })).rejects.toMatchObject({
      message: expect.stringContaining('Did you mean CyberSecuritySoc?'),
    });
    await expect(connect({ workspace: 'Lab', tenatId: 'x' })).rejects.toMatchObject({
      message: expect.stringContaining('has no setting "tenat_id". Did you mean tenant_id?'),
    });
    await expect(hunt.connect('sentinal')).rejects.toMatchObject({
      code: 'providers/unknown-provider',
    });
    const byId = await connect({ workspace: lab, token: hidden });
    services.tell = () => ({ status: 400, body: { error: { message: `bad token ${hidden}` } } });
    await expect(byId.kql('T')).rejects.toMatchObject({
      message: expect.not.stringContaining(hidden),
    });
    expect(services.asked[0]?.headers['authorization']).toBe(`Bearer ${hidden}`);
  });

  it('signs in as azure says where a connection does not, and gets secrets of a key vault', async () => {
    services.tell = () => answer(row(1));
    expect(await (await connect({ workspace: 'Bare' })).check()).toMatchObject([{ ok: true }]);
    services.tell = ({ to }) =>
      to.startsWith('my-vault.vault.azure.net/secrets/splunk?')
        ? { body: { value: hidden } }
        : { body: { entry: [{ content: { username: 'analyst' } }] } };
    const vaulted = (): Promise<RemoteConnection> =>
      hunt.connect(
        'splunk',
        { name: 'Vaulted' },
        { configFile: desk.configFile, transport: services.transport },
      );
    expect(await (await vaulted()).check()).toMatchObject([{ said: 'signed in as analyst' }]);
    expect(services.asked.at(-1)?.headers['authorization']).toBe(`Bearer ${hidden}`);
    services.tell = () => ({ status: 403, body: { error: { message: 'no get permission' } } });
    await expect(vaulted()).rejects.toMatchObject({
      code: 'providers/refused',
      message: expect.stringContaining('key vault my-vault refuses'),
    });
  });

  it('in another cloud, as a person or an application of its own, mixes nothing of what azure says', async () => {
    const configFile = join(mkdtempSync(join(tmpdir(), 'huntbook-test-')), 'huntbook.yaml');
    writeFileSync(
      configFile,
      `azure: { tenant_id: common, client_id: c, client_secret: { env: HUNTBOOK_TEST_SECRET }, sign_in: [cli, device-code] }
connections:
  gov: { provider: defender, tenant_id: t2, client_id: own, username: me@gov.example, cloud: usgov }
  cluster: { provider: kusto, cluster: https://eucluster.kusto.example/, database: db, tenant_id: t3, client_id: k, client_secret: { env: HUNTBOOK_TEST_SECRET } }
`,
    );
    services.tell = ({ to }) => ({
      body: to.includes('kusto') ? { Tables: [] } : { schema: [], results: [] },
    });
    const told: string[] = [];
    const options = {
      configFile,
      transport: services.transport,
      tell: (message: string) => told.push(message),
    };
    const gov = await hunt.connect('defender', { tenant: 'gov' }, options);
    await (await gov.kql('AlertInfo')).count();
    expect(told.join()).toContain('login.microsoftonline.us');
    expect(services.signIns.every((signIn) => signIn.includes('microsoftonline.us/t2/'))).toBe(
      true,
    );
    expect(services.asked[0]?.to).toMatch(/^graph\.microsoft\.us\//);
    services.signIns.length = 0;
    for (const cluster of ['https://EUcluster.kusto.example', 'eucluster']) {
      const kusto = await hunt.connect('kusto', { cluster }, options);
      await kusto.kql('T').catch(() => {});
      expect(services.asked.at(-1)?.to).toMatch(/^eucluster\.kusto\.example\/v2/);
    }
    expect(services.signIns.join()).toContain('/t3/');
    rmSync(dirname(configFile), { recursive: true });
  });

  it('says who cannot sign in and why, without the secret', async () => {
    const remote = await connect({ workspace: ['Stranger', 'Lab'] });
    services.tell = () => answer([null, '1', 1]);
    const checked = await remote.check();
    expect(checked).toMatchObject([
      { name: 'sentinel:Stranger', ok: false, said: expect.stringContaining('AADSTS7000215') },
      { name: 'sentinel:Lab', ok: true, said: 'the workspace answers queries' },
    ]);
    expect(JSON.stringify(checked)).not.toContain(hidden);
  });
});
