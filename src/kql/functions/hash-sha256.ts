import { defineScalar, type FunctionDefinition } from '../define.ts';

const hashes = [
  [
    'hash_md5',
    'md5',
    'MD5',
    'f5a7924e621e84c9280a9a27e1bcb7f6',
    '786c530672d1f8db31fee25ea8a9390b',
  ],
  [
    'hash_sha1',
    'sha1',
    'SHA-1',
    '70c07ec18ef89c5309bbb0937f3a6342411e1fdd',
    'e903e533f4d636b4fc0dcf3cf81e7b7f330de776',
  ],
  [
    'hash_sha256',
    'sha256',
    'SHA-256',
    '78ae647dc5544d227130a0682a51e30bc7777fbb6d8a8f17007463a3ecd1d524',
    'ba666752dc1a20eb750b0eb64e780cc4c968bc9fb8813461c1d7e750f302d71d',
  ],
] as const;

const definitions: readonly FunctionDefinition[] = hashes.map(([name, fn, title, text, time]) =>
  defineScalar({
    signature: `${name}(value: string): string`,
    about: `The ${title} hash of the text of a value in hexadecimal digits.`,
    source: `https://learn.microsoft.com/kusto/query/${name.replace('_', '-')}-function`,
    sql: {
      duckdb: ([value]) => `${fn}(${value})`,
    },
    examples: [
      {
        query: `print a = ${name}("World"), b = ${name}(datetime(2020-01-01))`,
        rows: [[text, time]],
      },
    ],
  }),
);

export default definitions;
