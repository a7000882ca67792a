import { defineFormat, type Format } from '../define-format.ts';
import { equalPieces, headLines } from '../lines/pieces.ts';
import { readZeekJson } from '../lines/zeek-json-reader.ts';

const zeekJson: Format = defineFormat({
  name: 'zeek-json',
  title: 'Zeek logs (JSON)',
  extensions: ['log', 'json'],
  source: 'https://docs.zeek.org/en/master/log-formats.html',
  sniff,
  split: equalPieces,
  read: readZeekJson,
  examples: [
    {
      baseName: 'dns.log',
      bytes: [
        '{"ts":1700000000.123456,"uid":"Ck1","id.orig_h":"10.0.0.7","id.orig_p":51000,"rtt":0.0205,"trans_id":7,"AA":false,"answers":["a\\u0062","c"]}',
        '{"ts":"2023-11-14T22:13:21Z","uid":"Ck2","id.orig_h":"fe80::1","id.orig_p":53,"trans_id":"x"}',
        '{"ts":1700000000.2,"uid":"Ck3"',
      ].join('\n'),
      tables: {
        dns: {
          columns: [
            'ts:datetime',
            'uid:string',
            'id_orig_h:string',
            'id_orig_p:long',
            'rtt:timespan',
            'trans_id:long',
            'AA:bool',
            'answers:dynamic',
            'AdditionalFields:dynamic',
          ],
          rows: [
            [
              '2023-11-14T22:13:20.1234560Z',
              'Ck1',
              '10.0.0.7',
              51000,
              '00:00:00.0205000',
              7,
              false,
              ['ab', 'c'],
              null,
            ],
            [
              '2023-11-14T22:13:21.0000000Z',
              'Ck2',
              'fe80::1',
              53,
              null,
              null,
              null,
              null,
              { trans_id: 'x' },
            ],
          ],
        },
      },
    },
  ],
});

export default zeekJson;

/** JSON lines with Zeek's own fields; where these are few, the name of the file must be that of a Zeek log. */
function sniff(head: Uint8Array, baseName: string): number {
  const first = headLines(head, 5).find((l) => l.startsWith('{') && /"(?:_write_)?ts":/.test(l));
  if (first === undefined) return 0;
  if (first.includes('"_path":"')) return 0.97;
  if (first.includes('"uid":"') && /"id\.(?:orig|resp)_h":"/.test(first.slice(0, 4096)))
    return 0.96;
  const log =
    /^(?:json_streaming_)?(?:files|x509|pe|notice|weird|stats|capture_loss|dhcp|software|ocsp|known_\w{1,20}|loaded_scripts)\b/;
  return first.startsWith('{"ts":') && log.test(baseName) ? 0.95 : 0;
}
