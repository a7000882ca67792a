import { defineScalar, type ScalarFunction } from '../define.ts';

const definition: ScalarFunction = defineScalar({
  signature: 'array_concat(array: dynamic, ...arrays: dynamic): dynamic',
  about: 'The elements of all arrays in one; what is no array adds nothing.',
  source: 'https://learn.microsoft.com/kusto/query/array-concat-function',
  nullable: 'never',
  sql: {
    duckdb: (arrays) =>
      `to_json(${arrays.map((a) => `k_list(${a})`).reduce((all, next) => `list_concat(${all}, ${next})`)})`,
  },
  examples: [
    {
      query:
        'print a = array_concat(dynamic([1, 2]), dynamic([2]), dynamic(null)), b = array_concat(dynamic(["x"]))',
      rows: [[[1, 2, 2], ['x']]],
    },
  ],
});

export default definition;
