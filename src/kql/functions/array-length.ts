import { defineScalar, type FunctionDefinition } from '../define.ts';

const definitions: readonly FunctionDefinition[] = [
  defineScalar({
    signature: 'array_length(array: dynamic): long',
    aliases: ['arraylength'],
    about: 'The number of elements of an array; null for anything else.',
    source: 'https://learn.microsoft.com/kusto/query/array-length-function',
    sql: { duckdb: ([array]) => `(k_length(${array}))` },
    examples: [
      {
        query:
          'print a = array_length(dynamic([1, null, "x"])), b = array_length(dynamic([])), c = array_length(parse_json("{}")), d = array_length(dynamic(null))',
        rows: [[3, 0, null, null]],
      },
    ],
  }),
  defineScalar({
    signature: 'array_sum(array: dynamic): real',
    about: 'The sum of the numbers of an array; null where there are none.',
    source: 'https://learn.microsoft.com/kusto/query/array-sum-function',
    sql: {
      duckdb: ([array]) =>
        `list_sum(list_transform(k_elements(${array}), lambda e: k_dynamic_real(e)))`,
    },
    examples: [
      {
        query:
          'print a = array_sum(dynamic([1, null, 2.5])), b = array_sum(dynamic([])), c = array_sum(dynamic(null))',
        rows: [[3.5, null, null]],
      },
    ],
  }),
  defineScalar({
    signature: 'array_reverse(array: dynamic): dynamic',
    about: 'The elements of an array from the last to the first.',
    source: 'https://learn.microsoft.com/kusto/query/array-reverse-function',
    sql: { duckdb: ([array]) => `to_json(list_reverse(k_elements(${array})))` },
    examples: [
      {
        query:
          'print a = array_reverse(dynamic([1, "b", null])), b = array_reverse(parse_json("x"))',
        rows: [[[null, 'b', 1], null]],
      },
    ],
  }),
];

export default definitions;
