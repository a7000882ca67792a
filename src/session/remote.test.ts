import { beforeEach, describe, expect, it } from 'vitest';
import type { Services } from '../../test/kit/azure-stand-in.ts';
import { answer, columns, row, sentinelDesk, soc } from '../../test/kit/sentinel-desk.ts';
import type { Hunt } from './index.ts';

const desk = sentinelDesk();
const { connect } = desk;
let services: Services;
let hunt: Hunt;
beforeEach(() => {
  ({ services, hunt } = desk);
});

describe('sentinel', () => {
  it('gives rows as a table, with the types of the service and nothing rounded', async () => {
    services.tell = () => ({
      body: JSON.stringify({
        tables: [
          {
            name: 'PrimaryResult',
            columns: [
              ...columns,
              { name: 'Big', type: 'long' },
              { name: 'Share', type: 'real' },
              { name: 'Took', type: 'timespan' },
              { name: 'Bag', type: 'dynamic' },
              { name: 'Id', type: 'guid' },
              { name: 'Ok', type: 'bool' },
              { name: 'Money', type: 'decimal' },
            ],
            rows: [
              [...row(1), 'BIG', 0.5, '1.02:03:04.5', '{"a":[1]}', soc, true, '1.25'],
              [null, '', null, null, 'NaN', null, { b: 'BIG' }, null, null, null],
            ],
          },
        ],
      }).replaceAll('"BIG"', '9007199254740993'),
    });
    const table = await (await connect({ workspace: 'CyberSecuritySoc' })).kql(
      'SecurityEvent | take 2',
    );
    expect(table.columns.map(({ name, type }) => `${name}:${type}`)).toEqual([
      'TimeGenerated:datetime',
      'Account:string',
      'EventID:long',
      'Big:long',
      'Share:real',
      'Took:timespan',
      'Bag:dynamic',
      'Id:guid',
      'Ok:bool',
      'Money:decimal',
    ]);
    const exact = await table.kql('| project Big = tostring(Big), Bag = tostring(Bag)');
    expect((await exact.toJson()).rows).toEqual([
      ['9007199254740993', '{"a":[1]}'],
      ['', '{"b":9007199254740993}'],
    ]);
    const { rows } = await table.toJson();
    expect(rows[0]?.slice(0, 3)).toEqual(['2025-11-03T10:00:00.1234560Z', 'user1', 1]);
    expect(rows[0]?.slice(4, 6)).toEqual([0.5, '1.02:03:04.5000000']);
    expect(rows[0]?.slice(7)).toEqual([soc, true, '1.2500000000']);
    const coverage = await table.coverage();
    expect(coverage).toMatchObject({ rows: 2, truncated: false, notes: [] });
    expect(coverage.sources[0]?.files[0]).toMatchObject({
      file: 'sentinel:CyberSecuritySoc',
      format: 'sentinel',
      rowsRead: 2,
    });
    const [asked] = services.asked;
    expect(asked?.to).toBe(`api.loganalytics.io/v1/workspaces/${soc}/query`);
    expect(asked?.headers['authorization']).toBe('Bearer token-1');
    expect(asked?.headers['prefer']).toBe('wait=600');
    expect(JSON.parse(asked?.body ?? '')).toEqual({ query: 'SecurityEvent | take 2' });
  });

  it('sends a span of time to the microsecond, and names the result as told', async () => {
    services.tell = () => answer(row(1));
    const remote = await connect({ workspace: 'CyberSecuritySoc' });
    const timespan = { from: '2025-11-01T00:00:00.000001Z', to: '2025-11-02T00:00:00Z' };
    await remote.kql('SecurityEvent', { timespan, as: 'Logons' });
    expect(JSON.parse(services.asked[0]?.body ?? '')).toMatchObject({
      timespan: '2025-11-01T00:00:00.000001Z/2025-11-02T00:00:00Z',
    });
    expect((await (await hunt.kql('Logons | count')).toJson()).rows).toEqual([[1]]);
    await expect(remote.kql('T', { as: 'Logons' })).rejects.toMatchObject({
      code: 'session/bad-name',
    });
    await expect(
      remote.kql('T', { timespan: { from: '2025-11-02', to: '2025-11-01' } }),
    ).rejects.toMatchObject({ code: 'session/bad-span' });
  });

  it('waits as long as the service asks for, and asks again', async () => {
    let times = 0;
    services.tell = () =>
      ++times < 3 ? { status: 429, headers: { 'retry-after': '0' } } : answer(row(1));
    const table = await (await connect({ workspace: 'CyberSecuritySoc' })).kql('T');
    expect(await table.count()).toBe(1);
    expect(times).toBe(3);
  });

  it('gives up on a service that stays busy or broken, and says what it said', async () => {
    const remote = await connect({ workspace: 'CyberSecuritySoc' });
    services.tell = () => ({
      status: 429,
      headers: { 'retry-after': '0' },
      body: { error: { message: 'Too many queries', code: 'ThrottledError' } },
    });
    await expect(remote.kql('T')).rejects.toMatchObject({
      code: 'providers/throttled',
      message: expect.stringContaining('Too many queries'),
    });
    services.tell = () => ({ status: 503, body: '<html>Down for <b>now</b></html>' });
    await expect(remote.kql('T')).rejects.toMatchObject({
      code: 'providers/failed',
      message: 'sentinel:CyberSecuritySoc failed (503): Down for now.',
    });
    services.tell = () => ({
      status: 400,
      body: {
        error: {
          message: 'The request had some invalid properties',
          code: 'BadArgumentError',
          innererror: {
            code: 'SemanticError',
            message: 'A semantic error occurred.',
            innererror: {
              code: 'SEM0100',
              message: "'where' operator: Failed to resolve column 'Acount'",
            },
          },
        },
      },
    });
    await expect(remote.kql('T | where Acount == 1')).rejects.toMatchObject({
      code: 'providers/bad-query',
      message: expect.stringContaining("Failed to resolve column 'Acount'"),
    });
  });

  it('never calls a part the whole', async () => {
    services.tell = () => ({
      body: {
        tables: [
          { name: 'PrimaryResult', columns, rows: [row(1), ['soon', 'user2', 2], ['short']] },
        ],
        error: {
          code: 'PartialError',
          message: 'There were some errors when processing your query.',
          details: [
            {
              code: 'EngineError',
              innererror: {
                code: '-2133196797',
                message: 'The results of this query exceed the set limit of 500000 records',
              },
            },
          ],
        },
      },
    });
    const table = await (await connect({ workspace: 'CyberSecuritySoc' })).kql('T');
    const { rows, truncated, notes } = await table.coverage();
    expect({ rows, truncated }).toEqual({ rows: 2, truncated: true });
    expect(notes.join('\n')).toContain('exceed the set limit of 500000 records');
    expect(notes.join('\n')).toContain('1 rows have not the columns of the table');
    expect(notes.join('\n')).toContain('1 values of TimeGenerated are no datetime');
  });

  it('tells an answer that is none from an empty one', async () => {
    const remote = await connect({ workspace: 'CyberSecuritySoc' });
    for (const body of [
      '<html>Welcome to the hotel</html>',
      '{"tables":',
      '{"tables": 5}',
      '[]',
      '{"tables":[]}',
    ]) {
      services.tell = () => ({ body });
      await expect(remote.kql('T'), body).rejects.toMatchObject({ code: 'providers/malformed' });
    }
    services.tell = () => answer();
    const empty = await remote.kql('T');
    expect(await empty.count()).toBe(0);
    expect(empty.columns).toHaveLength(3);
    services.tell = () => ({
      by: (response) => {
        response.writeHead(200, { 'content-type': 'application/json' });
        response.write('{"tables":[');
        setImmediate(() => response.destroy());
      },
    });
    await expect(remote.kql('T')).rejects.toMatchObject({
      code: expect.stringMatching(/^providers\//),
    });
  });

  it('stops at once where it is told to', async () => {
    const stop = new AbortController();
    const remote = await connect({ workspace: 'CyberSecuritySoc' });
    const closed = new Promise<void>((resolve) => {
      services.tell = () => ({
        by: (response) => {
          response.on('close', resolve);
          stop.abort(new Error('enough'));
        },
      });
    });
    await expect(remote.kql('T', { signal: stop.signal })).rejects.toThrow('enough');
    await closed;
    expect(hunt.tables()).toEqual([]);
  });

  it('asks many workspaces as one, and says which gave what and which did not', async () => {
    services.tell = ({ to }) =>
      to.includes(soc)
        ? answer(row(1), row(2))
        : {
            body: {
              tables: [
                {
                  name: 'T',
                  columns: [
                    { name: 'EventID', type: 'string' },
                    { name: 'Extra', type: 'int' },
                  ],
                  rows: [['x', 7]],
                },
              ],
            },
          };
    const both = await connect({ workspace: ['CyberSecuritySoc', 'Lab'] });
    const rows = await (await both.kql('T')).kql(
      '| summarize n = count(), extra = max(Extra), ids = sum(EventID) by SourceInstance | order by SourceInstance asc',
    );
    const whole = await both.kql('T');
    expect(whole.columns.map(({ name }) => name).sort()).toContain('SourceInstance');
    expect((await rows.toJson()).rows.map((r) => [r[0], r[1], r[2]])).toEqual([
      ['CyberSecuritySoc', 2, null],
      ['Lab', 1, 7],
    ]);
    services.tell = ({ to }) => (to.includes(soc) ? answer(row(1)) : { status: 403 });
    const part = await (await both.kql('T')).coverage();
    expect(part).toMatchObject({ rows: 1, truncated: true });
    expect(part.notes.join()).toMatch(
      /sentinel:Lab: Not the whole: its rows are missing: sentinel:Lab refuses/,
    );
    services.tell = () => ({ status: 403 });
    await expect(both.kql('T')).rejects.toMatchObject({ code: 'providers/refused' });
  });

  it('reaches basic tables and the schema by their own endpoints', async () => {
    services.tell = ({ to }) =>
      to.endsWith('/metadata')
        ? {
            body: {
              tables: [{ name: 'Heartbeat', columns: [{ name: 'Computer', type: 'string' }] }],
            },
          }
        : answer(row(1));
    const remote = await connect({ workspace: 'CyberSecuritySoc', tablePlan: 'basic' });
    expect(await (await remote.kql('ContainerLogV2')).count()).toBe(1);
    expect(services.asked[0]?.to).toMatch(/\/search$/);
    expect(await remote.tables()).toEqual([
      { name: 'Heartbeat', columns: [{ name: 'Computer', type: 'string' }] },
    ]);
  });
});

describe('a mixed query', () => {
  it('asks the service for the first part only', async () => {
    services.tell = () => ({
      body: {
        tables: [
          {
            name: 'T',
            columns: [{ name: 'ip', type: 'string' }],
            rows: [['10.0.0.1'], ['8.8.8.8']],
          },
        ],
      },
    });
    const remote = await connect({ workspace: 'CyberSecuritySoc' });
    const table = await remote.kql('Net | project ip | invoke ip_type(ip)');
    expect(JSON.parse(services.asked[0]?.body ?? '').query).toBe('Net | project ip');
    expect((await table.toJson()).rows).toEqual([
      ['10.0.0.1', 'Private'],
      ['8.8.8.8', 'Public'],
    ]);
  });
});
