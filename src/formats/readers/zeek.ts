import { HuntError } from '../../base/index.ts';
import type { StoredValue, UnparsedRow } from '../../engine/index.ts';
import { defineFormat, type Format, type Input, type ReadContext } from '../define-format.ts';
import { headLines } from '../lines/pieces.ts';
import { type LineReader, readLines } from '../lines/read-lines.ts';
import { type FilledColumn, RowBatch } from '../lines/row-batch.ts';
import { ZeekHeader, zeekTable } from '../lines/zeek-header.ts';

/** One file holds few logs; a file that names more is made to do harm. */
const mostTables = 100;

const zeek: Format = defineFormat({
  name: 'zeek',
  title: 'Zeek logs (tab-separated)',
  extensions: ['log'],
  source: 'https://docs.zeek.org/en/master/log-formats.html',
  sniff,
  read,
  examples: [
    {
      baseName: 'conn.log',
      bytes: [
        '#separator \\x09',
        '#set_separator\t,',
        '#empty_field\t(empty)',
        '#unset_field\t-',
        '#path\tconn',
        '#open\t2023-11-14-22-13-20',
        '#fields\tts\tuid\tid.orig_h\tid.orig_p\tduration\torig_bytes\tlocal_orig\ttunnel_parents\thistory',
        '#types\ttime\tstring\taddr\tport\tinterval\tcount\tbool\tset[string]\tstring',
        '1700000000.123456\tCk1\t10.0.0.7\t51000\t61.5000001\t18446744\tT\tCa1,C\\x2cb\tSh\\x09A',
        '1700000001.000000\tCk2\tfe80::1\t53\t-\t-\tF\t(empty)\t-',
        '1700000002.000000\tCk3\t10.0.0.8\tmany\t-\t-\tF\t(empty)\t-',
        '#close\t2023-11-14-22-14-00',
      ].join('\n'),
      tables: {
        conn: {
          columns: [
            'ts:datetime',
            'uid:string',
            'id_orig_h:string',
            'id_orig_p:long',
            'duration:timespan',
            'orig_bytes:long',
            'local_orig:bool',
            'tunnel_parents:dynamic',
            'history:string',
          ],
          rows: [
            [
              '2023-11-14T22:13:20.1234560Z',
              'Ck1',
              '10.0.0.7',
              51000,
              '00:01:01.5000001',
              18446744,
              true,
              ['Ca1', 'C,b'],
              'Sh\tA',
            ],
            ['2023-11-14T22:13:21.0000000Z', 'Ck2', 'fe80::1', 53, null, null, false, [], ''],
          ],
        },
      },
    },
  ],
});

export default zeek;

function sniff(head: Uint8Array): number {
  const lines = headLines(head);
  if (lines[0]?.startsWith('#separator ')) return 1;
  const header = lines.filter((l) => l.startsWith('#'));
  return header.some((l) => l.startsWith('#fields\t')) &&
    header.some((l) => l.startsWith('#types\t'))
    ? 0.95
    : 0;
}

async function read(input: Input, context: ReadContext): Promise<void> {
  const reader = new ZeekReader(input.baseName, context);
  await readLines(input, context, reader);
}

/** The rows of one table: a path may come again under a new header with other fields. */
interface ZeekTable {
  batch: RowBatch;
  columns: Map<string, FilledColumn>;
}

class ZeekReader implements LineReader {
  readonly #context: ReadContext;
  readonly #baseName: string;
  readonly #header: ZeekHeader;
  readonly #tables = new Map<string, ZeekTable>();
  #table: ZeekTable | null = null;
  #columns: FilledColumn[] = [];
  #values: StoredValue[] = [];

  constructor(baseName: string, context: ReadContext) {
    this.#baseName = baseName;
    this.#context = context;
    this.#header = new ZeekHeader(context.budget.width);
  }

  line(text: string, start: number, end: number): string | undefined {
    if (text.charCodeAt(start) === 35) {
      if (this.#header.take(text.slice(start, end))) this.#table = null;
      return undefined;
    }
    if (!this.#header.ready) return 'no #fields and #types that agree stand above';
    const table = this.#table ?? this.#open();
    const values = this.#values;
    const reason = this.#split(text.slice(start, end), values);
    if (reason !== undefined) return reason;
    const columns = this.#columns;
    const row = table.batch.rowCount;
    for (let i = 0; i < columns.length; i++) {
      const column = columns[i];
      if (!column) continue;
      while (column.values.length < row) column.values.push(null);
      column.values.push(values[i]);
    }
    table.batch.rowCount++;
    return undefined;
  }

  async flush(unparsed: UnparsedRow[]): Promise<void> {
    if (unparsed.length > 0 && this.#tables.size === 0) this.#open();
    const last = this.#table ?? this.#tables.values().next().value;
    await last?.batch.flush(unparsed);
    for (const { batch } of this.#tables.values()) await batch.flush();
  }

  note(sentence: string): void {
    const table = this.#tables.values().next().value;
    table?.batch.sink.note(sentence);
  }

  /** The values of a row; the reason where one does not fit its type or their number is wrong. */
  #split(line: string, values: StoredValue[]): string | undefined {
    const { separator, types, names, unset, empty } = this.#header;
    let from = 0;
    for (let i = 0; i < types.length; i++) {
      if (from > line.length) return `${i} values for ${types.length} fields`;
      const at = line.indexOf(separator, from);
      const text = line.slice(from, at < 0 ? line.length : at);
      from = at < 0 ? line.length + separator.length : at + separator.length;
      const kind = types[i];
      if (!kind || text === unset) values[i] = null;
      else if (text === empty) values[i] = kind.type === 'dynamic' ? '[]' : '';
      else {
        const value = kind.read(text, this.#header);
        if (value === null) return `\`${text.slice(0, 100)}\` is not a value for ${names[i]}`;
        values[i] = value;
      }
    }
    return from <= line.length ? `more values than the ${types.length} fields` : undefined;
  }

  #open(): ZeekTable {
    const { names, types, path } = this.#header;
    const tableName = zeekTable(path || this.#baseName.split('.', 1)[0] || '');
    if (!this.#tables.has(tableName) && this.#tables.size >= mostTables)
      throw new HuntError({
        code: 'formats/too-many-tables',
        message: `The Zeek log names more than ${mostTables} paths.`,
        hint: 'Split the file into one file for each log.',
      });
    const table = this.#tables.get(tableName) ?? {
      batch: new RowBatch(this.#context.table(tableName)),
      columns: new Map(),
    };
    if (!this.#tables.has(tableName)) this.#tables.set(tableName, table);
    const used = new Set<FilledColumn>();
    this.#columns = types.map((kind, i) => columnOf(table, used, names[i] ?? '', kind.type));
    if (table.columns.size > this.#context.budget.width)
      throw new HuntError({
        code: 'formats/too-wide',
        message: `The headers of the Zeek log name more than ${this.#context.budget.width} fields.`,
        hint: 'Split the file at its headers, or raise the limit on columns.',
      });
    this.#values = new Array(types.length).fill(null);
    for (const { name, type } of used) if (type === 'datetime') table.batch.sink.zone(name, true);
    this.#table = table;
    return table;
  }
}

/** The column of that name; where an earlier header gave it another type, one with the type in its name. */
function columnOf(
  table: ZeekTable,
  used: Set<FilledColumn>,
  name: string,
  type: FilledColumn['type'],
): FilledColumn {
  const known = table.columns.get(name);
  if (known && (known.type !== type || used.has(known)))
    return columnOf(table, used, `${name}_${type}`, type);
  const column = known ?? table.batch.column(name, type);
  table.columns.set(name, column);
  used.add(column);
  return column;
}
