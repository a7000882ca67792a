import { defineScalar, type ScalarFunction } from '../define.ts';

const definition: ScalarFunction = defineScalar({
  signature: 'strcat_array(array: dynamic, delimiter: string): string',
  aliases: ['array_strcat'],
  about: 'The elements of an array as one text with a delimiter between them.',
  source: 'https://learn.microsoft.com/kusto/query/strcat-array-function',
  sql: { duckdb: ([array, delimiter]) => `k_text_of(k_elements(${array}), ${delimiter})` },
  examples: [
    {
      query:
        'print a = strcat_array(dynamic([1, "b", null, 2.5]), "->"), b = strcat_array(dynamic([]), ","), c = strcat_array(dynamic(null), ",")',
      rows: [['1->b->->2.5', '', '']],
    },
  ],
});

export default definition;
