import { HuntError } from '../../base/index.ts';
import {
  azureFields,
  type Connected,
  defineProvider,
  noSpan,
  type Provider,
  type ProviderContext,
  type RemotePart,
  type RemoteQuery,
  type RemoteTable,
  tenantInstance,
} from '../define-provider.ts';
import { isRecord, listOf, objectIn, textOf } from '../json-shape.ts';
import { RowReader } from '../kusto-values.ts';
import { columnsOf, tooManyColumns, valuesOf } from '../record-columns.ts';
import { Tokens } from '../sign-in.ts';

const mostRecords = 200_000;

const graph: Provider = defineProvider({
  name: 'graph',
  title: 'Microsoft Graph, its security alerts and incidents',
  also: ['microsoftgraph', 'securitygraph'],
  about: 'OData paths such as security/alerts_v2 and security/incidents, all pages.',
  source: 'https://learn.microsoft.com/graph/api/security-list-alerts_v2',
  language: 'OData',
  queries: { languages: ['odata'], systems: ['MSGraph'] },
  atOnce: { most: 4, of: 'account' },
  limits: [
    `An answer is held in memory until its types are known: at most ${mostRecords} records.`,
    'A span of time is said by $filter, such as createdDateTime ge 2025-11-01T00:00:00Z.',
  ],
  packages: ['@azure/identity'],
  instance: tenantInstance,
  fields: azureFields,
  connect: (context) => new Tenant(context),
});

export default graph;

class Tenant implements Connected {
  readonly #context: ProviderContext;
  readonly #tokens: Tokens;

  constructor(context: ProviderContext) {
    this.#context = context;
    this.#tokens = new Tokens(context, context.cloud.graph);
  }

  async check(signal: AbortSignal): Promise<string> {
    await this.#page(this.#first('security/alerts_v2?$top=1'), signal);
    return 'security alerts can be read';
  }

  async tables(): Promise<readonly RemoteTable[]> {
    const names = ['security/alerts_v2', 'security/incidents', 'auditLogs/signIns', 'users'];
    return names.map((name) => ({ name, columns: [] }));
  }

  async *query({ text, span, signal }: RemoteQuery): AsyncIterable<RemotePart> {
    const { http, who } = this.#context;
    if (span) throw noSpan(who, 'each kind of record has times of its own');
    const records: Readonly<Record<string, unknown>>[] = [];
    const missing: string[] = [];
    const seen = new Set<string>();
    let url: string | null = this.#first(text);
    while (url !== null) {
      if (seen.has(url)) throw http.malformed('a page points at one before it');
      seen.add(url);
      const page: Readonly<Record<string, unknown>> = await this.#page(url, signal);
      const found = listOf(page, 'value');
      if (!found.every(isRecord)) throw http.malformed('a record is no object');
      records.push(...found);
      url = this.#next(textOf(page, '@odata.nextLink'));
      if (url === null || records.length < mostRecords) continue;
      missing.push(`There are more than ${mostRecords} records; narrow them by $filter.`);
      break;
    }
    const { columns, missingColumns } = columnsOf(records);
    if (missingColumns > 0) missing.push(tooManyColumns(missingColumns));
    const reader = new RowReader(columns);
    const rows = reader.rows(records.map((record) => valuesOf(record, columns)));
    yield { columns, rows, missing: [...missing, ...reader.missing] };
  }

  /** The address of a path; it must lie in Graph, to which the token belongs. Errors: `providers/bad-query`. */
  #first(path: string): string {
    const { cloud, who } = this.#context;
    const plain = path.trim().replace(/^\/+/, '');
    const version = /^(?:v1\.0|beta)\//.test(plain) ? '' : 'v1.0/';
    const url = new URL(`${cloud.graph}/${version}${plain}`);
    if (url.origin === cloud.graph && !/^[a-z]+:\/\//i.test(plain)) return url.href;
    throw new HuntError({
      code: 'providers/bad-query',
      message: `${who}: '${path.slice(0, 200)}' is not a path in Graph.`,
      hint: "Write it as security/alerts_v2?$filter=severity eq 'high'.",
    });
  }

  #next(link: string | null): string | null {
    if (link === null) return null;
    const { cloud, http } = this.#context;
    if (URL.canParse(link) && new URL(link).origin === cloud.graph) return link;
    throw http.malformed('its next page lies elsewhere');
  }

  async #page(url: string, signal: AbortSignal): Promise<Readonly<Record<string, unknown>>> {
    const { http } = this.#context;
    const authorize = (fresh: boolean): Promise<string> => this.#tokens.header(fresh, signal);
    const page = objectIn(await http.text({ url, authorize, signal }), http);
    if (Array.isArray(page['value'])) return page;
    throw http.malformed('it has no list of records');
  }
}
