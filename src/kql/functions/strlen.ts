import { defineScalar, type FunctionDefinition } from '../define.ts';

const definitions: readonly FunctionDefinition[] = [
  defineScalar({
    signature: 'strlen(text: string): long',
    about: 'The number of characters of a text.',
    source: 'https://learn.microsoft.com/kusto/query/strlen-function',
    nullable: 'never',
    sql: { duckdb: ([text]) => `CAST(length(${text}) AS BIGINT)` },
    examples: [
      {
        query: 'print a = strlen("héllo"), b = strlen("")',
        columns: ['a:long', 'b:long'],
        rows: [[5, 0]],
      },
    ],
  }),
  defineScalar({
    signature: 'string_size(text: string): long',
    about: 'The number of bytes of a text in UTF-8.',
    source: 'https://learn.microsoft.com/kusto/query/string-size-function',
    nullable: 'never',
    sql: { duckdb: ([text]) => `CAST(strlen(${text}) AS BIGINT)` },
    examples: [{ query: 'print a = string_size("héllo"), b = string_size("")', rows: [[6, 0]] }],
  }),
];

export default definitions;
