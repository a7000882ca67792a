import type { UnparsedRow } from '../../engine/index.ts';
import { defineFormat, type Format, type Input, type ReadContext } from '../define-format.ts';
import { isCef, parseCef } from '../lines/cef.ts';
import { cefColumns } from '../lines/cef-columns.ts';
import { CefRows } from '../lines/cef-rows.ts';
import { equalPieces, headLines } from '../lines/pieces.ts';
import { type LineReader, readLines } from '../lines/read-lines.ts';
import { chooseYear, type PartialStamp, type RollingYear } from '../lines/rolling-year.ts';
import { newSyslogLine, parseSyslogLine } from '../lines/syslog-line.ts';
import { SyslogRows } from '../lines/syslog-rows.ts';

const letterC = 67;

/** The tables of the second example: all columns of `CommonSecurityLog` that CEF can fill, few of them filled. */
function cefExample(): Format['examples'][0]['tables'] {
  const header = 'DeviceVendor DeviceProduct DeviceVersion DeviceEventClassID Activity LogSeverity';
  const columns = [
    'TimeGenerated:datetime',
    'Computer:string',
    ...header.split(' ').map((name) => `${name}:string`),
    ...[...cefColumns.values()].map(({ name, type }) => `${name}:${type}`),
    'AdditionalExtensions:string',
  ];
  const row = (values: Record<string, unknown>): unknown[] =>
    columns.map((column) => {
      const [name = '', type] = column.split(':');
      return values[name] ?? (type === 'string' ? '' : null);
    });
  const first = row({
    TimeGenerated: '2024-02-14T19:04:54.0000000Z',
    Computer: 'fw1',
    DeviceVendor: 'Ex | ample',
    DeviceProduct: 'Wall',
    DeviceVersion: '1.0',
    DeviceEventClassID: '100',
    Activity: 'Blocked: port',
    LogSeverity: '5',
    SourceIP: '10.0.0.7',
    SourcePort: 4711,
    DestinationIP: '203.0.113.9',
    DeviceAction: 'deny',
    Message: 'a b=c',
    DeviceCustomString1: 'x',
    DeviceCustomString1Label: 'Rule',
    AdditionalExtensions: 'dpt=many;foo=bar',
  });
  const second = row({
    TimeGenerated: '2023-11-14T22:13:20.1230000Z',
    DeviceVendor: 'Ex',
    DeviceProduct: 'Wall',
    DeviceVersion: '1.0',
    DeviceEventClassID: '7',
    Activity: 'Up',
    LogSeverity: '1',
    ReceiptTime: '1700000000123',
  });
  return { CommonSecurityLog: { columns, rows: [first, second] } };
}

const syslog: Format = defineFormat({
  name: 'syslog',
  title: 'Syslog (RFC 3164, RFC 5424, rsyslog), CEF',
  extensions: ['log', 'syslog', 'cef'],
  source: 'https://learn.microsoft.com/azure/azure-monitor/reference/tables/syslog',
  sniff,
  split: equalPieces,
  read,
  examples: [
    {
      baseName: 'messages-20240102',
      bytes: [
        'Dec 31 23:59:58 web1 sshd[311]: Failed password for root from 203.0.113.9 port 4711 ssh2',
        '<86>Jan  1 00:00:01 10.0.0.7 CRON[77]: session opened',
        '<165>1 2024-01-01T03:00:00.25+01:00 db1 app - ID47 [a@1 k="v\\"w"] done',
        '2024-01-01T02:30:00Z db1 kernel: up',
        'not a log line',
      ].join('\n'),
      tables: {
        Syslog: {
          columns: [
            'TimeGenerated:datetime',
            'EventTime:datetime',
            'Computer:string',
            'HostName:string',
            'HostIP:string',
            'Facility:string',
            'SeverityLevel:string',
            'ProcessName:string',
            'ProcessID:int',
            'SyslogMessage:string',
            'MessageId:string',
            'StructuredData:dynamic',
          ],
          rows: [
            [
              '2023-12-31T23:59:58.0000000Z',
              '2023-12-31T23:59:58.0000000Z',
              'web1',
              'web1',
              '',
              '',
              '',
              'sshd',
              311,
              'Failed password for root from 203.0.113.9 port 4711 ssh2',
              '',
              null,
            ],
            [
              '2024-01-01T00:00:01.0000000Z',
              '2024-01-01T00:00:01.0000000Z',
              '10.0.0.7',
              '10.0.0.7',
              '10.0.0.7',
              'authpriv',
              'info',
              'CRON',
              77,
              'session opened',
              '',
              null,
            ],
            [
              '2024-01-01T02:00:00.2500000Z',
              '2024-01-01T02:00:00.2500000Z',
              'db1',
              'db1',
              '',
              'local4',
              'notice',
              'app',
              null,
              'done',
              'ID47',
              { 'a@1': { k: 'v"w' } },
            ],
            [
              '2024-01-01T02:30:00.0000000Z',
              '2024-01-01T02:30:00.0000000Z',
              'db1',
              'db1',
              '',
              '',
              '',
              'kernel',
              null,
              'up',
              '',
              null,
            ],
          ],
        },
      },
    },
    {
      baseName: 'forwarded.log',
      bytes: [
        '<134>2024-02-14T19:04:54Z fw1 CEF:0|Ex \\| ample|Wall|1.0|100|Blocked: port|5|src=10.0.0.7 spt=4711 dst=203.0.113.9 dpt=many act=deny msg=a b\\=c cs1=x cs1Label=Rule foo=bar',
        'CEF:0|Ex|Wall|1.0|7|Up|1|rt=1700000000123',
        'CEF:0|Ex|Wall',
      ].join('\n'),
      tables: cefExample(),
    },
  ],
});

export default syslog;

/** How many of the first lines are syslog lines; only stamps that nothing but syslog has make us sure. */
function sniff(head: Uint8Array): number {
  const lines = headLines(head);
  const line = newSyslogLine();
  let fit = 0;
  for (const text of lines) {
    if (isCef(text)) fit += 1;
    if (parseSyslogLine(text, 0, text.length, line) !== undefined || line.message === '') continue;
    if (line.priority >= 0 || line.yearless || text.charCodeAt(0) > 64) fit += 1;
    else if (line.processName !== '' && line.host !== '') fit += 0.8;
  }
  return lines.length === 0 ? 0 : 0.95 * (fit / lines.length);
}

async function read(input: Input, context: ReadContext): Promise<void> {
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
