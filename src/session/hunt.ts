import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { bareName, bracketedName, HuntError } from '../base/index.ts';
import { childEntry, Engine, type Part } from '../engine/index.ts';
import type { LedgerEntry, WouldBeSent } from '../enrich/index.ts';
import { dropScratch, makeScratch } from '../files/index.ts';
import type { LoadProgress } from '../formats/index.ts';
import { type Diagnostic, diagnose, prelude, type Schema, warm } from '../kql/index.ts';
import type { ConnectSettings } from '../providers/index.ts';
import { attachPart, type Table } from '../tables/index.ts';
import type { LookupTool } from '../toolbox/index.ts';
import { checkConnection } from './check-connection.ts';
import { openDestination, type RowDestination } from './destination.ts';
import { HuntSettings } from './hunt-settings.ts';
import type { HuntOptions, OpenedFile, OpenOptions, TableInfo } from './hunt-types.ts';
import { loadFiles } from './load-files.ts';
import { LocalConnection, openData } from './local-connection.ts';
import { LocalCopies } from './local-copies.ts';
import { localTables } from './local-tables.ts';
import { type AnswerTable, HuntLookups, type LookedUp, type LookUpOptions } from './lookups.ts';
import { openQuery } from './open-query.ts';
import { nothingOpen, type OpenSet, openSet } from './open-set.ts';
import { openQueries, type Queries, type QueryHost } from './queries.ts';
import { type QueryOptions, type QueryScope, queryScope } from './query-scope.ts';
import {
  type Connection,
  type ConnectOptions,
  type Home,
  openInstances,
  type ProviderName,
  RemoteConnection,
  withServiceFamilies,
} from './remote.ts';
import { placeSample } from './sample.ts';

/** What is open, and what can be asked of it. Close it when done. */
export class Hunt {
  /** What became of every file that was asked for, in the order of asking. */
  readonly files: OpenedFile[] = [];
  readonly #engine: Engine;
  readonly #workspace: string;
  readonly #now: Date | undefined;
  readonly #parts: Part[] = [];
  readonly #statements: string[] = [];
  /** One function for all queries: what was compiled once is remembered by it. */
  readonly #probe = (sql: string): Promise<unknown[][]> => this.#engine.rows(sql);
  readonly #external: LocalCopies;
  readonly #lookups: HuntLookups;
  /** Named queries, on what is open: `hunt.queries.WindowsSecurity.list_host_processes({ host_name: 'VictimPC' })`. */
  readonly queries: Queries;
  /** What is configured: shown without secrets, changed in `huntbook.yaml`, tried. */
  readonly settings: HuntSettings;
  readonly #queryHost: QueryHost;
  #set: OpenSet = nothingOpen;
  /** Parts of files that answer a named query alone, by their place among all parts. */
  readonly #apart = new Set<number>();
  #edition = 0;
  #loads = 0;
  #closing: Promise<void> | null = null;

  constructor(options: HuntOptions = {}) {
    this.#lookups = new HuntLookups({
      options,
      workspace: () => this.#workspace,
      rows: (sql) => this.#engine.rows(sql),
      local: localTables(this),
    });
    this.#workspace = makeScratch('session');
    this.#now = options.now;
    this.#engine = new Engine({
      folder: this.#workspace,
      prelude,
      entry: childEntry(import.meta.url, 'engine-process'),
      threads: options.threads ?? availableParallelism(),
      ...(options.memoryLimitBytes ? { memoryLimitBytes: options.memoryLimitBytes } : {}),
      ...(options.timeLimitMs ? { timeLimitMs: options.timeLimitMs } : {}),
    });
    this.#external = new LocalCopies({
      workspace: this.#workspace,
      allow: options.allowFiles ?? [],
      copies: options.external ?? {},
      opened: () => this.files.filter((f) => f.state === 'loaded').map((f) => f.file),
      check: (sql) => this.#engine.rows(sql),
    });
    this.#queryHost = {
      folders: {
        configFile: options.configFile ?? null,
        named: options.queryFolders ?? [],
        connected: [],
      },
      dataFolders: options.dataFolders ?? [],
      now: () => this.#now ?? new Date(),
      schema: () => this.#set.schema,
      tables: () => this.tables(),
      kql: (text, asked) => this.#ask(text, this.#set, asked),
      file: (path, asked) => this.#fileAlone(path, asked.signal),
    };
    this.queries = openQueries(this.#queryHost);
    this.settings = new HuntSettings({
      configFile: options.configFile ?? null,
      check: (service, signal) => checkConnection(this, service, this.#withConfig({ signal })),
    });
    this.#engine.onStart(async (run) => {
      for (const statement of this.#statements) await run(statement);
    });
  }

  /** Wake what is slow to wake, the engine and the parser, while nobody waits for it. */
  async warm(): Promise<void> {
    const engine = this.#engine.start();
    warm();
    await engine;
  }

  /** Open files, folders and globs. Files that cannot be read are told of in the answer; the rest is open. */
  async add(paths: readonly string[], options: OpenOptions = {}): Promise<readonly OpenedFile[]> {
    this.#startEngine();
    const workspace = join(this.#workspace, `load${++this.#loads}`);
    const onProgress = (progress: LoadProgress): void => {
      const stage = progress.bytesDone < progress.bytesTotal ? 'reading' : 'finishing';
      options.onProgress?.({ ...progress, stage });
    };
    const { parts, files } = await loadFiles({ ...options, paths, workspace, onProgress });
    await this.#adopt(parts);
    const opened = files.map(({ error, ...file }): OpenedFile => {
      return error ? { ...file, error: new HuntError(error) } : file;
    });
    this.files.push(...opened);
    return opened;
  }

  /** Open the sample investigation: one intrusion in four weeks of a company's logs, from a seed. */
  async addSample(options: { seed?: number; signal?: AbortSignal } = {}): Promise<void> {
    this.#startEngine();
    const path = join(this.#workspace, `sample${++this.#loads}.duckdb`);
    await this.#adopt([await placeSample({ path, seed: options.seed }, options.signal)]);
  }

  /**
   * Connect to a service: `connect('sentinel', { workspace: 'CyberSecuritySoc' })`; `connect('local')` is what is open here. Names
   * are those of `huntbook.yaml`; several are asked side by side. The catalogue's queries are its properties, by family. Nothing
   * is sent before something is asked. Throws `providers/…` and `config/…` errors.
   */
  async connect<Name extends ProviderName>(
    provider: Name,
    settings: ConnectSettings = {},
    options: ConnectOptions = {},
  ): Promise<Connection<Name>> {
    const home: Home = {
      names: () => this.#set.tables.map((table) => table.name),
      path: () => join(this.#workspace, `remote${++this.#loads}.duckdb`),
      now: () => this.#now ?? new Date(),
      catalog: () => this.queries.catalog,
      faults: () => this.queries.faults,
      adopt: (part) => this.#adopt([part]),
      kql: (text, asked) => this.#ask(text, this.#set, asked),
    };
    const open = openData(() => this.tables(), home.kql);
    const found = await openInstances(provider, settings, this.#withConfig(options), open);
    const connection = found.provider.here
      ? new LocalConnection(found.instances, home, this.#queryHost)
      : new RemoteConnection(found.instances, home);
    return withServiceFamilies(connection) as Connection<Name>;
  }

  /**
   * A system that takes rows: `destination('splunk-hec', { name: 'lab' })`, by `huntbook.yaml` or by settings. Nothing is sent
   * before its `send` is called. Throws `providers/…` and `config/…` errors.
   */
  destination(
    name: string,
    settings: ConnectSettings = {},
    options: ConnectOptions = {},
  ): Promise<RowDestination> {
    return openDestination(name, settings, this.#withConfig(options), (entry) =>
      this.#lookups.note(entry),
    );
  }

  #withConfig(options: ConnectOptions): ConnectOptions {
    const { configFile } = this.#queryHost.folders;
    return configFile === null ? options : { configFile, ...options };
  }

  /** The open tables by name, each followed by the companion with its unparsed rows. */
  tables(): TableInfo[] {
    return this.#set.tables.map(({ name, columns, coverage, unparsedTable, companionOf }) => ({
      name,
      columns: columns.map((c) => ({ name: c.name, type: c.type })),
      coverage,
      unparsedTable,
      companionOf,
    }));
  }

  /** The open tables as the compiler knows them; the same object until something is opened. */
  get schema(): Schema {
    return this.#set.schema;
  }

  /**
   * Ask KQL of what is open. The query is compiled at once and runs when its rows are asked for.
   * Throws `kql/…` errors with the place in the text.
   */
  async kql(text: string, options: QueryOptions = {}): Promise<Table> {
    return this.#ask(text, this.#set, options);
  }

  /** What Kusto's own parser and our compiler find in a text, without running it. */
  diagnose(text: string): readonly Diagnostic[] {
    return diagnose(text, this.#set.schema, { external: this.#external, lookups: this.#lookups });
  }

  /** What a function that asks others would send about these values, and to whom, without sending it: an entry for each who is asked. */
  whatWouldBeSent(
    tool: string,
    values: readonly string[],
    settings: Readonly<Record<string, unknown>> = {},
  ): readonly WouldBeSent[] {
    return this.#lookups.whatWouldBeSent(tool, values, settings);
  }

  /**
   * Ask others about values, without a query: for each value its rows, in order, with the value and the outputs by name.
   * Throws `enrich/network-off` where the hunt was not opened with `network` for it.
   */
  lookUp<T extends LookupTool>(
    tool: T,
    values: string | readonly string[],
    options: LookUpOptions = {},
  ): Promise<readonly LookedUp<T>[]> {
    return this.#lookups.rowsOf(tool, values, options);
  }

  /** What a function that asks others knows about a value without sending anything: answers that are kept, and what the open data says. */
  recordedAnswers(tool: string, value: string, signal?: AbortSignal): Promise<AnswerTable> {
    return this.#lookups.recorded(tool, value, signal);
  }

  /** What queries would have sent to whom, of a hunt with `dryRun`, in order. */
  get planned(): readonly WouldBeSent[] {
    return this.#lookups.planned;
  }

  /** What this hunt has sent to others, in order: when, by which function, to whom, what. */
  get sent(): readonly LedgerEntry[] {
    return this.#lookups.ledger;
  }

  /** End the engine and remove everything that was written. Tables of this hunt cannot be used any more. */
  close(): Promise<void> {
    this.#closing ??= this.#engine.close().then(() => dropScratch(this.#workspace));
    return this.#closing;
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }

  /** Let the engine start while files are read; what goes wrong is told by whoever asks it first. */
  #startEngine(): void {
    this.#engine.start().catch(() => {});
  }

  /** Make new parts part of the session: attach them and unite all tables anew. */
  async #adopt(parts: readonly Part[]): Promise<void> {
    if (parts.length === 0) return;
    await this.#engine.start();
    await this.#attach(parts);
    const visible = this.#parts.map((part, i) => (this.#apart.has(i) ? null : part));
    const { set, views } = openSet(visible, ++this.#edition);
    for (const view of views) await this.#state(view);
    this.#set = set;
  }

  async #attach(parts: readonly Part[]): Promise<void> {
    const files = parts.flatMap(({ tables }) => tables.flatMap(({ file }) => file?.path ?? []));
    await this.#engine.allow(files);
    const statements = parts.map((part) => attachPart(part, this.#parts.push(part) - 1));
    for (const statement of statements) await this.#state(statement);
  }

  /** Run a statement now, and in every engine that may take the place of this one. */
  async #state(statement: string): Promise<void> {
    await this.#engine.run(statement);
    this.#statements.push(statement);
  }

  #ask(
    text: string,
    set: OpenSet,
    options: QueryOptions & { notes?: readonly string[] },
  ): Promise<Table> {
    const name = tableAlone(text);
    const whole = set.tables.find((table) => table.name === name) ?? set.aliases.get(name);
    const plain = !options.time && !options.results?.has(name);
    const sees = async (): Promise<QueryScope> => {
      if (this.#closing !== null) throw closed();
      return queryScope(set, options);
    };
    return openQuery(text, {
      engine: this.#engine,
      compiling: {
        nowMicros: BigInt((this.#now ?? new Date()).getTime()) * 1000n,
        probe: this.#probe,
        external: this.#external,
        lookups: this.#lookups,
      },
      sees,
      stored: (plain && whole?.segments) || null,
      notes: options.notes ?? [],
      ...(options.signal ? { signal: options.signal } : {}),
    });
  }

  /** The rows of one file alone, beside what is open. */
  async #fileAlone(path: string, signal?: AbortSignal): Promise<Table> {
    this.#startEngine();
    const workspace = join(this.#workspace, `load${++this.#loads}`);
    const load = { paths: [path], workspace, ...(signal ? { signal } : {}) };
    const { parts, files } = await loadFiles(load);
    const refused = files.find((file) => file.error);
    if (parts.length === 0 && refused?.error) throw new HuntError(refused.error);
    const from = this.#parts.length;
    for (const i of parts.keys()) this.#apart.add(from + i);
    await this.#attach(parts);
    const own = this.#parts.map((part) => (parts.includes(part) ? part : null));
    const { set, views } = openSet(own, ++this.#edition);
    for (const view of views) await this.#state(view);
    const names = set.tables.filter((t) => t.companionOf === null).map((t) => t.name);
    const spelled = names.map(bracketedName);
    return this.#ask(
      names.length === 1 ? (names[0] ?? '') : `union ${spelled}`,
      set,
      signal ? { signal } : {},
    );
  }
}

/** The name of a table where a query is nothing else: `T`, `['T']`, `["T"]`. */
function tableAlone(text: string): string {
  return bareName(text.trim().replace(/;$/, '').trim());
}

function closed(): HuntError {
  return new HuntError({
    code: 'session/closed',
    message: 'This hunt has been closed.',
    hint: 'Open the files again.',
  });
}

/** Open files, folders and globs as one hunt. Throws the first file's error where not one could be read. */
export async function open(
  paths: string | readonly string[],
  options: OpenOptions & HuntOptions = {},
): Promise<Hunt> {
  const hunt = new Hunt(options);
  try {
    const files = await hunt.add(typeof paths === 'string' ? [paths] : paths, options);
    const [first] = files;
    if (first?.error && files.every((file) => file.state === 'refused')) throw first.error;
    return hunt;
  } catch (error) {
    await hunt.close();
    throw error;
  }
}

/** Open the sample investigation as a hunt. */
export async function openSample(
  options: { seed?: number; signal?: AbortSignal } & HuntOptions = {},
): Promise<Hunt> {
  const hunt = new Hunt(options);
  try {
    await hunt.addSample(options);
    return hunt;
  } catch (error) {
    await hunt.close();
    throw error;
  }
}
