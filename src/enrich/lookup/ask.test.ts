import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { closedPort, openStandIn, type StandIn } from '../../../test/kit/stand-in.ts';
import { AnswerStore } from './answer-store.ts';
import { type Asking, ask, type Told, whatWouldBeSent } from './ask.ts';
import { fetchJson } from './fetch-json.ts';
import type { Askable, LedgerEntry, LookupContext } from './lookup.ts';
import { domainName, plainAddress } from './names.ts';
import { Pace } from './pace.ts';

const folder = mkdtempSync(join(tmpdir(), 'huntbook-lookup-'));
afterAll(() => rmSync(folder, { recursive: true }));

let standIn: StandIn;
beforeAll(async () => {
  standIn = await openStandIn();
});
afterAll(() => standIn.close());

const outcomeOf = (
  answers: ReadonlyMap<string, readonly Told[]>,
  text: string,
): string | undefined => answers.get(text)?.[0]?.answer.outcome;

describe('ask', () => {
  const asked: string[] = [];
  let say: (value: string, at: LookupContext) => Promise<Record<string, unknown>[]>;
  const tool: Askable = {
    name: 'stand_in',
    sends: { what: 'the address', to: 'a stand-in' },
    perSecond: 1e6,
    settings: {},
    asks: (value) => plainAddress(value) ?? domainName(value),
    lookup: async (value, at) => {
      at.leaves('stand-in', value);
      asked.push(value);
      return say(value, at);
    },
  };
  let ledger: LedgerEntry[] = [];
  const asking = (more: Partial<Asking> = {}): Asking => ({
    allowed: new Set(['stand_in']),
    stores: [],
    pace: () => new Pace(1e6),
    timeoutMs: 50_000,
    most: 100,
    setting: () => undefined,
    ledger: (entry) => ledger.push(entry),
    ...more,
  });
  beforeEach(() => {
    asked.length = 0;
    ledger = [];
    say = (value) => Promise.resolve([{ value }]);
  });

  it('sends nothing that is private, and each question once', async () => {
    const stays = ['10.0.0.1', '::1', 'fe80::1', '::ffff:192.168.0.1', '127.0.0.1', '203.0.113.9'];
    stays.push('64:ff9b::a00:1', '2002:c0a8:101::1', '::10.0.0.1', 'fec0::1', '64:ff9b:1::8.8.8.8');
    const inner = [
      'dc01',
      'fileserver.corp',
      'x.local',
      'x.internal.',
      '',
      'no name!',
      '__proto__',
    ];
    const goes = ['8.8.8.8', ' 8.8.8.8', '::ffff:8.8.8.8', 'Evil.COM.', 'evil.com'];
    const answers = await ask([tool], [...stays, ...inner, ...goes], asking());
    expect([...asked].sort()).toEqual(['8.8.8.8', 'evil.com']);
    for (const text of [...stays, ...inner]) expect(outcomeOf(answers, text)).toBe('not sent');
    for (const text of goes) expect(outcomeOf(answers, text)).toBe('found');
    expect(ledger.map((entry) => [entry.to, entry.what]).sort()).toEqual([
      ['stand-in', '8.8.8.8'],
      ['stand-in', 'evil.com'],
    ]);
  });

  it('says what it would send to whom, and sends nothing, where the network is off', async () => {
    const off = asking({ allowed: new Set(['another']) });
    const values = ['8.8.8.8', '1.1.1.1', '10.0.0.1'];
    await expect(ask([tool], values, off)).rejects.toMatchObject({
      code: 'enrich/network-off',
      message: expect.stringContaining('2 questions, each with the address, to a stand-in'),
    });
    expect(whatWouldBeSent([tool], values, off)).toEqual([
      {
        tool: 'stand_in',
        to: 'a stand-in',
        sent: ['8.8.8.8', '1.1.1.1'],
        known: 0,
        kept: 1,
        left: null,
      },
    ]);
    await expect(ask([tool], values, asking({ most: 1 }))).rejects.toMatchObject({
      code: 'enrich/too-many',
    });
    expect(asked).toEqual([]);
  });

  it('reads recorded answers again without network, and asks old ones anew', async () => {
    const file = join(folder, 'case.jsonl');
    const store = new AnswerStore(file);
    const recording = { store, maxAgeMs: Number.POSITIVE_INFINITY, writes: true };
    await ask([tool], ['8.8.8.8'], asking({ stores: [recording] }));
    const again = {
      store: new AnswerStore(file),
      maxAgeMs: Number.POSITIVE_INFINITY,
      writes: false,
    };
    const answers = await ask([tool], ['8.8.8.8'], asking({ allowed: new Set(), stores: [again] }));
    expect(answers.get('8.8.8.8')?.[0]?.answer.rows).toEqual([{ value: '8.8.8.8' }]);
    expect(asked).toEqual(['8.8.8.8']);
    await ask([tool], ['8.8.8.8'], asking({ stores: [{ ...again, maxAgeMs: -1 }] }));
    expect(asked).toEqual(['8.8.8.8', '8.8.8.8']);
  });

  it('passes over lines of a recording that are none', async () => {
    const file = join(folder, 'broken.jsonl');
    const good = readFileSync(join(folder, 'case.jsonl'), 'utf8');
    writeFileSync(file, `{\nnull\n[]\n{"tool":1}\n${good}${good.slice(0, 40)}`);
    expect(new AnswerStore(file).size).toBe(1);
  });

  it('takes what is too old out of a file that grew long, save from a recording', () => {
    const file = join(folder, 'long.jsonl');
    const answer = {
      outcome: 'found',
      detail: '',
      rows: [{ a: 'x'.repeat(2 ** 20) }],
      answeredBy: '',
    };
    const line = (asked: string, answeredAt: string): string =>
      JSON.stringify({ tool: 't', asked, settings: '{}', answer: { ...answer, answeredAt } });
    const old = Array.from({ length: 33 }, (_, i) => line(`a${i}`, '2020-01-01T00:00:00Z'));
    const whole = `${[...old, line('b', new Date().toISOString())].join('\n')}\n`;
    writeFileSync(file, whole);
    expect(new AnswerStore(file).size).toBe(34);
    expect(readFileSync(file, 'utf8')).toBe(whole);
    expect(new AnswerStore(file, 1e9).size).toBe(1);
    expect(readFileSync(file, 'utf8').length).toBeLessThan(2 * 2 ** 20);
    expect(new AnswerStore(file, 1e9).get('t', 'b', '{}')?.rows).toHaveLength(1);
  });

  it('tells of failures value by value, and stops asking who is dead', async () => {
    standIn.handler = (request, response) => {
      if (request.url === '/bad.com') response.end('<');
      else response.end('[]');
    };
    const dead = `http://127.0.0.1:${await closedPort()}/`;
    say = async (value, at) => {
      await fetchJson(`${standIn.base}${value}`, { what: value }, at);
      return [];
    };
    const answers = await ask([tool], ['bad.com', 'good.com'], asking());
    expect(answers.get('bad.com')?.[0]?.answer).toMatchObject({ outcome: 'failed', rows: [] });
    expect(outcomeOf(answers, 'good.com')).toBe('not found');
    asked.length = 0;
    say = async (_, at) => [{ v: await fetchJson(dead, { what: 'x' }, at) }];
    const many = Array.from({ length: 60 }, (_, i) => `a${i}.com`);
    const none = await ask([tool], many, asking());
    expect(asked.length).toBeLessThan(10);
    expect(none.get('a59.com')?.[0]?.answer).toMatchObject({
      outcome: 'not sent',
      detail: expect.stringContaining('cannot be reached'),
    });
  });

  it('ends when it is aborted, and lets our own faults surface', async () => {
    const stop = new AbortController();
    say = async (_, at) => {
      stop.abort();
      return [{ v: await fetchJson(standIn.base, { what: 'x' }, at) }];
    };
    await expect(ask([tool], ['8.8.8.8'], asking(), stop.signal)).rejects.toMatchObject({
      name: 'AbortError',
    });
    say = () => Promise.reject(new TypeError('a bug'));
    await expect(ask([tool], ['8.8.8.8'], asking())).rejects.toThrow(TypeError);
  });

  it('keeps its pace', async () => {
    const pace = new Pace(50);
    const start = performance.now();
    await ask([tool], ['8.8.8.8', '8.8.4.4', '1.1.1.1'], asking({ pace: () => pace }));
    expect(performance.now() - start).toBeGreaterThan(38);
  });
});
