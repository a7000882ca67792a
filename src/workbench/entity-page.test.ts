import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { subjectOfKind } from '../pivots/index.ts';
import type { EntityAnswer, EntityEvent } from '../protocol/index.ts';
import { Hunt } from '../session/index.ts';
import { tellOfEntity } from './entity-page.ts';

const odd = "o'br;ien--{x}";
let folder: string;
let hunt: Hunt;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'huntbook-entity-'));
  const logons = [
    ['t1', '10.9.9.9', 'CORP', odd, 'ws1.corp.local'],
    ['t2', '10.9.9.9', 'OTHER', odd, 'ws2'],
    ['t3', '10.9.9.8', 'CORP', 'amy', 'ws1'],
  ].map(([at = '', IpAddress, TargetDomainName, TargetUserName, Computer], i) => ({
    TimeGenerated: `2026-02-0${i + 1}T00:00:00Z`,
    EventData: `${at} from 10.9.9.9, said ${odd}`,
    ...{ IpAddress, TargetDomainName, TargetUserName, Computer },
  }));
  const alerts = [
    {
      TimeGenerated: '2026-02-02T00:00:00Z',
      AlertName: 'Odd logon',
      AlertSeverity: 'High',
      Entities: '[{"Type":"ip","Address":"10.9.9.9"},{"Type":"host","HostName":"ws1"}]',
    },
  ];
  const lines = (rows: readonly object[]): string =>
    rows.map((row) => JSON.stringify(row)).join('\n');
  await writeFile(join(folder, 'Logons.jsonl'), lines(logons));
  await writeFile(join(folder, 'Alerts.jsonl'), lines(alerts));
  hunt = new Hunt({ answersFolder: null });
  await hunt.add([folder]);
}, 60_000);

afterAll(async () => {
  await hunt.close();
  await rm(folder, { recursive: true, force: true });
});

interface Told {
  events: readonly EntityEvent[];
  answers: ReadonlyMap<string, EntityAnswer>;
}

async function told(type: string, value: string): Promise<Told> {
  const events: EntityEvent[] = [];
  const { signal } = new AbortController();
  await tellOfEntity(hunt, subjectOfKind(type, value), { send: (e) => events.push(e), signal });
  const answers = events.flatMap((e): [string, EntityAnswer][] =>
    e.kind === 'answer' ? [[e.part, e]] : [],
  );
  return { events, answers: new Map(answers) };
}

const rowsOf = async (kql: string): Promise<readonly (readonly unknown[])[]> =>
  (await (await hunt.kql(kql)).page({ offset: 0, limit: 100 })).rows;

it('tells where an address was seen, with what, and in which alerts', async () => {
  const { events, answers } = await told('IpAddress', '10.9.9.9');
  expect(events.filter(({ kind }) => kind === 'problem')).toEqual([]);
  expect(events.at(-1)).toEqual({ kind: 'done' });
  const [, column, rows, first, last] = answers.get('seen')?.rows[0] ?? [];
  expect([column, rows, String(first).slice(0, 10), String(last).slice(0, 10)]).toEqual([
    'IpAddress',
    2,
    '2026-02-01',
    '2026-02-02',
  ]);
  expect(answers.get('prevalence')?.rows).toEqual([
    ['Hosts', 2, 3, 0.6667],
    ['Accounts', 1, 2, 0.5],
  ]);
  expect(answers.get('beside Account')?.rows.map(([value, n]) => [value, n])).toEqual([[odd, 2]]);
  expect(answers.get('alerts Alerts')?.rows[0]?.slice(1)).toEqual(['High', 'Odd logon']);
  expect(answers.get('fact ip_type')?.rows).toEqual([['10.9.9.9', 'Private']]);
  expect(answers.get('mentions')?.rows.map((row) => row.slice(1, 3))).toContainEqual([
    'EventData',
    3,
  ]);
});

it('tells of hostile values, of an account in its own domain, and by KQL that gives the same', async () => {
  const { answers } = await told('Account', `CORP\\${odd}`);
  const seen = answers.get('seen');
  expect(seen?.rows.map((row) => row.slice(1, 3))).toEqual([['TargetUserName', 1]]);
  for (const { kql, rows, more } of answers.values()) {
    if (kql === null || more) continue;
    const found = await rowsOf(kql);
    expect(found.length, kql).toBe(rows.length);
    expect(found.map((row) => row[2])).toEqual(rows.map((row) => row[2]));
  }
  for (const [i, step] of (seen?.steps ?? []).entries())
    expect((await rowsOf(step)).length).toBe(seen?.rows[i]?.[2]);
  const nobody = await told('Host', 'nowhere');
  expect(nobody.answers.get('seen')?.rows).toEqual([]);
});

it('stops when nobody listens any more, and tells of a part that fails in its place', async () => {
  const stop = new AbortController();
  const heard: EntityEvent[] = [];
  const telling = tellOfEntity(hunt, subjectOfKind('Text', 'x'), {
    send: (event) => {
      heard.push(event);
      stop.abort();
    },
    signal: stop.signal,
  });
  await expect(telling).rejects.toThrow();
  expect(heard.some(({ kind }) => kind === 'done')).toBe(false);
  const broken = Object.create(hunt, {
    recordedAnswers: { value: () => Promise.reject(new Error('broken')) },
  }) as Hunt;
  const events: EntityEvent[] = [];
  const { signal } = new AbortController();
  Object.defineProperty(broken, 'kql', { value: hunt.kql.bind(hunt) });
  Object.defineProperty(broken, 'tables', { value: hunt.tables.bind(hunt) });
  await tellOfEntity(broken, subjectOfKind('IpAddress', '10.9.9.9'), {
    send: (event) => events.push(event),
    signal,
  });
  const parts = events.flatMap((e) => (e.kind === 'problem' ? [e.part] : []));
  expect(parts).toContain('answer rdap');
  expect(events.at(-1)).toEqual({ kind: 'done' });
});
