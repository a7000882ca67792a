import { defineScalar, type FunctionDefinition } from '../define.ts';

const definitions: readonly FunctionDefinition[] = [
  defineScalar({
    signature: 'treepath(object: dynamic): dynamic',
    about:
      'The path of every property of a dynamic value, `[0]` standing for the elements of an array.',
    source: 'https://learn.microsoft.com/kusto/query/treepath-function',
    sql: {
      duckdb: ([object]) =>
        `CASE WHEN json_type(${object}) IN ('OBJECT', 'ARRAY') THEN (SELECT to_json(coalesce(list(p ORDER BY i), [])) FROM (SELECT k_tree_path(fullkey) AS p, min(id) AS i FROM json_tree(${object}) WHERE fullkey <> '$' GROUP BY p)) END`,
    },
    examples: [
      {
        query: `print a = treepath(dynamic({"a": {"b": 1}, "l": [1, {"x y": 2}]})), b = treepath(parse_json("5"))`,
        rows: [[["['a']", "['a']['b']", "['l']", "['l'][0]", "['l'][0]['x y']"], null]],
      },
    ],
  }),
  defineScalar({
    signature: 'dynamic_to_json(value: dynamic): string',
    about:
      'The JSON text of a dynamic value, the keys of its bags in order (of bags within, to a depth of four).',
    source: 'https://learn.microsoft.com/kusto/query/dynamic-to-json-function',
    sql: { duckdb: ([value]) => `coalesce(CAST(k_ordered3(${value}) AS VARCHAR), '')` },
    examples: [
      {
        query:
          'print a = dynamic_to_json(dynamic([1, {"b": "x", "a": {"d": 1, "c": 2}}])), b = dynamic_to_json(dynamic("s")), c = dynamic_to_json(dynamic(null))',
        rows: [['[1,{"a":{"c":2,"d":1},"b":"x"}]', '"s"', '']],
      },
    ],
  }),
  defineScalar({
    signature: 'gettype(value: any): string',
    about: 'The name of the type of a value, of a dynamic one the type of what it holds.',
    source: 'https://learn.microsoft.com/kusto/query/gettype-function',
    sql: {
      duckdb: (_, call) => {
        const [value] = call.args;
        if (!value) return call.refuse('needs a value');
        return value.type === 'dynamic' ? `k_type(${call.raw(value)})` : `'${value.type}'`;
      },
    },
    examples: [
      {
        query:
          'print a = gettype(1), b = gettype(1.5), c = gettype("x"), d = gettype(1h), e = gettype(dynamic([1])), f = gettype(dynamic({"a": 1})), g = gettype(dynamic(1.5)), h = gettype(dynamic(null)), i = gettype(int(1))',
        rows: [
          ['long', 'real', 'string', 'timespan', 'array', 'dictionary', 'double', 'null', 'int'],
        ],
      },
    ],
  }),
];

export default definitions;
