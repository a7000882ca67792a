import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openServices, type Services } from '../../test/kit/azure-stand-in.ts';
import { providerAnswers } from '../../test/kit/provider-answers.ts';
import { type AzureCloud, loadConfig, Secret } from '../config/index.ts';
import { connectTo } from './connect.ts';

let services: Services;
beforeEach(async () => {
  services = await openServices();
});
afterEach(() => services.close());

/** Where Microsoft has its services, by cloud. */
const hosts: Readonly<Record<AzureCloud, Readonly<Record<string, string>>>> = {
  public: {
    login: 'login.microsoftonline.com',
    sentinel: 'api.loganalytics.io',
    'sentinel-api': 'management.azure.com',
    'resource-graph': 'management.azure.com',
    graph: 'graph.microsoft.com',
    defender: 'graph.microsoft.com',
    vault: 'my-vault.vault.azure.net',
  },
  usgov: {
    login: 'login.microsoftonline.us',
    sentinel: 'api.loganalytics.us',
    'sentinel-api': 'management.usgovcloudapi.net',
    'resource-graph': 'management.usgovcloudapi.net',
    graph: 'graph.microsoft.us',
    defender: 'graph.microsoft.us',
    vault: 'my-vault.vault.usgovcloudapi.net',
  },
  china: {
    login: 'login.chinacloudapi.cn',
    sentinel: 'api.loganalytics.azure.cn',
    'sentinel-api': 'management.chinacloudapi.cn',
    'resource-graph': 'management.chinacloudapi.cn',
    graph: 'microsoftgraph.chinacloudapi.cn',
    defender: 'microsoftgraph.chinacloudapi.cn',
    vault: 'my-vault.vault.azure.cn',
  },
};
const azure = { tenant_id: 't', client_id: 'c', client_secret: 'secret-4711' };

for (const cloud of ['public', 'usgov', 'china'] as const)
  describe(`the cloud ${cloud}`, () => {
    const connect = async (
      provider: string,
      settings: Parameters<typeof connectTo>[1],
    ): ReturnType<typeof connectTo> => {
      const config = await loadConfig({ folder: '/nowhere', home: '/nowhere', env: {} });
      return connectTo(provider, settings, {
        config: {
          ...config,
          azure: { ...config.azure, cloud, settings: new Map(Object.entries(azure)) },
        },
        transport: services.transport,
      });
    };
    const askedHosts = (): Set<string> =>
      new Set(services.asked.map(({ to }) => to.split('/')[0] ?? ''));

    for (const provider of ['sentinel', 'sentinel-api', 'resource-graph', 'graph', 'defender'])
      it(`is asked and signed in to where it is, by ${provider}`, async () => {
        const answer = providerAnswers[provider];
        if (!answer) throw new Error('there is no such answer');
        services.tell = answer.tell;
        const [one] = await connect(provider, answer.settings);
        await one?.connected.check(new AbortController().signal);
        expect([...askedHosts()]).toEqual([hosts[cloud][provider]]);
        expect(services.signIns.length).toBeGreaterThan(0);
        for (const signIn of services.signIns)
          expect(signIn).toContain(`${hosts[cloud]['login']}/`);
      });

    it('has key vaults of its own', async () => {
      services.tell = () => ({
        body: { value: 'hidden', entry: [{ content: { username: 'me' } }] },
      });
      const token = new Secret({ kind: 'key-vault', vault: 'my-vault', secret: 's' }, 'a.token');
      const [one] = await connect('splunk', { host: 'splunk.example', token });
      await one?.connected.check(new AbortController().signal);
      expect(askedHosts()).toContain(hosts[cloud]['vault']);
    });
  });
