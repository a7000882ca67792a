import { Buffer } from 'node:buffer';
import { defineFormat, type Format } from '../define-format.ts';
import { evtxExample } from '../evtx/example.ts';
import { readWindowsXml } from '../windows-xml/read.ts';

const namespace = 'http://schemas.microsoft.com/win/2004/08/events/event';

/** Windows events as XML, as Event Viewer, `wevtutil qe /f:xml` and PowerShell's `ToXml()` write them. */
const windowsXml: Format = defineFormat({
  name: 'windows-xml',
  title: 'Windows events exported as XML',
  extensions: ['xml'],
  source: 'https://learn.microsoft.com/windows/win32/wes/eventschema-schema',
  sniff,
  read: readWindowsXml,
  examples: [
    {
      baseName: 'System.xml',
      bytes: [
        '<?xml version="1.0" encoding="utf-8"?>',
        '<Events>',
        `<Event xmlns='${namespace}'><System><Provider Name='Service Control Manager'/><EventID Qualifiers='16384'>7045</EventID>`,
        '  <Version>1</Version><Level>4</Level><Task>7</Task><Opcode>0</Opcode><Keywords>0x8020000000000000</Keywords>',
        "  <TimeCreated SystemTime='2024-02-03T04:05:06.1234567Z'/><EventRecordID>41</EventRecordID><Correlation/>",
        "  <Execution ProcessID='4' ThreadID='88'/><Channel>System</Channel><Computer>PC01.corp.example</Computer>",
        "  <Security UserID='S-1-5-18'/></System>",
        "  <EventData><Data Name='ServiceName'>A &amp; &#x42;</Data><Data Name='ImagePath'>%SystemRoot%\\a.exe</Data></EventData></Event>",
        `<Event xmlns='${namespace}'><System></Event>`,
        '</Events>',
      ].join('\r\n'),
      tables: {
        Event: {
          columns: [
            ...(evtxExample.tables['Event']?.columns.slice(0, 24) ?? []),
            'ServiceName:string',
            'ImagePath:string',
            ...(evtxExample.tables['Event']?.columns.slice(-14) ?? []),
          ],
          rows: [
            [
              '2024-02-03T04:05:06.1234560Z',
              'Service Control Manager',
              'System',
              'PC01.corp.example',
              4,
              'Information',
              7045,
              7,
              'NT AUTHORITY\\SYSTEM',
              '',
              'Service Control Manager',
              'System',
              7,
              1,
              '0',
              '0x8020000000000000',
              '',
              'S-1-5-18',
              4,
              88,
              '41',
              { ServiceName: 'A & B', ImagePath: '%SystemRoot%\\a.exe' },
              null,
              null,
              'A & B',
              '%SystemRoot%\\a.exe',
              ...(evtxExample.tables['Event']?.rows[0]?.slice(-14) ?? []),
            ],
          ],
        },
      },
    },
  ],
});

export default windowsXml;

function sniff(head: Uint8Array): number {
  const text = Buffer.from(head.buffer, head.byteOffset, head.byteLength).toString('latin1');
  if (!/^(?:\xEF\xBB\xBF)?\s{0,1000}</.test(text)) return 0;
  return /<Event[\s>]/.test(text) && text.includes(namespace) ? 0.98 : 0;
}
