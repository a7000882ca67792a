import { defineScalar, type FunctionDefinition } from '../define.ts';

const lists = (arrays: readonly string[]): string[] => arrays.map((a) => `k_list(${a})`);
const distinct = (list: string): string => `to_json(k_distinct(${list}))`;

const combinations = [
  [
    'set_union',
    'that any of the arrays has',
    (all: string, next: string) => `list_concat(${all}, ${next})`,
    [1, 2, 3],
  ],
  [
    'set_intersect',
    'that all of the arrays have',
    (all: string, next: string) => `list_filter(${all}, lambda e: list_contains(${next}, e))`,
    [2],
  ],
  [
    'set_difference',
    'of the first array that no other has',
    (all: string, next: string) => `list_filter(${all}, lambda e: NOT list_contains(${next}, e))`,
    [1],
  ],
] as const;

const definitions: readonly FunctionDefinition[] = [
  ...combinations.map(([name, words, combine, result]) =>
    defineScalar({
      signature: `${name}(first: dynamic, second: dynamic, ...more: dynamic): dynamic`,
      about: `The different elements ${words}, in the order in which they first come.`,
      source: `https://learn.microsoft.com/kusto/query/${name.replace('_', '-')}-function`,
      nullable: 'never',
      sql: { duckdb: (arrays) => distinct(lists(arrays).reduce(combine)) },
      examples: [
        {
          query: `print a = ${name}(dynamic([1, 2, 1]), dynamic([2, 3])), b = ${name}(dynamic([1]), dynamic(["1"]), dynamic([]))`,
          rows: [[result, name === 'set_union' ? [1, '1'] : name === 'set_difference' ? [1] : []]],
        },
      ],
    }),
  ),
  defineScalar({
    signature: 'set_has_element(set: dynamic, value: any): bool',
    about: 'Whether an array has a value, of the same type.',
    source: 'https://learn.microsoft.com/kusto/query/set-has-element-function',
    nullable: 'never',
    sql: {
      duckdb: ([set], call) => {
        const [, value] = call.args;
        if (!value) return call.refuse('needs a value');
        return `coalesce(list_contains(k_elements(${set}), ${call.as(value, 'dynamic')}), false)`;
      },
    },
    examples: [
      {
        query:
          'print a = set_has_element(dynamic([1, 2]), 2), b = set_has_element(dynamic([1]), "1"), c = set_has_element(dynamic(null), 1)',
        rows: [[true, false, false]],
      },
    ],
  }),
  defineScalar({
    signature: 'set_equals(first: dynamic, second: dynamic): bool',
    about: 'Whether two arrays have the same elements, however often and in whatever order.',
    source: 'https://learn.microsoft.com/kusto/query/set-equals-function',
    sql: {
      duckdb: ([a, b]) =>
        `(list_sort(list_distinct(k_elements(${a}))) = list_sort(list_distinct(k_elements(${b}))))`,
    },
    examples: [
      {
        query:
          'print a = set_equals(dynamic([1, 2, 2]), dynamic([2, 1])), b = set_equals(dynamic([1]), dynamic([2]))',
        rows: [[true, false]],
      },
    ],
  }),
  defineScalar({
    signature: 'jaccard_index(first: dynamic, second: dynamic): real',
    about: 'How many elements two arrays share, as a part of all that they have.',
    source: 'https://learn.microsoft.com/kusto/query/jaccard-index-function',
    sql: {
      duckdb: ([a, b]) =>
        `(CAST(len(list_intersect(k_elements(${a}), k_elements(${b}))) AS DOUBLE) / len(list_distinct(list_concat(k_elements(${a}), k_elements(${b})))))`,
    },
    examples: [
      {
        query: 'print a = jaccard_index(dynamic([1, 2, 3]), dynamic([2, 3, 4, 4]))',
        columns: ['a:real'],
        rows: [[0.5]],
      },
    ],
  }),
];

export default definitions;
