import { defineScalar, type ScalarFunction } from '../define.ts';

const definition: ScalarFunction = defineScalar({
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
});

export default definition;
