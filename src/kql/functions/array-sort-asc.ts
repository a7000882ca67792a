import { defineScalar, type FunctionDefinition } from '../define.ts';

const directions = [
  [
    'asc',
    'k_sorted',
    'least to the greatest',
    [
      [1, 3, 'a', 'b', null],
      [null, 1, 3],
    ],
  ],
  [
    'desc',
    'k_reverse_sorted',
    'greatest to the least',
    [
      [3, 1, 'b', 'a', null],
      [null, 3, 1],
    ],
  ],
] as const;

const definitions: readonly FunctionDefinition[] = directions.map(
  ([direction, macro, words, row]) =>
    defineScalar({
      signature: `array_sort_${direction}(array: dynamic, nullsLast?: any): dynamic`,
      about: `The elements of an array from the ${words}, numbers before texts; nulls come last unless the second argument is false.`,
      source: `https://learn.microsoft.com/kusto/query/array-sort-${direction}-function`,
      sql: {
        duckdb: ([array], call) => {
          const last = call.args[1] ? call.constant(1) : true;
          if (typeof last !== 'boolean')
            return call.refuse('sorting several arrays at once is not supported yet', 1);
          return `${macro}(${array}, ${last ? 2 : -9})`;
        },
      },
      examples: [
        {
          query: `print a = array_sort_${direction}(dynamic(["b", 3, null, "a", 1])), b = array_sort_${direction}(dynamic([3, null, 1]), false)`,
          rows: [row],
        },
      ],
    }),
);

export default definitions;
