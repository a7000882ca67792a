import { bareName, didYouMean, HuntError, type TimeSpan } from '../../base/index.ts';
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
  type RemoteValue,
} from '../define-provider.ts';
import { isRecord, textOf } from '../json-shape.ts';
import { microsOf, RowReader } from '../kusto-values.ts';
import { columnsOf, type RemoteRecord, tooManyColumns, valuesOf } from '../record-columns.ts';
import {
  type ResourceAsk,
  WorkspaceResources,
  workspaceFields,
  workspaceInstance,
} from '../resource-manager.ts';
import { indicatorSearch, type SentinelTable, sentinelTables } from '../sentinel-tables.ts';

const mostRecords = 200_000;
/** Of how many incidents or watchlists the members are asked for, each by a request of its own. */
const mostOwners = 1000;
const together = 6;

const sentinelApi: Provider = defineProvider({
  name: 'sentinel-api',
  title: "Microsoft Sentinel's own interface",
  also: ['sentinelapi', 'securityinsights'],
  about: `Lists of Sentinel as tables: ${sentinelTables.map(({ name }) => name).join(', ')}.`,
  source: 'https://learn.microsoft.com/rest/api/securityinsights/',
  language: 'KQL',
  queries: { languages: ['kql'], systems: [] },
  atOnce: { most: 4, of: 'account' },
  limits: [
    'It is only read: nothing is created, changed or closed.',
    'A whole table is fetched, all pages, and the steps of the query run here; a span of time is asked of Incidents only.',
    `What belongs to an incident or a watchlist costs a request for each of them, at most ${mostOwners}; say which: IncidentAlerts(42), WatchlistItems("alias").`,
    'Indicators("word") is what the interface finds by a word; Indicators is all that there are.',
  ],
  packages: ['@azure/identity'],
  wholeTables: true,
  shares: ['sentinel'],
  instance: workspaceInstance,
  fields: { ...workspaceFields, ...azureFields },
  connect: (context) => new Interface(context),
});

export default sentinelApi;

/** A table, and what of it. */
interface Asked {
  table: SentinelTable;
  /** The incident, watchlist or word in brackets. */
  of: string | null;
}

/** What the members of a list belong to. */
interface Owner {
  /** As the path names it. */
  id: string;
  /** Columns of each of its members. */
  columns: RemoteRecord;
}

class Interface implements Connected {
  readonly #context: ProviderContext;
  readonly #resources: WorkspaceResources;

  constructor(context: ProviderContext) {
    this.#context = context;
    this.#resources = new WorkspaceResources(context);
  }

  async check(signal: AbortSignal): Promise<string> {
    const { path, version } = tableNamed('Incidents');
    const pages = this.#resources.pages({ path, version, query: { $top: '1' }, signal });
    for await (const _ of pages) break;
    return 'incidents can be read';
  }

  async tables(): Promise<readonly RemoteTable[]> {
    return sentinelTables.map(({ name, columns }) => ({ name, columns }));
  }

  async *query({ text, span, signal }: RemoteQuery): AsyncIterable<RemotePart> {
    const asked = this.#asked(text);
    const { table } = asked;
    if (span && !table.time && table.of !== 'incident')
      throw noSpan(this.#context.who, `${table.name} has no time of its own`);
    const missing: string[] = [];
    const records: RemoteRecord[] = [];
    for await (const page of this.#pages(asked, { span, signal, missing })) {
      const left = mostRecords - records.length;
      for (const record of page.slice(0, left)) records.push(record);
      if (page.length <= left) continue;
      missing.push(`There are more than ${mostRecords} records; the rest was left out.`);
      break;
    }
    yield* rowsOf(table, records, span, missing);
  }

  /** Errors: `providers/bad-query`. */
  #asked(text: string): Asked {
    const [, name = '', quoted, plain] =
      /^\s*([A-Za-z_]\w*|\[.{1,100}\])\s*(?:\(\s*(?:(["'][^"'\\]*["'])|([\w-]*))\s*\))?[\s;]*$/.exec(
        text,
      ) ?? [];
    const table = sentinelTables.find((one) => one.name === bareName(name));
    const of = (quoted?.slice(1, -1) ?? plain) || null;
    const wrong = (message: string, hint: string): HuntError =>
      new HuntError({
        code: 'providers/bad-query',
        message: `${this.#context.who}: ${message}`,
        hint,
      });
    const names = sentinelTables.map((one) => one.name);
    if (!table)
      throw wrong(
        `'${text.trim().slice(0, 100)}' is no table here.${didYouMean(bareName(name), names)}`,
        `There are ${names.join(', ')}.`,
      );
    if (of !== null && !table.of)
      throw wrong(
        `${table.name} takes nothing in brackets.`,
        `Ask ${table.name}, and narrow it by where.`,
      );
    return { table, of };
  }

  async *#pages(
    { table, of }: Asked,
    asking: { span: TimeSpan | null; signal: AbortSignal; missing: string[] },
  ): AsyncIterable<readonly RemoteRecord[]> {
    const { path, version } = table;
    const { signal, span } = asking;
    if (table.of === 'incident' || table.of === 'watchlist')
      yield* this.#members(table, of, asking);
    else if (table.of === 'self') yield* this.#incidents(of, span, signal);
    else if (table.of === 'keyword' && of !== null)
      yield* this.#flat(table, {
        ...indicatorSearch,
        method: 'POST',
        body: { pageSize: 100, keywords: [of] },
        signal,
      });
    else yield* this.#flat(table, { path, version, signal });
  }

  async *#flat(table: SentinelTable, ask: ResourceAsk): AsyncIterable<readonly RemoteRecord[]> {
    for await (const page of this.#resources.pages(ask, table.list))
      yield page.map((record) => flat(record, table));
  }

  /** All incidents, those of a span, or the one of an id or a number. */
  async *#incidents(
    of: string | null,
    span: TimeSpan | null,
    signal: AbortSignal,
  ): AsyncIterable<readonly RemoteRecord[]> {
    const table = tableNamed('Incidents');
    const { path, version } = table;
    const created = 'properties/createdTimeUtc';
    const conditions = span ? [`${created} ge ${span.from}`, `${created} lt ${span.to}`] : [];
    if (of !== null && /^\d{1,15}$/.test(of)) conditions.push(`properties/incidentNumber eq ${of}`);
    else if (of !== null) {
      const ask = { path: `${path}/${encodeURIComponent(of)}`, version, signal };
      yield [flat(await this.#resources.ask(ask), table)];
      return;
    }
    const $filter = conditions.join(' and ');
    const query: Record<string, string> = $filter === '' ? {} : { $filter };
    yield* this.#flat(table, { path, version, query, signal });
  }

  /** What belongs to the incidents or watchlists: a list for each. */
  async *#members(
    table: SentinelTable,
    of: string | null,
    asking: { span: TimeSpan | null; signal: AbortSignal; missing: string[] },
  ): AsyncIterable<readonly RemoteRecord[]> {
    const { missing, signal } = asking;
    let asked = 0;
    for await (const owners of this.#owners(table, of, asking)) {
      const left = owners.slice(0, mostOwners - asked);
      for (let at = 0; at < left.length; at += together)
        yield (
          await Promise.all(
            left.slice(at, at + together).map((owner) => this.#of(owner, table, missing, signal)),
          )
        ).flat();
      asked += left.length;
      if (left.length === owners.length) continue;
      missing.push(
        `Only the members of the first ${mostOwners} were asked for; name one in brackets.`,
      );
      return;
    }
  }

  async *#owners(
    { of: kind }: SentinelTable,
    of: string | null,
    { span, signal }: { span: TimeSpan | null; signal: AbortSignal },
  ): AsyncIterable<readonly Owner[]> {
    if (kind === 'watchlist') {
      const watchlist = (alias: string): Owner => ({
        id: alias,
        columns: { WatchlistAlias: alias },
      });
      if (of !== null) {
        yield [watchlist(of)];
        return;
      }
      const { path, version } = tableNamed('Watchlists');
      for await (const page of this.#flat(tableNamed('Watchlists'), { path, version, signal }))
        yield page.map((record) => watchlist(textOf(record, 'WatchlistAlias') ?? ''));
      return;
    }
    for await (const page of this.#incidents(of, span, signal))
      yield page.map((incident) => ({
        id: textOf(incident, 'Name') ?? '',
        columns: {
          IncidentName: incident['Name'] ?? null,
          IncidentNumber: incident['IncidentNumber'] ?? null,
        },
      }));
  }

  /** The members of one; what is gone since it was listed is told, and costs only itself. */
  async #of(
    { id, columns }: Owner,
    table: SentinelTable,
    missing: string[],
    signal: AbortSignal,
  ): Promise<RemoteRecord[]> {
    const { version, method, path } = table;
    if (id === '') throw this.#context.http.malformed('a record has no name');
    const ask: ResourceAsk = {
      path: path.replace('{}', encodeURIComponent(id)),
      version,
      signal,
      ...(method ? { method } : {}),
    };
    const found: RemoteRecord[] = [];
    try {
      for await (const page of this.#flat(table, ask))
        for (const record of page) found.push({ ...record, ...columns });
    } catch (error) {
      if (!(error instanceof HuntError) || error.code !== 'providers/bad-query') throw error;
      missing.push(`${table.name} of ${id}: ${error.message}`);
    }
    return found;
  }
}

function tableNamed(name: string): SentinelTable {
  const table = sentinelTables.find((one) => one.name === name);
  if (!table) throw new Error(`there is no table ${name}`);
  return table;
}

/** A resource as a row: its properties as columns beside its name, written as Kusto's tables write them. */
function flat(record: RemoteRecord, { properties: as }: SentinelTable): RemoteRecord {
  const { name, kind, id, etag, properties } = record;
  const own = new Map<string, unknown>([
    ['Name', name],
    ['Kind', kind],
    ['ResourceId', id],
    ['Etag', etag],
  ]);
  const inner = isRecord(properties) ? properties : {};
  if (as === 'whole') {
    own.set('FriendlyName', inner['friendlyName']);
    own.set('Properties', properties);
    return Object.fromEntries(own);
  }
  for (const [key, value] of Object.entries(inner)) {
    const column = `${key.slice(0, 1).toUpperCase()}${key.slice(1)}`;
    own.set(own.has(column) ? `${column}Property` : column, value);
  }
  return Object.fromEntries(own);
}

function* rowsOf(
  table: SentinelTable,
  records: readonly RemoteRecord[],
  span: TimeSpan | null,
  missing: string[],
): Iterable<RemotePart> {
  const { only } = table;
  const kept = only ? records.filter((record) => record[only.column] === only.value) : records;
  const { columns, missingColumns } = columnsOf(kept, table.columns);
  if (missingColumns > 0) missing.push(tooManyColumns(missingColumns));
  const reader = new RowReader(columns);
  const rows = reader.rows(kept.map((record) => valuesOf(record, columns)));
  const at = span ? columns.findIndex(({ name }) => name === table.time) : -1;
  const within = span && at >= 0 ? rows.filter((row) => isWithin(row[at], span)) : rows;
  yield { columns, rows: within, missing: [...missing, ...reader.missing] };
}

function isWithin(value: RemoteValue | undefined, { from, to }: TimeSpan): boolean {
  const [start, end] = [microsOf(from), microsOf(to)];
  if (typeof value !== 'bigint' || typeof start !== 'bigint' || typeof end !== 'bigint')
    return false;
  return value >= start && value < end;
}
