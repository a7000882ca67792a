import { defineFormat, type Format } from '../define-format.ts';
import { readDelimited } from '../delimited-read.ts';
import { guessDialect } from '../delimited-text.ts';
import { readingFile } from '../file-fault.ts';
import { textHead } from '../text-head.ts';

const named = /\.(csv|tsv|tab|psv)$/i;

function sniff(head: Uint8Array, baseName: string): number {
  const text = textHead(head);
  if (text === null || /^\s*[[{<#]/.test(text)) return 0;
  const whole = head.length < 65_536;
  const guess = guessDialect(text, whole);
  const byName = named.test(baseName);
  if (guess.fields < 2) return byName && guess.records > 0 ? 0.35 : 0;
  if (guess.records < 2) return byName ? 0.4 : 0;
  if (guess.agreement < 0.8) return byName ? 0.4 : 0;
  return byName ? 0.7 : 0.6;
}

const csv: Format = defineFormat({
  name: 'csv',
  title: 'CSV or another delimited text',
  extensions: ['csv', 'tsv', 'tab', 'psv'],
  source: 'https://www.rfc-editor.org/rfc/rfc4180',
  sniff,
  read: (input, context) => readingFile(input, 'CSV', () => readDelimited(input, context)),
  examples: [
    {
      baseName: 'values.csv',
      bytes:
        'TimeGenerated,User,Logon,Hash,Badge,Score,Ok,Day,Note\r\n' +
        '2024-01-01T00:00:00.1234567Z,"O\'Neil, ""Al""",0x3e7,1e5,007,1.5,true,2024-02-29,\r\n' +
        '2024-01-01T01:30:00+01:00,Bo,12,99999,8,2,False,2024-03-01,"two\nlines"\r\n',
      tables: {
        values: {
          columns: [
            'TimeGenerated:datetime',
            'User:string',
            'Logon:string',
            'Hash:string',
            'Badge:string',
            'Score:real',
            'Ok:bool',
            'Day:datetime',
            'Note:string',
          ],
          rows: [
            [
              '2024-01-01T00:00:00.1234560Z',
              'O\'Neil, "Al"',
              '0x3e7',
              '1e5',
              '007',
              1.5,
              true,
              '2024-02-29T00:00:00.0000000Z',
              '',
            ],
            [
              '2024-01-01T00:30:00.0000000Z',
              'Bo',
              '12',
              '99999',
              '8',
              2,
              false,
              '2024-03-01T00:00:00.0000000Z',
              'two\nlines',
            ],
          ],
        },
      },
    },
    {
      baseName: 'export.tsv',
      bytes: 'a\ta\tA\t\tType\tTimeGenerated\n1\t2\t3\t4\tSigninLogs\t2024-01-01 00:00:00\n',
      tables: {
        SigninLogs: {
          columns: [
            'a:long',
            'a1:long',
            'A:long',
            'Column4:long',
            'Type:string',
            'TimeGenerated:datetime',
          ],
          rows: [[1, 2, 3, 4, 'SigninLogs', '2024-01-01T00:00:00.0000000Z']],
        },
      },
    },
    {
      baseName: 'semicolons.csv',
      bytes: 'host;n\nsrv;1\nsrv;9007199254740993\n',
      tables: {
        semicolons: {
          columns: ['host:string', 'n:long'],
          rows: [
            ['srv', 1],
            ['srv', 9007199254740993n],
          ],
        },
      },
    },
  ],
});

export default csv;
