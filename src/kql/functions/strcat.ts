import { defineScalar, type ScalarFunction } from '../define.ts';

const definition: ScalarFunction = defineScalar({
  signature: 'strcat(part: string, ...parts: string): string',
  about: 'All arguments as one text; null adds nothing.',
  source: 'https://learn.microsoft.com/kusto/query/strcat-function',
  sql: { duckdb: (parts) => `(${parts.join(' || ')})` },
  examples: [
    { query: 'print a = strcat("a", 1, true, long(null), 1h)', rows: [['a1True01:00:00']] },
  ],
});

export default definition;
