import { defineScalar, type FunctionDefinition } from '../define.ts';
import { attempted } from '../dialects/duckdb-attempt.ts';

const definitions: readonly FunctionDefinition[] = [
  defineScalar({
    signature: 'url_decode(text: string): string',
    about: 'A text with `%xx` put back to what it stands for; what stands for nothing stays.',
    source: 'https://learn.microsoft.com/kusto/query/url-decode-function',
    sql: {
      duckdb: ([text], call) => `coalesce(${attempted(`url_decode(${text})`, call)}, ${text})`,
    },
    examples: [
      {
        query:
          'print a = url_decode("https%3a%2f%2fwww.bing.com%2f"), b = url_decode("100%"), c = url_decode("%C3%A9")',
        rows: [['https://www.bing.com/', '100%', 'é']],
      },
    ],
  }),
  ...(['url_encode', 'url_encode_component'] as const).map((name) =>
    defineScalar({
      signature: `${name}(text: string): string`,
      about: 'A text with `%xx` for every byte that may not stand in a URL as it is.',
      source: `https://learn.microsoft.com/kusto/query/${name.replaceAll('_', '-')}-function`,
      sql: {
        duckdb: ([text]) =>
          name === 'url_encode'
            ? `replace(k_url_encode(${text}), '%20', '+')`
            : `k_url_encode(${text})`,
      },
      examples: [
        {
          query: `print a = ${name}("https://www.bing.com/hello world")`,
          rows: [[`https%3a%2f%2fwww.bing.com%2fhello${name === 'url_encode' ? '+' : '%20'}world`]],
        },
      ],
    }),
  ),
];

export default definitions;
