import { quoteText } from '../../base/index.ts';
import { defineScalar, type FunctionDefinition } from '../define.ts';
import { once } from '../dialects/duckdb-once.ts';
import { arrayItems } from '../lower/literal.ts';

const path = (key: string): string =>
  `CASE WHEN starts_with(${key}, '$.') OR starts_with(${key}, '$[') THEN ${key} ELSE k_key_path(${key}) END`;

/** The properties of a path such as `$.a.b`, or null where a text is no path. */
function steps(path: string): string[] | null {
  return /^\$(?:\.[^.[\]]+)+$/.test(path) ? path.slice(2).split('.') : null;
}

/** A bag of one property within another, the innermost with this JSON. */
function nested(path: readonly string[], json: string): string {
  return path.reduceRight(
    (sql, key) =>
      `('{' || ${quoteText(`${JSON.stringify(key)}:`)} || (${sql})::VARCHAR || '}')::JSON`,
    json,
  );
}

/** A bag without the property at a path, if it is there. */
function without(bag: string, path: readonly string[]): string {
  const there = `json_exists(${bag}, ${quoteText(`$${path.map((k) => `.${JSON.stringify(k)}`).join('')}`)})`;
  return `(CASE WHEN ${there} THEN json_merge_patch(${bag}, ${nested(path, "'null'")}) ELSE ${bag} END)`;
}

const definitions: readonly FunctionDefinition[] = [
  defineScalar({
    signature: 'bag_merge(first: dynamic, second: dynamic, ...more: dynamic): dynamic',
    about: 'One property bag of several; of a key that comes again the first value stays.',
    source: 'https://learn.microsoft.com/kusto/query/bag-merge-function',
    sql: {
      duckdb: (bags) => {
        const all = (macro: string): string =>
          `flatten([${bags.map((b) => `coalesce(${macro}(${b}), [])`).join(', ')}])`;
        const any = bags.map((b) => `json_type(${b}) = 'OBJECT'`).join(' OR ');
        return `CASE WHEN ${any} THEN k_bag(${all('k_keys')}, ${all('k_values')}) END`;
      },
    },
    examples: [
      {
        query:
          'print a = bag_merge(dynamic({"a": 1, "b": {"x": 1}}), dynamic({"b": {"y": 2}, "c": null})), b = bag_merge(dynamic({"k": 1}), dynamic(null)), c = bag_merge(dynamic(null), parse_json("[1]"))',
        rows: [[{ a: 1, b: { x: 1 }, c: null }, { k: 1 }, null]],
      },
    ],
  }),
  defineScalar({
    signature: 'bag_keys(bag: dynamic): dynamic',
    about: 'The keys of a property bag; null for anything else.',
    source: 'https://learn.microsoft.com/kusto/query/bag-keys-function',
    sql: { duckdb: ([bag]) => `to_json(k_keys(${bag}))` },
    examples: [
      {
        query:
          'print a = bag_keys(dynamic({"b": 1, "a": {"c": 2}})), b = bag_keys(parse_json("[1]")), c = bag_keys(dynamic({}))',
        rows: [[['b', 'a'], null, []]],
      },
    ],
  }),
  defineScalar({
    signature: 'bag_has_key(bag: dynamic, key: string): bool',
    about: 'Whether a property bag has a key, or a path that begins with `$`.',
    source: 'https://learn.microsoft.com/kusto/query/bag-has-key-function',
    sql: {
      duckdb: ([bag, key = '']) =>
        `CASE WHEN json_type(${bag}) = 'OBJECT' THEN json_exists(${bag}, ${path(key)}) END`,
    },
    examples: [
      {
        query:
          'let b = dynamic({"k": 1, "n": {"p": [5]}}); print a = bag_has_key(b, "k"), b = bag_has_key(b, "p"), c = bag_has_key(b, "$.n.p[0]")',
        rows: [[true, false, true]],
      },
    ],
  }),
  defineScalar({
    signature: 'bag_remove_keys(bag: dynamic, keys: dynamic): dynamic',
    about: 'A property bag without some keys.',
    source: 'https://learn.microsoft.com/kusto/query/bag-remove-keys-function',
    sql: {
      duckdb: ([bag, keys], call) => {
        const given = call.args[1];
        const items = given?.kind === 'literal' ? (arrayItems(given) ?? []) : [];
        const paths = items
          .flatMap((x) => [steps(String(x.value)) ?? []])
          .filter((p) => p.length > 0);
        const flat = `k_bag_without(${bag}, list_transform(k_list(${keys}), lambda k: k_dynamic_text(k)))`;
        return paths.reduce((sql, p) => once('k_b', sql, without('k_b', p)), flat);
      },
    },
    examples: [
      {
        query:
          'print a = bag_remove_keys(dynamic({"a": 1, "b": {"x": null}, "c": 3}), dynamic(["a", "c", "z"])), b = bag_remove_keys(parse_json("[1]"), dynamic(["a"]))',
        rows: [[{ b: { x: null } }, null]],
      },
      {
        query:
          'print a = bag_remove_keys(dynamic({"a": 1, "b": {"x": 1, "y": 2}, "c": [1]}), dynamic(["$.b.x", "$.z.z", "c"]))',
        rows: [[{ a: 1, b: { y: 2 } }]],
      },
    ],
  }),
  defineScalar({
    signature: 'bag_set_key(bag: dynamic, key: string, value: any): dynamic',
    about: 'A property bag with a key set to a value.',
    source: 'https://learn.microsoft.com/kusto/query/bag-set-key-function',
    sql: {
      duckdb: ([bag, key = ''], call) => {
        const value = call.args[2];
        if (!value) return call.refuse('needs a value');
        const name = call.args[1];
        const path = name?.kind === 'literal' ? steps(String(name.value)) : null;
        if (path) {
          const set = `json_merge_patch(${without('k_b', path)}, ${nested(path, `coalesce(${call.as(value, 'dynamic')}, 'null'::JSON)`)})`;
          return once('k_b', bag ?? '', `CASE WHEN json_type(k_b) = 'OBJECT' THEN ${set} END`);
        }
        return `CASE WHEN json_type(${bag}) = 'OBJECT' THEN k_bag(list_prepend(${key}, k_keys(${bag})), list_prepend(${call.as(value, 'dynamic')}, k_values(${bag}))) END`;
      },
    },
    examples: [
      {
        query: 'print a = bag_set_key(dynamic({"a": 1, "b": 2}), "b", "x")',
        rows: [[{ b: 'x', a: 1 }]],
      },
      {
        query:
          'print a = bag_set_key(dynamic({"a": 1, "b": {"x": 1, "y": 2}}), "$.b.x", "z"), b = bag_set_key(dynamic({"a": 1}), "$.b.x", 2)',
        rows: [
          [
            { a: 1, b: { x: 'z', y: 2 } },
            { a: 1, b: { x: 2 } },
          ],
        ],
      },
    ],
  }),
  defineScalar({
    signature: 'bag_zip(keys: dynamic, values: dynamic): dynamic',
    about:
      'A property bag of the keys of one array and the values of another; null where there are fewer values. Keys that are no texts are left out.',
    source: 'https://learn.microsoft.com/kusto/query/bag-zip-function',
    sql: {
      duckdb: ([keys, values]) => `k_bag_zip(${keys}, ${values})`,
    },
    examples: [
      {
        query:
          'print a = bag_zip(dynamic(["a", 8, "b", "c"]), dynamic([1, 2, "x"])), b = bag_zip(dynamic(["a"]), dynamic(1)), c = bag_zip(dynamic("a"), dynamic([1]))',
        rows: [[{ a: 1, b: 'x', c: null }, { a: null }, null]],
      },
    ],
  }),
];

export default definitions;
