import { defineScalar, type FunctionDefinition } from '../define.ts';

const sides = [
  ['left', '', [3, 1, 2], [3, null, null], [0, 0, 1]],
  ['right', '-', [2, 3, 1], [null, null, 1], [2, 3, 0]],
] as const;

const definitions: readonly FunctionDefinition[] = sides.flatMap(
  ([side, sign, rotated, shifted, filled]) => [
    defineScalar({
      signature: `array_rotate_${side}(array: dynamic, count: long): dynamic`,
      about: `The elements moved so many places to the ${side}; those that fall off come in again at the other end.`,
      source: `https://learn.microsoft.com/kusto/query/array-rotate-${side}-function`,
      sql: { duckdb: ([array, count]) => `(k_rotate(${array}, ${sign}(${count})))` },
      examples: [
        {
          query: `print a = array_rotate_${side}(dynamic([1, 2, 3]), 2), b = array_rotate_${side}(dynamic([]), 1), c = array_rotate_${side}(dynamic(null), 1)`,
          rows: [[rotated, [], null]],
        },
      ],
    }),
    defineScalar({
      signature: `array_shift_${side}(array: dynamic, count: long, filler?: any): dynamic`,
      about: `The elements moved so many places to the ${side}; places that fall free are filled, with null unless said.`,
      source: `https://learn.microsoft.com/kusto/query/array-shift-${side}-function`,
      sql: {
        duckdb: ([array, count], call) => {
          const filler = call.args[2];
          return `(k_shift(${array}, ${sign}(${count}), ${filler ? call.as(filler, 'dynamic') : "'null'::JSON"}))`;
        },
      },
      examples: [
        {
          query: `print a = array_shift_${side}(dynamic([1, 2, 3]), 2), b = array_shift_${side}(dynamic([1, 2, 3]), ${side === 'left' ? -2 : -1}, 0)`,
          rows: [[shifted, filled]],
        },
      ],
    }),
  ],
);

export default definitions;
