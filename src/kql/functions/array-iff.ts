import { type CallSql, defineScalar, type ScalarFunction } from '../define.ts';

/** SQL of the element that stands for true or for false: of an array the one at the same place, else the value. */
function choice(call: CallSql, index: number): string {
  const value = call.args[index];
  if (!value) return call.refuse('needs two values');
  const sql = call.as(value, 'dynamic');
  return value.type === 'dynamic'
    ? `CASE WHEN json_type(${sql}) = 'ARRAY' THEN CASE WHEN k_length(${sql}) = 1 THEN json_extract(${sql}, '$[0]') ELSE json_extract(${sql}, k_index_path(i - 1)) END ELSE ${sql} END`
    : sql;
}

const definition: ScalarFunction = defineScalar({
  signature: 'array_iff(conditions: dynamic, then: any, otherwise: any): dynamic',
  aliases: ['array_iif'],
  about:
    'An array with one of two values for each condition of an array; where a value is an array, its element at that place.',
  source: 'https://learn.microsoft.com/kusto/query/array-iff-function',
  sql: {
    duckdb: ([conditions], call) =>
      `to_json(list_transform(k_elements(${conditions}), lambda e, i: CASE WHEN k_dynamic_bool(e) THEN ${choice(call, 1)} WHEN NOT k_dynamic_bool(e) THEN ${choice(call, 2)} END))`,
  },
  examples: [
    {
      query:
        'print a = array_iff(dynamic([true, false, true]), dynamic([1, 2, 3]), dynamic([4, 5, 6])), b = array_iff(dynamic([1, 0]), "yes", "no"), c = array_iff(dynamic([true, null]), dynamic([1, 2]), dynamic([3, 4]))',
      rows: [
        [
          [1, 5, 3],
          ['yes', 'no'],
          [1, null],
        ],
      ],
    },
  ],
});

export default definition;
