import type { TableSink } from '../../engine/index.ts';
import { isIpAddress } from './ip-address.ts';
import { type FilledColumn, RowBatch } from './row-batch.ts';
import type { SyslogLine } from './syslog-line.ts';

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

/** Rows of Sentinel's `Syslog` table, with the message id and structured data of RFC 5424 beside its columns. */
export class SyslogRows {
  readonly batch: RowBatch;
  readonly time: FilledColumn;
  readonly #eventTime: FilledColumn;
  readonly #computer: FilledColumn;
  readonly #host: FilledColumn;
  readonly #hostIp: FilledColumn;
  readonly #facility: FilledColumn;
  readonly #severity: FilledColumn;
  readonly #process: FilledColumn;
  readonly #processId: FilledColumn;
  readonly #message: FilledColumn;
  readonly #messageId: FilledColumn;
  readonly #data: FilledColumn;

  constructor(sink: TableSink) {
    const batch = new RowBatch(sink);
    this.batch = batch;
    this.time = batch.column('TimeGenerated', 'datetime');
    this.#eventTime = batch.column('EventTime', 'datetime');
    this.#computer = batch.column('Computer', 'string');
    this.#host = batch.column('HostName', 'string');
    this.#hostIp = batch.column('HostIP', 'string');
    this.#facility = batch.column('Facility', 'string');
    this.#severity = batch.column('SeverityLevel', 'string');
    this.#process = batch.column('ProcessName', 'string');
    this.#processId = batch.column('ProcessID', 'int');
    this.#message = batch.column('SyslogMessage', 'string');
    this.#messageId = batch.column('MessageId', 'string');
    this.#data = batch.column('StructuredData', 'dynamic');
  }

  add(line: SyslogLine): void {
    const { priority, host } = line;
    this.time.values.push(line.micros);
    this.#host.values.push(host);
    this.#hostIp.values.push(isIpAddress(host) ? host : '');
    this.#facility.values.push(priority < 0 ? '' : facilities[priority >> 3]);
    this.#severity.values.push(priority < 0 ? '' : severities[priority & 7]);
    this.#process.values.push(line.processName);
    this.#processId.values.push(line.processId);
    this.#message.values.push(line.message);
    this.#messageId.values.push(line.messageId);
    this.#data.values.push(line.structuredData);
    this.batch.rowCount++;
  }

  flush(): Promise<void> {
    // Sentinel's agent fills both columns of each of these pairs; one array serves both.
    this.#eventTime.values = this.time.values;
    this.#computer.values = this.#host.values;
    return this.batch.flush();
  }
}
