import { defineFormat, type Format } from '../define-format.ts';
import { readingFile } from '../file-fault.ts';
import { readJsonDocument } from '../json-document.ts';
import { jsonLayout } from '../json-layout.ts';

const json: Format = defineFormat({
  name: 'json',
  title: 'JSON',
  extensions: ['json'],
  source: 'https://www.rfc-editor.org/rfc/rfc8259',
  sniff: (head, baseName) => {
    const layout = jsonLayout(head);
    if (layout === 'document') return 0.7;
    if (layout === 'unknown') return /\.json$/i.test(baseName) ? 0.55 : 0.5;
    return 0;
  },
  read: (input, context) => readingFile(input, 'JSON', () => readJsonDocument(input, context)),
  examples: [
    {
      baseName: 'array.json',
      bytes:
        '\ufeff[\n  {"id": 18014398509481985, "who": {"name": "a"}},\n  {\n    "id": 2\n  }\n]\n',
      tables: {
        array: {
          columns: ['id:long', 'who:dynamic'],
          rows: [
            [18014398509481985n, { name: 'a' }],
            [2, null],
          ],
        },
      },
    },
    {
      baseName: 'trail.json',
      bytes:
        '{"Records":[{"eventTime":"2024-01-01T00:00:00Z","n":1.5},{"eventTime":"2024-01-01T00:00:01Z"}]}',
      tables: {
        trail: {
          columns: ['eventTime:datetime', 'n:real'],
          rows: [
            ['2024-01-01T00:00:00.0000000Z', 1.5],
            ['2024-01-01T00:00:01.0000000Z', null],
          ],
        },
      },
    },
    {
      baseName: 'answer.json',
      bytes:
        '{"tables":[{"name":"PrimaryResult","columns":[{"name":"TimeGenerated","type":"datetime"},{"name":"Id","type":"long"},{"name":"Ok","type":"bool"},{"name":"Bag","type":"dynamic"}],"rows":[["2024-01-01T00:00:00Z",9007199254740993,1,"{\\"a\\":1}"]]}]}',
      tables: {
        answer: {
          columns: ['TimeGenerated:datetime', 'Id:long', 'Ok:bool', 'Bag:dynamic'],
          rows: [['2024-01-01T00:00:00.0000000Z', 9007199254740993n, true, { a: 1 }]],
        },
      },
    },
    {
      baseName: 'one.json',
      bytes:
        '{\n  "name": "x",\n  "value": "not a wrapper",\n  "tags": ["a"]\n}\n{\n "name": "y"\n}\n',
      tables: {
        one: {
          columns: ['name:string', 'value:string', 'tags:dynamic'],
          rows: [
            ['x', 'not a wrapper', ['a']],
            ['y', '', null],
          ],
        },
      },
    },
  ],
});

export default json;
