import { expect, it } from 'vitest';
import { FakeHunt } from '../../test/kit/fake-hunt.ts';
import { HuntError } from '../base/index.ts';
import { functionDetail, functionEntries, functionText } from './function-answers.ts';
import { queryAnswers } from './query-answers.ts';

const { signal } = new AbortController();
const hunt = new FakeHunt();
hunt.made.set('SecurityEvent', {
  columns: [
    { name: 'TimeGenerated', type: 'datetime' },
    { name: 'EventID', type: 'int' },
  ],
  count: 0,
  row: () => [],
});
const answers = queryAnswers(hunt.queries);
const host = { name: 'WindowsSecurity.list_host_processes', language: 'kql' } as const;

it('finds the queries that the CLI finds, and by table without reading all of them', async () => {
  const { queries } = await answers.queries({ words: 'logon failures' }, signal);
  expect(queries.map((q) => q.name)).toEqual(
    hunt.queries.search('logon failures').map((q) => `${q.families[0]}.${q.name}`),
  );
  expect(queries.length).toBeGreaterThan(3);
  const byTable = await answers.queries({ words: 'host', table: 'securityevent' }, signal);
  expect(byTable.queries.map((q) => q.name)).toContain(host.name);
  const { families, entities, parameters } = await answers.queryKinds({}, signal);
  expect(families).toContain('WindowsSecurity');
  expect(entities).toContain('Host');
  expect(parameters).toContain('host_name');
});

it('says what is missing of the open data, and which logging would bring it', async () => {
  const signins = { name: 'Azure.list_aad_signins_for_account', language: 'kql' } as const;
  const { data } = await answers.queryData({ queries: [host, signins] }, signal);
  expect(data.map(({ state }) => state)).toEqual(['no', 'no']);
  expect(data[0]?.missing).toContain('Computer');
  expect(data[1]?.missing).toBe('SigninLogs');
  const detail = await answers.query(signins, signal);
  expect(detail.data.logging[0]?.by).toContain('Entra ID');
  const { example, fields } = await answers.query(host, signal);
  expect(example).toContain(`--named ${host.name} -p host_name=HOST_NAME`);
  expect(fields.find(({ name }) => name === 'host_name')?.default).toBeNull();
});

it('fills a query safely, and names each field that is at fault', async () => {
  const values = [
    ['start', '-2d@d'],
    ['end', 'someday'],
  ] as const;
  const wrong = await answers.queryText({ ...host, values }, signal);
  expect(wrong.text).toBeNull();
  expect(wrong.faults.map(({ field }) => field).sort()).toEqual(['end', 'host_name']);
  expect(Object.fromEntries(wrong.times)).toEqual({ start: '2025-11-18T00:00:00Z' });
  const evil = 'X" | take 0 //';
  const full = [
    ['start', '-2d'],
    ['end', 'now'],
    ['host_name', evil],
  ] as const;
  const { cell, faults } = await answers.queryText({ ...host, values: full }, signal);
  expect(faults).toEqual([]);
  expect(cell).toMatch(/^\/\/ WindowsSecurity\.list_host_processes: .*\n/);
  expect(cell).toContain(String.raw`"X\" | take 0 //"`);
  const role = [...full.slice(0, 2), ['host_name', 'A'], ['host_op', 'or 1 ==']] as const;
  expect((await answers.queryText({ ...host, values: role }, signal)).faults).toMatchObject([
    { field: 'host_op' },
  ]);
  const unknown = [...full, ['__proto__', '1']] as const;
  expect((await answers.queryText({ ...host, values: unknown }, signal)).faults).toMatchObject([
    { field: null, message: expect.stringContaining('__proto__') },
  ]);
});

it('reads lists of lines and of commas, and shows the text of another system without a cell', async () => {
  const events = { name: 'WindowsSecurity.list_events_by_id', language: 'kql' } as const;
  const times = [
    ['start', '2025-11-01'],
    ['end', '2025-11-02'],
  ] as const;
  for (const list of ['4624, 4625', '4624\n4625', '[4624, 4625]']) {
    const values = [...times, ['event_list', list]] as const;
    const { text, faults } = await answers.queryText({ ...events, values }, signal);
    expect(faults).toEqual([]);
    expect(text).toContain('4624, 4625');
  }
  const splunk = hunt.queries.search({ language: 'spl' })[0];
  const name = `${splunk?.families[0]}.${splunk?.name}`;
  const answer = await answers.queryText({ name, language: 'spl', values: times }, signal);
  expect(answer.cell).toBeNull();
});

it('lists every function once, and tells what leaves the machine', () => {
  const entries = functionEntries();
  const keys = entries.map(({ kind, name }) => `${kind} ${name}`);
  expect(new Set(keys).size).toBe(keys.length);
  expect(keys).toContain('operator where');
  expect(keys).toContain('aggregate dcount');
  for (const { name, kind } of entries) expect(functionDetail(name, kind).about).not.toBe('');
  expect(functionDetail('whois', 'lookup').sends?.what).toContain('address');
  expect(() => functionDetail('nothing', 'each')).toThrow(HuntError);
});

it('writes the call of a function with the settings that differ, and refuses each that does not fit', () => {
  const call = (settings: [string, string][]): ReturnType<typeof functionText> =>
    functionText({ name: 'rarity', columns: [['value', "it's | a 'name'"]], settings });
  expect(functionDetail('rarity', 'all').inputs[0]?.name).toBe('value');
  expect(call([['join', 'left']]).text).toBe(
    String.raw`| invoke rarity(value = ['it\'s | a \'name\''], join = "left")`,
  );
  const periods = functionText({
    name: 'sessionize',
    columns: [],
    settings: functionDetail('sessionize', 'all').settings.map(({ name, type }) => [
      name,
      type === 'long' || type === 'real' ? 'many' : '1',
    ]),
  });
  expect(periods.text).toBeNull();
  expect(periods.faults.length).toBeGreaterThan(0);
  expect(periods.faults.every(({ field }) => field !== null)).toBe(true);
});
