import type { TableSink, UnparsedRow } from '../../engine/index.ts';
import { defineFormat, type Format, type Input, type ReadContext } from '../define-format.ts';
import { isIpAddress } from '../lines/ip-address.ts';
import { equalPieces, headLines } from '../lines/pieces.ts';
import { type LineReader, readLines } from '../lines/read-lines.ts';
import { chooseYear, type PartialStamp, type RollingYear } from '../lines/rolling-year.ts';
import { type FilledColumn, RowBatch } from '../lines/row-batch.ts';
import { newSyslogLine, parseSyslogLine } from '../lines/syslog-line.ts';

/** The names that Linux and Sentinel's `Syslog` table give the facilities 0 to 23. */
const facilities = [
  'kern',
  'user',
  'mail',
  'daemon',
  'auth',
  'syslog',
  'lpr',
  'news',
  'uucp',
  'cron',
  'authpriv',
  'ftp',
  'ntp',
  'audit',
  'alert',
  'clock',
  'local0',
  'local1',
  'local2',
  'local3',
  'local4',
  'local5',
  'local6',
  'local7',
];
const severities = ['emerg', 'alert', 'crit', 'err', 'warning', 'notice', 'info', 'debug'];

const syslog: Format = defineFormat({
  name: 'syslog',
  title: 'Syslog (RFC 3164, RFC 5424, rsyslog)',
  extensions: ['log', 'syslog'],
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
  ],
});

export default syslog;

/** How many of the first lines are syslog lines; only stamps that nothing but syslog has make us sure. */
function sniff(head: Uint8Array): number {
  const lines = headLines(head);
  const line = newSyslogLine();
  let fit = 0;
  for (const text of lines) {
    if (parseSyslogLine(text, 0, text.length, line) !== undefined || line.message === '') continue;
    if (line.priority >= 0 || line.yearless || text.charCodeAt(0) > 64) fit += 1;
    else if (line.processName !== '' && line.host !== '') fit += 0.8;
  }
  return lines.length === 0 ? 0 : 0.95 * (fit / lines.length);
}

async function read(input: Input, context: ReadContext): Promise<void> {
  const reader = new SyslogReader(context.table('Syslog'), input, context.range?.start ?? 0);
  await readLines(input, context, reader);
  reader.finish();
}

type SyslogColumn =
  | 'time'
  | 'eventTime'
  | 'computer'
  | 'host'
  | 'hostIp'
  | 'facility'
  | 'severity'
  | 'process'
  | 'processId'
  | 'message'
  | 'messageId'
  | 'data';

class SyslogReader implements LineReader {
  readonly #sink: TableSink;
  readonly #input: Input;
  readonly #startOffset: number;
  readonly #line = newSyslogLine();
  readonly #batch: RowBatch;
  readonly #columns: Record<SyslogColumn, FilledColumn>;
  #years: RollingYear | null = null;
  #because = '';
  /** Row, month and day of each row since the last flush whose stamp has no year. */
  #yearless: number[] = [];
  #lost = 0;
  #stated = false;
  #assumed = false;

  constructor(sink: TableSink, input: Input, startOffset: number) {
    this.#sink = sink;
    this.#input = input;
    this.#startOffset = startOffset;
    const batch = new RowBatch(sink);
    this.#batch = batch;
    this.#columns = {
      time: batch.column('TimeGenerated', 'datetime'),
      eventTime: batch.column('EventTime', 'datetime'),
      computer: batch.column('Computer', 'string'),
      host: batch.column('HostName', 'string'),
      hostIp: batch.column('HostIP', 'string'),
      facility: batch.column('Facility', 'string'),
      severity: batch.column('SeverityLevel', 'string'),
      process: batch.column('ProcessName', 'string'),
      processId: batch.column('ProcessID', 'int'),
      message: batch.column('SyslogMessage', 'string'),
      messageId: batch.column('MessageId', 'string'),
      data: batch.column('StructuredData', 'dynamic'),
    };
  }

  line(text: string, start: number, end: number): string | undefined {
    const line = this.#line;
    const reason = parseSyslogLine(text, start, end, line);
    if (reason !== undefined) return reason;
    const c = this.#columns;
    if (line.yearless) this.#yearless.push(this.#batch.rowCount, line.month, line.day);
    else if (line.micros !== null) this.#sawZone(line.zoneStated);
    c.time.values.push(line.micros);
    c.host.values.push(line.host);
    c.hostIp.values.push(isIpAddress(line.host) ? line.host : '');
    c.facility.values.push(line.priority < 0 ? '' : facilities[line.priority >> 3]);
    c.severity.values.push(line.priority < 0 ? '' : severities[line.priority & 7]);
    c.process.values.push(line.processName);
    c.processId.values.push(line.processId);
    c.message.values.push(line.message);
    c.messageId.values.push(line.messageId);
    c.data.values.push(line.structuredData);
    this.#batch.rowCount++;
    return undefined;
  }

  async flush(unparsed: UnparsedRow[]): Promise<void> {
    if (this.#yearless.length > 0) await this.#giveYears();
    // The agent of Sentinel fills both columns of each pair; one array serves both.
    this.#columns.eventTime.values = this.#columns.time.values;
    this.#columns.computer.values = this.#columns.host.values;
    await this.#batch.flush(unparsed);
  }

  note(sentence: string): void {
    this.#sink.note(sentence);
  }

  finish(): void {
    const years = this.#years;
    if (years && years.from <= years.to) {
      const span = years.from === years.to ? `${years.from}` : `${years.from} to ${years.to}`;
      this.#sink.note(`Stamps without a year were read as ${span}, because ${this.#because}.`);
    }
    if (this.#lost > 0)
      this.#sink.note(
        `${this.#lost} rows have a day that no fitting year has; their time is empty.`,
      );
  }

  async #giveYears(): Promise<void> {
    this.#sawZone(false);
    if (this.#years === null) {
      const options = { startOffset: this.#startOffset, nowMs: Date.now() };
      const { years, because } = await chooseYear(this.#input, findStamp, options);
      this.#years = years;
      this.#because = because;
    }
    const times = this.#columns.time.values;
    const pending = this.#yearless;
    for (let i = 0; i < pending.length; i += 3) {
      const row = pending[i] ?? 0;
      const micros = this.#years.resolve(
        pending[i + 1] ?? 0,
        pending[i + 2] ?? 0,
        Number(times[row]),
      );
      times[row] = Number.isNaN(micros) ? null : micros;
      if (Number.isNaN(micros)) this.#lost++;
    }
    this.#yearless = [];
  }

  #sawZone(stated: boolean): void {
    if (stated ? this.#stated : this.#assumed) return;
    if (stated) this.#stated = true;
    else this.#assumed = true;
    this.#sink.zone('TimeGenerated', stated);
    this.#sink.zone('EventTime', stated);
  }
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
