import { HuntError, type TimeSpan } from '../base/index.ts';
import type {
  Catalog,
  NamedQuery,
  ProviderQueries,
  QueryFunctions,
  QuerySearch,
} from '../catalog/index.ts';
import { loadConfig } from '../config/index.ts';
import type { Part } from '../engine/index.ts';
import {
  type ConnectSettings,
  connectTo,
  type Instance,
  type OpenData,
  type Provider,
  providerNamed,
  type RemoteTable,
  type SearchJobs,
  type Transport,
} from '../providers/index.ts';
import type { Table } from '../tables/index.ts';
import { invokedFunctions } from '../toolbox/index.ts';
import { askInstances, type Piece } from './ask-instances.ts';
import { withFamilies } from './families.ts';
import type { QueryValues } from './queries.ts';
import type { QueryOptions } from './query-scope.ts';
import { ServiceQueries } from './remote-queries.ts';
import { splitRemote } from './split-remote.ts';
import { wholeTables } from './whole-tables.ts';

export interface ConnectOptions {
  /** A `huntbook.yaml` or `msticpyconfig.yaml`; those of the folder and the user unless said. */
  configFile?: string;
  /** Tells what to do where a sign-in by device code is asked for. */
  tell?: (message: string) => void;
  /** Other ways to send than the usual; for proxies and tests. */
  transport?: Transport;
  signal?: AbortSignal;
}

export interface AskOptions {
  /** Only what happened in this span. */
  timespan?: { from: string | Date; to: string | Date };
  /** The name of the open table that takes the rows, so that KQL here can use them; made up unless said. */
  as?: string;
  signal?: AbortSignal;
  /** How many rows have come. */
  onRows?: (rows: number) => void;
}

/** What a connection needs of its hunt. */
export interface Home {
  names(): string[];
  path(): string;
  now(): Date;
  catalog(): Catalog;
  faults(): readonly HuntError[];
  adopt(part: Part): Promise<void>;
  kql(text: string, options: QueryOptions & { notes?: readonly string[] }): Promise<Table>;
}

/** One instance of a service, or several that are asked as one. */
export class RemoteConnection {
  protected readonly instances: readonly Instance[];
  readonly #home: Home;
  #named: ServiceQueries | undefined;

  constructor(instances: readonly Instance[], home: Home) {
    this.instances = instances;
    this.#home = home;
  }

  /** What is asked: `sentinel:CyberSecuritySoc`. */
  get names(): readonly string[] {
    return this.instances.map(({ who }) => who);
  }

  /** The language of `query`: KQL, SPL, ES|QL. */
  get language(): string {
    return this.instances[0]?.provider.language ?? '';
  }

  /** For each instance what the cheapest question says, or the fault. */
  check(
    options: { signal?: AbortSignal } = {},
  ): Promise<{ name: string; ok: boolean; said: string }[]> {
    const signal = options.signal ?? new AbortController().signal;
    return Promise.all(
      this.instances.map(async ({ who, connected }) => {
        try {
          return { name: who, ok: true, said: await connected.check(signal) };
        } catch (error) {
          if (!(error instanceof HuntError)) throw error;
          return {
            name: who,
            ok: false,
            said: [error.message, error.hint].filter(Boolean).join(' '),
          };
        }
      }),
    );
  }

  /** The tables of the first instance. */
  async tables(options: { signal?: AbortSignal } = {}): Promise<readonly RemoteTable[]> {
    const [first] = this.instances;
    return first ? first.connected.tables(options.signal ?? new AbortController().signal) : [];
  }

  /** Search jobs of the only instance. Errors: `session/no-search-jobs`. */
  get searchJobs(): SearchJobs {
    const [first, ...more] = this.instances;
    const jobs = more.length === 0 ? first?.connected.searchJobs : undefined;
    if (jobs) return jobs;
    throw new HuntError({
      code: 'session/no-search-jobs',
      message:
        more.length > 0
          ? 'A search job runs in one workspace, and several were named.'
          : `${this.names.join()} has no search jobs.`,
      hint: 'Name one workspace of sentinel.',
    });
  }

  /**
   * Ask in KQL. Steps from the first one on that only runs here (`invoke` of our functions, tables that are open here)
   * are done here, on the rows that the service gave; of a service that only gives whole
   * tables, all steps. Throws `session/other-language` where the service has no KQL.
   */
  async kql(text: string, options: AskOptions = {}): Promise<Table> {
    if (this.language !== 'KQL')
      throw new HuntError({
        code: 'session/other-language',
        message: `${this.names.join(', ')} is asked in ${this.language}, not in KQL.`,
        hint: `Use query(…) with ${this.language}; its rows can then be asked in KQL here.`,
      });
    if (this.instances[0]?.provider.wholeTables) return this.#kqlHere(text, options);
    return this.#mixed([{ text, name: null }], { options, notes: [], tables: this.#home.names() });
  }

  /**
   * Ask a named query of the catalogue: `run('WindowsSecurity.list_host_processes', { host_name: 'VictimPC' })`. Where it has a
   * start and an end and neither is said, the last day is asked. With `split_query_by` (`1d`) the pieces of its time are asked
   * side by side, as many as the service allows, and joined in order; a piece that fails is told of in the coverage.
   * Errors: `catalog/…`, `session/other-service`, `session/cannot-split`, `providers/…`.
   */
  async run(name: string, values: QueryValues = {}, options: AskOptions = {}): Promise<Table> {
    const { pieces, notes } = this.#queries.pieces(name, values);
    return this.language === 'KQL'
      ? this.#mixed(pieces, { options, notes, tables: [] })
      : this.#ask(pieces, options, notes);
  }

  /** The text of a named query with values in it; several where its time is split. Errors: `catalog/…`. */
  texts(name: string, values: QueryValues = {}): string[] {
    return this.#queries.pieces(name, values).pieces.map(({ text }) => text);
  }

  /** One of the named queries that this service can be asked. Errors: `catalog/…`, `session/other-service`. */
  named(name: string): NamedQuery {
    return this.#queries.get(name);
  }

  /** The named queries that this service can be asked, and that have these words or fit what is said. */
  search(search: string | QuerySearch = {}): NamedQuery[] {
    return this.#queries.catalog.search(typeof search === 'string' ? { words: search } : search);
  }

  /** What could not be read of the folders of queries. */
  get faults(): readonly HuntError[] {
    return this.#home.faults();
  }

  /** Fetch the tables that a query names, and ask it of them. */
  async #kqlHere(text: string, { as, ...options }: AskOptions): Promise<Table> {
    const names = new Set((await this.tables(options)).map(({ name }) => name));
    const whole = wholeTables(text, names, this.names.join(', '));
    const results = new Map<string, Table>();
    for (const { name, asked } of whole.taken)
      results.set(
        name,
        await this.query(asked, { ...options, ...(as && results.size === 0 ? { as } : {}) }),
      );
    const { signal } = options;
    return this.#home.kql(whole.text, { results, ...(signal ? { signal } : {}) });
  }

  /**
   * Ask in the service's own language. The rows become an open table here, with the service's types of columns; its
   * coverage says what the service cut or could not give. Of several instances each row says in SourceInstance from which.
   */
  query(text: string, options: AskOptions = {}): Promise<Table> {
    return this.#ask([{ text, name: null }], options, []);
  }

  get #queries(): ServiceQueries {
    const [first] = this.instances;
    if (!first) throw new Error('a connection without an instance');
    const asked = { provider: first.provider, instances: this.instances };
    this.#named ??= new ServiceQueries(this.#home.catalog(), asked, () => this.#home.now());
    return this.#named;
  }

  /** The service is asked for what stands before the first step that only runs here. */
  async #mixed(
    pieces: readonly Piece[],
    asked: { options: AskOptions; notes: readonly string[]; tables: readonly string[] },
  ): Promise<Table> {
    const { options, notes, tables } = asked;
    const here = { functions: new Set(invokedFunctions.keys()), tables: new Set(tables) };
    const split = pieces.map(({ text, ...piece }) => ({ ...piece, ...splitRemote(text, here) }));
    const [first] = split;
    const local = first?.local ?? null;
    if (split.some((piece) => piece.local !== local)) throw cannotSplit();
    const remote = split.map(({ remote: asked, local: _, ...piece }) => ({
      ...piece,
      text: asked,
    }));
    const rows = await this.#ask(remote, options, notes);
    return local === null
      ? rows
      : rows.kql(local, options.signal ? { signal: options.signal } : {});
  }

  #ask(pieces: readonly Piece[], options: AskOptions, notes: readonly string[]): Promise<Table> {
    return this.fill({ instances: this.instances, pieces, options, notes });
  }

  /** Ask, and open the rows as a table. */
  protected async fill(asked: {
    instances: readonly Instance[];
    pieces: readonly Piece[];
    options: AskOptions;
    notes: readonly string[];
  }): Promise<Table> {
    const { instances, pieces, notes } = asked;
    const { as, timespan, signal = new AbortController().signal, onRows } = asked.options;
    const table = this.#tableName(as);
    const part = await askInstances({
      instances,
      pieces,
      span: timespan ? spanOf(timespan) : null,
      table,
      path: this.#home.path(),
      signal,
      ...(onRows ? { onRows } : {}),
    });
    await this.#home.adopt(part);
    return this.#home.kql(`['${table}']`, { notes, signal });
  }

  #tableName(wanted: string | undefined): string {
    const taken = this.#home.names();
    if (wanted !== undefined) {
      if (/^[A-Za-z_][\w ]{0,100}$/.test(wanted) && !taken.includes(wanted)) return wanted;
      throw new HuntError({
        code: 'session/bad-name',
        message: `'${wanted}' cannot be the name of the result${taken.includes(wanted) ? ': a table is called so' : ''}.`,
        hint: 'A name has letters, digits and _, and is not taken.',
      });
    }
    const base = this.instances[0]?.provider.name.replace(/\W/g, '_') ?? 'remote';
    let n = 1;
    while (taken.includes(`${base}_${n}`)) n++;
    return `${base}_${n}`;
  }
}

function cannotSplit(): HuntError {
  return new HuntError({
    code: 'session/cannot-split',
    message:
      'The steps that run here say the time of a piece, so that they cannot run on all pieces together.',
    hint: 'Ask without split_query_by, or leave the time out of what follows the first invoke.',
  });
}

/** Errors: `session/bad-span`. */
export function spanOf({ from, to }: NonNullable<AskOptions['timespan']>): TimeSpan {
  const iso = (time: string | Date): string => {
    const date = typeof time === 'string' ? new Date(time) : time;
    if (!Number.isNaN(date.getTime()))
      return typeof time === 'string' && /Z$/.test(time) ? time : date.toISOString();
    throw badSpan(`'${String(time)}' is not a time.`);
  };
  const span = { from: iso(from), to: iso(to) };
  if (Date.parse(span.from) <= Date.parse(span.to)) return span;
  throw badSpan(`The span ends (${span.to}) before it begins (${span.from}).`);
}

const badSpan = (message: string): HuntError =>
  new HuntError({
    code: 'session/bad-span',
    message,
    hint: 'Times are ISO 8601, such as 2025-11-28T12:00:00Z.',
  });

/** A connection, and the named queries that its service understands as functions, by family. */
export type Connection<Name extends string = string> = RemoteConnection &
  (Lowercase<Name> extends keyof ProviderQueries
    ? QueryFunctions<ProviderQueries[Lowercase<Name>], Promise<Table>, AskOptions>
    : unknown);

/** The names of providers that are known; any other text is tried, too. */
export type ProviderName = keyof ProviderQueries | (string & {});

/** Families as properties of a connection: `soc.WindowsSecurity.list_host_processes({ … })`. */
export function withServiceFamilies<T extends RemoteConnection>(connection: T): T {
  return withFamilies(connection, (family) => {
    const own = connection.search().filter(({ families }) => families.includes(family));
    if (own.length === 0) return undefined;
    return Object.fromEntries(
      own.map(({ name }) => [
        name,
        (values?: QueryValues, options?: AskOptions) =>
          connection.run(`${family}.${name}`, values, options),
      ]),
    );
  });
}

/** The instances that are meant; nothing is sent before something is asked. */
export async function openInstances(
  provider: string,
  settings: ConnectSettings,
  { configFile, tell, transport, signal }: ConnectOptions,
  open: OpenData,
): Promise<{ provider: Provider; instances: Instance[] }> {
  const config = await loadConfig(configFile === undefined ? {} : { file: configFile });
  const instances = await connectTo(provider, settings, {
    config,
    open,
    ...(tell ? { tell } : {}),
    ...(transport ? { transport } : {}),
    ...(signal ? { signal } : {}),
  });
  return { provider: providerNamed(provider), instances };
}
