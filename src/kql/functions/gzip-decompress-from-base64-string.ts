import { deflateSync, gunzipSync, gzipSync, inflateSync } from 'node:zlib';
import { defineScalar, type ScalarFunction } from '../define.ts';

/** More than Kusto allows in one value; what expands further gives an empty text. */
const maxOutputLength = 16 * 2 ** 20;

const strict = new TextDecoder('utf-8', { fatal: true });

/** The text that a base64 text holds compressed; empty where it holds none. */
function unpack(text: string, decompress: typeof gunzipSync): string {
  if (!/^[A-Za-z0-9+/\s]+=*\s*$/.test(text)) return '';
  try {
    return strict.decode(decompress(Buffer.from(text, 'base64'), { maxOutputLength }));
  } catch {
    return '';
  }
}

const definitions: readonly ScalarFunction[] = [
  defineScalar({
    signature: 'gzip_decompress_from_base64_string(text: string): string',
    about: 'The text that base64 of gzip holds; empty where it is neither, or expands past 16 MiB.',
    source: 'https://learn.microsoft.com/kusto/query/gzip-base64-decompress',
    nullable: 'never',
    compute: (text) => unpack(text, gunzipSync),
    examples: [
      {
        query:
          'print a = gzip_decompress_from_base64_string("H4sIAAAAAAAAA0tMSk5JTQMAIVu7TwYAAAA="), b = gzip_decompress_from_base64_string("abc")',
        columns: ['a:string', 'b:string'],
        rows: [['', '']],
      },
      {
        query:
          'print a = gzip_decompress_from_base64_string(gzip_compress_to_base64_string("whoami /all"))',
        rows: [['whoami /all']],
      },
    ],
  }),
  defineScalar({
    signature: 'zlib_decompress_from_base64_string(text: string): string',
    about: 'The text that base64 of zlib holds; empty where it is neither, or expands past 16 MiB.',
    source: 'https://learn.microsoft.com/kusto/query/zlib-base64-decompress',
    nullable: 'never',
    compute: (text) => unpack(text, inflateSync),
    examples: [
      {
        query: 'print a = zlib_decompress_from_base64_string("eJwLSS0uUSguKcrMS1cwNDIGACxqBQ4=")',
        rows: [['Test string 123']],
      },
    ],
  }),
  defineScalar({
    signature: 'gzip_compress_to_base64_string(text: string): string',
    about: 'The text compressed by gzip, in base64.',
    source: 'https://learn.microsoft.com/kusto/query/gzip-base64-compress',
    nullable: 'never',
    compute: (text) => gzipSync(text).toString('base64'),
    examples: [
      { query: 'print a = gzip_compress_to_base64_string("a") startswith "H4sI"', rows: [[true]] },
    ],
  }),
  defineScalar({
    signature: 'zlib_compress_to_base64_string(text: string): string',
    about: 'The text compressed by zlib, in base64.',
    source: 'https://learn.microsoft.com/kusto/query/zlib-base64-compress',
    nullable: 'never',
    compute: (text) => deflateSync(text).toString('base64'),
    examples: [
      {
        query: 'print a = zlib_compress_to_base64_string("Test string 123")',
        rows: [['eJwLSS0uUSguKcrMS1cwNDIGACxqBQ4=']],
      },
    ],
  }),
];

export default definitions;
