import { type CallSql, defineScalar, type FunctionDefinition } from '../define.ts';

function cuts(array: string, call: CallSql): string {
  const [, at] = call.args;
  if (!at) return call.refuse('needs a place to split at');
  if (at.type !== 'dynamic') return `[k_cut(${array}, ${call.as(at, 'long')})]`;
  return `list_transform(k_items(${call.raw(at)}), lambda e: k_cut(${array}, k_dynamic_long(e)))`;
}

const definitions: readonly FunctionDefinition[] = [
  defineScalar({
    signature: 'array_slice(array: dynamic, start: long, end: long): dynamic',
    about:
      'The elements from a start to an end, both included and counted from 0, or from the end where they are negative.',
    source: 'https://learn.microsoft.com/kusto/query/array-slice-function',
    sql: { duckdb: ([array, start, end]) => `k_slice(${array}, ${start}, ${end})` },
    examples: [
      {
        query:
          'let a = dynamic([1, 2, 3, 4, 5]); print a = array_slice(a, 1, 2), b = array_slice(a, 2, -1), c = array_slice(a, -3, -2), d = array_slice(a, 0, 100)',
        rows: [
          [
            [2, 3],
            [3, 4, 5],
            [3, 4],
            [1, 2, 3, 4, 5],
          ],
        ],
      },
    ],
  }),
  defineScalar({
    signature: 'array_split(array: dynamic, at: any): dynamic',
    about: 'An array cut into an array of arrays before the elements at these places.',
    source: 'https://learn.microsoft.com/kusto/query/array-split-function',
    sql: {
      duckdb: ([array = ''], call) =>
        `CASE WHEN json_type(${array}) = 'ARRAY' THEN k_split_at(${array}, ${cuts(array, call)}) END`,
    },
    examples: [
      {
        query:
          'let a = dynamic([1, 2, 3, 4, 5]); print a = array_split(a, 2), b = array_split(a, dynamic([1, 3])), c = array_split(a, -2)',
        rows: [
          [
            [
              [1, 2],
              [3, 4, 5],
            ],
            [[1], [2, 3], [4, 5]],
            [
              [1, 2, 3],
              [4, 5],
            ],
          ],
        ],
      },
    ],
  }),
];

export default definitions;
