import type { Column, KustoType, TimeSpan } from '../../base/index.ts';
import { HuntError } from '../../base/index.ts';
import { looksLikeAddress, serviceAddress } from '../addresses.ts';
import {
  type Connected,
  defineProvider,
  noSpan,
  type Provider,
  type ProviderContext,
  type RemotePart,
  type RemoteQuery,
  type RemoteTable,
} from '../define-provider.ts';
import { columnsOf, Documents, elasticType } from '../elastic-values.ts';
import { isRecord, listOf, objectIn, textOf } from '../json-shape.ts';
import { RowReader } from '../kusto-values.ts';

const pageRows = 1000;
const keep = '2m';
/** ES|QL gives no more rows, and so many where the query has no LIMIT. */
const [mostRows, usualRows] = [10_000, 1000];

const elastic: Provider = defineProvider({
  name: 'elastic',
  title: 'Elasticsearch and OpenSearch',
  also: ['elasticsearch', 'opensearch'],
  about:
    'ES|QL, SQL, PPL (OpenSearch), or the query DSL with its index: {"index": "logs-*", "query": {…}}.',
  source: 'https://www.elastic.co/docs/api/doc/elasticsearch/operation/operation-esql-query',
  language: 'ES|QL',
  queries: { languages: ['json', 'sql', 'esql'], systems: ['Elastic'] },
  atOnce: { most: 4, of: 'instance' },
  limits: [
    'ES|QL gives at most 10,000 rows; SQL and the DSL give all, page by page.',
    'Aggregations of the DSL are refused: ES|QL and SQL have their own.',
  ],
  packages: [],
  instance: { setting: 'url', looks: looksLikeAddress, such: 'the address of a cluster' },
  fields: {
    url: { about: 'the address of the cluster', type: 'text', required: true },
    product: {
      about: 'which of the two it is; found out unless said',
      type: 'text',
      oneOf: ['elasticsearch', 'opensearch'],
    },
    api_key: { about: 'an API key, encoded', type: 'secret' },
    username: { about: 'who signs in, with a password', type: 'text' },
    password: { about: 'the password', type: 'secret' },
    token: { about: 'a bearer token', type: 'secret' },
    time_field: {
      about: 'the field that a span of time is about; @timestamp unless said',
      type: 'text',
    },
  },
  connect: (context) => new Cluster(context),
});

export default elastic;

type Answer = Readonly<Record<string, unknown>>;

interface ClusterAsk {
  method?: 'GET' | 'POST' | 'DELETE';
  body?: object;
  /** The next page of something: asked again, it would be the one after. */
  once?: boolean;
  signal: AbortSignal;
}

class Cluster implements Connected {
  readonly #context: ProviderContext;
  readonly #address: string;
  #isOpen: boolean | null = null;

  constructor(context: ProviderContext) {
    this.#context = context;
    this.#address = serviceAddress(context.settings.text('url') ?? '', context.who);
  }

  async check(signal: AbortSignal): Promise<string> {
    const version = (await this.#ask('/', { method: 'GET', signal }))['version'];
    const number = textOf(version, 'number');
    if (number === null) throw this.#context.http.malformed('it does not say its version');
    return `${textOf(version, 'distribution') ?? 'elasticsearch'} ${number} answers`;
  }

  async tables(signal: AbortSignal): Promise<readonly RemoteTable[]> {
    const found = await this.#ask('/_all/_mapping', { method: 'GET', signal });
    return Object.entries(found).map(([name, index]) => ({
      name,
      columns: fieldsOf(isRecord(index) ? index['mappings'] : null, '', 0),
    }));
  }

  async *query(query: RemoteQuery): AsyncIterable<RemotePart> {
    const text = query.text.trim();
    const said = this.#context.settings.text('product');
    if (text.startsWith('{')) yield* this.#documents(query);
    else if (isSql(text))
      yield* (await this.#isOpenSearch(said, query.signal))
        ? this.#openSearch('/_plugins/_sql', query)
        : this.#sql(query);
    else if (said === 'opensearch' || (said === undefined && isPpl(text)))
      yield* this.#openSearch('/_plugins/_ppl', query);
    else yield* this.#esql(query);
  }

  /** Both products know SQL, each at an address of its own; where nobody said which it is, it is asked once. */
  async #isOpenSearch(said: string | undefined, signal: AbortSignal): Promise<boolean> {
    if (said !== undefined) return said === 'opensearch';
    if (this.#isOpen !== null) return this.#isOpen;
    try {
      const { version } = await this.#ask('/', { method: 'GET', signal });
      this.#isOpen = textOf(version, 'distribution') === 'opensearch';
    } catch (error) {
      // Some may ask for rows, and not what answers them.
      if (!(error instanceof HuntError)) throw error;
      this.#isOpen = false;
    }
    return this.#isOpen;
  }

  async *#esql({ text, span, signal }: RemoteQuery): AsyncIterable<RemotePart> {
    const body = { query: text, ...this.#filter(span) };
    const { answer, headers } = await this.#asked('/_query?format=json', { body, signal });
    if (!Array.isArray(answer['columns']) || !Array.isArray(answer['values']))
      throw this.#context.http.malformed('it has no columns and values');
    const rows = listOf(answer, 'values');
    const reader = new RowReader(columnsOf(answer, 'columns', rows));
    const missing: string[] = [];
    if (answer['is_partial'] === true)
      missing.push('The cluster gave a part only: some shards or clusters did not answer.');
    if (rows.length >= mostRows) missing.push(`ES|QL gives at most ${mostRows} rows.`);
    else if (rows.length === usualRows && /no limit defined/i.test(headers.get('warning') ?? ''))
      missing.push(`The query has no LIMIT, and ES|QL then gives ${usualRows} rows.`);
    yield { columns: reader.columns, rows: reader.rows(rows) };
    yield { columns: reader.columns, rows: [], missing: [...missing, ...reader.missing] };
  }

  async *#sql({ text, span, signal }: RemoteQuery): AsyncIterable<RemotePart> {
    const body = {
      query: text,
      fetch_size: pageRows,
      field_multi_value_leniency: true,
      ...this.#filter(span),
    };
    yield* this.#cursor(
      '/_sql?format=json',
      body,
      { columns: 'columns', rows: 'rows', close: '/_sql/close' },
      signal,
    );
  }

  async *#openSearch(path: string, { text, span, signal }: RemoteQuery): AsyncIterable<RemotePart> {
    if (span) throw noSpan(this.#context.who, 'its SQL and PPL take none');
    const body = { query: text, ...(path.endsWith('sql') ? { fetch_size: pageRows } : {}) };
    yield* this.#cursor(
      path,
      body,
      { columns: 'schema', rows: 'datarows', close: '/_plugins/_sql/close' },
      signal,
    );
  }

  /** Pages that a cursor leads from one to the next. */
  async *#cursor(
    path: string,
    first: object,
    names: { columns: string; rows: string; close: string },
    signal: AbortSignal,
  ): AsyncIterable<RemotePart> {
    let reader: RowReader | null = null;
    let cursor: string | null = null;
    try {
      do {
        const answer: Answer = await this.#ask(path, {
          body: cursor === null ? first : { cursor },
          once: cursor !== null,
          signal,
        });
        if (
          !Array.isArray(answer[names.rows]) ||
          (!reader && !Array.isArray(answer[names.columns]))
        )
          throw this.#context.http.malformed('it has no columns and rows');
        const rows = listOf(answer, names.rows);
        reader ??= new RowReader(columnsOf(answer, names.columns, rows));
        cursor = textOf(answer, 'cursor');
        yield { columns: reader.columns, rows: reader.rows(rows) };
      } while (cursor !== null);
    } finally {
      if (cursor !== null) await this.#leave(names.close, { cursor });
    }
    yield { columns: reader.columns, rows: [], missing: reader.missing };
  }

  async *#documents({ text, span, signal }: RemoteQuery): AsyncIterable<RemotePart> {
    const { index, size, body } = this.#dsl(text, span);
    const path = encodeURIComponent(index).replaceAll('%2C', ',').replaceAll('%2A', '*');
    const documents = new Documents(await this.#fieldTypes(path, signal));
    const missing = new Set<string>();
    let scroll: string | null = null;
    let given = 0;
    let total: number | null = null;
    try {
      for (;;) {
        const answer: Answer =
          scroll === null
            ? await this.#ask(`/${path}/_search?scroll=${keep}`, {
                body: { ...body, size: Math.min(size, pageRows) },
                signal,
              })
            : await this.#ask('/_search/scroll', {
                body: { scroll: keep, scroll_id: scroll },
                once: true,
                signal,
              });
        const hits = isRecord(answer['hits']) ? answer['hits']['hits'] : null;
        if (!Array.isArray(hits)) throw this.#context.http.malformed('it has no hits');
        scroll = textOf(answer, '_scroll_id');
        for (const sentence of faultsOf(answer)) missing.add(sentence);
        total ??= totalOf(answer);
        const wanted = hits.slice(0, size - given);
        given += wanted.length;
        const rows = documents.rows(wanted);
        yield { columns: documents.columns, rows };
        if (hits.length === 0 || given >= size || scroll === null) break;
      }
    } finally {
      if (scroll !== null) await this.#leave('/_search/scroll', { scroll_id: [scroll] }, 'DELETE');
    }
    if (total !== null && given < Math.min(total, size))
      missing.add(`The cluster counts ${total} documents, and gave ${given}.`);
    yield { columns: documents.columns, rows: [], missing: [...missing, ...documents.missing] };
  }

  /** Errors: `providers/bad-query` where it is not JSON, or names no index. */
  #dsl(text: string, span: TimeSpan | null): { index: string; size: number; body: object } {
    const wrong = (why: string): HuntError =>
      new HuntError({
        code: 'providers/bad-query',
        message: `${this.#context.who}: the query ${why}.`,
        hint: 'Write it as {"index": "logs-*", "query": {"match": {"user.name": "eve"}}}.',
      });
    let said: unknown;
    try {
      said = JSON.parse(text);
    } catch {
      throw wrong('is not JSON');
    }
    if (!isRecord(said)) throw wrong('is no JSON object');
    const { index, size, query, aggs, aggregations, ...rest } = said;
    if (typeof index !== 'string' || index === '' || /[\s/?#]/.test(index))
      throw wrong('names no index');
    if (aggs !== undefined || aggregations !== undefined)
      throw wrong('aggregates, which gives no rows');
    const { filter } = this.#filter(span);
    const both = {
      bool: { must: query === undefined ? [] : [query], ...(filter ? { filter } : {}) },
    };
    return {
      index,
      size: typeof size === 'number' && size > 0 ? size : Number.POSITIVE_INFINITY,
      body: {
        sort: ['_doc'],
        track_total_hits: true,
        ...rest,
        query: filter ? both : (query ?? { match_all: {} }),
      },
    };
  }

  async #fieldTypes(path: string, signal: AbortSignal): Promise<Map<string, KustoType>> {
    const answer = await this.#ask(`/${path}/_field_caps?fields=*`, { method: 'GET', signal });
    const fields = isRecord(answer['fields']) ? answer['fields'] : {};
    return new Map(
      Object.entries(fields).flatMap(([name, caps]): [string, KustoType][] => {
        const found = isRecord(caps) ? Object.keys(caps) : [];
        // What holds other fields is no field of its own.
        if (found.includes('object') || name.startsWith('_')) return [];
        const [type, ...others] = new Set(found.filter((n) => n !== 'unmapped').map(elasticType));
        return [[name, type && others.length === 0 ? type : 'string']];
      }),
    );
  }

  #filter(span: TimeSpan | null): { filter?: object } {
    if (!span) return {};
    const field = this.#context.settings.text('time_field') ?? '@timestamp';
    return { filter: { range: { [field]: { gte: span.from, lte: span.to } } } };
  }

  /** What is kept for us takes room on the cluster; where letting go fails, it ends by itself in minutes. */
  async #leave(path: string, body: object, method: 'POST' | 'DELETE' = 'POST'): Promise<void> {
    await this.#ask(path, { method, body, once: true, signal: AbortSignal.timeout(5000) }).catch(
      () => {},
    );
  }

  async #ask(path: string, ask: ClusterAsk): Promise<Answer> {
    return (await this.#asked(path, ask)).answer;
  }

  async #asked(
    path: string,
    { method = 'POST', body, once = false, signal }: ClusterAsk,
  ): Promise<{ answer: Answer; headers: Headers }> {
    const { http } = this.#context;
    const authorization = this.#authorization();
    const { text, headers } = await http.answer({
      url: this.#address + path,
      method,
      headers: { accept: 'application/json', 'content-type': 'application/json', ...authorization },
      ...(body ? { body: JSON.stringify(body) } : {}),
      once,
      signal,
    });
    return { answer: objectIn(text, http), headers };
  }

  #authorization(): { authorization?: string } {
    const { settings } = this.#context;
    const [key, token] = [settings.text('api_key'), settings.text('token')];
    const [user, password] = [settings.text('username'), settings.text('password')];
    if (key) return { authorization: `ApiKey ${key}` };
    if (token) return { authorization: `Bearer ${token}` };
    if (!user) return {};
    return {
      authorization: `Basic ${Buffer.from(`${user}:${password ?? ''}`).toString('base64')}`,
    };
  }
}

const isSql = (text: string): boolean =>
  /^(?:select|with|show|describe|desc)\b/i.test(text) && !/\|/.test(text);

/** What begins as PPL does, and as ES|QL does not. */
const isPpl = (text: string): boolean => /^(?:search\s+)?(?:source|index)\s*=/i.test(text);

/** What a page of documents says is missing. */
function faultsOf(answer: Answer): string[] {
  const shards = answer['_shards'];
  const failed = isRecord(shards) ? Number(shards['failed'] ?? 0) : 0;
  return [
    ...(answer['timed_out'] === true ? ['The search ran out of time on the cluster.'] : []),
    ...(failed > 0 ? [`${failed} shards failed; their documents are missing.`] : []),
  ];
}

/** How many documents there are, where the cluster counted them all. */
function totalOf(answer: Answer): number | null {
  const total = isRecord(answer['hits']) ? answer['hits']['total'] : null;
  const isExact =
    isRecord(total) && total['relation'] === 'eq' && typeof total['value'] === 'number';
  return isExact ? (total['value'] as number) : null;
}

/** The fields of a mapping, by dotted names. */
function fieldsOf(mapping: unknown, path: string, depth: number): Column[] {
  const properties = isRecord(mapping) ? mapping['properties'] : null;
  if (!isRecord(properties) || depth > 20) return [];
  return Object.entries(properties).flatMap(([name, field]) => {
    const own = path === '' ? name : `${path}.${name}`;
    const inside = fieldsOf(field, own, depth + 1);
    return inside.length > 0 ? inside : [{ name: own, type: elasticType(textOf(field, 'type')) }];
  });
}
