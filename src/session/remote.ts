import { HuntError, type TimeSpan } from '../base/index.ts';
import { loadConfig } from '../config/index.ts';
import type { Part } from '../engine/index.ts';
import {
  type ConnectSettings,
  connectTo,
  type Instance,
  type RemoteTable,
  type Transport,
} from '../providers/index.ts';
import type { Table } from '../tables/index.ts';
import { invokedFunctions } from '../toolbox/index.ts';
import { askInstances } from './ask-instances.ts';
import type { QueryOptions } from './query-scope.ts';
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
interface Home {
  names(): string[];
  path(): string;
  adopt(part: Part): Promise<void>;
  kql(text: string, options: QueryOptions): Promise<Table>;
}

/** One instance of a service, or several that are asked as one. */
export class RemoteConnection {
  readonly #instances: readonly Instance[];
  readonly #home: Home;

  constructor(instances: readonly Instance[], home: Home) {
    this.#instances = instances;
    this.#home = home;
  }

  /** What is asked: `sentinel:CyberSecuritySoc`. */
  get names(): readonly string[] {
    return this.#instances.map(({ who }) => who);
  }

  /** The language of `query`: KQL, SPL, ES|QL. */
  get language(): string {
    return this.#instances[0]?.provider.language ?? '';
  }

  /** For each instance what the cheapest question says, or the fault. */
  check(
    options: { signal?: AbortSignal } = {},
  ): Promise<{ name: string; ok: boolean; said: string }[]> {
    const signal = options.signal ?? new AbortController().signal;
    return Promise.all(
      this.#instances.map(async ({ who, connected }) => {
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
    const [first] = this.#instances;
    return first ? first.connected.tables(options.signal ?? new AbortController().signal) : [];
  }

  /**
   * Ask in KQL. Steps from the first one on that only runs here (`invoke` of our functions, tables that are open here)
   * are done here, on the rows that the service gave; of a service that only gives whole tables, all steps. Throws `session/other-language` where the service has no KQL.
   */
  async kql(text: string, options: AskOptions = {}): Promise<Table> {
    if (this.language !== 'KQL')
      throw new HuntError({
        code: 'session/other-language',
        message: `${this.names.join(', ')} is asked in ${this.language}, not in KQL.`,
        hint: `Use query(…) with ${this.language}; its rows can then be asked in KQL here.`,
      });
    if (this.#instances[0]?.provider.wholeTables) return this.#kqlHere(text, options);
    const { remote, local } = splitRemote(text, {
      functions: new Set(invokedFunctions.keys()),
      tables: new Set(this.#home.names()),
    });
    const rows = await this.query(remote, options);
    return local === null
      ? rows
      : rows.kql(local, options.signal ? { signal: options.signal } : {});
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
  async query(text: string, options: AskOptions = {}): Promise<Table> {
    const { as, timespan, signal = new AbortController().signal, onRows } = options;
    const table = this.#tableName(as);
    const part = await askInstances({
      instances: this.#instances,
      text,
      span: timespan ? spanOf(timespan) : null,
      table,
      path: this.#home.path(),
      signal,
      ...(onRows ? { onRows } : {}),
    });
    await this.#home.adopt(part);
    return this.#home.kql(`['${table}']`, options.signal ? { signal: options.signal } : {});
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
    const base = this.#instances[0]?.provider.name.replace(/\W/g, '_') ?? 'remote';
    let n = 1;
    while (taken.includes(`${base}_${n}`)) n++;
    return `${base}_${n}`;
  }
}

/** Errors: `session/bad-span`. */
function spanOf({ from, to }: NonNullable<AskOptions['timespan']>): TimeSpan {
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

/** Connect; nothing is sent before something is asked. */
export async function openRemote(
  provider: string,
  settings: ConnectSettings,
  { configFile, tell, transport, signal }: ConnectOptions,
  home: Home,
): Promise<RemoteConnection> {
  const config = await loadConfig(configFile === undefined ? {} : { file: configFile });
  const instances = await connectTo(provider, settings, {
    config,
    ...(tell ? { tell } : {}),
    ...(transport ? { transport } : {}),
    ...(signal ? { signal } : {}),
  });
  return new RemoteConnection(instances, home);
}
