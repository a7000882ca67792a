import { defineFormat, type Format } from '../define-format.ts';
import { isAuditSeparator, newAuditRecord, parseAuditRecord } from '../lines/auditd-line.ts';
import { readAuditd } from '../lines/auditd-reader.ts';
import { equalPieces, headLines } from '../lines/pieces.ts';

const auditd: Format = defineFormat({
  name: 'auditd',
  title: 'Linux audit log (auditd)',
  extensions: ['log'],
  source: 'https://learn.microsoft.com/azure/azure-monitor/reference/tables/linuxauditlog',
  sniff,
  split: equalPieces,
  read: readAuditd,
  examples: [
    {
      baseName: 'audit.log',
      bytes: [
        'node=web1 type=EXECVE msg=audit(1700000000.123:42): argc=3 a0="sh" a1="-c" a2=6563686F2022686922',
        'node=web1 type=PROCTITLE msg=audit(1700000000.123:42): proctitle=7368002D6300',
        `type=USER_AUTH msg=audit(1700000001.000:43): pid=9 uid=0 msg='op=PAM:authentication acct="root" res=failed'\x1dUID="root"`,
        'type=SYSCALL broken',
      ].join('\n'),
      tables: {
        LinuxAuditLog: {
          columns: [
            'TimeGenerated:datetime',
            'Computer:string',
            'node:string',
            'RecordType:string',
            'AuditID:string',
            'SerialNumber:string',
            'argv:dynamic',
            'cmdline:string',
            'RawRecord:string',
            'AdditionalFields:dynamic',
            'argc:long',
            'a0:string',
            'a1:string',
            'a2:string',
            'proctitle:string',
            'pid:long',
            'uid:long',
            'op:string',
            'acct:string',
            'res:string',
            'user:string',
          ],
          rows: [
            [
              '2023-11-14T22:13:20.1230000Z',
              'web1',
              'web1',
              'EXECVE',
              '1700000000.123:42',
              '42',
              ['sh', '-c', 'echo "hi"'],
              'sh -c echo "hi"',
              '',
              null,
              3,
              'sh',
              '-c',
              'echo "hi"',
              '',
              null,
              null,
              '',
              '',
              '',
              '',
            ],
            [
              '2023-11-14T22:13:20.1230000Z',
              'web1',
              'web1',
              'PROCTITLE',
              '1700000000.123:42',
              '42',
              null,
              '',
              '',
              null,
              null,
              '',
              '',
              '',
              'sh -c ',
              null,
              null,
              '',
              '',
              '',
              '',
            ],
            [
              '2023-11-14T22:13:21.0000000Z',
              '',
              '',
              'USER_AUTH',
              '1700000001.000:43',
              '43',
              null,
              '',
              '',
              null,
              null,
              '',
              '',
              '',
              '',
              9,
              0,
              'PAM:authentication',
              'root',
              'failed',
              'root',
            ],
          ],
        },
      },
    },
  ],
});

export default auditd;

function sniff(head: Uint8Array): number {
  const lines = headLines(head).filter((l) => !isAuditSeparator(l, 0));
  const record = newAuditRecord();
  const fit = lines.filter((l) => parseAuditRecord(l, 0, l.length, record) === undefined).length;
  return lines.length === 0 ? 0 : 0.98 * (fit / lines.length);
}
