import type { StoredValue, TableSink } from '../../engine/index.ts';
import type { CefMessage } from './cef.ts';
import { type CefColumn, cefColumns } from './cef-columns.ts';
import { realNumber, wholeNumber } from './numbers.ts';
import { type FilledColumn, RowBatch } from './row-batch.ts';
import { dayMicros, monthAt, type Stamp, scanClock, scanIso } from './timestamp.ts';

const headerColumns = [
  'DeviceVendor',
  'DeviceProduct',
  'DeviceVersion',
  'DeviceEventClassID',
  'Activity',
  'LogSeverity',
];
const stamp: Stamp = { micros: 0, end: 0, stated: false };

/**
 * Rows of Sentinel's `CommonSecurityLog`, from messages in the Common Event Format. Keys that have no column, and values that
 * do not fit theirs, are in `AdditionalExtensions` as Sentinel has it: `key=value;key=value`.
 */
export class CefRows {
  readonly batch: RowBatch;
  readonly time: FilledColumn;
  readonly #computer: FilledColumn;
  readonly #header: FilledColumn[];
  readonly #columns = new Map<string, FilledColumn>();
  readonly #more: FilledColumn;

  constructor(sink: TableSink) {
    const batch = new RowBatch(sink);
    this.batch = batch;
    this.time = batch.column('TimeGenerated', 'datetime');
    this.#computer = batch.column('Computer', 'string');
    this.#header = headerColumns.map((name) => batch.column(name, 'string'));
    for (const [key, { name, type }] of cefColumns)
      this.#columns.set(key, batch.column(name, type));
    this.#more = batch.column('AdditionalExtensions', 'string');
  }

  /** Add a row. Without a time of its own, it takes that of the message's `rt`. */
  add(parsed: CefMessage, micros: number | null, computer: string): void {
    const row = this.batch.rowCount;
    this.#header.forEach((column, i) => {
      column.values.push(parsed.header[i] ?? '');
    });
    let time = micros;
    const more: string[] = [];
    for (const [key, value] of parsed.extension) {
      if (key === 'rt' && time === null) time = cefMicros(value);
      const column = this.#columns.get(key);
      const stored = column ? storedValue(column, value) : null;
      if (column && stored !== null && column.values.length <= row) {
        while (column.values.length < row) column.values.push(null);
        column.values.push(stored);
      } else more.push(`${key}=${value}`);
    }
    this.time.values.push(time);
    this.#computer.values.push(computer);
    this.#more.values.push(more.join(';'));
    this.batch.rowCount++;
  }
}

function storedValue({ type }: CefColumn, value: string): StoredValue {
  switch (type) {
    case 'int': {
      const number = wholeNumber(value);
      return typeof number === 'number' && Math.abs(number) <= 2_147_483_647 ? number : null;
    }
    case 'long':
      return wholeNumber(value);
    case 'real':
      return realNumber(value);
    case 'datetime':
      return cefMicros(value);
    default:
      return value;
  }
}

/** Milliseconds since 1970, `MMM dd yyyy HH:mm:ss`, or ISO 8601; null for anything else. */
function cefMicros(value: string): number | null {
  const number = wholeNumber(value);
  if (typeof number === 'number' && value.length >= 10 && value.length <= 14) return number * 1000;
  if (scanIso(value, 0, value.length, stamp) && stamp.end === value.length) return stamp.micros;
  const found =
    /^[A-Z][a-z]{2} (\d\d?) (\d{4}) (\d\d:\d\d:\d\d(?:\.\d{1,9})?)(?: (?:UTC|GMT|Z))?$/.exec(value);
  if (!found || !scanClock(found[3] ?? '', 0, (found[3] ?? '').length, stamp)) return null;
  const day = dayMicros(Number(found[2]), monthAt(value, 0), Number(found[1]));
  return Number.isNaN(day) ? null : day + stamp.micros;
}
