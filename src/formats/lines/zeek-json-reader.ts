import { HuntError, type KustoType } from '../../base/index.ts';
import type { StoredValue, TableSink, UnparsedRow } from '../../engine/index.ts';
import type { Input, ReadContext } from '../define-format.ts';
import { type JsonKind, scanJsonFields } from './json-fields.ts';
import { realNumber, wholeNumber } from './numbers.ts';
import { headLines } from './pieces.ts';
import { type LineReader, readLines } from './read-lines.ts';
import { type FilledColumn, RowBatch } from './row-batch.ts';
import { type Stamp, scanIso } from './timestamp.ts';
import { zeekColumn, zeekTable } from './zeek-header.ts';
import { seconds } from './zeek-value.ts';

/** JSON has no `#types`: fields that Zeek's own scripts declare as `time`. */
const times = new Set(
  (
    'ts _write_ts ref_time org_time rec_time xmt_time from till compile_time compile_ts up_since thisUpdate nextUpdate revoketime ' +
    'certificate.not_valid_before certificate.not_valid_after times.modified times.accessed times.created ' +
    'times.changed'
  ).split(' '),
);
/** Fields that Zeek's own scripts declare as `interval`. */
const intervals = new Set(
  'duration rtt lease_time suppress_for ts_delta poll precision root_delay root_disp peer_lag'.split(
    ' ',
  ),
);
const mostTables = 100;
const mostColumns = 500;

/** Read Zeek's JSON lines into one table for each path; the head of the file settles the types of its fields. */
export async function readZeekJson(input: Input, context: ReadContext): Promise<void> {
  const reader = new ZeekJsonReader(input.baseName, context);
  for (const line of headLines(await input.head(), 500)) reader.learn(line);
  await readLines(input, context, reader);
}

/** `conn.log`, `json_streaming_conn.log`, `conn_20231114-22.log` all hold `conn`. */
function pathOfName(baseName: string): string {
  const stem =
    baseName
      .slice(0, 100)
      .replace(/^json_streaming_/, '')
      .split('.', 1)[0] ?? '';
  return stem.split(/[-_]\d/, 1)[0] ?? '';
}

interface ZeekJsonTable {
  sink: TableSink;
  batch: RowBatch;
  columns: Map<string, FilledColumn>;
  /** The types that the head of the file gives columns, so that all pieces of it agree. */
  types: Map<string, KustoType>;
}

interface JsonField {
  name: string;
  kind: JsonKind;
  value: string;
}

/** One table a path; a value that does not fit the type of its column is in `AdditionalFields`. */
class ZeekJsonReader implements LineReader {
  readonly #context: ReadContext;
  readonly #path: string;
  readonly #tables = new Map<string, ZeekJsonTable>();
  readonly #types = new Map<string, Map<string, KustoType>>();
  #last: ZeekJsonTable | null = null;
  #fields: JsonField[] = [];

  constructor(baseName: string, context: ReadContext) {
    this.#context = context;
    this.#path = pathOfName(baseName);
  }

  /** Note the types of a line's fields, without reading it. */
  learn(line: string): void {
    if (this.#scan(line, 0, line.length) !== undefined) return;
    const name = zeekTable(this.#pathOfLine());
    const types = this.#types.get(name) ?? new Map<string, KustoType>();
    this.#types.set(name, types);
    for (const field of this.#fields) {
      const column = zeekColumn(field.name);
      if (!types.has(column)) types.set(column, typeOf(field.name, field.kind));
    }
  }

  line(text: string, start: number, end: number): string | undefined {
    const reason = this.#scan(text, start, end);
    if (reason !== undefined) return reason;
    const table = this.#table(this.#pathOfLine());
    const more = new Map<string, JsonField>();
    for (const field of this.#fields) if (!set(table, field)) more.set(field.name, field);
    if (more.size > 0) put(table, 'AdditionalFields', jsonOf(more));
    table.batch.rowCount++;
    return undefined;
  }

  async flush(unparsed: UnparsedRow[]): Promise<void> {
    if (unparsed.length > 0) await (this.#last ?? this.#table(this.#path)).batch.flush(unparsed);
    for (const { batch } of this.#tables.values()) await batch.flush();
  }

  note(sentence: string): void {
    this.#last?.sink.note(sentence);
  }

  #scan(text: string, start: number, end: number): string | undefined {
    const fields: JsonField[] = [];
    this.#fields = fields;
    const range = { start, end, depth: this.#context.budget.depth };
    return scanJsonFields(text, range, (name, kind, value) => {
      if (kind !== 'null') fields.push({ name, kind, value });
    });
  }

  #pathOfLine(): string {
    return this.#fields.find((f) => f.name === '_path' && f.kind === 'string')?.value ?? this.#path;
  }

  #table(path: string): ZeekJsonTable {
    const name = zeekTable(path);
    const known = this.#tables.get(name);
    if (known) {
      this.#last = known;
      return known;
    }
    if (this.#tables.size >= mostTables)
      throw new HuntError({
        code: 'formats/too-many-tables',
        message: `The Zeek log names more than ${mostTables} paths.`,
        hint: 'Split the file into one file for each log.',
      });
    const sink = this.#context.table(name);
    const batch = new RowBatch(sink);
    const table = {
      sink,
      batch,
      columns: new Map<string, FilledColumn>(),
      types: this.#types.get(name) ?? new Map<string, KustoType>(),
    };
    this.#tables.set(name, table);
    this.#last = table;
    return table;
  }
}

const stamp: Stamp = { micros: 0, end: 0, stated: false };

/** Put a field into its column; false where it does not fit there. */
function set(table: ZeekJsonTable, { name, kind, value }: JsonField): boolean {
  const spelled = zeekColumn(name);
  if (spelled === 'AdditionalFields') return false;
  let column = table.columns.get(spelled);
  if (!column) {
    if (table.columns.size >= mostColumns) return false;
    column = addColumn(table, spelled, table.types.get(spelled) ?? typeOf(name, kind));
    if (column.type === 'datetime') table.sink.zone(spelled, true);
  }
  const stored = storedValue(column.type, kind, value);
  return stored !== null && put(table, spelled, stored);
}

/** False where the row has a value in that column already. */
function put(table: ZeekJsonTable, name: string, value: StoredValue): boolean {
  const row = table.batch.rowCount;
  const column = table.columns.get(name) ?? addColumn(table, name, 'dynamic');
  if (column.values.length > row) return false;
  while (column.values.length < row) column.values.push(null);
  column.values.push(value);
  return true;
}

function addColumn(table: ZeekJsonTable, name: string, type: KustoType): FilledColumn {
  const column = table.batch.column(name, type);
  table.columns.set(name, column);
  return column;
}

function typeOf(name: string, kind: JsonKind): KustoType {
  if (times.has(name)) return 'datetime';
  if (intervals.has(name)) return 'timespan';
  switch (kind) {
    case 'integer':
      return 'long';
    case 'real':
      return 'real';
    case 'bool':
      return 'bool';
    case 'nested':
      return 'dynamic';
    default:
      return 'string';
  }
}

function storedValue(type: KustoType, kind: JsonKind, value: string): StoredValue {
  const isNumber = kind === 'integer' || kind === 'real';
  switch (type) {
    case 'datetime':
      return isNumber ? epochMicros(value) : isoMicros(value);
    case 'timespan':
      return isNumber ? seconds(value, 7) : null;
    case 'long':
      return kind === 'integer' ? wholeNumber(value) : null;
    case 'real':
      return isNumber ? realNumber(value) : null;
    case 'bool':
      return kind === 'bool' ? value === 'true' : null;
    case 'dynamic':
      return kind === 'string' ? JSON.stringify(value) : value;
    default:
      return value;
  }
}

/** Seconds since 1970, or milliseconds where the number is too large for seconds (`JSON::TS_MILLIS`). */
function epochMicros(value: string): StoredValue {
  return Math.abs(Number(value)) < 1e11 ? seconds(value, 6) : seconds(value, 3);
}

function isoMicros(value: string): StoredValue {
  return scanIso(value, 0, value.length, stamp) && stamp.end === value.length ? stamp.micros : null;
}

function jsonOf(fields: Map<string, JsonField>): string {
  const parts = [...fields.values()].map(
    ({ name, kind, value }) =>
      `${JSON.stringify(name)}:${kind === 'string' ? JSON.stringify(value) : value}`,
  );
  return `{${parts.join(',')}}`;
}
