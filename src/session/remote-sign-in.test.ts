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
