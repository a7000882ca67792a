import { defineScalar, type ScalarFunction } from '../define.ts';

const definition: ScalarFunction = defineScalar({
  signature:
    'array_index_of(array: dynamic, value: any, start?: long, length?: long, occurrence?: long): long',
  about:
    'Where a value stands in an array, counted from 0; -1 where it does not. Start, length and occurrence narrow the search as they do for `indexof`.',
  source: 'https://learn.microsoft.com/kusto/query/array-index-of-function',
  sql: {
    duckdb: ([array, , start = '0', length = '-1', occurrence = '1'], call) => {
      const [, value] = call.args;
      if (!value) return call.refuse('needs a value');
      return `k_array_index_of(${array}, ${call.as(value, 'dynamic')}, ${start}, ${length}, ${occurrence})`;
    },
  },
  examples: [
    {
      query:
        'let a = dynamic(["this", "is", "an", "example", "an", "example"]); print a = array_index_of(a, "an"), b = array_index_of(a, "example", 1, 3), c = array_index_of(a, "example", 1, 2), d = array_index_of(a, "an", -3), e = array_index_of(a, "an", 0, -1, 2), f = array_index_of(a, "no")',
      rows: [[2, 3, -1, 4, 4, -1]],
    },
    {
      query: 'print a = array_index_of(dynamic([1, 2]), 2), b = array_index_of(dynamic([1]), "1")',
      rows: [[1, -1]],
    },
  ],
});

export default definition;
