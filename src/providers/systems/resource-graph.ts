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
} from '../define-provider.ts';
import { isRecord, listOf, objectIn, textOf } from '../json-shape.ts';
import { guidPattern, kustoTypeOf, RowReader } from '../kusto-values.ts';
import { Tokens } from '../sign-in.ts';

const mostPages = 10_000;

/** The tables of the schema, as documented. */
const tables =
  'resources resourcecontainers resourcechanges resourcecontainerchanges advisorresources alertsmanagementresources authorizationresources computeresources guestconfigurationresources healthresources iotsecurityresources kubernetesconfigurationresources maintenanceresources networkresources patchassessmentresources patchinstallationresources policyresources recoveryservicesresources securityresources servicehealthresources workloadmonitorresources'.split(
    ' ',
  );

const resourceGraph: Provider = defineProvider({
  name: 'resource-graph',
  title: 'Azure Resource Graph',
  also: ['resourcegraph'],
  about: 'KQL on the resources of Azure subscriptions.',
  source:
    'https://learn.microsoft.com/rest/api/azureresourcegraph/resourcegraph/resources/resources',
  language: 'KQL',
  queries: { languages: ['kql'], systems: ['ResourceGraph'] },
  atOnce: { most: 3, of: 'account' },
  limits: ['It holds what is, not what happened: a span of time cannot be asked for.'],
  packages: ['@azure/identity'],
  instance: {
    setting: 'subscription_id',
    looks: guidPattern,
    such: 'the id of a subscription',
  },
  fields: {
    subscription_id: {
      about: 'the subscription; all that the account may see unless said',
      type: 'text',
    },
    ...azureFields,
  },
  connect: (context) => new Subscriptions(context),
});

export default resourceGraph;

class Subscriptions implements Connected {
  readonly #context: ProviderContext;
  readonly #tokens: Tokens;

  constructor(context: ProviderContext) {
    this.#context = context;
    this.#tokens = new Tokens(context, context.cloud.resources);
  }

  async check(signal: AbortSignal): Promise<string> {
    for await (const { rows } of this.query({
      text: 'resourcecontainers | count',
      span: null,
      signal,
    }))
      if (rows.length > 0) return 'the resource graph answers queries';
    throw this.#context.http.malformed('a query for one row gave none');
  }

  async tables(): Promise<readonly RemoteTable[]> {
    return tables.map((name) => ({ name, columns: [] }));
  }

  async *query({ text, span, signal }: RemoteQuery): AsyncIterable<RemotePart> {
    const { http, who } = this.#context;
    if (span) throw noSpan(who, 'it holds what is, not what happened');
    let reader: RowReader | null = null;
    let total: unknown = null;
    let given = 0;
    const missing: string[] = [];
    let token: string | null = null;
    for (let page = 0; page === 0 || token !== null; page++) {
      if (page >= mostPages) throw http.malformed('its pages do not end');
      const answer = await this.#page(text, token, signal);
      const { data } = answer;
      reader ??= new RowReader(columnsOf(data));
      total ??= answer['totalRecords'];
      const rows = reader.rows(listOf(data, 'rows'));
      given += rows.length;
      yield { columns: reader.columns, rows };
      const next = textOf(answer, '$skipToken');
      if (next !== null && next === token) throw http.malformed('a page points at itself');
      token = next;
      if (token === null && String(answer['resultTruncated']) === 'true')
        missing.push(
          'The service cut the answer, and gives no further pages: project the id column, so that it can.',
        );
    }
    if (typeof total === 'number' && total !== given && missing.length === 0)
      missing.push(`The service counts ${total} rows, and gave ${given}.`);
    yield {
      columns: reader?.columns ?? [],
      rows: [],
      missing: [...missing, ...(reader?.missing ?? [])],
    };
  }

  async #page(
    query: string,
    token: string | null,
    signal: AbortSignal,
  ): Promise<Readonly<Record<string, unknown>>> {
    const { http, cloud, settings } = this.#context;
    const subscription = settings.text('subscription_id');
    const options = { resultFormat: 'table', $top: 1000, ...(token ? { $skipToken: token } : {}) };
    const body = { query, options, ...(subscription ? { subscriptions: [subscription] } : {}) };
    const text = await http.text({
      url: `${cloud.resources}/providers/Microsoft.ResourceGraph/resources?api-version=2022-10-01`,
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
      authorize: (fresh) => this.#tokens.header(fresh, signal),
      signal,
    });
    const answer = objectIn(text, http);
    if (isRecord(answer['data']) && Array.isArray(answer['data']['rows'])) return answer;
    throw http.malformed('it has no table of rows');
  }
}

function columnsOf(data: unknown): RowReader['columns'] {
  return listOf(data, 'columns').flatMap((column) => {
    const name = textOf(column, 'name');
    return name === null ? [] : [{ name, type: kustoTypeOf(textOf(column, 'type')) }];
  });
}
