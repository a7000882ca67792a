import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openStandIn, type StandIn } from '../../test/kit/stand-in.ts';
import { open } from './index.ts';

const folder = mkdtempSync(join(tmpdir(), 'huntbook-lookups-'));
const logons = join(folder, 'logons.csv');
const answers = join(folder, 'answers.jsonl');
const query =
  'logons | invoke rdap(ip, join="left") | sort by n asc | project n, registered_name, outcome';
let standIn: StandIn;

beforeAll(async () => {
  writeFileSync(logons, 'n,ip\n1,8.8.8.8\n2,10.0.0.1\n3,\n4,8.8.8.8\n5,9.9.9.9\n');
  standIn = await openStandIn();
  standIn.handler = ({ url }, response) => {
    if (url === '/ipv4.json')
      response.end(JSON.stringify({ services: [[['0.0.0.0/0'], [standIn.base]]] }));
    else if (url === '/ip/8.8.8.8')
      response.end(JSON.stringify({ objectClassName: 'ip network', name: 'GOGL' }));
    else response.writeHead(404).end();
  };
});
afterAll(() => {
  standIn.close();
  rmSync(folder, { recursive: true });
});

const expected = [
  [1, 'GOGL', 'found'],
  [2, '', 'not sent'],
  [3, '', ''],
  [4, 'GOGL', 'found'],
  [5, '', 'not found'],
];

it('asks others only where the user allowed it, records what they say, and reads it again without network', async () => {
  const off = await open(logons, { answersFolder: null });
  try {
    await expect(off.kql(query)).rejects.toThrow('The network is off');
    expect(off.diagnose(query).map((d) => d.code)).toContain('kql/lookup-off');
    expect(off.whatWouldBeSent('rdap', ['8.8.8.8', '10.0.0.1', '8.8.8.8'])).toMatchObject([
      { sent: ['8.8.8.8'], kept: 1 },
    ]);
    expect(standIn.paths).toEqual([]);
  } finally {
    await off.close();
  }
  const settings = { rdap_bootstrap: standIn.base };
  const common = { answersFolder: null, recordAnswers: answers };
  const on = await open(logons, { ...common, network: ['rdap'], settings });
  try {
    const page = await (await on.kql(query)).page({ offset: 0, limit: 9 });
    expect(page.rows).toEqual(expected);
    expect(standIn.paths).toEqual(['/ipv4.json', '/ip/8.8.8.8', '/ip/9.9.9.9']);
    expect(on.sent.map((entry) => entry.what)).toContain('8.8.8.8');
    await on.kql(query);
    expect(standIn.paths).toHaveLength(3);
  } finally {
    await on.close();
  }
  expect(readFileSync(answers, 'utf8').split('\n')).toHaveLength(3);
  standIn.paths = [];
  const again = await open(logons, common);
  try {
    const page = await (await again.kql(query)).page({ offset: 0, limit: 9 });
    expect(page.rows).toEqual(expected);
    const more = 'print ip = "1.1.1.1" | invoke rdap(ip)';
    await expect(again.kql(more)).rejects.toMatchObject({ code: 'enrich/network-off' });
    const kept = await again.recordedAnswers('rdap', '8.8.8.8');
    expect(kept.rows).toHaveLength(1);
    expect(kept.columns.map(({ name }) => name)).toContain('answered_at');
    expect((await again.recordedAnswers('rdap', '1.1.1.1')).rows).toEqual([]);
    expect(again.sent).toEqual([]);
    expect(standIn.paths).toEqual([]);
  } finally {
    await again.close();
  }
}, 60_000);

it('says what a query would send to whom, and asks nobody, where it is a dry run', async () => {
  standIn.paths = [];
  const dry = await open(logons, { answersFolder: null, network: ['rdap'], dryRun: true });
  try {
    await dry.kql(query);
    expect(dry.planned).toMatchObject([
      { tool: 'rdap', sent: expect.arrayContaining(['8.8.8.8', '9.9.9.9']), known: 0, kept: 1 },
    ]);
    expect(dry.planned[0]?.sent).toHaveLength(2);
    expect([dry.sent, standIn.paths]).toEqual([[], []]);
  } finally {
    await dry.close();
  }
}, 60_000);

it('takes no name that is no function which asks others', async () => {
  await expect(open(logons, { network: ['ip_type'] })).rejects.toMatchObject({
    code: 'session/no-lookup',
  });
});
