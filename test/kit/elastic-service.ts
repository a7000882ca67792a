import type { Asked, Told } from './azure-stand-in.ts';

/** What a cluster holds: one index of documents. Numbers that JSON cannot hold stand as `{ exact: '…' }`. */
export interface ElasticData {
  product: 'elasticsearch' | 'opensearch';
  /** Name and type of each field, as a mapping has it. */
  fields: readonly (readonly [name: string, type: string])[];
  documents: readonly Readonly<Record<string, unknown>>[];
}

type Body = Readonly<Record<string, unknown>>;
type Page = Readonly<{ from: number; size: number }>;

/**
 * A cluster that speaks the protocol of Elasticsearch or of OpenSearch as documented: the product's header and media types,
 * ES|QL, SQL with cursors, PPL, field capabilities, and searches with scroll. A query that names `wrong` is refused.
 */
export function elasticService(data: ElasticData): (asked: Asked) => Told {
  const isOpen = data.product === 'opensearch';
  return (asked) => {
    const { headers } = asked;
    const type = String(headers['content-type'] ?? '');
    const wanted = String(headers['accept'] ?? '');
    const vendor = /application\/vnd\.elasticsearch\+json/;
    if (isOpen && vendor.test(type + wanted))
      return refusal(406, 'media_type_header_exception', 'unknown media type');
    if (asked.body !== '' && !/json/.test(type))
      return refusal(
        406,
        'media_type_header_exception',
        `Content-Type header [${type}] is not supported`,
      );
    const told = answerTo(asked, data);
    return {
      ...told,
      headers: {
        'content-type': vendor.test(wanted)
          ? 'application/vnd.elasticsearch+json;compatible-with=9'
          : 'application/json; charset=UTF-8',
        ...(isOpen ? {} : { 'x-elastic-product': 'Elasticsearch' }),
        ...told.headers,
      },
      body: JSON.stringify(told.body ?? {}).replace(/\{"exact":"([^"]*)"\}/g, '$1'),
    };
  };
}

const refusal = (status: number, type: string, reason: string): Told => ({
  status,
  headers: { 'content-type': 'application/json', 'x-elastic-product': 'Elasticsearch' },
  body: JSON.stringify({ error: { root_cause: [{ type, reason }], type, reason }, status }),
});

function answerTo({ to, method, body: text }: Asked, data: ElasticData): Told {
  const url = new URL(`http://${to}`);
  const body = (text === '' ? {} : JSON.parse(text)) as Body;
  if (/\bwrong\b/.test(text))
    return {
      status: 400,
      body: JSON.parse(
        String(refusal(400, 'verification_exception', 'Unknown column [wrong]').body),
      ),
    };
  const isOpen = data.product === 'opensearch';
  const path = url.pathname;
  if (path === '/') return { body: banner(isOpen) };
  if (path.endsWith('/_field_caps')) return { body: capabilities(data) };
  if (path.startsWith('/_search/scroll'))
    return method === 'DELETE'
      ? { body: { succeeded: true, num_freed: 1 } }
      : { body: hits(data, pageOf(body['scroll_id'])) };
  if (path.endsWith('/_search'))
    return {
      body: hits(data, {
        from: 0,
        size: Number(body['size'] ?? url.searchParams.get('size') ?? 10),
      }),
    };
  if (path === '/_query' && !isOpen) return { body: esql(data) };
  if (path === '/_sql' && !isOpen) return { body: sql(data, body, ['columns', 'rows']) };
  if (path === '/_plugins/_sql' && isOpen) return { body: sql(data, body, ['schema', 'datarows']) };
  if (path === '/_plugins/_ppl' && isOpen) return { body: jdbc(data, { from: 0, size: 10_000 }) };
  if (/^\/(?:_plugins\/)?_sql\/close$/.test(path)) return { body: { succeeded: true } };
  return {
    status: 404,
    body: { error: `no handler found for uri [${path}] and method [${method}]` },
  };
}

const banner = (isOpen: boolean): object => ({
  name: 'node-1',
  cluster_name: 'logs',
  cluster_uuid: 'xrWo0m4hR7mUjP8l1xA8cQ',
  version: isOpen
    ? { distribution: 'opensearch', number: '3.1.0' }
    : { number: '9.1.0', build_flavor: 'default' },
  tagline: isOpen ? 'The OpenSearch Project: https://opensearch.org/' : 'You Know, for Search',
});

const capabilities = ({ fields }: ElasticData): object => ({
  indices: ['logs-1'],
  fields: Object.fromEntries(
    fields.map(([name, type]) => [
      name,
      { [type]: { type, metadata_field: false, searchable: true, aggregatable: true } },
    ]),
  ),
});

const columnsOf = ({ fields }: ElasticData): object[] =>
  fields.map(([name, type]) => ({ name, type }));

const rowsOf = ({ fields, documents }: ElasticData, { from, size }: Page): unknown[][] =>
  documents
    .slice(from, from + size)
    .map((document) => fields.map(([name]) => document[name] ?? null));

const esql = (data: ElasticData): object => ({
  took: 3,
  is_partial: false,
  documents_found: data.documents.length,
  columns: columnsOf(data),
  values: rowsOf(data, { from: 0, size: 1000 }),
});

/** A page of SQL, and a cursor where there are more; only the first one names its columns. */
function sql(data: ElasticData, body: Body, [columns, rows]: readonly [string, string]): object {
  const cursor = body['cursor'];
  const page =
    cursor === undefined ? { from: 0, size: Number(body['fetch_size'] ?? 1000) } : pageOf(cursor);
  const next = page.from + page.size;
  return {
    ...(columns === 'schema' ? jdbc(data, page) : { [rows]: rowsOf(data, page) }),
    ...(cursor === undefined ? { [columns]: columnsOf(data) } : {}),
    ...(next < data.documents.length ? { cursor: markOf({ ...page, from: next }) } : {}),
  };
}

function jdbc(data: ElasticData, page: Page): object {
  const datarows = rowsOf(data, page);
  return {
    schema: columnsOf(data),
    datarows,
    total: datarows.length,
    size: datarows.length,
    status: 200,
  };
}

function hits({ documents }: ElasticData, page: Page): object {
  return {
    _scroll_id: markOf({ ...page, from: page.from + page.size }),
    took: 1,
    timed_out: false,
    _shards: { total: 1, successful: 1, skipped: 0, failed: 0 },
    hits: {
      total: { value: documents.length, relation: 'eq' },
      max_score: null,
      hits: documents.slice(page.from, page.from + page.size).map((_source, i) => ({
        _index: 'logs-1',
        _id: String(page.from + i),
        _score: null,
        _source,
        sort: [page.from + i],
      })),
    },
  };
}

const markOf = (page: Page): string => Buffer.from(JSON.stringify(page)).toString('base64');
const pageOf = (mark: unknown): Page =>
  JSON.parse(Buffer.from(String(mark), 'base64').toString('utf8')) as Page;
