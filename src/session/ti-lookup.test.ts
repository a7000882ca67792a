import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { closedPort, openStandIn, type StandIn } from '../../test/kit/stand-in.ts';
import tiLookup from '../toolbox/tools/ti-lookup.ts';
import { lookUp, open, whatLookUpSends } from './index.ts';

const folder = mkdtempSync(join(tmpdir(), 'huntbook-ti-'));
const logons = join(folder, 'logons.csv');
const secret = 'SeCrEt-0123456789';
let standIn: StandIn;
let settings: Record<string, string>;

beforeAll(async () => {
  writeFileSync(logons, 'n,ip\n1,8.8.8.8\n2,10.0.0.1\n3,9.9.9.9\n4,8.8.8.8\n');
  standIn = await openStandIn();
  standIn.handler = ({ url = '' }, response) => {
    if (url.startsWith('/abuse/check?ipAddress=8.8.8.8'))
      response.end('{"data": {"abuseConfidenceScore": 80, "totalReports": 3}}');
    else if (url.startsWith('/abuse/')) response.end('{"data": {"abuseConfidenceScore": 0}}');
    else response.writeHead(404).end('{}');
  };
  settings = {
    ti_sources: 'AbuseIPDB, VirusTotal, OTX',
    abuseipdb_key: secret,
    abuseipdb_url: `${standIn.base}abuse/`,
    virustotal_key: secret,
    virustotal_url: `${standIn.base}vt/`,
    otx_key: secret,
    otx_url: `http://127.0.0.1:${await closedPort()}/`,
  };
});
beforeEach(() => {
  standIn.paths = [];
});
afterAll(() => {
  standIn.close();
  rmSync(folder, { recursive: true });
});

const query =
  'logons | invoke ti_lookup(ip, join="left") | sort by n asc, source asc | project n, source, severity, outcome';
const expected = [
  [1, 'AbuseIPDB', 'high', 'found'],
  [1, 'OTX', 'unknown', 'failed'],
  [1, 'VirusTotal', 'information', 'not found'],
  [2, '', '', 'not sent'],
  [3, 'AbuseIPDB', 'information', 'found'],
  [3, 'OTX', 'unknown', 'failed'],
  [3, 'VirusTotal', 'information', 'not found'],
  [4, 'AbuseIPDB', 'high', 'found'],
  [4, 'OTX', 'unknown', 'failed'],
  [4, 'VirusTotal', 'information', 'not found'],
];

it('says of a list that is fetched whole that no value would be sent', () => {
  const parameters = { sources: ['Tor'] };
  const planned = whatLookUpSends(tiLookup, ['8.8.8.8', '9.9.9.9'], { parameters });
  expect(planned).toMatchObject([
    { to: 'check.torproject.org', sent: ['a request for the list of exits'] },
  ]);
});

it('asks sources about a column; a dead one does not stop the others; answers, budget and ledger are kept without keys', async () => {
  const kept = join(folder, 'kept');
  const hunt = await open(logons, { answersFolder: kept, network: ['ti_lookup'], settings });
  try {
    const planned = hunt.whatWouldBeSent('ti_lookup', ['8.8.8.8', '10.0.0.1', '9.9.9.9']);
    expect(planned).toMatchObject([
      { tool: 'ti_lookup:AbuseIPDB', to: new URL(standIn.base).host, kept: 1, left: 1000 },
      { tool: 'ti_lookup:OTX', sent: ['8.8.8.8', '9.9.9.9'] },
      { tool: 'ti_lookup:VirusTotal', sent: ['8.8.8.8', '9.9.9.9'], known: 0, left: 500 },
    ]);
    expect(standIn.paths).toEqual([]);
    const page = await (await hunt.kql(query)).page({ offset: 0, limit: 99 });
    expect(page.rows).toEqual(expected);
    expect(standIn.paths).toHaveLength(4);
    expect(hunt.sent.filter(({ tool }) => tool === 'ti_lookup:AbuseIPDB')).toHaveLength(2);
    const again = hunt.whatWouldBeSent('ti_lookup', ['8.8.8.8', '10.0.0.1', '9.9.9.9']);
    expect(again).toMatchObject([
      { sent: [], known: 2, left: 998 },
      { sent: ['8.8.8.8', '9.9.9.9'] },
      { sent: [], known: 2, left: 498 },
    ]);
    expect(JSON.stringify(hunt.sent)).not.toContain(secret);
  } finally {
    await hunt.close();
  }
  const files = readdirSync(kept, { recursive: true, withFileTypes: true }).filter((f) =>
    f.isFile(),
  );
  expect(files.length).toBeGreaterThan(2);
  for (const { parentPath, name } of files)
    expect(readFileSync(join(parentPath, name), 'utf8')).not.toContain(secret);
}, 60_000);

it('asks only sources that are allowed, and reads a recording without keys or network', async () => {
  const recordAnswers = join(folder, 'case.jsonl');
  const common = { answersFolder: null, recordAnswers };
  const asked = { ...common, settings, network: ['ti_lookup:AbuseIPDB'] };
  const rows = await lookUp(tiLookup, ['8.8.8.8', '10.0.0.1'], asked);
  expect(rows.map(({ source, outcome }) => [source, outcome])).toEqual([
    ['AbuseIPDB', 'found'],
    ['', 'not sent'],
  ]);
  expect(rows[0]).toMatchObject({ value: '8.8.8.8', type: 'ipv4', age: '00:00:00' });
  expect(standIn.paths).toHaveLength(1);
  const replayed = await lookUp(tiLookup, '8.8.8.8', common);
  expect(replayed).toMatchObject([
    { source: 'AbuseIPDB', severity: 'high', outcome: 'found' },
    { source: 'Tor', outcome: 'not sent', outcome_detail: 'The network is off.' },
  ]);
  expect(standIn.paths).toHaveLength(1);
  await expect(
    lookUp(tiLookup, '8.8.8.8', { answersFolder: null, settings }),
  ).rejects.toMatchObject({
    code: 'enrich/network-off',
    message: expect.stringContaining(
      `1 question, each with the address, to ${new URL(standIn.base).host}`,
    ),
  });
  await expect(
    lookUp(tiLookup, '8.8.8.8', { answersFolder: null, network: ['ti_lookup:Nobody'] }),
  ).rejects.toMatchObject({ code: 'session/no-lookup' });
});

it('keeps names of one’s own, and what only looks like a name', async () => {
  const asked = {
    answersFolder: null,
    network: ['ti_lookup'],
    settings: { ...settings, private_names: 'contoso.com', ti_sources: 'VirusTotal' },
  };
  const values = [
    'sql.contoso.com',
    'https://contoso.com/a',
    'cmd.exe',
    'http://dc01/',
    'evil.com',
  ];
  const rows = await lookUp(tiLookup, values, asked);
  expect(rows.map(({ outcome }) => outcome)).toEqual([
    'not sent',
    'not sent',
    'not sent',
    'not sent',
    'not found',
  ]);
  expect(standIn.paths).toEqual(['/vt/domains/evil.com']);
});

it('asks the indicators of Sentinel that are open, without network, of private addresses as well', async () => {
  const file = join(folder, 'ThreatIntelIndicators.jsonl');
  const row = { TimeGenerated: '2025-04-07T00:00:00Z', Id: 'i1', Confidence: 90, IsActive: true };
  writeFileSync(
    file,
    ['10.9.8.7', 'evil.com']
      .map((value) => JSON.stringify({ ...row, ObservableValue: value, Data: { labels: ['C2'] } }))
      .join('\n'),
  );
  const hunt = await open(file, { answersFolder: null });
  try {
    const asked =
      'datatable(v: string)["10.9.8.7", "evil.com", "1.1.1.1"] | invoke ti_lookup(v, sources=dynamic(["AzSTI"])) | sort by v asc | project v, severity, summary, outcome';
    const page = await (await hunt.kql(asked)).page({ offset: 0, limit: 9 });
    expect(page.rows).toEqual([
      ['1.1.1.1', 'information', '', 'not found'],
      ['10.9.8.7', 'high', 'C2; confidence 90', 'found'],
      ['evil.com', 'high', 'C2; confidence 90', 'found'],
    ]);
    expect(hunt.sent).toEqual([]);
  } finally {
    await hunt.close();
  }
}, 60_000);
