import { setTimeout as sleep } from 'node:timers/promises';
import { HuntError, type TimeSpan } from '../base/index.ts';
import type { ProviderContext } from './define-provider.ts';
import { isRecord, textOf } from './json-shape.ts';
import type { RemoteRecord } from './record-columns.ts';
import { type ResourceAsk, WorkspaceResources } from './resource-manager.ts';

/** A search that a workspace runs over all that it keeps, also for years, into a table of its own. */
export interface SearchJob {
  /** The table that takes the rows; it can be asked like any other. */
  table: string;
  state: 'running' | 'done' | 'deleting' | 'failed';
  query: string;
  from: string;
  to: string;
  /** How many rows it keeps at most. */
  limit: number | null;
  /** How many it has kept so far. */
  rows: number | null;
  /** What has been scanned, which is what is paid for. */
  scannedGb: number | null;
  /** In per cent. */
  progress: number | null;
}

export interface SearchJobOrder {
  /** The name of the table, to which `_SRCH` is added. */
  name: string;
  query: string;
  span: TimeSpan;
  /** How many rows are kept at most; 1000 unless said. */
  limit?: number;
}

/** Search jobs of a workspace. Nothing here is done by itself: a job costs what it scans, and its table what it keeps. */
export interface SearchJobs {
  list(signal?: AbortSignal): Promise<readonly SearchJob[]>;
  /** Errors: `providers/no-search-job`. */
  look(name: string, signal?: AbortSignal): Promise<SearchJob>;
  /** Start one; it runs on whether or not it is waited for. Errors: `providers/bad-search-job`, also where the table is there. */
  start(order: SearchJobOrder, signal?: AbortSignal): Promise<SearchJob>;
  /** The job once it is done. Errors: `providers/search-job-failed`, `no-search-job`. */
  wait(
    name: string,
    options?: { signal?: AbortSignal; onJob?: (job: SearchJob) => void },
  ): Promise<SearchJob>;
  /** Delete its table, with the rows. Never another table. Errors: `providers/no-search-job`. */
  remove(name: string, signal?: AbortSignal): Promise<void>;
}

const version = '2022-10-01';
const source = 'https://learn.microsoft.com/azure/azure-monitor/logs/search-jobs';
const usualLimit = 1000;
/** The service gives up after a day. */
const longestMs = 25 * 3_600_000;
/** From look to look the wait grows to so many times the first. */
const slowest = 30;

/** `Logons` and `Logons_SRCH` mean the same table. */
function tableOf(name: string): string {
  const table = /_SRCH$/i.test(name) ? `${name.slice(0, -5)}_SRCH` : `${name}_SRCH`;
  if (/^[A-Za-z]\w{0,56}_SRCH$/.test(table)) return table;
  throw wrong(
    `'${name}' cannot be the name of a search job`,
    'It begins with a letter, and has letters, digits and _, at most 57.',
  );
}

function wrong(message: string, hint: string): HuntError {
  return new HuntError({ code: 'providers/bad-search-job', message: `${message}.`, hint });
}

function timeOf(text: string): string {
  const time = new Date(text);
  if (!Number.isNaN(time.getTime())) return time.toISOString();
  throw wrong(`'${text}' is not a time`, 'Times are ISO 8601, such as 2025-11-28T12:00:00Z.');
}

/** The search jobs of the workspace of an instance. */
export class WorkspaceSearchJobs implements SearchJobs {
  readonly #context: ProviderContext;
  readonly #resources: WorkspaceResources;

  constructor(context: ProviderContext) {
    this.#context = context;
    this.#resources = new WorkspaceResources(context);
  }

  async list(signal: AbortSignal = new AbortController().signal): Promise<readonly SearchJob[]> {
    const jobs: SearchJob[] = [];
    for await (const page of this.#resources.pages({ path: '/tables', version, signal }))
      for (const table of page) {
        const job = jobOf(table);
        if (job) jobs.push(job);
      }
    return jobs;
  }

  async look(name: string, signal: AbortSignal = new AbortController().signal): Promise<SearchJob> {
    const table = tableOf(name);
    const job = await this.#find(table, signal);
    if (job) return job;
    throw new HuntError({
      code: 'providers/no-search-job',
      message: `${this.#context.who} has no search job ${table}.`,
      hint: 'huntbook search-job list shows which there are.',
    });
  }

  async start(
    order: SearchJobOrder,
    signal: AbortSignal = new AbortController().signal,
  ): Promise<SearchJob> {
    const { name, query, span, limit = usualLimit } = order;
    const table = tableOf(name);
    if (!Number.isSafeInteger(limit) || limit < 1)
      throw wrong(`${limit} is no number of rows`, 'Say how many rows are kept at most.');
    const [from, to] = [timeOf(span.from), timeOf(span.to)];
    if (from >= to) throw wrong(`the span ends (${to}) before it begins (${from})`, 'Turn it.');
    if (query.trim() === '') throw wrong('a search job needs a query', `See ${source}.`);
    if (await this.#find(table, signal))
      throw wrong(
        `${this.#context.who} has a table ${table} already`,
        'Take another name, or delete that one first: huntbook search-job delete.',
      );
    const searchResults = {
      query,
      limit,
      startSearchTime: from,
      endSearchTime: to,
    };
    const ask = { ...this.#table(table, signal), method: 'PUT' as const, once: true };
    await this.#resources.ask({ ...ask, body: { properties: { searchResults } } });
    return (
      (await this.#find(table, signal)) ?? {
        table,
        state: 'running',
        query,
        limit,
        from,
        to,
        rows: null,
        scannedGb: null,
        progress: null,
      }
    );
  }

  async wait(
    name: string,
    {
      signal = new AbortController().signal,
      onJob,
    }: { signal?: AbortSignal; onJob?: (job: SearchJob) => void } = {},
  ): Promise<SearchJob> {
    const first = this.#context.http.firstDelayMs;
    const until = Date.now() + longestMs;
    for (let delay = first; ; delay = Math.min(delay * 1.5, first * slowest)) {
      const job = await this.look(name, signal);
      onJob?.(job);
      if (job.state === 'done') return job;
      if (job.state !== 'running' || Date.now() > until)
        throw new HuntError({
          code: 'providers/search-job-failed',
          message: `The search job ${job.table} of ${this.#context.who} will not be done: it is ${job.state}.`,
          hint: 'Delete it, and start one of a shorter span of time or with a simpler query.',
        });
      await sleep(delay, undefined, { signal }).catch(() => {
        throw signal.reason;
      });
    }
  }

  async remove(name: string, signal: AbortSignal = new AbortController().signal): Promise<void> {
    const { table } = await this.look(name, signal);
    await this.#resources.ask({ ...this.#table(table, signal), method: 'DELETE' });
  }

  #table(table: string, signal: AbortSignal): ResourceAsk {
    return { path: `/tables/${table}`, version, signal };
  }

  async #find(table: string, signal: AbortSignal): Promise<SearchJob | null> {
    const found = await this.#resources.find(this.#table(table, signal));
    if (found === null) return null;
    const job = jobOf(found);
    if (job) return job;
    throw this.#context.http.malformed(`${table} is no table of a search job`);
  }
}

/** The job that made a table; null where none did. */
function jobOf(table: RemoteRecord): SearchJob | null {
  const properties = isRecord(table['properties']) ? table['properties'] : {};
  const { searchResults, resultStatistics } = properties;
  const name = textOf(table, 'name');
  if (name === null || !/_SRCH$/i.test(name) || !isRecord(searchResults)) return null;
  const numberOf = (record: unknown, key: string): number | null => {
    const value = isRecord(record) ? record[key] : null;
    return typeof value === 'number' ? value : null;
  };
  return {
    table: name,
    state: stateOf(textOf(properties, 'provisioningState') ?? ''),
    query: textOf(searchResults, 'query') ?? '',
    from: textOf(searchResults, 'startSearchTime') ?? '',
    to: textOf(searchResults, 'endSearchTime') ?? '',
    limit: numberOf(searchResults, 'limit'),
    rows: numberOf(resultStatistics, 'ingestedRecords'),
    scannedGb: numberOf(resultStatistics, 'scannedGb'),
    progress: numberOf(resultStatistics, 'progress'),
  };
}

function stateOf(said: string): SearchJob['state'] {
  if (/^succeeded$/i.test(said)) return 'done';
  if (/^deleting$/i.test(said)) return 'deleting';
  return /^(?:failed|cancell?ed)$/i.test(said) ? 'failed' : 'running';
}
