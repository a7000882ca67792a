import { defineFormat, type Format } from '../define-format.ts';
import { readingFile } from '../file-fault.ts';
import { jsonLayout } from '../json-layout.ts';
import { readJsonLines } from '../json-lines.ts';

const jsonl: Format = defineFormat({
  name: 'jsonl',
  title: 'JSON lines',
  extensions: ['jsonl', 'ndjson', 'jsonlines'],
  source: 'https://jsonlines.org',
  sniff: (head, baseName) => {
    const layout = jsonLayout(head);
    if (layout === 'lines') return 0.8;
    if (layout === 'unknown') return /\.(jsonl|ndjson|jsonlines)$/i.test(baseName) ? 0.55 : 0.45;
    return 0;
  },
  read: (input, context) =>
    readingFile(input, 'JSON lines', async () =>
      readJsonLines(input, context, { path: await input.path() }),
    ),
  examples: [
    {
      baseName: 'events.jsonl',
      bytes: [
        '{"time":"2024-01-01T00:00:00Z","id":9007199254740993,"ok":true,"score":1.5,"user":{"name":"al","big":18446744073709551615},"v":1}',
        '{"time":"2024-01-01T00:00:00.25+01:00","id":-1,"score":2,"tags":["a",{"b":null}],"v":"a","code":"007"}',
        '{"time":null,"id":null,"ok":null,"user":null,"v":true,"code":"2024","late":"x"}',
      ].join('\n'),
      tables: {
        events: {
          columns: [
            'time:datetime',
            'id:long',
            'ok:bool',
            'score:real',
            'user:dynamic',
            'v:string',
            'tags:dynamic',
            'code:string',
            'late:string',
          ],
          rows: [
            [
              '2024-01-01T00:00:00.0000000Z',
              9007199254740993n,
              true,
              1.5,
              { name: 'al', big: 18446744073709552000 },
              '1',
              null,
              '',
              '',
            ],
            ['2023-12-31T23:00:00.2500000Z', -1, null, 2, null, 'a', ['a', { b: null }], '007', ''],
            [null, null, null, null, null, 'true', null, '2024', 'x'],
          ],
        },
      },
    },
    {
      baseName: 'odd-keys.jsonl',
      bytes:
        '{"__proto__":{"polluted":1},"ProcessId":1,"ProcessID":2,"":3}\n' +
        '{"toString":"x","__proto__":"x","a/b~\\"":18446744073709551615,"ProcessId":4}\n',
      tables: {
        odd_keys: {
          columns: [
            '__proto__:dynamic',
            'ProcessId:long',
            'ProcessID:long',
            'Column4:long',
            'toString:string',
            'a/b~":decimal',
          ],
          rows: [
            [{ polluted: 1 }, 1, 2, 3, '', null],
            ['x', 4, null, null, 'x', '18446744073709551615.0000000000'],
          ],
        },
      },
    },
  ],
});

export default jsonl;
