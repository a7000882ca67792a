import type { Column, TimeSpan } from '../../base/index.ts';
import {
  azureFields,
  type Connected,
  defineProvider,
  type Provider,
  type ProviderContext,
  type RemotePart,
  type RemoteQuery,
  type RemoteTable,
} from '../define-provider.ts';
import { longestWaitMs, messageIn, waitOf } from '../http.ts';
import { isRecord, listOf, objectIn, textOf } from '../json-shape.ts';
import { kustoTypeOf, RowReader } from '../kusto-values.ts';
import { needPackage } from '../need-package.ts';
import { workspaceFields, workspaceInstance } from '../resource-manager.ts';
import { type SearchJobs, WorkspaceSearchJobs } from '../search-jobs.ts';
import { Tokens } from '../sign-in.ts';

const library = '@azure/monitor-query-logs';
const serverSeconds = 600;
/** Node's fetch waits five minutes for an answer to begin; the service should give up first, and say so. */
const basicSeconds = 270;
/** Past so many rows the service cuts; it says so, but nothing hangs on its saying. */
const mostRows = 500_000;
const pageRows = 10_000;

const sentinel: Provider = defineProvider({
  name: 'sentinel',
  title: 'Microsoft Sentinel and Azure Monitor Logs',
  also: ['loganalytics', 'mssentinel'],
  about: 'KQL on a Log Analytics workspace.',
  source: 'https://learn.microsoft.com/azure/azure-monitor/logs/api/overview',
  language: 'KQL',
  queries: { languages: ['kql'], systems: ['MSSentinel'] },
  // An account may run five queries at once; more wait in a queue of the service, and then are refused.
  atOnce: { most: 5, of: 'account' },
  limits: [
    'One answer holds at most 500,000 rows or 100 MB; what is cut is told.',
    'Search jobs are started by huntbook search-job alone, since they cost; the table that one fills is asked like any other.',
    'table_plan: basic asks basic and auxiliary tables, which cost for each question and take a span of time only by --from and --to.',
  ],
  packages: ['@azure/identity', library],
  instance: workspaceInstance,
  fields: {
    ...workspaceFields,
    workspace_id: { about: 'the id of the workspace', type: 'text', required: true },
    table_plan: {
      about: 'what is asked: tables of the analytics plan, or basic and auxiliary ones',
      type: 'text',
      oneOf: ['analytics', 'basic'],
    },
    ...azureFields,
  },
  connect: (context) => new Workspace(context),
});

export default sentinel;

class Workspace implements Connected {
  readonly #context: ProviderContext;
  readonly #base: string;
  readonly #tokens: Tokens;
  readonly searchJobs: SearchJobs;

  constructor(context: ProviderContext) {
    this.#context = context;
    this.searchJobs = new WorkspaceSearchJobs(context);
    const id = encodeURIComponent(context.settings.text('workspace_id') ?? '');
    this.#base = `${context.cloud.logAnalytics}/v1/workspaces/${id}`;
    this.#tokens = new Tokens(context, context.cloud.logAnalytics);
  }

  async check(signal: AbortSignal): Promise<string> {
    for await (const { rows } of this.query({ text: 'print 1', span: null, signal }))
      if (rows.length > 0) return 'the workspace answers queries';
    throw this.#context.http.malformed('a query for one row gave none');
  }

  async tables(signal: AbortSignal): Promise<readonly RemoteTable[]> {
    const { http } = this.#context;
    const text = await http.text({
      url: `${this.#base}/metadata`,
      authorize: this.#authorize(signal),
      signal,
    });
    const answer = this.#parse(text);
    return listOf(answer, 'tables').flatMap((table) => {
      const name = textOf(table, 'name');
      return name === null ? [] : [{ name, columns: columnsOf(table) }];
    });
  }

  async *query(query: RemoteQuery): AsyncIterable<RemotePart> {
    const basic = this.#context.settings.text('table_plan') === 'basic';
    const text = basic ? await this.#askDirectly(query) : await this.#askLibrary(query);
    query.signal.throwIfAborted();
    yield* this.#partsOf(this.#parse(text));
  }

  /** Basic and auxiliary tables have an endpoint of their own, which the library does not know. */
  #askDirectly({ text, span, signal }: RemoteQuery): Promise<string> {
    return this.#context.http.text({
      url: `${this.#base}/search`,
      method: 'POST',
      headers: { 'content-type': 'application/json', prefer: `wait=${basicSeconds}` },
      body: JSON.stringify({ query: text, ...(span ? { timespan: intervalOf(span) } : {}) }),
      authorize: this.#authorize(signal),
      signal,
    });
  }

  /**
   * By Microsoft's library: addresses, headers and patience are its own. The answer is taken as it came, since the
   * library (1.0.0) cuts times to milliseconds and rounds large numbers; and its pipeline is given the signal and the
   * exact span, neither of which it passes on by itself.
   */
  async #askLibrary(query: RemoteQuery): Promise<string> {
    for (const fresh of [false, true]) {
      const { status, body } = await this.#askOnce(query, fresh);
      if (status === 200) return body;
      if (status !== 401 || fresh) throw this.#context.http.fault(status, body);
    }
    return '';
  }

  async #askOnce({ text, span, signal }: RemoteQuery, fresh: boolean): Promise<Answer> {
    const { who, azure, cloud, http } = this.#context;
    const { LogsQueryClient } = await needPackage(
      () => import('@azure/monitor-query-logs'),
      library,
      who,
    );
    const token = await this.#tokens.get(fresh, signal);
    const answers: Answer[] = [];
    const client = new LogsQueryClient(
      { getToken: async () => token },
      {
        ...(azure as object),
        endpoint: `${cloud.logAnalytics}/v1`,
        credentials: { scopes: [`${cloud.logAnalytics}/.default`] },
        additionalPolicies: [
          {
            position: 'perRetry',
            policy: {
              name: 'huntbook-patience',
              sendRequest: async (request, next) => {
                const response = await next(request);
                const waitMs = waitOf(response.headers, 0);
                if (waitMs <= longestWaitMs) return response;
                throw http.fault(response.status, response.bodyAsText ?? '', waitMs);
              },
            },
          },
          {
            position: 'perCall',
            policy: {
              name: 'huntbook',
              sendRequest: async (request, next) => {
                request.abortSignal = signal;
                const timespan = span ? { timespan: intervalOf(span) } : {};
                request.body = JSON.stringify({ query: text, ...timespan });
                const response = await next(request);
                answers.push({ status: response.status, body: response.bodyAsText ?? '' });
                return response;
              },
            },
          },
        ],
      },
    );
    const id = this.#context.settings.text('workspace_id') ?? '';
    const options = { serverTimeoutInSeconds: serverSeconds };
    try {
      await client.queryWorkspace(id, text, { duration: 'P1D' }, options);
    } catch (error) {
      signal.throwIfAborted();
      if (answers.length > 0) return answers[0] as Answer;
      if ((error as Error).name === 'RestError') throw http.fault(0, '');
      throw error;
    }
    const [answer] = answers;
    if (!answer) throw new Error('the library gave an answer without asking');
    return answer;
  }

  #authorize(signal: AbortSignal): (fresh: boolean) => Promise<string> {
    return (fresh) => this.#tokens.header(fresh, signal);
  }

  #parse(text: string): Readonly<Record<string, unknown>> {
    const answer = objectIn(text, this.#context.http);
    if (Array.isArray(answer['tables'])) return answer;
    throw this.#context.http.malformed('it has no tables');
  }

  *#partsOf(answer: Readonly<Record<string, unknown>>): Iterable<RemotePart> {
    const [table, ...others] = listOf(answer, 'tables');
    if (!isRecord(table)) throw this.#context.http.malformed('it has no table of rows');
    const rows = listOf(table, 'rows');
    const reader = new RowReader(columnsOf(table));
    const missing: string[] = [];
    const { error } = answer;
    if (error !== undefined && error !== null)
      missing.push(
        `The service gave a part only: ${messageIn(error, 0)?.slice(0, 400) ?? 'it does not say why'}`,
      );
    else if (rows.length >= mostRows) missing.push(`The service gives at most ${mostRows} rows.`);
    const notes =
      others.length > 0
        ? [`The answer has ${others.length} more tables, which were left out.`]
        : [];
    for (let at = 0; at < rows.length; at += pageRows)
      yield { columns: reader.columns, rows: reader.rows(rows.slice(at, at + pageRows)) };
    yield { columns: reader.columns, rows: [], missing: [...missing, ...reader.missing], notes };
  }
}

interface Answer {
  status: number;
  body: string;
}

const intervalOf = ({ from, to }: TimeSpan): string => `${from}/${to}`;

function columnsOf(table: unknown): Column[] {
  return listOf(table, 'columns').flatMap((column) => {
    const name = textOf(column, 'name');
    return name === null ? [] : [{ name, type: kustoTypeOf(textOf(column, 'type')) }];
  });
}
