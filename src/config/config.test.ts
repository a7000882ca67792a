import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { HuntError } from '../base/index.ts';
import { loadConfig, Secret, writeHuntbook } from './index.ts';
import { readHuntbook } from './read-huntbook.ts';
import { readMsticpy } from './read-msticpy.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'huntbook-config-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const hidden = 'dont-print-me-4711';

describe('a msticpyconfig.yaml', () => {
  const text = `
AzureSentinel:
  Workspaces:
    Default: &main
      WorkspaceId: "52b1ab41-869e-4138-9e40-2a4457f09bf3"
      TenantId: "72f988bf-86f1-41af-91ab-2d7cd011db49"
    Second:
      <<: *main
      WorkspaceName: Second
QueryDefinitions:
  Custom:
    - ./queries
    - ~/kql
TIProviders:
  OTX:
    Args:
      AuthKey:
        EnvironmentVar: "OTX_AUTH"
    Primary: True
    Provider: "OTX"
  VirusTotal:
    Args:
      AuthKey: ${hidden}
    Primary: False
    Provider: VirusTotal
  OPR:
    Args: { AuthKey: { KeyVault: } }
    Provider: OPR
  XForce:
    Args: { ApiID: { KeyVault: other/xforce }, AuthKey: { KeyVault: plain } }
    Provider: XForce
OtherProviders:
  GeoIPLite:
    Args: { DBFolder: "~/.msticpy" }
    Provider: GeoLiteLookup
DataProviders:
  AzureCLI:
    Args: { clientId: 11, tenantId: 22 }
  Splunk-Lab:
    Args: { host: splunk.example, port: 8089, username: analyst, password: { EnvironmentVar: SPLUNK_PW } }
  LocalData:
    Args: { query_paths: ./cases }
    data_paths: [data, /evidence]
  Kusto: { Cluster: c }
  M365D:
    Args: { TenantId: t, ClientId: c, ClientSecret: { EnvironmentVar: M365_SECRET } }
KeyVault: { TenantId: t, VaultName: vault1 }
Azure: { cloud: usgov, auth_methods: [cli, msi, vscode] }
UserDefaults:
  QueryProviders: { AzureSentinel: { Default: { alias: soc } } }
`;

  it('is read as it is', () => {
    const part = readMsticpy(text, '/cases/msticpyconfig.yaml');
    const shown = [...part.connections.values()].map(({ name, provider, settings }) => [
      name,
      provider,
      [...settings].map(([key, value]) => `${key}=${String(value)}`).join(' '),
    ]);
    expect(shown).toEqual([
      [
        'Default',
        'sentinel',
        'workspace_id=52b1ab41-869e-4138-9e40-2a4457f09bf3 tenant_id=72f988bf-86f1-41af-91ab-2d7cd011db49',
      ],
      [
        'Second',
        'sentinel',
        'workspace_id=52b1ab41-869e-4138-9e40-2a4457f09bf3 tenant_id=72f988bf-86f1-41af-91ab-2d7cd011db49 workspace_name=Second',
      ],
      [
        'Splunk-Lab',
        'splunk',
        'host=splunk.example port=8089 username=analyst password=[secret: environment variable SPLUNK_PW]',
      ],
      ['LocalData', 'local', 'query_paths=/cases/cases data_paths=/cases/data,/evidence'],
      ['Kusto', 'kusto', ''],
      [
        'M365D',
        'defender',
        'tenant_id=t client_id=c client_secret=[secret: environment variable M365_SECRET]',
      ],
    ]);
    expect(part.azure).toMatchObject({ cloud: 'usgov', signIn: ['cli', 'managed-identity'] });
    expect(part.queryFolders[0]).toBe('/cases/queries');
    expect(part.queryFolders[1]).toMatch(/[/\\]kql$/);
    const places = [...part.threatIntelligence.values()].map(({ name, primary, settings }) => [
      name,
      primary,
      ...[...settings.values()].map(String),
    ]);
    expect(places).toEqual([
      ['OTX', true, '[secret: environment variable OTX_AUTH]'],
      ['VirusTotal', false, '[secret: file itself]'],
      ['OPR', false, '[secret: Azure Key Vault vault1/TIProviders-OPR-Args-AuthKey]'],
      [
        'XForce',
        false,
        '[secret: Azure Key Vault other/xforce]',
        '[secret: Azure Key Vault vault1/plain]',
      ],
    ]);
    expect(part.faults.map((f) => `${f.line} ${f.path} ${f.severity} ${f.message}`)).toEqual([
      '48 Azure.auth_methods[2] warning "vscode" is no way to sign in here; it is left out.',
      '44 DataProviders.Kusto.Cluster warning "Cluster" is not read here: settings stand in Args.',
      '23 TIProviders.VirusTotal.Args.AuthKey warning the secret is written in the file; name a place for it instead.',
    ]);
  });

  it('becomes a huntbook.yaml that says the same, without its secrets', async () => {
    writeFileSync(join(folder, 'msticpyconfig.yaml'), text);
    const config = await loadConfig({ file: join(folder, 'msticpyconfig.yaml') });
    const written = writeHuntbook(config);
    expect(written.text).not.toContain(hidden);
    expect(written.text).not.toContain('token_cache');
    const kept = { ...config, azure: { ...config.azure, tokenCache: true } };
    expect(readHuntbook(writeHuntbook(kept).text, 'h.yaml').azure.tokenCache).toBe(true);
    expect(written.toSet).toEqual([
      {
        variable: 'HUNTBOOK_TIPROVIDERS_VIRUSTOTAL_ARGS_AUTHKEY',
        path: 'TIProviders.VirusTotal.Args.AuthKey',
      },
    ]);
    writeFileSync(join(folder, 'huntbook.yaml'), written.text);
    const again = await loadConfig({ file: join(folder, 'huntbook.yaml') });
    expect(again.faults).toEqual([]);
    expect(writeHuntbook(again).text).toBe(written.text);
    expect([...again.connections.keys()]).toEqual([...config.connections.keys()]);
    expect(again.queryFolders).toEqual(config.queryFolders);
  });
});

describe('what MSTICPy’s own files also say', () => {
  const { connections, azure, faults } = readMsticpy(
    `
Azure: { auth_methods: [clientsecret, cli] }
AzureCLI: { Args: { auth_methods: [msi], clientId: a } }
KustoClusters:
  ClusterDefaults: { Args: { TenantId: t, ClientId: c } }
  One: { Args: { Cluster: https://us.kusto.example, IntegratedAuth: True }, ClusterGroups: [G1, G2] }
  Two: { Args: { Cluster: https://eu.kusto.example, TenantId: other }, Alias: eu }
DataProviders:
  MicrosoftDefender-T1: { Args: { ClientId: c, TenantId: t, UserName: me@x.example, Cloud: gcc-high } }
  MDE: { Args: { TenantId: t, Cloud: moon } }
  Splunk: { Args: { host: s, http_scheme: https, app: search, owner: nobody, verify: False, sharing: app, autologin: True } }
  Mordor: { save_folder: m, use_cached: True }
  Sumologic: { Args: { accessid: x } }
`,
    '/cases/msticpyconfig.yaml',
  );
  const said = (name: string): Record<string, unknown> =>
    Object.fromEntries(connections.get(name)?.settings ?? []);

  it('is read, too', () => {
    expect([...connections].map(([name, { provider }]) => `${name} ${provider}`)).toEqual([
      'MicrosoftDefender-T1 defender',
      'MDE defender',
      'Splunk splunk',
      'One kusto',
      'Two kusto',
    ]);
    expect(said('One')).toEqual({
      tenant_id: 't',
      client_id: 'c',
      cluster: 'https://us.kusto.example',
      cluster_groups: ['G1', 'G2'],
    });
    expect(said('Two')).toMatchObject({ tenant_id: 'other', client_id: 'c' });
    expect(said('MicrosoftDefender-T1')).toEqual({
      client_id: 'c',
      tenant_id: 't',
      username: 'me@x.example',
      cloud: 'usgov',
    });
    expect(said('Splunk')).toEqual({
      host: 's',
      http_scheme: 'https',
      app: 'search',
      owner: 'nobody',
    });
    expect(azure.signIn).toEqual(['cli']);
    expect([...(azure.settings ?? [])]).toEqual([['client_id', 'a']]);
  });

  it('or it is told that it is not', () => {
    expect(faults.map(({ path, severity }) => `${path} ${severity}`)).toEqual([
      'DataProviders.MDE.Args.Cloud error',
      'DataProviders.Splunk.Args.verify warning',
      'DataProviders.Mordor warning',
      'DataProviders.Sumologic warning',
    ]);
  });
});

describe('a huntbook.yaml', () => {
  it('is told of its faults, one clear line each', () => {
    const { faults, connections } = readHuntbook(
      `conections: {}
azure:
  cloud: publik
  token_cache: maybe
connections:
  soc:
    provder: sentinel
  lab:
    provider: splunk
    host: [a, { b: c }]
    token: { enviroment: X }
    password: { key_vault: lonely }
threat_intelligence: nothing
`,
      'h.yaml',
    );
    expect(faults.map((f) => `${f.line} ${f.path}: ${f.message}`)).toEqual([
      '1 conections: there is no setting "conections" here. Did you mean connections?',
      '3 azure.cloud: "publik" is none of public, usgov, china. Did you mean public?',
      '4 azure.token_cache: this is true or false.',
      '7 connections.soc: "soc" does not say its provider.',
      '10 connections.lab.host[1]: a text is expected here, not a section.',
      '11 connections.lab.token: a section here names where a secret lies, and this names no such place.',
      '12 connections.lab.password: "lonely" names no vault: write vault/secret, or name one in key_vault.name.',
      '13 threat_intelligence: a section of names is expected here, not a single value.',
    ]);
    expect([...connections.keys()]).toEqual(['lab']);
  });

  it('of the project counts more than that of the user, and both more than MSTICPy’s', async () => {
    const home = join(folder, 'home');
    const project = join(folder, 'project');
    for (const made of [join(home, '.config/huntbook'), join(home, '.msticpy'), project])
      mkdirSync(made, { recursive: true });
    const soc = (host: string): string =>
      `connections:\n  soc: { provider: splunk, host: ${host} }\n  ${host}: { provider: splunk, host: x }\n`;
    writeFileSync(join(project, 'huntbook.yaml'), soc('project'));
    writeFileSync(join(home, '.config/huntbook/huntbook.yaml'), soc('user'));
    writeFileSync(
      join(home, '.msticpy/msticpyconfig.yaml'),
      'AzureSentinel: { Workspaces: { soc: { WorkspaceId: a }, other: { WorkspaceId: b } } }',
    );
    const config = await loadConfig({ folder: project, home, env: {} });
    expect(config.files).toHaveLength(3);
    expect(config.connections.get('soc')?.settings.get('host')).toBe('project');
    expect([...config.connections.keys()].sort()).toEqual(['other', 'project', 'soc', 'user']);
    expect((await loadConfig({ folder: home, home: project, env: {} })).files).toEqual([]);
  });

  it('is told where YAML ends, without quoting what stands there', () => {
    const { faults } = readHuntbook(`connections:\n  soc:\n\tprovider: "${hidden}`, 'h.yaml');
    expect(faults.length).toBeGreaterThan(0);
    expect(JSON.stringify(faults)).not.toContain(hidden);
  });
});

describe('hostile YAML', () => {
  const bomb = ['a: &a [x, x, x, x, x, x, x, x, x, x]']
    .concat([...'bcdefgh'].map((c, i) => `${c}: &${c} [${`*${'abcdefg'[i]}, `.repeat(10)}]`))
    .join('\n');
  for (const [what, text] of [
    ['brackets', '['.repeat(100_000)],
    ['mappings in brackets', '{a: '.repeat(20_000)],
    ['lists in lists', '- '.repeat(20_000)],
    ['lists in lists after a tab', '-\t'.repeat(20_000)],
    ['questions', '? '.repeat(20_000)],
    ['steps', Array.from({ length: 2000 }, (_, i) => `${' '.repeat(i)}a:`).join('\n')],
    ['aliases of aliases', bomb],
    ['a lot', '#'.repeat(300_000)],
  ] as const)
    it(`is refused: ${what}`, () => {
      expect(() => readHuntbook(text, 'h.yaml')).toThrow(/'h.yaml' is not read/);
    });

  it('gives no name a meaning', () => {
    const { connections } = readHuntbook(
      'connections: { __proto__: { provider: splunk, constructor: x } }',
      'h.yaml',
    );
    expect(connections.get('__proto__')?.settings.get('constructor')).toBe('x');
  });
});

describe('a secret', () => {
  it('is printed nowhere', () => {
    const secret = new Secret({ kind: 'text', text: hidden }, 'a.key');
    const all = { secret };
    for (const shown of [
      String(secret),
      `${secret}`,
      JSON.stringify(all),
      inspect(all, { depth: 9, showHidden: true }),
    ])
      expect(shown).not.toContain(hidden);
  });

  it('is got where it lies', async () => {
    const reveal = (source: ConstructorParameters<typeof Secret>[0]): Promise<string> =>
      new Secret(source, 'a.key').reveal({
        env: (name) => (name === 'SET' ? 'from env' : undefined),
        keychain: async (service, account) => (service === 's' ? `from ${account}` : null),
        keyVault: async (vault, name) => `from ${vault} ${name}`,
      });
    expect(await reveal({ kind: 'env', name: 'SET' })).toBe('from env');
    expect(await reveal({ kind: 'keychain', service: 's', account: 'me' })).toBe('from me');
    expect(await reveal({ kind: 'key-vault', vault: 'v', secret: 'k' })).toBe('from v k');
    await expect(reveal({ kind: 'env', name: 'UNSET' })).rejects.toThrow(
      'a.key: there is nothing in the environment variable UNSET.',
    );
    const locked = new HuntError({ code: 'config/keychain-failed', message: 'It is locked.' });
    const secret = new Secret({ kind: 'keychain', service: 's', account: 'me' }, 'a.key');
    await expect(secret.reveal({ keychain: () => Promise.reject(locked) })).rejects.toMatchObject({
      code: 'config/keychain-failed',
      message: 'a.key: It is locked.',
    });
  });
});
