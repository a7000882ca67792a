import { defineScalar, type ScalarFunction } from '../define.ts';

const definition: ScalarFunction = defineScalar({
  signature: 'zip(first: dynamic, second: dynamic, ...more: dynamic): dynamic',
  about:
    'An array of arrays, each with the elements that stand at the same place; null where an array is shorter.',
  source: 'https://learn.microsoft.com/kusto/query/zip-function',
  sql: {
    duckdb: (arrays) => {
      const row = arrays.map((_, i) => `z[${i + 1}]`).join(', ');
      const lists = arrays.map((a) => `k_items(${a})`).join(', ');
      return `to_json(list_transform(list_zip(${lists}), lambda z: [${row}]))`;
    },
  },
  examples: [
    {
      query: 'print a = zip(dynamic([1, 2]), dynamic(["a", "b", "c"]))',
      rows: [
        [
          [
            [1, 'a'],
            [2, 'b'],
            [null, 'c'],
          ],
        ],
      ],
    },
  ],
});

export default definition;
