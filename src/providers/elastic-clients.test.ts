import { Client as ElasticClient, errors as elasticErrors } from '@elastic/elasticsearch';
import { Client as OpenSearchClient } from '@opensearch-project/opensearch';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Answered, askAll, instanceOf } from '../../test/kit/ask-provider.ts';
import { openServices, type Services } from '../../test/kit/azure-stand-in.ts';
import { type ElasticData, elasticService } from '../../test/kit/elastic-service.ts';
import type { ConnectSettings } from './connect.ts';

const host = 'cluster.example';
let services: Services;
let elastic: ElasticClient;
let open: OpenSearchClient;
beforeEach(async () => {
  services = await openServices();
  const node = `${services.base}${host}`;
  elastic = new ElasticClient({ node, auth: { apiKey: 'key-4711' }, maxRetries: 0 });
  open = new OpenSearchClient({ node, maxRetries: 0 });
});
afterEach(async () => {
  await elastic.close();
  await open.close();
  services.close();
});

const ask = async (text: string, more: ConnectSettings = {}): Promise<Answered> =>
  askAll(await instanceOf('elastic', { url: host, api_key: 'key-4711', ...more }, services), text);

const typed: Pick<ElasticData, 'fields' | 'documents'> = {
  fields: [
    ['@timestamp', 'date'],
    ['n', 'long'],
    ['share', 'double'],
    ['ok', 'boolean'],
    ['user', 'keyword'],
    ['tags', 'keyword'],
    ['ip', 'ip'],
  ],
  documents: [
    {
      '@timestamp': '2025-11-03T10:00:00.123Z',
      n: { exact: '9007199254740993' },
      share: 0.5,
      ok: true,
      user: 'eve "x"',
      tags: ['a', 'b'],
      ip: '10.0.0.1',
    },
    { '@timestamp': null, n: -1, share: 1e300, ok: false, user: '', tags: 'c', ip: '::1' },
    { n: 0 },
  ],
};
const many: Pick<ElasticData, 'fields' | 'documents'> = {
  fields: [['n', 'long']],
  documents: Array.from({ length: 2500 }, (_, n) => ({ n })),
};

/** Our values as a client that reads JSON has them. */
const asJson = ({ columns, rows }: Answered, isTimestamp = false): unknown[][] =>
  rows.map((row) =>
    row.map((value, i) => {
      const [, type] = columns[i]?.split(':') ?? [];
      if (type === 'datetime' && typeof value === 'bigint') {
        const iso = new Date(Number(value / 1000n)).toISOString();
        return isTimestamp ? iso.replace('T', ' ').replace('Z', '') : iso;
      }
      if (type === 'dynamic' && value !== null) return JSON.parse(String(value));
      return typeof value === 'bigint' ? Number(value) : value;
    }),
  );

describe("Elasticsearch's own client and ours, asking the same cluster", () => {
  it('give the same rows of ES|QL, with types', async () => {
    services.tell = elasticService({ product: 'elasticsearch', ...typed });
    const theirs = (await elastic.esql.query({ query: 'FROM logs-1' })) as unknown as {
      columns: { name: string }[];
      values: unknown[][];
    };
    const ours = await ask('FROM logs-1');
    expect(ours.columns.map((column) => column.split(':')[0])).toEqual(
      theirs.columns.map(({ name }) => name),
    );
    expect(asJson(ours)).toEqual(theirs.values);
    expect(ours.rows[0]?.[1]).toBe(9007199254740993n);
    expect(ours.missing).toEqual([]);
  });

  it('give the same rows of SQL, page by page', async () => {
    services.tell = elasticService({ product: 'elasticsearch', ...many });
    const rows: unknown[][] = [];
    let page = await elastic.sql.query({
      query: 'SELECT n FROM logs',
      fetch_size: 1000,
      format: 'json',
    });
    rows.push(...(page.rows as unknown[][]));
    for (; page.cursor; rows.push(...(page.rows as unknown[][])))
      page = await elastic.sql.query({ cursor: page.cursor, format: 'json' });
    const ours = await ask('SELECT n FROM logs');
    expect(asJson(ours)).toEqual(rows);
    expect(rows).toHaveLength(2500);
  });

  it('give the same documents, scroll by scroll', async () => {
    services.tell = elasticService({ product: 'elasticsearch', ...many });
    const theirs: unknown[] = [];
    for await (const document of elastic.helpers.scrollDocuments({ index: 'logs-1', size: 1000 }))
      theirs.push(document);
    const ours = await ask('{"index": "logs-1"}');
    expect(ours.rows.map((row) => ({ n: row[2] }))).toEqual(theirs);
    expect(theirs).toHaveLength(2500);
    const caps = await elastic.fieldCaps({ index: 'logs-1', fields: '*' });
    expect(ours.columns.slice(2)).toEqual(Object.keys(caps.fields).map((name) => `${name}:long`));
  });

  it('are refused alike: a wrong query, too many of them', async () => {
    services.tell = elasticService({ product: 'elasticsearch', ...typed });
    await expect(elastic.esql.query({ query: 'FROM x | KEEP wrong' })).rejects.toMatchObject({
      statusCode: 400,
      message: expect.stringContaining('Unknown column [wrong]'),
    });
    await expect(ask('FROM x | KEEP wrong')).rejects.toMatchObject({
      code: 'providers/bad-query',
      message: expect.stringContaining('Unknown column [wrong]'),
    });
    const reason = 'too many requests';
    services.tell = () => ({
      status: 429,
      headers: { 'retry-after': '0', 'x-elastic-product': 'Elasticsearch' },
      body: { error: { type: 'circuit_breaking_exception', reason }, status: 429 },
    });
    await expect(elastic.esql.query({ query: 'FROM x' })).rejects.toMatchObject({
      statusCode: 429,
    });
    await expect(ask('FROM x')).rejects.toMatchObject({
      code: 'providers/throttled',
      message: expect.stringContaining(reason),
    });
  });
});

describe("OpenSearch's own client and ours, asking the same cluster", () => {
  const timestamps: Pick<ElasticData, 'fields' | 'documents'> = {
    fields: typed.fields.map(([name, type]) => [name, type === 'date' ? 'timestamp' : type]),
    documents: typed.documents.map((document) =>
      typeof document['@timestamp'] === 'string'
        ? { ...document, '@timestamp': document['@timestamp'].replace('T', ' ').replace('Z', '') }
        : document,
    ),
  };

  it('give the same rows of PPL and SQL, with types and all pages', async () => {
    services.tell = elasticService({ product: 'opensearch', ...timestamps });
    const ppl = await open.ppl.query({ body: { query: 'source=logs-1' } });
    const ours = await ask('source=logs-1');
    expect(asJson(ours, true)).toEqual((ppl.body as { datarows: unknown[][] }).datarows);
    expect(ours.rows[0]?.[1]).toBe(9007199254740993n);
    services.tell = elasticService({ product: 'opensearch', ...many });
    const rows: unknown[][] = [];
    let cursor: string | undefined;
    do {
      const body = cursor ? { cursor } : { query: 'SELECT n FROM logs', fetch_size: 1000 };
      const page = (await open.sql.query({ body: body as { query: string } })).body as {
        datarows: unknown[][];
        cursor?: string;
      };
      rows.push(...page.datarows);
      cursor = page.cursor;
    } while (cursor);
    expect(asJson(await ask('SELECT n FROM logs'))).toEqual(rows);
    expect(rows).toHaveLength(2500);
  });

  it('give the same documents, scroll by scroll', async () => {
    services.tell = elasticService({ product: 'opensearch', ...many });
    const theirs: unknown[] = [];
    for await (const document of open.helpers.scrollDocuments({ index: 'logs-1', size: 1000 }))
      theirs.push(document);
    const ours = await ask('{"index": "logs-1"}');
    expect(ours.rows.map((row) => ({ n: row[2] }))).toEqual(theirs);
    expect(theirs).toHaveLength(2500);
  });

  it('are refused alike, and the client of the other product is', async () => {
    services.tell = elasticService({ product: 'opensearch', ...timestamps });
    await expect(
      open.ppl.query({ body: { query: 'source=x | fields wrong' } }),
    ).rejects.toMatchObject({ statusCode: 400 });
    await expect(ask('source=x | fields wrong')).rejects.toMatchObject({
      code: 'providers/bad-query',
    });
    await expect(elastic.info()).rejects.toBeInstanceOf(elasticErrors.ResponseError);
    services.tell = () => ({
      headers: { 'content-type': 'application/json' },
      body: { version: { distribution: 'opensearch', number: '1.0.0' } },
    });
    await expect(elastic.info()).rejects.toBeInstanceOf(elasticErrors.ProductNotSupportedError);
    expect((await open.info()).body.version.distribution).toBe('opensearch');
    const { connected } = await instanceOf('elastic', { url: host }, services);
    expect(await connected.check(new AbortController().signal)).toBe('opensearch 1.0.0 answers');
  });
});
