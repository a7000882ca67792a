import {
  type CallSql,
  defineScalar,
  type FunctionDefinition,
  type ResultField,
} from '../define.ts';
import type { Scalar } from '../tree/nodes.ts';

const directions = [
  [
    'asc',
    'least to the greatest',
    [
      [1, 3, 'a', 'b', null],
      [null, 1, 3],
    ],
    [
      [1, 2, 3],
      ['a', 'c', 'b'],
    ],
  ],
  [
    'desc',
    'greatest to the least',
    [
      [3, 1, 'b', 'a', null],
      [null, 3, 1],
    ],
    [
      [3, 2, 1],
      ['b', 'c', 'a'],
    ],
  ],
] as const;

/** SQL of whether nulls come last, which the last argument may say. */
function nullsLast(args: readonly Scalar[], call: CallSql): string {
  const last = args.length > 1 ? args.at(-1) : undefined;
  return last?.type === 'bool' ? `coalesce(${call.raw(last)}, true)` : 'true';
}

/** One array sorted, or several in an array, those after the first in the order that sorts it. */
function sorted(direction: 'asc' | 'desc', call: CallSql): string {
  const { args } = call;
  const arrays = args.filter((x, i) => i === 0 || x.type !== 'bool');
  const [first = '', ...others] = arrays.map((x) => call.as(x, 'dynamic'));
  const order = `k_sort_order_${direction}(${first}, ${nullsLast(args, call)})`;
  if (others.length === 0) return `to_json(k_taken(${first}, ${order}))`;
  const together = others.map(
    (other) =>
      `CASE WHEN k_length(${other}) = k_length(${first}) THEN to_json(k_taken(${other}, k_o)) END`,
  );
  const lists = [`to_json(k_taken(${first}, k_o))`, ...together];
  return `list_transform([${order}], lambda k_o: to_json([${lists.join(', ')}]))[1]`;
}

/** A column for each array where there are several; their number is known once the arguments are. */
const arrays = (count: number): ResultField[] =>
  Array.from({ length: count }, (_, name) => ({ name, type: 'dynamic' }));

const definitions: readonly FunctionDefinition[] = directions.map(
  ([direction, words, row, several]) =>
    defineScalar({
      signature: `array_sort_${direction}(array: any, ...more: any): dynamic`,
      about: `The elements of an array from the ${words}, numbers before texts; other arrays are put in the order that sorts the first. Nulls come last unless a last argument is false.`,
      source: `https://learn.microsoft.com/kusto/query/array-sort-${direction}-function`,
      fields: (types) => {
        const count = types.filter((t, i) => i === 0 || t !== 'bool').length;
        return count > 1 ? arrays(count) : [];
      },
      sql: { duckdb: (_, call) => sorted(direction, call) },
      examples: [
        {
          query: `print a = array_sort_${direction}(dynamic(["b", 3, null, "a", 1])), b = array_sort_${direction}(dynamic([3, null, 1]), false)`,
          rows: [row],
        },
        {
          query: `let x = dynamic([1, 3, 2]); let y = dynamic(["a", "b", "c"]); print array_sort_${direction}(x, y)`,
          columns: ['x_sorted:dynamic', 'y_sorted:dynamic'],
          rows: [several],
        },
        {
          query: `print a = array_sort_${direction}(dynamic([2, 1]), dynamic(["a"]))[1]`,
          rows: [[null]],
        },
      ],
    }),
);

export default definitions;
