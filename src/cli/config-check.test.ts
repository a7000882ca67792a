import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { runCommand } from '../../test/kit/run-command.ts';
import { openStandIn, type StandIn } from '../../test/kit/stand-in.ts';

let folder: string;
let file: string;
let standIn: StandIn;
const vaulted: string[] = [];
const secrets = ['vt-4711', 'ip-4711', 'geo-4711', 'token-4711'];

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'huntbook-check-'));
  file = join(folder, 'huntbook.yaml');
  standIn = await openStandIn();
  for (const name of ['XDG_CACHE_HOME', 'XDG_DATA_HOME', 'XDG_CONFIG_HOME'])
    vi.stubEnv(name, folder);
  vi.stubEnv('TEST_IPSTACK', 'ip-4711');
  vi.stubEnv('TEST_GEO', 'geo-4711');
  vi.stubEnv('TEST_TOKEN', 'token-4711');
  vi.stubEnv('HUNTBOOK_MAXMIND_KEY', '');
  vi.stubEnv('HUNTBOOK_MAXMIND_URL', standIn.base);
  vaulted.length = 0;
  const real = globalThis.fetch;
  vi.stubGlobal('fetch', (url: string | URL, init?: RequestInit) => {
    const { host, pathname } = new URL(url);
    if (!host.endsWith('.vault.azure.net')) return real(url, init);
    vaulted.push(`${new Headers(init?.headers).get('authorization')} ${host}${pathname}`);
    return Promise.resolve(Response.json({ value: 'vt-4711' }));
  });
  writeFileSync(join(folder, 'list.csv'), 'indicator,severity\nevil.example.com,high\n');
  writeFileSync(
    file,
    `azure: { token: { env: TEST_TOKEN } }
key_vault: { name: my-vault }
threat_intelligence:
  vt: { provider: virustotal, key: { key_vault: vt-key }, url: "${standIn.base}" }
  ours: { provider: List, files: "${join(folder, 'list.csv')}" }
  keyless: { provider: OTX, primary: true }
  nobody: { provider: VirusTotl }
  AzSTI: { provider: AzSTI }
enrichment:
  places: { provider: IPStackLookup, auth_key: { env: TEST_IPSTACK }, url: "${standIn.base}" }
  MaxMind: { provider: GeoLiteLookup, auth_key: { env: TEST_GEO } }
  who: { provider: whois, server: 127.0.0.1:1 }
`,
  );
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.unstubAllEnvs();
  standIn.close();
  rmSync(folder, { recursive: true });
});

const lines = (out: string): string[] =>
  out.split('\n').filter((line) => /^(?:works|fails|not asked) {2}/.test(line));

it('says what trying would send to whom, and sends nothing', async () => {
  const { code, out, err } = await runCommand(['config', 'check', file]);
  expect(code).toBe(1);
  expect(lines(out)).toEqual([
    expect.stringMatching(
      /^not asked {2}vt: 8\.8\.8\.8 would be sent to .*: --allow-network ti_lookup:VirusTotal tries it\.$/,
    ),
    'works  ours: it is read here, and nothing is sent',
    expect.stringMatching(/^fails {2}keyless: OTX needs/),
    "fails  nobody: There is no source 'VirusTotl'. Did you mean VirusTotal?",
    'not asked  AzSTI: it looks into tables that are open.',
    expect.stringMatching(/^not asked {2}places: 8\.8\.8\.8 would be sent to api\.ipstack\.com/),
    expect.stringMatching(/^not asked {2}who: .*--allow-network whois/),
    expect.stringMatching(/^not asked {2}rdap: .*--allow-network rdap/),
    expect.stringMatching(/^not asked {2}dns_lookup: .*--allow-network dns_lookup/),
    expect.stringMatching(/^works {2}geo_lookup: on this machine, nothing is sent\. .*DB-IP/),
    expect.stringMatching(/^works {2}asn_lookup: on this machine/),
    expect.stringMatching(/^not asked {2}MaxMind: the licence key would be sent to .*geo-data/),
  ]);
  expect(standIn.paths).toEqual([]);
  expect(vaulted).toEqual([]);
  for (const secret of secrets) expect(out + err).not.toContain(secret);
});

it('asks those who are named, with the keys of the configuration, of Key Vault too', async () => {
  const keys: unknown[] = [];
  const refused = new Set<string>();
  standIn.handler = ({ url = '', headers, method }, response) => {
    keys.push(headers['x-apikey'] ?? `${method} ${url}`);
    const kind = url.startsWith('/app/') ? 'geo' : headers['x-apikey'] ? 'vt' : 'ipstack';
    if (refused.has(kind)) {
      response.statusCode = kind === 'ipstack' ? 200 : 401;
      response.end('{"success":false,"error":{"code":101,"type":"ip-4711"}}');
    } else if (kind === 'geo') response.writeHead(302, { location: 'https://r2.example/' }).end();
    else if (kind === 'vt') response.writeHead(404).end('{"error":{"code":"NotFoundError"}}');
    else response.end('{"ip":"8.8.8.8","country_name":"United States","city":null}');
  };
  const check = async (): ReturnType<typeof runCommand> =>
    runCommand([
      ...['config', 'check', file],
      ...['ti_lookup:VirusTotal', 'ipstack', 'whois', 'geo-data'].flatMap((name) => [
        '--allow-network',
        name,
      ]),
    ]);
  const first = await check();
  expect(lines(first.out).filter((line) => /vt|places|who:|MaxMind/.test(line))).toEqual([
    'works  vt: it answers about 8.8.8.8',
    'works  places: it answers about 8.8.8.8',
    expect.stringMatching(/^fails {2}who: /),
    expect.stringMatching(/^works {2}MaxMind: .* takes the licence key/),
  ]);
  expect(vaulted).toEqual(['Bearer token-4711 my-vault.vault.azure.net/secrets/vt-key']);
  expect(keys).toEqual([
    'vt-4711',
    expect.stringMatching(/^GET \/8\.8\.8\.8\?access_key=ip-4711/),
    expect.stringMatching(/^HEAD \/app\/.*license_key=geo-4711/),
  ]);
  for (const kind of ['geo', 'vt', 'ipstack']) refused.add(kind);
  const second = await check();
  expect(lines(second.out).filter((line) => /vt|places|MaxMind/.test(line))).toEqual([
    expect.stringMatching(/^fails {2}vt: /),
    'fails  places: ipstack does not take the key.',
    expect.stringMatching(/^fails {2}MaxMind: .* does not take the licence key/),
  ]);
  for (const { out, err } of [first, second])
    for (const secret of secrets) expect(out + err).not.toContain(secret);
  expect(
    await runCommand(['config', 'check', file, '--allow-network', 'ti_lookups']),
  ).toMatchObject({
    code: 2,
    err: expect.stringContaining('no function that asks others'),
  });
});

it('brings the keys of the configuration to the functions that ask', async () => {
  const asked: unknown[] = [];
  standIn.handler = ({ url, headers }, response) => {
    asked.push(headers['x-apikey'] ?? url);
    response.end('{"ip":"8.8.8.8","country_code":"US","city":"Ashburn"}');
  };
  const invoke = (...words: string[]): ReturnType<typeof runCommand> =>
    runCommand(['invoke', ...words, '--config', file]);
  const found = await invoke('ipstack', '8.8.8.8', '-f', 'jsonl', '--allow-network', 'ipstack');
  expect(found.out).toContain('Ashburn');
  expect(vaulted).toEqual([]);
  const planned = await invoke(
    'ti_lookup',
    '8.8.8.8',
    '--dry-run',
    '--set',
    'sources=["VirusTotal"]',
  );
  expect(planned.out).toMatch(/ti_lookup:VirusTotal/);
  expect(vaulted).toEqual([]);
  await invoke(
    ...['ti_lookup', '9.9.9.9', '--set', 'sources=["VirusTotal"]'],
    ...['--allow-network', 'ti_lookup:VirusTotal'],
  );
  expect(vaulted).toHaveLength(1);
  expect(asked).toEqual([expect.stringContaining('access_key=ip-4711'), 'vt-4711']);
});
