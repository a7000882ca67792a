import { existsSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { HuntError } from '../base/index.ts';
import {
  type Answerable,
  answerable,
  builtinCatalog,
  type Catalog,
  type CheckedValues,
  checkValues,
  filesUnder,
  fillChunks,
  fillQuery,
  fullName,
  type NamedQuery,
  type PackQueries,
  type QueryFunctions,
  type QuerySearch,
  tablesOf,
  unitedKql,
} from '../catalog/index.ts';
import { type Schema, type WithEmptyColumns, withEmptyColumns } from '../kql/index.ts';
import type { Table } from '../tables/index.ts';
import { withFamilies } from './families.ts';
import type { TableInfo } from './hunt-types.ts';
import { type QueryFolders, readFolders } from './query-folders.ts';

/** What named queries need of a hunt. */
export interface QueryHost {
  folders: QueryFolders;
  dataFolders: readonly string[];
  now(): Date;
  schema(): Schema;
  tables(): readonly TableInfo[];
  kql(text: string, options: RunOptions & { notes: readonly string[] }): Promise<Table>;
  file(path: string, options: RunOptions): Promise<Table>;
}

interface RunOptions {
  signal?: AbortSignal;
}

/** The values of a query's parameters; `timespan` says start and end, `split_query_by` (`1d`) cuts that time. */
export type QueryValues = Readonly<Record<string, unknown>>;

/** The named queries of a hunt, to be found and run on what is open. */
export class HuntQueries {
  readonly #host: QueryHost;
  #catalog: Catalog | undefined;
  #faults: readonly HuntError[] = [];

  constructor(host: QueryHost) {
    this.#host = host;
  }

  /** All named queries: Huntbook's own, then those of the configuration's folders, then those of folders that were named. */
  get catalog(): Catalog {
    if (this.#catalog) return this.#catalog;
    const { queries, faults } = readFolders(this.#host.folders);
    this.#faults = faults;
    this.#catalog = builtinCatalog().with(queries);
    return this.#catalog;
  }

  /** What could not be read of the folders of queries. */
  get faults(): readonly HuntError[] {
    return this.catalog && this.#faults;
  }

  /** The queries that have these words, or fit what is said. */
  search(search: string | QuerySearch = {}): NamedQuery[] {
    return this.catalog.search(typeof search === 'string' ? { words: search } : search);
  }

  /** One query by its name. Errors: `catalog/unknown-query`, `catalog/ambiguous-query`. */
  get(name: string): NamedQuery {
    try {
      return this.catalog.get(name);
    } catch (error) {
      throw error instanceof HuntError ? withFaults(error, this.faults) : error;
    }
  }

  /** Whether what is open can answer a query, what is missing, and which logging would bring it. */
  answerable(query: string | NamedQuery): Answerable {
    const named = typeof query === 'string' ? this.get(query) : query;
    if (named.language !== 'file') return answerable(named, this.#host.schema());
    const found = this.#dataFile(named) !== null;
    const missing = { missingTables: [], missingColumns: [], missingFunctions: [] };
    return { ...missing, tables: [], emptyColumns: [], logging: [], state: found ? 'yes' : 'no' };
  }

  /**
   * The text of a query with values in it. Where its start and end are not said, they are those of the open data.
   * Errors: `catalog/…`, naming the parameter at fault.
   */
  text(name: string, values: QueryValues = {}): string {
    return this.#texts(this.get(name), values).join('\n');
  }

  /** What is wrong with values of a query, each by itself, and what its times mean now. */
  check(query: NamedQuery, values: QueryValues): CheckedValues {
    const timed = { ...this.openTime(query, values), ...values };
    return checkValues(query, timed, { now: this.#host.now() });
  }

  /** What is asked of the open data: the text of KQL, and what is to be known of it. Errors: `catalog/…`. */
  prepare(query: NamedQuery, values: QueryValues): { text: string; notes: readonly string[] } {
    const text = unitedKql(this.#texts(query, values));
    const filled = withEmptyColumns(text, this.#host.schema());
    const notes = [...this.#timeNote(query, values), ...(filled ? [emptyNote(filled)] : [])];
    return { text: filled?.text ?? text, notes };
  }

  /**
   * Run a query of KQL or LocalData on what is open. Where both have the name, the file of LocalData is read if it
   * is there and no values are given. Errors: `catalog/…`, `kql/…`, `session/not-here`, `session/no-data-file`.
   */
  async run(name: string, values: QueryValues = {}, options: RunOptions = {}): Promise<Table> {
    const local = Object.keys(values).length === 0 ? this.catalog.find(name, 'file') : undefined;
    const query = local && this.#dataFile(local) !== null ? local : this.get(name);
    if (query.language === 'file') {
      fillQuery(query, values);
      const path = this.#dataFile(query);
      if (path === null) throw noDataFile(query);
      return this.#host.file(path, options);
    }
    if (query.language === 'kql') {
      const { text, notes } = this.prepare(query, values);
      return this.#host.kql(text, { ...options, notes });
    }
    throw new HuntError({
      code: 'session/not-here',
      message: `${fullName(query)} is a query for ${query.environments.join(', ')}; it cannot be asked of open files.`,
      hint: 'Only queries of KQL and of LocalData can be run here.',
    });
  }

  #texts(query: NamedQuery, values: QueryValues): string[] {
    const { split_query_by: splitBy, ...own } = values;
    const given = query.parameters.has('split_query_by') ? values : own;
    const timed = { ...this.openTime(query, given), ...given };
    const now = this.#host.now();
    if (splitBy === undefined || given === values) return [fillQuery(query, timed, { now }).text];
    return fillChunks(query, timed, { splitBy: String(splitBy), now }).map(({ text }) => text);
  }

  /** Start and end of what is open, for a query that needs them and was not told any. */
  openTime(query: NamedQuery, given: QueryValues): QueryValues {
    const needed = ['start', 'end'].filter((name) => {
      const parameter = query.parameters.get(name);
      return parameter?.used && parameter.default === undefined && given[name] === undefined;
    });
    if (needed.length === 0 || given['timespan'] !== undefined) return {};
    const read = new Set([...tablesOf(query), given['table']]);
    const open = this.#host.tables();
    const own = open.filter(({ name }) => read.has(name));
    const spans = (own.length > 0 ? own : open).flatMap(({ coverage: { span } }) => span ?? []);
    if (spans.length === 0) return {};
    const second = (text: string | undefined, move: number): string =>
      new Date(Math.floor(Date.parse(text ?? '') / 1000) * 1000 + move).toISOString();
    const times: QueryValues = {
      start: second(spans.map((s) => s.from).sort()[0], 0),
      end: second(
        spans
          .map((s) => s.to)
          .sort()
          .at(-1),
        1000,
      ),
    };
    return Object.fromEntries(needed.map((name) => [name, times[name]]));
  }

  #timeNote(query: NamedQuery, values: QueryValues): string[] {
    const { start, end } = this.openTime(query, values);
    if (start === undefined && end === undefined) return [];
    const from = start === undefined ? '' : ` from ${String(start)}`;
    const to = end === undefined ? '' : ` to ${String(end)}`;
    return [`${fullName(query)} was asked of the time of the open data,${from}${to}.`];
  }

  /** The file that a LocalData query names, by its name alone, in the data folders or beside the query file. */
  #dataFile(query: NamedQuery): string | null {
    const wanted = basename(query.text.trim().replaceAll('\\', '/')).toLowerCase();
    const own = this.#host.dataFolders;
    for (const folder of own.length > 0 ? own : [dirname(query.file)]) {
      if (!existsSync(folder)) continue;
      const found = filesUnder(folder).find((file) => basename(file).toLowerCase() === wanted);
      if (found !== undefined) return found;
    }
    return null;
  }
}

/** The named queries of a hunt, and each as a function under its family. */
export type Queries = HuntQueries & QueryFunctions<PackQueries['kql'], Promise<Table>>;

/** Make the named queries of a hunt; families become properties that read the query files when first asked. */
export function openQueries(host: QueryHost): Queries {
  const queries = new HuntQueries(host);
  return withFamilies(queries, (family) => familyOf(queries, family)) as Queries;
}

function familyOf(
  queries: HuntQueries,
  family: string,
): Readonly<Record<string, unknown>> | undefined {
  const own = queries.catalog.queries.filter(
    (q) => q.families.includes(family) && (q.language === 'kql' || q.language === 'file'),
  );
  if (own.length === 0) return undefined;
  return Object.fromEntries(
    own.map(({ name }) => [
      name,
      (values?: QueryValues, options?: RunOptions) =>
        queries.run(`${family}.${name}`, values, options),
    ]),
  );
}

/** A name that nobody knows may be that of a query which could not be read. */
function withFaults(error: HuntError, faults: readonly HuntError[]): HuntError {
  const [first] = faults;
  if (!first || error.code !== 'catalog/unknown-query') return error;
  const { code, message, hint = '', cause } = error;
  const more = faults.length > 1 ? `, and ${faults.length - 1} more` : '';
  const lost = `Not all queries could be read: ${first.message.replace(/\.$/, '')}${more}.`;
  return new HuntError({ code, message, hint: `${hint} ${lost}`.trim(), cause });
}

function emptyNote({ columns }: WithEmptyColumns): string {
  return `The data has no column ${columns.join(', ')}; ${columns.length > 1 ? 'they are' : 'it is'} empty here.`;
}

function noDataFile(query: NamedQuery): HuntError {
  return new HuntError({
    code: 'session/no-data-file',
    message: `The file '${query.text.trim()}' of ${fullName(query)} was not found.`,
    hint: 'Put it beside the query file, or name its folder (--data-folder, dataFolders).',
  });
}
