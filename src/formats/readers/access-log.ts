import { defineFormat, type Format } from '../define-format.ts';
import { newAccessLogLine, parseAccessLogLine } from '../lines/access-log-line.ts';
import { readAccessLog } from '../lines/access-log-reader.ts';
import { equalPieces, headLines } from '../lines/pieces.ts';

const accessLog: Format = defineFormat({
  name: 'access-log',
  title: 'Apache and nginx access logs (common, combined, with virtual host)',
  extensions: ['log'],
  source: 'https://learn.microsoft.com/azure/sentinel/normalization-schema-web',
  sniff,
  split: equalPieces,
  read: readAccessLog,
  examples: [
    {
      baseName: 'access.log',
      bytes: [
        '203.0.113.9 - frank [10/Oct/2023:13:55:36 -0700] "GET /a%20b?x=1 HTTP/1.0" 200 2326',
        'shop.example:443 2001:db8::7 - - [10/Oct/2023:20:55:37 +0000] "POST /login HTTP/1.1" 302 - "https://shop.example/" "Moz \\"illa\\" \\xc3\\xa9" 0.004',
        '198.51.100.4 - - [10/Oct/2023:20:55:38 +0000] "\\x16\\x03\\x01" 400 150 "-" "-"',
        'PHP Warning: something else',
      ].join('\n'),
      tables: {
        AccessLog: {
          columns: [
            'TimeGenerated:datetime',
            'SrcIpAddr:string',
            'SrcUsername:string',
            'HttpRequestMethod:string',
            'Url:string',
            'HttpVersion:string',
            'HttpStatusCode:string',
            'DstBytes:long',
            'HttpReferrer:string',
            'HttpUserAgent:string',
            'HttpHost:string',
            'HttpRequestXff:string',
            'ClientIdentity:string',
            'HttpRequestLine:string',
            'AdditionalFields:dynamic',
          ],
          rows: [
            [
              '2023-10-10T20:55:36.0000000Z',
              '203.0.113.9',
              'frank',
              'GET',
              '/a%20b?x=1',
              '1.0',
              '200',
              2326,
              '',
              '',
              '',
              '',
              '',
              '',
              null,
            ],
            [
              '2023-10-10T20:55:37.0000000Z',
              '2001:db8::7',
              '',
              'POST',
              '/login',
              '1.1',
              '302',
              null,
              'https://shop.example/',
              'Moz "illa" é',
              'shop.example:443',
              '',
              '',
              '',
              ['0.004'],
            ],
            [
              '2023-10-10T20:55:38.0000000Z',
              '198.51.100.4',
              '',
              '',
              '',
              '',
              '400',
              150,
              '',
              '',
              '',
              '',
              '',
              '\u0016\u0003\u0001',
              null,
            ],
          ],
        },
      },
    },
  ],
});

export default accessLog;

function sniff(head: Uint8Array): number {
  const lines = headLines(head);
  const line = newAccessLogLine();
  const fit = lines.filter((l) => parseAccessLogLine(l, 0, l.length, line) === undefined).length;
  return lines.length === 0 ? 0 : 0.98 * (fit / lines.length);
}
