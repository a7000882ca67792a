import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Answered, askAll, instanceOf } from '../../test/kit/ask-provider.ts';
import { openServices, type Services, type Told } from '../../test/kit/azure-stand-in.ts';
import type { ConnectSettings } from './connect.ts';

let services: Services;
beforeEach(async () => {
  services = await openServices();
});
afterEach(() => services.close());

const span = { from: '2025-11-01T00:00:00Z', to: '2025-11-02T00:00:00Z' };
const token = 'token-from-elsewhere';
const bodyOf = (n = 0): Record<string, unknown> =>
  JSON.parse(services.asked[n]?.body ?? '') as Record<string, unknown>;

describe('kusto', () => {
  const settings: ConnectSettings = {
    cluster: 'https://help.kusto.windows.net/',
    database: "Sam'ples",
    token,
  };
  const frames = (...more: unknown[]): Told => ({
    body: [{ FrameType: 'DataSetHeader' }, ...more],
  });
  const table = (rows: unknown[], id = 1): unknown => ({
    FrameType: 'DataTable',
    TableId: id,
    TableKind: 'PrimaryResult',
    Columns: [{ ColumnName: 'n', ColumnType: 'long' }],
    Rows: rows,
  });
  const done = { FrameType: 'DataSetCompletion', HasErrors: false, Cancelled: false };
  const ask = async (more: ConnectSettings = {}): Promise<Answered> =>
    askAll(await instanceOf('kusto', { ...settings, ...more }, services), 'T');

  it('never calls a part the whole', async () => {
    const limit = {
      error: {
        code: 'LimitsExceeded',
        message: 'Request is invalid',
        '@message': 'Query result set has exceeded the internal record count limit 500000',
      },
    };
    services.tell = () =>
      frames(table([[1], { OneApiErrors: [limit] }]), {
        FrameType: 'DataSetCompletion',
        HasErrors: true,
        Cancelled: false,
        OneApiErrors: [limit],
      });
    expect((await ask()).missing).toEqual([
      'The cluster gave a part only: Query result set has exceeded the internal record count limit 500000',
    ]);
    services.tell = () => frames(table([[1]]));
    expect((await ask()).missing).toEqual(['The answer ended without saying that it was whole.']);
    services.tell = () => frames(table([[1]]), { ...done, Cancelled: true });
    expect((await ask()).missing).toEqual(['The query was cancelled on the cluster.']);
    services.tell = () => frames(table([[1], ['x'], [1, 2]]), done);
    const { rows, missing } = await ask();
    expect(rows).toEqual([[1], [null]]);
    expect(missing).toHaveLength(2);
    services.tell = () => frames(table([[1]]), table([[2]], 2), done);
    expect((await ask()).notes).toHaveLength(1);
  });

  it('tells the schema, and asks for a span by the column that was named', async () => {
    services.tell = () => ({
      body: {
        Tables: [
          {
            Columns: ['DatabaseName', 'TableName', 'ColumnName', 'ColumnType'].map(
              (ColumnName) => ({ ColumnName }),
            ),
            Rows: [
              ['db', null, null, null],
              ['db', 'T', '', ''],
              ['db', 'T', 'at', 'System.DateTime'],
            ],
          },
        ],
      },
    });
    const plain = await instanceOf('kusto', settings, services);
    const { signal } = new AbortController();
    expect(await plain.connected.tables(signal)).toEqual([
      { name: 'T', columns: [{ name: 'at', type: 'datetime' }] },
    ]);
    expect(bodyOf()).toMatchObject({ csl: ".show database ['Sam\\'ples'] schema" });
    await expect(askAll(plain, 'T', { span })).rejects.toMatchObject({ code: 'providers/no-span' });
    services.tell = () => frames(table([[1]]), done);
    await askAll(await instanceOf('kusto', { ...settings, timeColumn: 'at' }, services), 'T', {
      span,
    });
    expect(bodyOf(1)).toMatchObject({
      db: "Sam'ples",
      properties: {
        Options: { query_datetimescope_column: 'at', query_datetimescope_from: span.from },
      },
    });
  });

  it('asks the database that is said, or says that none is', async () => {
    services.tell = () => frames(table([[1]]), done);
    const { database: _, ...bare } = settings;
    const one = await instanceOf('kusto', bare, services);
    await expect(askAll(one, 'T')).rejects.toThrow(/which database is asked is not said/);
    await expect(one.connected.tables(new AbortController().signal)).rejects.toThrow(/database/);
    expect(services.asked).toEqual([]);
    await askAll(one, "database('x').T");
    expect(await one.connected.check(new AbortController().signal)).toBe(
      'the cluster answers queries',
    );
    expect([0, 1].map((n) => bodyOf(n)['db'])).toEqual(['NetDefaultDB', 'NetDefaultDB']);
  });

  it('sends no token without encryption, nor into an address with a password', async () => {
    for (const cluster of ['http://help.kusto.windows.net', 'https://me:pw@help.kusto.windows.net'])
      await expect(ask({ cluster })).rejects.toMatchObject({ code: 'providers/bad-setting' });
    expect(services.asked).toEqual([]);
  });
});

describe('defender', () => {
  it('takes an answer of as many rows as it gives at most to be cut', async () => {
    const schema = [{ name: 'n', type: 'Int32' }];
    const results = Array.from({ length: 100_000 }, (_, n) => ({ n }));
    services.tell = () => ({ body: { schema, results } });
    const one = await instanceOf('defender', { tenant: 'contoso.example', token }, services);
    const { rows, missing } = await askAll(one, 'DeviceEvents', { span });
    expect(rows).toHaveLength(100_000);
    expect(missing).toEqual(['The service gives at most 100000 rows, and gave that many.']);
    expect(bodyOf()).toEqual({ Query: 'DeviceEvents', Timespan: `${span.from}/${span.to}` });
  });
});

describe('hostile values', () => {
  it('are told of, and cost only themselves', async () => {
    const deep = `${'['.repeat(100_000)}${']'.repeat(100_000)}`;
    const schema = [
      { name: '__proto__', type: 'Object' },
      { name: 'constructor', type: 'String' },
    ];
    services.tell = () => ({
      body: `{"schema":${JSON.stringify(schema)},"results":[{"__proto__":${deep},"constructor":"a"},{"constructor":"b"}]}`,
    });
    const one = await instanceOf('defender', { tenant: 'contoso.example', token }, services);
    const { rows, missing } = await askAll(one, 'T');
    expect(rows.map((row) => row[1])).toEqual(['a', 'b']);
    expect(missing).toEqual(['1 values of __proto__ are no dynamic and were left out.']);
  });
});

describe('resource-graph', () => {
  const data = (...rows: unknown[]): unknown => ({
    columns: [{ name: 'id', type: 'string' }],
    rows,
  });
  const ask = async (): Promise<Answered> =>
    askAll(await instanceOf('resource-graph', { token }, services), 'resources');

  it('says when there are more rows than it gives', async () => {
    services.tell = () => ({
      body: { totalRecords: 5, count: 1, resultTruncated: 'true', data: data(['a']) },
    });
    expect((await ask()).missing[0]).toMatch(/cut the answer/);
    services.tell = () => ({
      body: { totalRecords: 5, count: 1, resultTruncated: 'false', data: data(['a']) },
    });
    expect((await ask()).missing).toEqual(['The service counts 5 rows, and gave 1.']);
  });

  it('does not go round in circles', async () => {
    services.tell = () => ({
      body: { totalRecords: 5, $skipToken: 'x', resultTruncated: 'true', data: data(['a']) },
    });
    await expect(ask()).rejects.toMatchObject({ code: 'providers/malformed' });
    expect(services.asked).toHaveLength(2);
  });
});

describe('graph', () => {
  const ask = async (text: string): Promise<Answered> =>
    askAll(await instanceOf('graph', { tenant: 'contoso.example', token }, services), text);

  it('sends its token nowhere but to Graph', async () => {
    services.tell = () => ({ body: { value: [], '@odata.nextLink': 'https://evil.example/next' } });
    await expect(ask('security/alerts_v2')).rejects.toMatchObject({ code: 'providers/malformed' });
    for (const path of ['https://evil.example/x', '//evil.example/x', '\\\\evil.example'])
      await ask(path).catch(() => {});
    expect(services.asked.map(({ to }) => to.split('/')[0])).not.toContain('evil.example');
    const self = 'https://graph.microsoft.com/v1.0/security/alerts_v2';
    services.tell = () => ({ body: { value: [{ a: 1 }], '@odata.nextLink': self } });
    await expect(ask('security/alerts_v2')).rejects.toMatchObject({ code: 'providers/malformed' });
  });

  it('leaves out no record that it cannot read', async () => {
    services.tell = () => ({ body: { value: [{ a: 1 }, 'b'] } });
    await expect(ask('users')).rejects.toMatchObject({ code: 'providers/malformed' });
  });

  it('gives a field whose values are of several kinds as dynamic', async () => {
    services.tell = () => ({
      body: { value: [{ a: 1, b: true }, { a: 'x' }, { a: null, c: 0.5 }] },
    });
    const { columns, rows } = await ask("users?$filter=city eq 'Graz'");
    expect(columns).toEqual(['a:dynamic', 'b:bool', 'c:real']);
    expect(rows).toEqual([
      ['1', true, null],
      ['"x"', null, null],
      [null, null, 0.5],
    ]);
    expect(services.asked[0]?.to).toBe(
      'graph.microsoft.com/v1.0/users?$filter=city%20eq%20%27Graz%27',
    );
  });
});
