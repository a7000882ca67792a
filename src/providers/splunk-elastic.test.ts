import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Answered, askAll, instanceOf } from '../../test/kit/ask-provider.ts';
import { openServices, type Services } from '../../test/kit/azure-stand-in.ts';
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

describe('splunk', () => {
  const settings: ConnectSettings = { host: 'splunk.example', token };
  const ask = async (more: ConnectSettings = {}, text = 'index=main'): Promise<Answered> =>
    askAll(await instanceOf('splunk', { ...settings, ...more }, services), text, { span });
  const job = (content: object, results: unknown[] = [{ a: '1' }]): void => {
    services.tell = ({ to, method }) => {
      if (method === 'POST') return { status: 201, body: { sid: 'job1' } };
      if (to.includes('/results'))
        return {
          body: { fields: [{ name: 'a' }], results: to.includes('offset=0') ? results : [] },
        };
      return { body: { entry: [{ content: { isDone: true, resultCount: 1, ...content } }] } };
    };
  };

  it('asks for the span, in SPL, and lets go of the job', async () => {
    job({});
    expect(await ask()).toMatchObject({ rows: [['1']], missing: [] });
    const form = new URLSearchParams(services.asked[0]?.body);
    expect(Object.fromEntries(form)).toEqual({
      search: 'search index=main',
      output_mode: 'json',
      earliest_time: span.from,
      latest_time: span.to,
      exec_mode: 'normal',
      max_count: '500000',
    });
    expect(services.asked.map(({ method, to }) => `${method} ${to.split('?')[0]}`)).toEqual([
      'POST splunk.example:8089/services/search/jobs',
      'GET splunk.example:8089/services/search/jobs/job1',
      'GET splunk.example:8089/services/search/v2/jobs/job1/results',
      'DELETE splunk.example:8089/services/search/jobs/job1',
    ]);
    await ask({}, ' | tstats count');
    expect(new URLSearchParams(services.asked[4]?.body).get('search')).toBe(' | tstats count');
  });

  it('never calls a part the whole', async () => {
    job({
      isFinalized: true,
      messages: [{ type: 'WARN', text: 'Search results may be incomplete' }],
    });
    expect((await ask()).missing).toEqual([
      'Splunk says: Search results may be incomplete',
      'The search was ended before it had seen all events.',
    ]);
    job({ resultCount: 500_000 });
    expect((await ask()).missing[0]).toMatch(/keeps at most 500000 rows/);
    job({ resultCount: 3 });
    expect((await ask()).missing).toEqual(['The job counts 3 rows, and gave 1.']);
  });

  it('searches within an app, where one is named', async () => {
    job({});
    await ask({ app: 'SA soc' });
    for (const { to } of services.asked)
      expect(to).toMatch(
        /^splunk\.example:8089\/servicesNS\/nobody\/SA%20soc\/search\/(?:v2\/)?jobs/,
      );
    await expect(ask({ httpScheme: 'http' })).rejects.toThrow(/not encrypted/);
  });

  it('says why a search failed', async () => {
    job({
      isFailed: true,
      isDone: true,
      messages: [{ type: 'FATAL', text: "Unknown search command 'xyz'" }],
    });
    await expect(ask()).rejects.toMatchObject({
      code: 'providers/bad-query',
      message: expect.stringContaining("Unknown search command 'xyz'"),
    });
    expect(services.asked.at(-1)?.method).toBe('DELETE');
  });

  it('exports rows as they are found', async () => {
    const lines = (...told: unknown[]): void => {
      services.tell = () => ({ body: told.map((line) => JSON.stringify(line)).join('\n') });
    };
    lines(
      { preview: true, result: { a: 'x' } },
      { preview: false, result: { a: '1' } },
      { preview: false, lastrow: true, result: { b: '2' } },
    );
    expect(await ask({ mode: 'export' })).toMatchObject({
      columns: ['a:string', 'b:string'],
      rows: [
        ['1', null],
        [null, '2'],
      ],
      missing: [],
    });
    lines(
      { preview: false, result: { a: '1' } },
      { messages: [{ type: 'ERROR', text: 'peer lost' }] },
    );
    expect((await ask({ mode: 'export' })).missing).toEqual([
      'Splunk says: peer lost',
      'The export ended without saying that it was whole.',
    ]);
  });

  it('takes an end of fields that log texts make up', async () => {
    const made = Object.fromEntries(Array.from({ length: 5000 }, (_, n) => [`f${n}`, 'x']));
    job({}, [made]);
    const { columns, missing } = await ask();
    expect(columns).toHaveLength(2000);
    expect(missing).toEqual(['There are more than 2000 fields; the rest was left out.']);
  });

  it('wants to know how to sign in', async () => {
    await expect(instanceOf('splunk', { host: 'splunk.example' }, services)).rejects.toMatchObject({
      message: expect.stringContaining('neither a token nor a password'),
    });
  });
});

describe('elastic', () => {
  const ask = async (text: string, more: ConnectSettings = {}): Promise<Answered> =>
    askAll(
      await instanceOf(
        'elastic',
        { url: 'elastic.example', username: 'u', password: 'pw', ...more },
        services,
      ),
      text,
      { span },
    );
  const range = { range: { '@timestamp': { gte: span.from, lte: span.to } } };

  it('says when ES|QL cut, by its own limit or a lost shard', async () => {
    const answer = (
      rows: number,
      more: object = {},
      headers: Record<string, string> = {},
    ): void => {
      const values = Array.from({ length: rows }, (_, n) => [n]);
      services.tell = () => ({
        headers,
        body: { columns: [{ name: 'n', type: 'long' }], values, ...more },
      });
    };
    answer(
      1000,
      {},
      { warning: '299 Elasticsearch-9.1.0 "No limit defined, adding default limit of [1000]"' },
    );
    expect((await ask('FROM x')).missing).toEqual([
      'The query has no LIMIT, and ES|QL then gives 1000 rows.',
    ]);
    expect(bodyOf()).toEqual({ query: 'FROM x', filter: range });
    expect(services.asked[0]?.headers['authorization']).toBe(`Basic ${btoa('u:pw')}`);
    answer(10_000);
    expect((await ask('FROM x')).missing).toEqual(['ES|QL gives at most 10000 rows.']);
    answer(3, { is_partial: true });
    expect((await ask('FROM x')).missing).toEqual([
      'The cluster gave a part only: some shards or clusters did not answer.',
    ]);
  });

  it('follows the cursor of SQL to its end', async () => {
    services.tell = ({ body }) =>
      body.includes('"cursor"')
        ? { body: { rows: [[2]] } }
        : { body: { columns: [{ name: 'n', type: 'long' }], rows: [[1]], cursor: 'c1' } };
    expect(await ask('SELECT n FROM x', { product: 'elasticsearch' })).toMatchObject({
      columns: ['n:long'],
      rows: [[1], [2]],
      missing: [],
    });
    expect(bodyOf(1)).toEqual({ cursor: 'c1' });
  });

  it('does not ask twice for a page that would then be the one after', async () => {
    services.tell = ({ body }) =>
      body.includes('"cursor"')
        ? { status: 502 }
        : { body: { columns: [{ name: 'n', type: 'long' }], rows: [[1]], cursor: 'c1' } };
    await expect(ask('SELECT n FROM x', { product: 'elasticsearch' })).rejects.toMatchObject({
      code: 'providers/failed',
    });
    expect(services.asked.map(({ to }) => to.split('?')[0])).toEqual([
      'elastic.example/_sql',
      'elastic.example/_sql',
      'elastic.example/_sql/close',
    ]);
  });

  it('asks OpenSearch in SQL and PPL by its own endpoints', async () => {
    services.tell = () => ({
      body: {
        schema: [{ name: 'count()', alias: 'n', type: 'integer' }],
        datarows: [[7]],
        total: 1,
        size: 1,
        status: 200,
      },
    });
    await expect(ask('SELECT 1', { product: 'opensearch' })).rejects.toMatchObject({
      code: 'providers/no-span',
    });
    const one = await instanceOf(
      'elastic',
      { url: 'elastic.example', product: 'opensearch' },
      services,
    );
    expect(await askAll(one, 'source=x | stats count() as n')).toMatchObject({
      columns: ['n:long'],
      rows: [[7]],
    });
    expect(services.asked[0]?.to).toBe('elastic.example/_plugins/_ppl');
  });

  it('gives all documents of the DSL, page by page, with the types of the index', async () => {
    const hits = (total: number, ...sources: object[]): unknown => ({
      total: { value: total, relation: 'eq' },
      hits: sources.map((_source, n) => ({ _index: 'logs-1', _id: String(n), _source })),
    });
    services.tell = ({ to, method, body }) => {
      if (to.includes('_field_caps'))
        return {
          body: {
            fields: {
              '@timestamp': { date: {} },
              host: { object: {} },
              'host.name': { keyword: {} },
              'event.n': { long: {} },
              mixed: { long: {}, keyword: {} },
            },
          },
        };
      if (method === 'DELETE') return { body: {} };
      if (to.includes('/scroll'))
        return {
          body: {
            _scroll_id: 's2',
            hits: hits(3, ...(body.includes('s1') ? [{ event: { n: 5 }, mixed: 1 }] : [])),
          },
        };
      return {
        body: {
          _scroll_id: 's1',
          _shards: { failed: 1 },
          hits: hits(3, {
            '@timestamp': '2025-11-03T10:00:00Z',
            host: { name: ['web'] },
            'event.n': [1, 2],
          }),
        },
      };
    };
    const { columns, rows, missing } = await ask('{"index":"logs-*","query":{"match":{"a":1}}}');
    expect(columns).toEqual([
      '_index:string',
      '_id:string',
      '@timestamp:datetime',
      'host.name:string',
      'event.n:long',
      'mixed:string',
    ]);
    expect(rows.map((row) => row.slice(3))).toEqual([
      ['web', null],
      [null, 5, '1'],
    ]);
    expect(missing).toEqual([
      '1 shards failed; their documents are missing.',
      'The cluster counts 3 documents, and gave 2.',
      '1 values of event.n are no long and were left out.',
    ]);
    expect(bodyOf(1)).toMatchObject({
      query: { bool: { must: [{ match: { a: 1 } }], filter: range } },
      size: 1000,
    });
    expect(services.asked.at(-1)).toMatchObject({ method: 'DELETE', body: '{"scroll_id":["s2"]}' });
    for (const wrong of ['{"query":{}}', '{"index":"../_all"}', '{"index":"x","aggs":{}}', '{'])
      await expect(ask(wrong), wrong).rejects.toMatchObject({ code: 'providers/bad-query' });
  });
});
