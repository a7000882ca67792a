import { HuntError } from '../../base/index.ts';
import type { StoredValue, UnparsedRow } from '../../engine/index.ts';
import type { Input, ReadContext } from '../define-format.ts';
import { realNumber, wholeNumber } from './numbers.ts';
import { type LineReader, readLines } from './read-lines.ts';
import { type FilledColumn, RowBatch } from './row-batch.ts';
import { type Stamp, scanIso } from './timestamp.ts';
import { splitW3cRow, w3cSeparator } from './w3c-row.ts';
import { type W3cSchema, w3cColumn, w3cSchema } from './w3c-schema.ts';

/** Read a W3C extended log into the table of its schema; its `#Fields` lines may change on the way. */
export async function readW3c(input: Input, context: ReadContext): Promise<void> {
  const reader = new W3cReader(context);
  await readLines(input, context, reader);
}

/** Where the values of a row go: a column, or a part of the time. */
type Target = FilledColumn | 'date' | 'time' | 'stamp';

interface W3cTable {
  batch: RowBatch;
  time: FilledColumn;
  columns: Map<string, FilledColumn>;
  zones: Set<boolean>;
}

const dayMicros = 86_400_000_000;
const stamp: Stamp = { micros: 0, end: 0, stated: false };

class W3cReader implements LineReader {
  readonly #context: ReadContext;
  readonly #tables = new Map<string, W3cTable>();
  #software = '';
  #utc: boolean | null = null;
  #date = '';
  #latest = 0;
  #separator = ' ';
  #schema: W3cSchema | null = null;
  #table: W3cTable | null = null;
  #targets: Target[] = [];
  #values: StoredValue[] = [];

  constructor(context: ReadContext) {
    this.#context = context;
  }

  line(text: string, start: number, end: number): string | undefined {
    const line = text.slice(start, end);
    if (text.charCodeAt(start) === 35) {
      this.#directive(line);
      return undefined;
    }
    const table = this.#table;
    if (!table || !this.#schema) return 'no #Fields stands above';
    const targets = this.#targets;
    const texts = splitW3cRow(line, this.#separator, targets.length);
    if (!texts) return `the line does not have ${targets.length} values`;
    const reason = this.#convert(texts);
    if (reason !== undefined) return reason;
    const row = table.batch.rowCount;
    targets.forEach((target, i) => {
      if (typeof target === 'string') return;
      while (target.values.length < row) target.values.push(null);
      target.values.push(this.#values[i]);
    });
    table.batch.rowCount++;
    return undefined;
  }

  async flush(unparsed: UnparsedRow[]): Promise<void> {
    if (unparsed.length > 0) {
      const sink = this.#table?.batch.sink ?? this.#context.table('W3CLog');
      await sink.unparsed(unparsed);
    }
    for (const { batch } of this.#tables.values()) await batch.flush();
  }

  note(sentence: string): void {
    this.#table?.batch.sink.note(sentence);
  }

  #directive(line: string): void {
    const colon = line.indexOf(':');
    const name = line.slice(1, colon).toLowerCase();
    const value = line.slice(colon + 1).trim();
    if (name === 'software') this.#software = value;
    else if (name === 'date') this.#date = value.slice(0, 10);
    else if (name === 'time format') this.#utc = value.toUpperCase() !== 'LOCAL';
    else if (name === 'fields') this.#fields(value);
  }

  #fields(value: string): void {
    this.#separator = w3cSeparator(value);
    const fields = value
      .split(this.#separator, this.#context.budget.width + 1)
      .filter((f) => f !== '');
    this.#checkWidth(fields.length);
    const schema = w3cSchema(this.#software, fields);
    const table = this.#tables.get(schema.table) ?? this.#open(schema);
    const used = new Set<FilledColumn>();
    this.#schema = schema;
    this.#table = table;
    this.#targets = fields.map((field) => {
      if (field === 'date' || field === 'time') return field;
      if (field === 'date-time') return 'stamp';
      const column = columnOf(table, schema, field, used);
      used.add(column);
      return column;
    });
    this.#checkWidth(table.columns.size);
    this.#values = fields.map(() => null);
    this.#latest = 0;
  }

  #checkWidth(columns: number): void {
    const { width } = this.#context.budget;
    if (columns > width)
      throw new HuntError({
        code: 'formats/too-wide',
        message: `The #Fields lines name more than ${width} fields.`,
        hint: 'Raise the limit on columns, or cut the log into fewer fields.',
      });
  }

  #open(schema: W3cSchema): W3cTable {
    const batch = new RowBatch(this.#context.table(schema.table));
    const table = {
      batch,
      time: batch.column('TimeGenerated', 'datetime'),
      columns: new Map(),
      zones: new Set<boolean>(),
    };
    if (schema.whole)
      for (const { name, type } of schema.columns.values())
        table.columns.set(name, batch.column(name, type));
    this.#tables.set(schema.table, table);
    return table;
  }

  /** Fill `#values` and the time; the reason where a value does not fit. */
  #convert(texts: string[]): string | undefined {
    let date = this.#date;
    let time = '';
    let whole = '';
    for (let i = 0; i < texts.length; i++) {
      const target = this.#targets[i];
      const text = texts[i] ?? '';
      if (target === 'date') date = text;
      else if (target === 'time') time = text;
      else if (target === 'stamp') whole = text;
      else if (target) {
        const value = this.#stored(text, target);
        if (value === undefined)
          return `\`${text.slice(0, 100)}\` is not a value for ${target.name}`;
        this.#values[i] = value;
      }
    }
    return this.#setTime(date, time, whole);
  }

  #stored(text: string, { type }: FilledColumn): StoredValue {
    if (type === 'string') return text === '-' && !this.#schema?.keepsDash ? '' : text;
    if (text === '-' || text === '') return null;
    const value = type === 'real' ? realNumber(text) : wholeNumber(text);
    if (value === null || (type === 'int' && Math.abs(Number(value)) > 2_147_483_647))
      return undefined;
    return value;
  }

  #setTime(date: string, time: string, whole: string): string | undefined {
    const table = this.#table;
    if (!table) return undefined;
    const text = whole || (date && time ? `${date} ${time}` : '');
    let micros: number | null = null;
    if (text !== '') {
      if (!scanIso(text, 0, text.length, stamp) || stamp.end !== text.length)
        return 'the time is not a date and a clock';
      micros = stamp.micros;
      this.#sawZone(table, stamp.stated || (this.#utc ?? this.#schema?.utc ?? false));
      if (whole === '' && !this.#targets.includes('date')) micros = this.#nextDay(micros);
    }
    const { values } = table.time;
    while (values.length < table.batch.rowCount) values.push(null);
    values.push(micros);
    return undefined;
  }

  #sawZone(table: W3cTable, stated: boolean): void {
    if (table.zones.has(stated)) return;
    table.zones.add(stated);
    table.batch.sink.zone('TimeGenerated', stated);
  }

  /** Rows have only a clock: where it runs backwards by half a day, the next day has begun. */
  #nextDay(micros: number): number {
    const turned = micros < this.#latest - dayMicros / 2;
    const result = turned ? micros + dayMicros : micros;
    if (turned) this.#date = new Date(result / 1000).toISOString().slice(0, 10);
    this.#latest = result;
    return result;
  }
}

function columnOf(
  table: W3cTable,
  schema: W3cSchema,
  field: string,
  used: ReadonlySet<FilledColumn>,
): FilledColumn {
  const { name, type } = w3cColumn(schema, field);
  let unique = name === 'TimeGenerated' ? `${name}_2` : name;
  for (let n = 2; ; n++) {
    const known = table.columns.get(unique);
    if (known && !used.has(known)) return known;
    if (!known) break;
    unique = `${name}_${n}`;
  }
  const column = table.batch.column(unique, type);
  table.columns.set(unique, column);
  return column;
}
