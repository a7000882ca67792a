import { quoteText } from '../../base/index.ts';
import { defineScalar, type ScalarFunction } from '../define.ts';

const definition: ScalarFunction = defineScalar({
  signature: 'assert(condition: bool, message: string): bool',
  about: 'True where a condition holds; else the query fails with a message.',
  differs: 'It is looked at when the query runs, not when it is analysed.',
  source: 'https://learn.microsoft.com/kusto/query/assert-function',
  nullable: 'never',
  volatile: true,
  sql: {
    duckdb: ([condition], call) => {
      const message = `assert() has failed with message: '${String(call.constant(1))}'`;
      return `(CASE WHEN ${condition} THEN true ELSE error(${quoteText(message)}) END)`;
    },
  },
  examples: [
    {
      query: `let checkLength = (len:long, s:string) { assert(len > 0, "Length must be greater than zero") and strlen(s) > len }; datatable(input:string)['123', '4567'] | where checkLength(len=3, input)`,
      rows: [['4567']],
    },
  ],
});

export default definition;
