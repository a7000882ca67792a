import {
  azureFields,
  type Connected,
  defineProvider,
  type Provider,
  type ProviderContext,
  type RemotePart,
  type RemoteQuery,
  type RemoteTable,
  tenantInstance,
} from '../define-provider.ts';
import { isRecord, listOf, objectIn, textOf } from '../json-shape.ts';
import { kustoTypeOf, RowReader } from '../kusto-values.ts';
import { Tokens } from '../sign-in.ts';

/** The service gives no more rows, and does not say that it cut. */
const mostRows = 100_000;
const pageRows = 10_000;

/** The tables of the schema, as documented; the service has no way to ask for them. */
const tables =
  'AADSignInEventsBeta AADSpnSignInEventsBeta AlertEvidence AlertInfo BehaviorEntities BehaviorInfo CloudAppEvents CloudAuditEvents CloudProcessEvents DeviceEvents DeviceFileCertificateInfo DeviceFileEvents DeviceImageLoadEvents DeviceInfo DeviceLogonEvents DeviceNetworkEvents DeviceNetworkInfo DeviceProcessEvents DeviceRegistryEvents DeviceTvmHardwareFirmware DeviceTvmInfoGathering DeviceTvmSecureConfigurationAssessment DeviceTvmSoftwareInventory DeviceTvmSoftwareVulnerabilities EmailAttachmentInfo EmailEvents EmailPostDeliveryEvents EmailUrlInfo ExposureGraphEdges ExposureGraphNodes IdentityDirectoryEvents IdentityInfo IdentityLogonEvents IdentityQueryEvents UrlClickEvents'.split(
    ' ',
  );

const defender: Provider = defineProvider({
  name: 'defender',
  title: 'Microsoft Defender XDR, advanced hunting',
  also: ['m365d', 'mde', 'microsoftdefender'],
  about:
    'KQL on 30 days of what Defender saw on devices, in mail, identities and cloud applications.',
  source: 'https://learn.microsoft.com/graph/api/security-security-runhuntingquery',
  language: 'KQL',
  queries: { languages: ['kql'], systems: ['M365D', 'MDE'] },
  atOnce: { most: 3, of: 'account' },
  limits: [
    'An answer holds at most 100,000 rows; one that holds so many is taken to be cut.',
    'Tables are known by name only: the service does not tell its schema.',
  ],
  packages: ['@azure/identity'],
  instance: tenantInstance,
  fields: azureFields,
  connect: (context) => new Tenant(context),
});

export default defender;

class Tenant implements Connected {
  readonly #context: ProviderContext;
  readonly #tokens: Tokens;

  constructor(context: ProviderContext) {
    this.#context = context;
    this.#tokens = new Tokens(context, context.cloud.graph);
  }

  async check(signal: AbortSignal): Promise<string> {
    for await (const { rows } of this.query({ text: 'print one = 1', span: null, signal }))
      if (rows.length > 0) return 'advanced hunting answers queries';
    throw this.#context.http.malformed('a query for one row gave none');
  }

  async tables(): Promise<readonly RemoteTable[]> {
    return tables.map((name) => ({ name, columns: [] }));
  }

  async *query({ text, span, signal }: RemoteQuery): AsyncIterable<RemotePart> {
    const { http, cloud } = this.#context;
    const body = { Query: text, ...(span ? { Timespan: `${span.from}/${span.to}` } : {}) };
    const answer = objectIn(
      await http.text({
        url: `${cloud.graph}/v1.0/security/runHuntingQuery`,
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
        authorize: (fresh) => this.#tokens.header(fresh, signal),
        signal,
      }),
      http,
    );
    if (!Array.isArray(answer['schema']) || !Array.isArray(answer['results']))
      throw http.malformed('it has no schema and results');
    const columns = listOf(answer, 'schema').flatMap((column) => {
      const name = textOf(column, 'name');
      return name === null ? [] : [{ name, type: kustoTypeOf(textOf(column, 'type')) }];
    });
    const reader = new RowReader(columns);
    const results = listOf(answer, 'results');
    for (let at = 0; at < results.length; at += pageRows) {
      const page = results.slice(at, at + pageRows);
      const rows = reader.rows(
        page.map((row) =>
          isRecord(row)
            ? columns.map(({ name }) => (Object.hasOwn(row, name) ? row[name] : null))
            : null,
        ),
      );
      yield { columns, rows };
    }
    const cut =
      results.length >= mostRows
        ? [`The service gives at most ${mostRows} rows, and gave that many.`]
        : [];
    yield { columns, rows: [], missing: [...cut, ...reader.missing] };
  }
}
