import { defineFormat, type Format } from '../define-format.ts';
import { isCef } from '../lines/cef.ts';
import { cefColumns } from '../lines/cef-columns.ts';
import { equalPieces, headLines } from '../lines/pieces.ts';
import { newSyslogLine, parseSyslogLine } from '../lines/syslog-line.ts';
import { readSyslog } from '../lines/syslog-reader.ts';

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
  read: readSyslog,
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
