import type { UnparsedRow } from '../../engine/index.ts';
import type { Input, ReadContext } from '../define-format.ts';
import { isCef, parseCef } from './cef.ts';
import { CefRows } from './cef-rows.ts';
import { type LineReader, readLines } from './read-lines.ts';
import { chooseYear, type PartialStamp, type RollingYear } from './rolling-year.ts';
import { newSyslogLine, parseSyslogLine } from './syslog-line.ts';
import { SyslogRows } from './syslog-rows.ts';

const letterC = 67;

/** Read syslog lines into `Syslog`, and those that are CEF into `CommonSecurityLog`. */
export async function readSyslog(input: Input, context: ReadContext): Promise<void> {
  const reader = new SyslogReader(input, context);
  await readLines(input, context, reader);
  reader.finish();
}

/** The rows of the two tables that a line may go to, and what of their zone was said. */
interface Rows<T> {
  rows: T;
  zones: Set<boolean>;
}

class SyslogReader implements LineReader {
  readonly #input: Input;
  readonly #context: ReadContext;
  readonly #line = newSyslogLine();
  #syslog: Rows<SyslogRows> | null = null;
  #cef: Rows<CefRows> | null = null;
  /** Stamps that wait for their year until the block is read: row, month, day, and 1 if in `CommonSecurityLog`. */
  #waiting: number[] = [];
  #years: { years: RollingYear; because: string } | null = null;
  #lost = 0;

  constructor(input: Input, context: ReadContext) {
    this.#input = input;
    this.#context = context;
  }

  line(text: string, start: number, end: number): string | undefined {
    const line = this.#line;
    if (text.charCodeAt(start) === letterC && text.startsWith('CEF:', start))
      return this.#addBareCef(text.slice(start, end));
    const reason = parseSyslogLine(text, start, end, line);
    if (reason !== undefined) return reason;
    const mayBeCef = line.message.charCodeAt(0) === letterC;
    if (mayBeCef && isCef(line.message) && this.#addCef(line.message, line.micros, line.host)) {
      const cef = this.#cef;
      if (cef) this.#noteTime(cef, true);
      return undefined;
    }
    const syslog = this.#openSyslog();
    syslog.rows.add(line);
    this.#noteTime(syslog, false);
    return undefined;
  }

  async flush(unparsed: UnparsedRow[]): Promise<void> {
    if (this.#waiting.length > 0) await this.#giveYears();
    if (unparsed.length > 0 && !this.#cef) this.#openSyslog();
    await this.#syslog?.rows.flush();
    await this.#cef?.rows.batch.flush();
    const { sink } = (this.#syslog ?? this.#cef)?.rows.batch ?? {};
    if (unparsed.length > 0) await sink?.unparsed(unparsed);
  }

  note(sentence: string): void {
    for (const table of [this.#syslog, this.#cef]) table?.rows.batch.sink.note(sentence);
  }

  finish(): void {
    const { years, because } = this.#years ?? {};
    if (years && years.from <= years.to) {
      const span = years.from === years.to ? `${years.from}` : `${years.from} to ${years.to}`;
      this.note(`Stamps without a year were read as ${span}, because ${because}.`);
    }
    if (this.#lost > 0)
      this.note(`${this.#lost} rows have a day that no fitting year has; their time is empty.`);
  }

  #openSyslog(): Rows<SyslogRows> {
    this.#syslog ??= { rows: new SyslogRows(this.#context.table('Syslog')), zones: new Set() };
    return this.#syslog;
  }

  #addCef(message: string, micros: number | null, host: string): boolean {
    const parsed = parseCef(message);
    if (parsed === null) return false;
    this.#cef ??= {
      rows: new CefRows(this.#context.table('CommonSecurityLog')),
      zones: new Set(),
    };
    this.#cef.rows.add(parsed, micros, host);
    return true;
  }

  /** A file of CEF alone: the time is that of `rt`, which counts from 1970 and so says its zone. */
  #addBareCef(message: string): string | undefined {
    if (!isCef(message) || !this.#addCef(message, null, '')) return 'the CEF header is cut off';
    if (this.#cef) sayZone(this.#cef, true);
    return undefined;
  }

  /** Say what zone the row just added has, and let it wait for its year if it has none. */
  #noteTime(table: Rows<SyslogRows | CefRows>, isCef: boolean): void {
    const { yearless, micros, zoneStated, month, day } = this.#line;
    if (yearless) this.#waiting.push(table.rows.batch.rowCount - 1, month, day, isCef ? 1 : 0);
    if (micros !== null) sayZone(table, zoneStated && !yearless);
  }

  async #giveYears(): Promise<void> {
    this.#years ??= await chooseYear(this.#input, findStamp, {
      startOffset: this.#context.range?.start ?? 0,
      nowMs: Date.now(),
    });
    const { years } = this.#years;
    const times = this.#syslog?.rows.time.values ?? [];
    const cefTimes = this.#cef?.rows.time.values ?? [];
    const waiting = this.#waiting;
    for (let i = 0; i < waiting.length; i += 4) {
      const [row = 0, month = 0, day = 0] = [waiting[i], waiting[i + 1], waiting[i + 2]];
      const values = waiting[i + 3] === 1 ? cefTimes : times;
      const micros = years.resolve(month, day, Number(values[row]));
      values[row] = Number.isNaN(micros) ? null : micros;
      if (Number.isNaN(micros)) this.#lost++;
    }
    this.#waiting = [];
  }
}

function sayZone({ rows, zones }: Rows<SyslogRows | CefRows>, stated: boolean): void {
  if (zones.has(stated)) return;
  zones.add(stated);
  for (const { name, type } of rows.batch.columns)
    if (type === 'datetime') rows.batch.sink.zone(name, stated);
}

const sampleLine = newSyslogLine();

function findStamp(text: string, start: number, end: number): PartialStamp | null {
  if (parseSyslogLine(text, start, end, sampleLine) !== undefined || sampleLine.micros === null)
    return null;
  const { month, day, micros, yearless } = sampleLine;
  if (yearless) return { month, day, clockMicros: micros, year: null };
  const date = new Date(micros / 1000);
  const midnight = Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate()) * 1000;
  return {
    month: date.getUTCMonth() + 1,
    day: date.getUTCDate(),
    clockMicros: micros - midnight,
    year: date.getUTCFullYear(),
  };
}
