import { type Column, HuntError } from '../../src/base/index.ts';
import { type Diagnostic, diagnose } from '../../src/kql/index.ts';
import { HuntSettings } from '../../src/session/hunt-settings.ts';
import { openQueries, type Queries } from '../../src/session/queries.ts';
import type { Table } from '../../src/tables/index.ts';
import type { OpenedFile, OpenHunt, ResultTable } from '../../src/workbench/index.ts';

/** Columns and rows of a made result. */
export interface FakeRows {
  columns: readonly Column[];
  count: number;
  row(index: number): unknown[];
}

function fakeTable(rows: FakeRows, closed: () => void): Table {
  const table: ResultTable = {
    columns: rows.columns,
    render: null,
    count: async () => rows.count,
    page: async ({ offset, limit }) => ({
      rows: Array.from({ length: Math.max(0, Math.min(limit, rows.count - offset)) }, (_, i) =>
        rows.row(offset + i),
      ),
    }),
    kql: async (text) => {
      throw new HuntError({ code: 'KS000', message: `There is no engine for '${text}'.` });
    },
    async *batches() {
      for (let i = 0; i < rows.count; i += 1000)
        yield Array.from({ length: Math.min(1000, rows.count - i) }, (_, n) => rows.row(i + n));
    },
    coverage: async () => ({
      rows: rows.count,
      truncated: false,
      sources: [],
      span: null,
      notes: [],
    }),
    export: async ({ path }) => {
      throw new HuntError({ code: 'KS000', message: `There is no engine to write ${path}.` });
    },
    close: async () => closed(),
  };
  return table as unknown as Table;
}

/**
 * A hunt without an engine: the query `slow` runs until it is stopped, `bug` fails like our own fault,
 * the name of a table gives its rows, anything else is an error with its place.
 */
export class FakeHunt implements OpenHunt {
  readonly made: Map<string, FakeRows> = new Map();
  readonly added: string[] = [];
  stopped = 0;
  closedTables = 0;

  async recordedAnswers(): ReturnType<OpenHunt['recordedAnswers']> {
    return { columns: [], rows: [] };
  }

  tables(): ReturnType<OpenHunt['tables']> {
    return [...this.made].map(([name, { columns, count }]) => ({
      name,
      columns,
      unparsedTable: null,
      companionOf: null,
      coverage: {
        files: [],
        rowsRead: count,
        rowsUnparsed: 0,
        timeColumn: null,
        span: null,
        zone: null,
      },
    }));
  }

  readonly queries: Queries = openQueries({
    folders: { configFile: null, named: [], connected: [] },
    dataFolders: [],
    now: () => new Date('2025-11-20T12:00:00Z'),
    schema: () => this.schema,
    tables: () => [],
    kql: (text, options) => this.kql(text, options),
    file: (path, options) => this.kql(path, options),
  });

  readonly settings: OpenHunt['settings'] = new HuntSettings({
    configFile: null,
    check: async () => ({ ok: true, said: 'it answers' }),
  });

  #schema: OpenHunt['schema'] = { tables: [] };

  /** The same object until something is opened, as that of a real one. */
  get schema(): OpenHunt['schema'] {
    if (this.#schema.tables.length === this.made.size) return this.#schema;
    this.#schema = {
      tables: this.tables().map(({ name, columns }) => ({
        name,
        columns: columns.map((c) => ({ ...c, physical: c.name })),
        relation: name,
      })),
    };
    return this.#schema;
  }

  diagnose(text: string): readonly Diagnostic[] {
    return diagnose(text, this.schema);
  }

  async add(paths: readonly string[]): Promise<OpenedFile[]> {
    this.added.push(...paths);
    return paths.map((file) =>
      file.endsWith('.bad')
        ? {
            file,
            state: 'refused',
            tables: [],
            error: { code: 'formats/unknown', message: `"${file}" is of no kind.`, hint: '' },
          }
        : { file, state: 'loaded', tables: [] },
    );
  }

  async addSample(): Promise<void> {
    this.made.set('Sample', { columns: [], count: 0, row: () => [] });
  }

  async kql(text: string, { signal }: { signal?: AbortSignal }): Promise<Table> {
    if (text === 'bug') throw new Error('a secret inside');
    if (text === 'slow')
      await new Promise((_, fail) => {
        signal?.addEventListener('abort', () => {
          this.stopped++;
          fail(new DOMException('stopped', 'AbortError'));
        });
      });
    const rows = this.made.get(text.trim());
    if (rows)
      return fakeTable(rows, () => {
        this.closedTables++;
      });
    throw new HuntError({
      code: 'KS142',
      message: `The name '${text.trim()}' does not refer to any known table.`,
      hint: 'Look at the list of tables.',
      span: { start: 0, end: text.length },
    });
  }
}
