import { randomUUID } from 'node:crypto';
import { bracketedName, HuntError } from '../../base/index.ts';
import { looksLikeAddress, serviceAddress } from '../addresses.ts';
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
import { listOf, objectIn, textOf } from '../json-shape.ts';
import { Frames, framesIn } from '../kusto-frames.ts';
import { kustoTypeOf } from '../kusto-values.ts';
import { Tokens } from '../sign-in.ts';

const kusto: Provider = defineProvider({
  name: 'kusto',
  title: 'Azure Data Explorer, Fabric eventhouses',
  also: ['adx', 'fabric', 'azuredataexplorer'],
  about: 'KQL on a database of a Kusto cluster.',
  source: 'https://learn.microsoft.com/kusto/api/rest/response-v2',
  language: 'KQL',
  queries: { languages: ['kql'], systems: ['Kusto', 'MSSentinel', 'M365D', 'MDE'] },
  atOnce: { most: 4, of: 'instance' },
  limits: [
    'A query may take four and a half minutes.',
    'A span of time needs the setting time_column.',
    'A cancelled query is cancelled on the cluster, too, as far as that lets itself be (.cancel query).',
  ],
  packages: ['@azure/identity'],
  instance: { setting: 'cluster', looks: looksLikeAddress, such: 'the address of a cluster' },
  fields: {
    cluster: {
      about: 'the address of the cluster, or the query address of an eventhouse',
      type: 'text',
      required: true,
    },
    database: {
      about: 'the database that is asked, where a named query does not say its own',
      type: 'text',
    },
    cluster_groups: {
      about: 'groups of clusters that it is one of, as named queries say',
      type: 'list',
    },
    time_column: { about: 'the column that a span of time is about', type: 'text' },
    ...azureFields,
  },
  suits({ clusters, clusterGroups }, { name, settings }) {
    if (clusters.length + clusterGroups.length === 0) return true;
    const host = hostOf(settings.text('cluster') ?? '');
    const own = [host, host.split('.')[0], name.toLowerCase()];
    return (
      clusters.some((said) => own.includes(hostOf(said))) ||
      clusterGroups.some((group) => settings.list('cluster_groups').includes(group))
    );
  },
  connect: (context) => new Cluster(context),
});

const hostOf = (address: string): string =>
  address
    .toLowerCase()
    .replace(/^https?:\/\//, '')
    .replace(/[/:].*$/, '');

export default kusto;

/** What clients of Kusto's name where they mean no database. */
const noDatabase = 'NetDefaultDB';

class Cluster implements Connected {
  readonly #context: ProviderContext;
  readonly #address: string;
  readonly #database: string | null;
  readonly #tokens: Tokens;

  constructor(context: ProviderContext) {
    this.#context = context;
    this.#address = serviceAddress(context.settings.text('cluster') ?? '', context.who);
    this.#database = context.settings.text('database') || null;
    this.#tokens = new Tokens(context, this.#address);
  }

  async check(signal: AbortSignal): Promise<string> {
    const database = this.#database ?? noDatabase;
    for await (const { rows } of this.query({ text: 'print 1', span: null, database, signal }))
      if (rows.length > 0)
        return this.#database === null
          ? 'the cluster answers queries'
          : `the database ${this.#database} answers queries`;
    throw this.#context.http.malformed('a query for one row gave none');
  }

  async tables(signal: AbortSignal): Promise<readonly RemoteTable[]> {
    const database = this.#databaseOf('', null);
    const command = `.show database ${bracketedName(database)} schema`;
    const { http } = this.#context;
    const ask = this.#ask('/v1/rest/mgmt', command, { database, signal });
    const answer = objectIn(await http.text(ask), http);
    const [table] = listOf(answer, 'Tables');
    const names = listOf(table, 'Columns').map((column) => textOf(column, 'ColumnName'));
    const [at, column, type] = ['TableName', 'ColumnName', 'ColumnType'].map((n) =>
      names.indexOf(n),
    );
    const found = new Map<string, RemoteTable['columns'][number][]>();
    for (const row of listOf(table, 'Rows')) {
      if (!Array.isArray(row) || at === undefined || column === undefined || type === undefined)
        continue;
      const name: unknown = row[at];
      if (typeof name !== 'string' || name === '') continue;
      const columns = found.get(name) ?? [];
      found.set(name, columns);
      const own: unknown = row[column];
      if (typeof own === 'string' && own !== '')
        columns.push({ name: own, type: kustoTypeOf(row[type]) });
    }
    return [...found].map(([name, columns]) => ({ name, columns }));
  }

  async *query({ text, span, database: said, signal }: RemoteQuery): AsyncIterable<RemotePart> {
    const { http, settings, who } = this.#context;
    const column = settings.text('time_column');
    const database = this.#databaseOf(text, said ?? null);
    if (span && !column) throw noSpan(who, 'the setting time_column is missing');
    const options = {
      // Node's fetch waits five minutes for an answer to begin; the cluster should give up first, and say so.
      servertimeout: '00:04:30',
      results_progressive_enabled: false,
      results_v2_newlines_between_frames: true,
      results_v2_fragment_primary_tables: true,
      ...(span
        ? {
            query_datetimescope_column: column,
            query_datetimescope_from: span.from,
            query_datetimescope_to: span.to,
          }
        : {}),
    };
    const frames = new Frames(http);
    const id = `Huntbook;${randomUUID()}`;
    let [begun, ended] = [false, false];
    try {
      for await (const line of http.lines(
        this.#ask('/v2/rest/query', text, { database, options, id, signal }),
      )) {
        begun = true;
        for (const frame of framesIn(line, http)) {
          const part = frames.take(frame);
          if (part) yield part;
        }
      }
      ended = true;
    } finally {
      if (!ended && (begun || signal.aborted)) await this.#cancel(id, database);
    }
    if (!frames.begun) throw http.malformed('it has no table of rows');
    yield frames.end();
  }

  /** Nobody waits for the rows any more; a query that has ended, or was never begun, is none that can be cancelled. */
  async #cancel(id: string, database: string): Promise<void> {
    const signal = AbortSignal.timeout(5000);
    const command = `.cancel query "${id}" with (reason="nobody waits for it any more")`;
    const ask = { ...this.#ask('/v1/rest/mgmt', command, { database, signal }), once: true };
    await this.#context.http.text(ask).catch(() => {});
  }

  /** Errors: `providers/bad-setting` where none is said. */
  #databaseOf(text: string, said: string | null): string {
    const database = said ?? this.#database;
    if (database !== null) return database;
    // It names its databases itself.
    if (/\bdatabase\s*\(/.test(text)) return noDatabase;
    throw new HuntError({
      code: 'providers/bad-setting',
      message: `${this.#context.who}: which database is asked is not said.`,
      hint: 'Set database (--database on the command line), or write database("name").Table.',
    });
  }

  #ask(
    path: string,
    csl: string,
    {
      database,
      options = {},
      id = `Huntbook;${randomUUID()}`,
      signal,
    }: { database: string; options?: object; id?: string; signal: AbortSignal },
  ): Parameters<ProviderContext['http']['ask']>[0] {
    return {
      url: this.#address + path,
      method: 'POST',
      headers: {
        'content-type': 'application/json; charset=utf-8',
        accept: 'application/json',
        'x-ms-client-request-id': id,
        'x-ms-app': 'Huntbook',
      },
      body: JSON.stringify({ db: database, csl, properties: { Options: options } }),
      authorize: (fresh) => this.#tokens.header(fresh, signal),
      signal,
    };
  }
}
