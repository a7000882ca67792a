import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { HuntError } from '../base/index.ts';
import { Hunt, open } from './index.ts';

const folder = mkdtempSync(join(tmpdir(), 'huntbook-test-'));
const file = (name: string, lines: readonly unknown[]): string => {
  const path = join(folder, name);
  writeFileSync(path, lines.map((l) => (typeof l === 'string' ? l : JSON.stringify(l))).join('\n'));
  return path;
};
const process = (day: number, host: string, line: string): Record<string, unknown> => ({
  TimeGenerated: `2024-01-0${day}T10:00:00.25Z`,
  Type: 'SecurityEvent',
  EventID: 4688,
  Computer: host,
  Account: 'ann',
  SubjectLogonId: '0x3e7',
  NewProcessId: '0x1',
  NewProcessName: 'C:\\Windows\\cmd.exe',
  CommandLine: line,
  ProcessId: '0x2',
  ParentProcessName: 'explorer.exe',
  SubjectUserSid: 'S-1-5-21',
  SubjectUserName: 'ann',
  SubjectDomainName: 'd',
  TokenElevationType: '%%1936',
  TargetLogonId: '0x0',
});
const nasty = 'x"y\\z\u0001\n\'`$<b>\u2028 // {a} | take 1';
const events = file('events.jsonl', [
  process(1, 'VictimPC', 'whoami'),
  process(2, 'VictimPC', 'net user'),
  process(3, 'OtherPC', 'dir'),
  process(3, nasty, 'net'),
]);
mkdirSync(join(folder, 'mine', 'data'), { recursive: true });
file('mine/data/Some_Logons.csv', ['Account,N', 'ann,1', 'bob,2']);
file('mine/more_logons.csv', ['Account,N', 'eve,3']);
file('mine/data_queries.yaml', [
  'metadata:',
  '  version: 1',
  '  description: Data of the case',
  '  data_environments: [LocalData]',
  '  data_families: [Case]',
  'defaults:',
  'sources:',
  '  list_logons:',
  '    description: The logons',
  '    args:',
  '      query: some_logons.csv',
  '  nothing:',
  '    description: A file that is not there',
  '    args:',
  '      query: ../../../etc/passwd',
]);
file('mine/own.yaml', [
  'metadata: {version: 1, description: Own, data_environments: [MSSentinel], data_families: [Case]}',
  'sources:',
  '  echo:',
  '    description: What was said, in every kind of quotes',
  '    args:',
  '      query: \'print a = "{text}", b = @"{text}", c = ```{text}```, d = dynamic([{items}]), e = "x" in ({items})\'',
  '    parameters:',
  '      text: {description: A text, type: str}',
  '      items: {description: Some texts, type: list}',
  '  broken:',
  '    description: Names what it does not define',
  '    args: {query: "T | where a == {b}"}',
]);

describe('named queries of a hunt', () => {
  let hunt: Hunt;
  const count = async (name: string, values: Record<string, unknown>): Promise<number> =>
    (await hunt.queries.run(name, values)).count();
  const failing = async (name: string, values: Record<string, unknown>): Promise<HuntError> => {
    const error: unknown = await hunt.queries.run(name, values).then(
      () => null,
      (e: unknown) => e,
    );
    return error as HuntError;
  };
  beforeAll(async () => {
    hunt = await open(events, { queryFolders: [join(folder, 'mine')] });
  });
  afterAll(async () => {
    await hunt.close();
    rmSync(folder, { recursive: true });
  });

  it('run on what is open, over all its time unless said', async () => {
    const table = await hunt.queries.WindowsSecurity.list_host_processes({ host_name: 'VictimPC' });
    const { rows } = await table.toJson();
    expect(rows.length).toBe(2);
    const { sources, notes } = await table.coverage();
    expect(sources.map((s) => s.table)).toEqual(['SecurityEvent']);
    expect(notes.join()).toContain('from 2024-01-01T10:00:00.000Z to 2024-01-03T10:00:01.000Z');
    expect(notes.join()).toContain('no column TenantId, SourceComputerId');
  });

  it('take times in every form', async () => {
    const of = (times: Record<string, unknown>): Promise<number> =>
      count('WindowsSecurity.list_host_processes', { host_name: 'VictimPC', ...times });
    expect(await of({ start: '2024-01-02', end: '2024-01-03' })).toBe(1);
    expect(await of({ timespan: { end: '3 Jan 2024 00:00', period: '1d' } })).toBe(1);
    expect(await of({ start: new Date('2024-01-01T00:00:00Z') })).toBe(2);
  });

  it('find the same rows in pieces of time', async () => {
    for (const by of ['1d', '7h', '90m', '30d'])
      expect(
        await count('WindowsSecurity.list_host_processes', {
          host_name: 'VictimPC',
          split_query_by: by,
        }),
        by,
      ).toBe(2);
    const error = await failing('WindowsSecurity.list_host_processes', {
      host_name: 'a',
      split_query_by: '1s',
    });
    expect(error.code).toBe('catalog/too-many-chunks');
  });

  it('never take a value for anything else', async () => {
    const name = 'WindowsSecurity.list_host_processes';
    expect(await count(name, { host_name: nasty, host_op: '==' })).toBe(1);
    expect(await count(name, { host_name: 'x" or true or "" == "', host_op: '==' })).toBe(0);
    const values = { text: nasty, items: [nasty, 'x'] };
    const { rows } = await (await hunt.queries.run('Case.echo', values)).toJson();
    expect(rows).toEqual([[nasty, nasty, nasty, [nasty, 'x'], true]]);
  });

  it('name what is wrong with what was given', async () => {
    const name = 'WindowsSecurity.list_host_processes';
    const unknown = await failing(name, { host_name: 'a', host_nam: 1 });
    expect(unknown.message).toContain("'host_nam'");
    expect(unknown.hint).toContain('host_name');
    expect((await failing(name, {})).message).toContain("'host_name'");
    expect((await failing(name, { host_name: 'a', start: 'soon' })).message).toContain("'start'");
    expect((await failing('WindowsSecurity.list_host_process', {})).hint).toContain(name);
    expect((await failing(name, { host_name: 'a', table: 'T; U' })).code).toBe('catalog/bad-value');
  });

  it('read one file alone where LocalData names it', async () => {
    const table = await hunt.queries.run('Case.list_logons');
    expect((await table.toJson()).rows).toEqual([
      ['ann', 1],
      ['bob', 2],
    ]);
    expect(hunt.tables().map((t) => t.name)).toEqual(['SecurityEvent']);
    expect((await failing('Case.nothing', {})).code).toBe('session/no-data-file');
    expect(hunt.queries.answerable('Case.list_logons').state).toBe('yes');
    expect(hunt.queries.answerable('Case.nothing').state).toBe('no');
  });

  it('tell which queries could not be read', () => {
    expect(hunt.queries.faults.map((f) => f.message)).toEqual([
      expect.stringContaining("'broken'"),
    ]);
  });

  it('say what open data can answer', () => {
    expect(hunt.queries.answerable('WindowsSecurity.list_host_processes')).toMatchObject({
      state: 'yes',
      tables: ['SecurityEvent'],
      emptyColumns: ['TenantId', 'SourceComputerId'],
    });
    const found = hunt.queries.search({ words: 'processes host', table: 'SecurityEvent' });
    expect(found.map((q) => q.name)).toContain('list_host_processes');
    expect(hunt.queries.search({ entity: 'Host', family: 'Case' })).toEqual([]);
  });
});

describe('the folders of queries that the configuration names', () => {
  const home = mkdtempSync(join(tmpdir(), 'huntbook-test-'));
  const put = (name: string, text: string): string => {
    const path = join(home, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
    return path;
  };
  const query = (name: string, text: string, environment = 'MSSentinel'): string =>
    `metadata: {version: 1, description: Own, data_environments: [${environment}], data_families: [Case]}
sources: {${name}: {description: Mine, args: {query: '${text}'}}}`;
  put('own/a.yaml', query('mine', 'print a = 1'));
  put('own/broken.yaml', 'sources: [');
  put('named/a.yaml', query('mine', 'print a = 2'));
  put('local/a.yaml', query('logons', 'logons.csv', 'LocalData'));
  put('data/logons.csv', 'Account\nann\nbob\n');
  const ours = put(
    'huntbook.yaml',
    'queries: [own, gone]\nconnections:\n  case: { provider: local, query_paths: local, data_paths: [data] }\n',
  );
  const theirs = put(
    'msticpyconfig.yaml',
    'QueryDefinitions: { Custom: [./gone, ./own] }\nDataProviders: { LocalData: { Args: { query_paths: [local], data_paths: [data] } } }\n',
  );
  afterAll(() => rmSync(home, { recursive: true }));

  it.each([ours, theirs])('count, and what is gone or at fault is told: %s', async (configFile) => {
    await using hunt = new Hunt({ configFile });
    expect((await (await hunt.queries.run('Case.mine')).toJson()).rows).toEqual([[1]]);
    expect(hunt.queries.faults.map(({ code }) => code).sort()).toEqual([
      'catalog/bad-yaml',
      'catalog/no-folder',
    ]);
    expect(() => hunt.queries.get('Case.theirs')).toThrow(
      expect.objectContaining({ hint: expect.stringMatching(/Not all .*, and 1 more\./) }),
    );
  });

  it('count less than those that are named, which must be there', async () => {
    await using hunt = new Hunt({ configFile: ours, queryFolders: [join(home, 'named')] });
    expect(hunt.queries.text('Case.mine')).toBe('print a = 2');
    await using other = new Hunt({ configFile: ours, queryFolders: [join(home, 'gone')] });
    expect(() => other.queries.catalog).toThrow(/gone' cannot be read/);
    await using third = new Hunt({ configFile: join(home, 'none.yaml') });
    expect(() => third.queries.catalog).toThrow(/There is no file/);
  });

  it.each([ours, theirs])('are those of local, with the files beside: %s', async (configFile) => {
    await using hunt = new Hunt({ configFile });
    expect(() => hunt.queries.get('Case.logons')).toThrow(/no query/);
    const local = await hunt.connect('local');
    expect(await (await local.run('Case.logons')).count()).toBe(2);
    expect(await (await local.run('Case.mine')).count()).toBe(1);
    expect(local.faults.map(({ code }) => code)).toContain('catalog/no-folder');
    expect(await local.check()).toMatchObject([{ ok: true }]);
  });

  it('that cannot be known are told of', async () => {
    const configFile = put('huntbook.yaml', 'queries: { a: b }\n');
    await using hunt = new Hunt({ configFile });
    expect(hunt.queries.faults.map(({ message }) => message)).toEqual([
      expect.stringMatching(/huntbook\.yaml:1: queries: /),
    ]);
    const gone = put(
      'gone.yaml',
      'connections: { x: { provider: local, query_paths: [nowhere] } }',
    );
    const local = await hunt.connect('local', {}, { configFile: gone });
    expect(local.faults.map(({ message }) => message).join()).toContain('nowhere');
    expect(await local.check()).toMatchObject([
      { ok: false, said: expect.stringContaining('nowhere') },
    ]);
  });
});
