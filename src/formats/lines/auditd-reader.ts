import type { KustoType } from '../../base/index.ts';
import type { TableSink, UnparsedRow } from '../../engine/index.ts';
import type { Input, ReadContext } from '../define-format.ts';
import {
  type AuditName,
  argumentText,
  isAuditSeparator,
  newAuditRecord,
  parseAuditRecord,
} from './auditd-line.ts';
import { wholeNumber } from './numbers.ts';
import { type LineReader, readLines } from './read-lines.ts';
import { type FilledColumn, RowBatch } from './row-batch.ts';

/** Fields that are numbers; Sentinel's `LinuxAuditLog` has the first nine as such and all others as text. */
const numeric = new Set(
  'uid auid euid gid egid pid ppid ses argc suid fsuid ouid sgid fsgid ogid items item inode'.split(
    ' ',
  ),
);
/** Names that auditd adds in capitals when it enriches a record, by the columns that Sentinel has for them. */
const enriched = new Map([
  ['UID', 'user'],
  ['AUID', 'audit_user'],
  ['EUID', 'effective_user'],
  ['GID', 'group'],
  ['EGID', 'effective_group'],
]);
/** Fields beyond so many names go to `AdditionalFields`: a log may hold any name. */
const mostColumns = 200;

/** Read audit records into `LinuxAuditLog`. */
export async function readAuditd(input: Input, context: ReadContext): Promise<void> {
  const mostNames = Math.min(mostColumns, context.budget.width - 10);
  await readLines(input, context, new AuditReader(context.table('LinuxAuditLog'), mostNames));
}

/**
 * One row a record. Its fields are columns, in the names and types of Sentinel's `LinuxAuditLog`; records of one event share
 * `AuditID` and `node`. `RawRecord` holds the text of records that are not fields alone, `AdditionalFields` what
 * came twice, did not fit its column's type or has no column.
 */
class AuditReader implements LineReader {
  readonly #sink: TableSink;
  readonly #batch: RowBatch;
  readonly #record = newAuditRecord();
  readonly #fixed: Record<
    'time' | 'computer' | 'node' | 'type' | 'id' | 'serial' | 'argv' | 'cmdline' | 'raw' | 'more',
    FilledColumn
  >;
  readonly #fields = new Map<string, FilledColumn | null>();
  readonly #arguments = Array.from(
    { length: 10 },
    (_, i): AuditName => ({ name: `a${i}`, encoded: false, place: undefined }),
  );
  readonly #mostNames: number;
  readonly #more = new Map<string, string[]>();
  #zoneSaid = false;
  #full = false;

  constructor(sink: TableSink, mostNames: number) {
    this.#sink = sink;
    this.#mostNames = mostNames;
    const batch = new RowBatch(sink);
    this.#batch = batch;
    this.#fixed = {
      time: batch.column('TimeGenerated', 'datetime'),
      computer: batch.column('Computer', 'string'),
      node: batch.column('node', 'string'),
      type: batch.column('RecordType', 'string'),
      id: batch.column('AuditID', 'string'),
      serial: batch.column('SerialNumber', 'string'),
      argv: batch.column('argv', 'dynamic'),
      cmdline: batch.column('cmdline', 'string'),
      raw: batch.column('RawRecord', 'string'),
      more: batch.column('AdditionalFields', 'dynamic'),
    };
    // A field that is called like one of these columns goes to `AdditionalFields`.
    for (const column of batch.columns) this.#fields.set(column.name, null);
  }

  line(text: string, start: number, end: number): string | undefined {
    const record = this.#record;
    const reason = parseAuditRecord(text, start, end, record);
    if (reason !== undefined) return isAuditSeparator(text, start) ? undefined : reason;
    const f = this.#fixed;
    f.time.values.push(record.micros);
    f.computer.values.push(record.node);
    f.node.values.push(record.node);
    f.type.values.push(record.type);
    f.id.values.push(record.id);
    f.serial.values.push(record.serial);
    for (let i = 0; i < record.names.length; i++) {
      const name = record.names[i];
      if (name) this.#set(name, record.values[i] ?? null);
    }
    const argv = record.arguments.map(argumentText);
    f.argv.values.push(argv.length > 0 ? JSON.stringify(argv) : null);
    f.cmdline.values.push(argv.length > 0 ? argv.join(' ') : null);
    record.arguments.forEach(({ index }, i) => {
      const name = this.#arguments[Number(index)];
      if (name && index.length === 1) this.#set(name, argv[i] ?? null);
    });
    f.raw.values.push(record.hasText ? text.slice(record.bodyStart, end) : null);
    f.more.values.push(this.#takeMore());
    this.#batch.rowCount++;
    return undefined;
  }

  async flush(unparsed: UnparsedRow[]): Promise<void> {
    if (!this.#zoneSaid && this.#batch.rowCount > 0) {
      this.#sink.zone('TimeGenerated', true);
      this.#zoneSaid = true;
    }
    await this.#batch.flush(unparsed);
  }

  note(sentence: string): void {
    this.#sink.note(sentence);
  }

  #set(name: AuditName, value: string | null): void {
    if (value === null) return;
    if (name.place === undefined) name.place = this.#column(enriched.get(name.name) ?? name.name);
    const column = name.place;
    const row = this.#batch.rowCount;
    if (column !== null && column.values.length <= row) {
      const stored = column.type === 'long' ? wholeNumber(value) : value;
      if (stored !== null) {
        while (column.values.length < row) column.values.push(null);
        column.values.push(stored);
        return;
      }
    }
    const values = this.#more.get(name.name);
    if (values) values.push(value);
    else this.#more.set(name.name, [value]);
  }

  /** A bag of what has no place in the row; a name that came more than once has a list. */
  #takeMore(): string | null {
    if (this.#more.size === 0) return null;
    const parts = [...this.#more].map(
      ([name, values]) =>
        `${JSON.stringify(name)}:${JSON.stringify(values.length === 1 ? values[0] : values)}`,
    );
    this.#more.clear();
    return `{${parts.join(',')}}`;
  }

  #column(name: string): FilledColumn | null {
    const known = this.#fields.get(name);
    if (known !== undefined) return known;
    if (this.#fields.size >= this.#mostNames) {
      if (!this.#full)
        this.#sink.note(`Fields beyond ${this.#mostNames} names are in AdditionalFields.`);
      this.#full = true;
      return null;
    }
    const type: KustoType = numeric.has(name) ? 'long' : 'string';
    const column = this.#batch.column(name, type);
    this.#fields.set(name, column);
    return column;
  }
}
