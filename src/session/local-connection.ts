import type { HuntError, TimeSpan } from '../base/index.ts';
import type { NamedQuery, QuerySearch } from '../catalog/index.ts';
import { type Instance, type OpenData, type RemoteQuery, readRows } from '../providers/index.ts';
import type { Table } from '../tables/index.ts';
import type { TableInfo } from './hunt-types.ts';
import { type HuntQueries, openQueries, type QueryHost, type QueryValues } from './queries.ts';
import { type AskOptions, type Home, RemoteConnection, spanOf } from './remote.ts';

/** What is open here, asked like a service; rows stay where they are unless they are wanted under a name of their own. */
export class LocalConnection extends RemoteConnection {
  readonly #home: Home;
  /** Also those of the connection's own folders. */
  readonly queries: HuntQueries;

  constructor(instances: readonly Instance[], home: Home, host: QueryHost) {
    super(instances, home);
    this.#home = home;
    const list = (name: string): readonly string[] =>
      instances.flatMap(({ settings }) => settings.list(name));
    this.queries = openQueries({
      ...host,
      folders: { ...host.folders, connected: list('query_paths') },
      dataFolders: [...host.dataFolders, ...list('data_paths')],
    });
  }

  override kql(text: string, options: AskOptions = {}): Promise<Table> {
    return this.query(text, options);
  }

  override async query(text: string, options: AskOptions = {}): Promise<Table> {
    const { timespan, signal } = options;
    const time: { time?: TimeSpan } = timespan ? { time: spanOf(timespan) } : {};
    return this.#named(
      await this.#home.kql(text, { ...time, ...(signal ? { signal } : {}) }),
      options,
    );
  }

  /** Also those of LocalData, whose data files are read. Where no time is said, it is that of what is open. */
  override async run(
    name: string,
    values: QueryValues = {},
    options: AskOptions = {},
  ): Promise<Table> {
    const { signal } = options;
    return this.#named(await this.queries.run(name, values, signal ? { signal } : {}), options);
  }

  override texts(name: string, values: QueryValues = {}): string[] {
    return [this.queries.text(name, values)];
  }

  override named(name: string): NamedQuery {
    return this.queries.get(name);
  }

  override search(search: string | QuerySearch = {}): NamedQuery[] {
    return this.queries
      .search(search)
      .filter(({ language }) => language === 'kql' || language === 'file');
  }

  override get faults(): readonly HuntError[] {
    return this.queries.faults;
  }

  /** The rows as an open table, where a name for one is given. */
  #named(table: Table, { timespan: _, ...options }: AskOptions): Promise<Table> | Table {
    if (options.as === undefined) return table;
    const instances = this.instances.map((instance) => ({
      ...instance,
      connected: {
        check: (signal: AbortSignal) => instance.connected.check(signal),
        tables: (signal: AbortSignal) => instance.connected.tables(signal),
        query: ({ signal }: RemoteQuery) => readRows(rowsOf(table, signal)),
      },
    }));
    return this.fill({ instances, pieces: [{ text: '', name: null }], options, notes: [] });
  }
}

/** What is open, as its provider asks it. */
export function openData(tables: () => readonly TableInfo[], kql: Home['kql']): OpenData {
  return {
    tables: () => tables().map(({ name, columns }) => ({ name, columns })),
    async *rows({ text, span, signal }) {
      yield* rowsOf(await kql(text, { signal, ...(span ? { time: span } : {}) }), signal);
    },
  };
}

async function* rowsOf(table: Table, signal: AbortSignal): ReturnType<OpenData['rows']> {
  const { columns } = table;
  for await (const rows of table.batches({ signal })) yield { columns, rows };
  const { truncated, notes } = await table.coverage({ signal });
  const missing = truncated ? ['What it stands on is not the whole.'] : [];
  yield { columns, rows: [], missing, notes };
}
