import {
  Client,
  ClientRequestProperties,
  KustoConnectionStringBuilder,
  type KustoResultTable,
} from 'azure-kusto-data';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Answered, askAll, instanceOf } from '../../test/kit/ask-provider.ts';
import { openServices, type Services, type Told } from '../../test/kit/azure-stand-in.ts';
import { type KustoAnswer, kustoService } from '../../test/kit/kusto-service.ts';
import type { ConnectSettings } from './connect.ts';

const cluster = 'help.kusto.windows.net';
const token = 'token-from-elsewhere';

let services: Services;
let client: Client;
beforeEach(async () => {
  services = await openServices();
  client = new Client(
    KustoConnectionStringBuilder.withAccessToken(`${services.base}${cluster}`, token),
  );
});
afterEach(() => {
  client.close();
  services.close();
});

const ask = async (more: ConnectSettings = {}, signal?: AbortSignal): Promise<Answered> =>
  askAll(
    await instanceOf('kusto', { cluster, database: 'Samples', token, ...more }, services),
    'T',
    signal ? { signal } : {},
  );

/** Every type, its null, and what a double cannot hold. */
const everything: KustoAnswer = {
  columns: [
    ['b', 'bool'],
    ['i', 'int'],
    ['l', 'long'],
    ['r', 'real'],
    ['m', 'decimal'],
    ['t', 'datetime'],
    ['s', 'timespan'],
    ['g', 'guid'],
    ['d', 'dynamic'],
    ['x', 'string'],
  ],
  rows: [
    [
      true,
      1,
      { exact: '9007199254740993' },
      0.5,
      '1.25',
      '2025-11-03T10:00:00.1234567Z',
      '1.02:03:04.5000000',
      '52b1ab41-869e-4138-9e40-2a4457f09bf3',
      '{"a":[1,"ö"]}',
      'it\'s "x"\n',
    ],
    [
      false,
      -2147483648,
      { exact: '-9223372036854775808' },
      'NaN',
      '-0.0000000001',
      '0001-01-01T00:00:00Z',
      '-00:00:01.5000000',
      '00000000-0000-0000-0000-000000000000',
      { b: { exact: '9007199254740993' } },
      '',
    ],
    [null, null, null, null, null, null, null, null, null, ''],
    [
      true,
      0,
      0,
      1e300,
      '1',
      '9999-12-31T23:59:59.9999999Z',
      '00:00:00',
      '52b1ab41-869e-4138-9e40-2a4457f09bf3',
      'text',
      '1',
    ],
  ],
};

/** Our values as the client has them: JavaScript's, less exact. */
function asClient(table: KustoResultTable, rows: Answered['rows']): unknown[][] {
  return rows.map((row) =>
    row.map((value, i) => {
      const type = table.columns[i]?.type;
      if (value === null) return null;
      if (type === 'datetime') return Number(BigInt.asIntN(64, BigInt(value)) / 1000n);
      if (type === 'timespan') return Number(value) / 10_000;
      if (type === 'dynamic') return JSON.parse(String(value));
      if (type === 'decimal') return Number(value);
      return typeof value === 'bigint' ? Number(value) : value;
    }),
  );
}

/** The client's values, dates as numbers and dynamics read. */
function asNumbers(table: KustoResultTable): unknown[][] {
  const read = (value: unknown, type: string | null): unknown => {
    if (value === null || value === undefined) return null;
    if (value instanceof Date) return value.getTime();
    if (type === 'bool') return Boolean(value);
    if (type === 'decimal' || type === 'real') return Number(value);
    const isJson = type === 'dynamic' && typeof value === 'string' && /^[[{]/.test(value);
    return isJson ? JSON.parse(value) : value;
  };
  return [...table.rows()].map((row) => {
    const own = row.toJSON<Record<string, unknown>>();
    return table.columns.map(({ name, type }) => read(name === null ? null : own[name], type));
  });
}

describe("Kusto's own client and ours, asking the same cluster", () => {
  it('give the same rows, of every type', async () => {
    services.tell = kustoService(() => everything);
    const theirs = (await client.execute('Samples', 'T')).primaryResults[0];
    if (!theirs) throw new Error('the client gave no table');
    const ours = await ask();
    expect(ours.columns).toEqual(everything.columns.map(([name, type]) => `${name}:${type}`));
    expect(ours.missing).toEqual([]);
    expect(asClient(theirs, ours.rows)).toEqual(asNumbers(theirs));
    expect(ours.rows[0]?.[2]).toBe(9007199254740993n);
    expect(ours.rows[1]?.[8]).toBe('{"b":9007199254740993}');
    expect(services.asked.map(({ to }) => to)).toContain('v1/rest/auth/metadata');
  });

  it('give the same rows of fragments and of progressive answers, which only ours reads', async () => {
    const before = [[true, 7, 7, 7, '7', null, null, null, null, 'taken back']];
    services.tell = kustoService(() => ({ ...everything, before }));
    const properties = new ClientRequestProperties();
    const whole = (await client.execute('Samples', 'T', properties)).primaryResults[0];
    const { tell } = services;
    services.tell = (asked) => {
      const body = JSON.parse(asked.body) as { properties: { Options: Record<string, unknown> } };
      body.properties.Options['results_progressive_enabled'] = true;
      return tell({ ...asked, body: JSON.stringify(body) });
    };
    const ours = await ask();
    if (!whole) throw new Error('the client gave no table');
    expect(asClient(whole, ours.rows)).toEqual(asNumbers(whole));
    expect(ours.missing).toEqual([]);
  });

  it('tell the same fault, which to ours is a part and to the client nothing', async () => {
    const limit = {
      error: {
        code: 'LimitsExceeded',
        message: 'Request is invalid and cannot be executed.',
        '@type': 'Kusto.Data.Exceptions.KustoServicePartialQueryFailureLimitsExceededException',
        '@message':
          'Query execution has exceeded the allowed limits (80DA0003): The results of this query exceed the set limit of 2 records.',
      },
    };
    services.tell = kustoService(() => ({ ...everything, errors: [limit] }));
    await expect(client.execute('Samples', 'T')).rejects.toThrow(
      'exceed the set limit of 2 records',
    );
    const { rows, missing } = await ask();
    expect(rows).toHaveLength(4);
    expect(missing.join()).toContain('exceed the set limit of 2 records');
    services.tell = kustoService(() => ({
      ...everything,
      report: [
        [2, 'a shard could not be read'],
        [3, 'the query is old'],
        [4, 'Query completed'],
      ],
    }));
    const reported = await ask();
    expect(reported.missing).toEqual(['The cluster reports a fault: a shard could not be read']);
    expect(reported.notes).toEqual(['The cluster warns: the query is old']);
  });

  it('are refused alike: a wrong query, too many of them', async () => {
    const refuse = (status: number, told: Told): void => {
      services.tell = (asked) =>
        asked.to.endsWith('/metadata')
          ? kustoService(() => everything)(asked)
          : { status, ...told };
    };
    const said = "Semantic error: SEM0100: 'where' operator: Failed to resolve column 'x'";
    refuse(400, {
      body: { error: { code: 'General_BadRequest', '@message': said, '@permanent': true } },
    });
    await expect(client.execute('Samples', 'T')).rejects.toMatchObject({
      response: { status: 400, data: { error: { '@message': said } } },
    });
    await expect(ask()).rejects.toMatchObject({
      code: 'providers/bad-query',
      message: expect.stringContaining("Failed to resolve column 'x'"),
    });
    refuse(429, { headers: { 'retry-after': '0' }, body: { error: { '@message': 'throttled' } } });
    await expect(client.execute('Samples', 'T')).rejects.toMatchObject({ name: 'ThrottlingError' });
    await expect(ask()).rejects.toMatchObject({ code: 'providers/throttled' });
  });

  it('run the same commands', async () => {
    services.tell = kustoService(() => ({
      columns: [
        ['DatabaseName', 'string'],
        ['TableName', 'string'],
        ['ColumnName', 'string'],
        ['ColumnType', 'string'],
      ],
      rows: [['Samples', 'T', 'at', 'System.DateTime']],
    }));
    const theirs = (await client.execute('Samples', '.show database Samples schema'))
      .primaryResults[0];
    expect(theirs && [...theirs.rows()].map((row) => row.toJSON())).toMatchObject([
      { TableName: 'T', ColumnName: 'at' },
    ]);
    const { connected } = await instanceOf(
      'kusto',
      { cluster, database: 'Samples', token },
      services,
    );
    expect(await connected.tables(new AbortController().signal)).toEqual([
      { name: 'T', columns: [{ name: 'at', type: 'datetime' }] },
    ]);
  });
});

describe('a query that nobody waits for', () => {
  const commands = (): string[] =>
    services.asked.flatMap(({ to, body }) =>
      to.endsWith('/mgmt') ? [(JSON.parse(body) as { csl: string }).csl] : [],
    );
  const queryId = (): string =>
    String(
      services.asked.find(({ to }) => to.endsWith('/query'))?.headers['x-ms-client-request-id'],
    );

  it('is cancelled on the cluster, whether rows had come or not', async () => {
    for (const begun of [false, true]) {
      services.asked.length = 0;
      const stop = new AbortController();
      services.tell = ({ to }) =>
        to.endsWith('/mgmt')
          ? { body: { Tables: [] } }
          : {
              by: (response) => {
                if (!begun) stop.abort(new Error('enough'));
                else
                  response.write(`[${JSON.stringify({ FrameType: 'DataSetHeader' })}\n`, () =>
                    setImmediate(() => stop.abort(new Error('enough'))),
                  );
              },
            };
      await expect(ask({}, stop.signal)).rejects.toThrow('enough');
      expect(commands()).toEqual([expect.stringContaining(`.cancel query "${queryId()}"`)]);
    }
  });

  it('is cancelled where no more rows are wanted, and not where all have come or none will', async () => {
    services.tell = kustoService(() => everything);
    const { connected } = await instanceOf(
      'kusto',
      { cluster, database: 'Samples', token },
      services,
    );
    const { signal } = new AbortController();
    for await (const { rows } of connected.query({ text: 'T', span: null, signal }))
      if (rows.length > 0) break;
    expect(commands()).toHaveLength(1);
    await ask();
    services.tell = () => ({ status: 400 });
    await expect(ask()).rejects.toMatchObject({ code: 'providers/bad-query' });
    expect(commands()).toHaveLength(1);
  });
});

describe('an answer of frames', () => {
  const lines = (...frames: object[]): void => {
    services.tell = () => ({ body: frames });
  };
  const header = {
    TableId: 1,
    TableKind: 'PrimaryResult',
    Columns: [{ ColumnName: 'n', ColumnType: 'long' }],
  };
  const fragment = (kind: string, ...numbers: number[]): object => ({
    FrameType: 'TableFragment',
    TableFragmentType: kind,
    TableId: 1,
    Rows: numbers.map((n) => [n]),
  });
  const done = { FrameType: 'DataSetCompletion', HasErrors: false, Cancelled: false };

  it('that counts more rows than it gave, or breaks off progressively, is a part', async () => {
    lines(
      { FrameType: 'TableHeader', ...header },
      fragment('DataAppend', 1),
      { FrameType: 'TableCompletion', TableId: 1, RowCount: 3 },
      done,
    );
    expect((await ask()).missing).toEqual(['The cluster counts 3 rows, and gave 1.']);
    lines(
      { FrameType: 'DataSetHeader', IsProgressive: true },
      { FrameType: 'TableHeader', ...header },
      fragment('DataAppend', 1),
      fragment('DataReplace', 2),
    );
    const { rows, missing } = await ask();
    expect(rows).toEqual([[2]]);
    expect(missing).toEqual(['The answer ended without saying that it was whole.']);
  });

  it('that takes rows back without being progressive is none', async () => {
    lines(
      { FrameType: 'TableHeader', ...header },
      fragment('DataAppend', 1),
      fragment('DataReplace', 2),
      done,
    );
    await expect(ask()).rejects.toMatchObject({ code: 'providers/malformed' });
  });

  it('that is nothing but a fault, after all was well, is that fault', async () => {
    services.tell = () => ({
      body: { error: { '@message': 'out of memory', '@permanent': false } },
    });
    await expect(ask()).rejects.toMatchObject({
      code: 'providers/failed',
      message: expect.stringContaining('out of memory'),
    });
  });
});
