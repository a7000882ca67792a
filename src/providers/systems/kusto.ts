import { randomUUID } from 'node:crypto';
import { bracketedName } from '../../base/index.ts';
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
import { parseExactly } from '../exact-json.ts';
import { messageIn } from '../http.ts';
import { isRecord, listOf, objectIn, textOf } from '../json-shape.ts';
import { kustoTypeOf, RowReader } from '../kusto-values.ts';
import { Tokens } from '../sign-in.ts';

const kusto: Provider = defineProvider({
  name: 'kusto',
  title: 'Azure Data Explorer, Fabric eventhouses',
  also: ['adx', 'fabric', 'azuredataexplorer'],
  about: 'KQL on a database of a Kusto cluster.',
  source: 'https://learn.microsoft.com/kusto/api/rest/response-v2',
  language: 'KQL',
  queries: { language: 'kql', systems: ['Kusto', 'MSSentinel', 'M365D', 'MDE'] },
  atOnce: { most: 4, of: 'instance' },
  limits: [
    'A query may take four and a half minutes.',
    'A span of time needs the setting time_column.',
    'A cancelled query is let go of here; the cluster may work on until it notices.',
  ],
  packages: ['@azure/identity'],
  instance: { setting: 'cluster', looks: looksLikeAddress, such: 'the address of a cluster' },
  fields: {
    cluster: {
      about: 'the address of the cluster, or the query address of an eventhouse',
      type: 'text',
      required: true,
    },
    database: { about: 'the database that is asked', type: 'text', required: true },
    time_column: { about: 'the column that a span of time is about', type: 'text' },
    ...azureFields,
  },
  connect: (context) => new Cluster(context),
});

export default kusto;

class Cluster implements Connected {
  readonly #context: ProviderContext;
  readonly #address: string;
  readonly #database: string;
  readonly #tokens: Tokens;

  constructor(context: ProviderContext) {
    this.#context = context;
    this.#address = serviceAddress(context.settings.text('cluster') ?? '', context.who);
    this.#database = context.settings.text('database') ?? '';
    this.#tokens = new Tokens(context, this.#address);
  }

  async check(signal: AbortSignal): Promise<string> {
    for await (const { rows } of this.query({ text: 'print 1', span: null, signal }))
      if (rows.length > 0) return `the database ${this.#database} answers queries`;
    throw this.#context.http.malformed('a query for one row gave none');
  }

  async tables(signal: AbortSignal): Promise<readonly RemoteTable[]> {
    const command = `.show database ${bracketedName(this.#database)} schema`;
    const { http } = this.#context;
    const answer = objectIn(await http.text(this.#ask('/v1/rest/mgmt', command, {}, signal)), http);
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

  async *query({ text, span, signal }: RemoteQuery): AsyncIterable<RemotePart> {
    const { http, settings, who } = this.#context;
    const column = settings.text('time_column');
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
    const frames = new Frames();
    const lines = http.lines(this.#ask('/v2/rest/query', text, options, signal));
    for await (const line of lines)
      for (const frame of this.#frames(line)) {
        const part = frames.take(frame);
        if (part) yield part;
      }
    if (!frames.begun) throw http.malformed('it has no table of rows');
    yield frames.end();
  }

  #ask(
    path: string,
    csl: string,
    options: object,
    signal: AbortSignal,
  ): Parameters<ProviderContext['http']['ask']>[0] {
    return {
      url: this.#address + path,
      method: 'POST',
      headers: {
        'content-type': 'application/json; charset=utf-8',
        accept: 'application/json',
        'x-ms-client-request-id': `Huntbook;${randomUUID()}`,
        'x-ms-app': 'Huntbook',
      },
      body: JSON.stringify({ db: this.#database, csl, properties: { Options: options } }),
      authorize: (fresh) => this.#tokens.header(fresh, signal),
      signal,
    };
  }

  /** A frame a line, as was asked for, or all of them on one. */
  #frames(line: string): readonly unknown[] {
    const text = line.trim();
    if (text === '' || text === '[' || text === ']') return [];
    const isWhole = text.startsWith('[') && text.endsWith(']');
    try {
      if (!isWhole) return [parseExactly(text.replace(/^[[,]\s*/, '').replace(/\}\s*\]$/, '}'))];
      const frames = parseExactly(text);
      return Array.isArray(frames) ? frames : [];
    } catch {
      throw this.#context.http.malformed('it is not JSON');
    }
  }
}

/** Puts the frames of an answer together; the rows that were asked for are those of the first primary result. */
class Frames {
  #table: unknown = null;
  #reader: RowReader | null = null;
  #complete = false;
  readonly #missing: string[] = [];
  readonly #notes: string[] = [];

  get begun(): boolean {
    return this.#reader !== null;
  }

  take(frame: unknown): RemotePart | null {
    if (!isRecord(frame)) return null;
    this.#faults(frame['OneApiErrors']);
    switch (frame['FrameType']) {
      case 'DataTable':
      case 'TableHeader':
        if (frame['TableKind'] === 'PrimaryResult') return this.#begin(frame);
        return null;
      case 'TableFragment':
        return frame['TableId'] === this.#table ? this.#rows(listOf(frame, 'Rows')) : null;
      case 'DataSetCompletion':
        this.#complete = true;
        if (frame['Cancelled'] === true)
          this.#missing.push('The query was cancelled on the cluster.');
        if (frame['HasErrors'] === true && this.#missing.length === 0)
          this.#missing.push('The cluster says that the answer has errors.');
        return null;
      default:
        return null;
    }
  }

  end(): RemotePart {
    const reader = this.#reader;
    if (!this.#complete) this.#missing.push('The answer ended without saying that it was whole.');
    const missing = [...new Set([...this.#missing, ...(reader?.missing ?? [])])];
    return { columns: reader?.columns ?? [], rows: [], missing, notes: this.#notes };
  }

  #begin(frame: Readonly<Record<string, unknown>>): RemotePart | null {
    if (this.#reader) {
      const note = 'The query gave more tables than one; only the first was taken.';
      if (!this.#notes.includes(note)) this.#notes.push(note);
      return null;
    }
    this.#table = frame['TableId'];
    const columns = listOf(frame, 'Columns').flatMap((column) => {
      const name = textOf(column, 'ColumnName');
      const type = textOf(column, 'ColumnType') ?? textOf(column, 'DataType');
      return name === null ? [] : [{ name, type: kustoTypeOf(type) }];
    });
    this.#reader = new RowReader(columns);
    return this.#rows(listOf(frame, 'Rows'));
  }

  #rows(rows: readonly unknown[]): RemotePart {
    const reader = this.#reader ?? new RowReader([]);
    // A fault in the middle of the rows stands among them.
    for (const row of rows) if (isRecord(row)) this.#faults(row['OneApiErrors']);
    const read = reader.rows(rows.filter((row) => !isRecord(row)));
    return { columns: reader.columns, rows: read };
  }

  #faults(errors: unknown): void {
    for (const error of Array.isArray(errors) ? errors.slice(0, 5) : [])
      this.#missing.push(
        `The cluster gave a part only: ${messageIn(error, 0)?.slice(0, 400) ?? 'it does not say why'}`,
      );
  }
}
