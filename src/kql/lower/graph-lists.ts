import type { KustoType } from '../../base/index.ts';
import { defineScalar, type ScalarFunction } from '../define.ts';
import type { Scalar } from '../tree/nodes.ts';

const source = 'https://learn.microsoft.com/kusto/query/graph-match-operator';
const example = {
  query:
    'datatable(a:string, b:string)["x","y", "y","z"] | make-graph a --> b with_node_id=n | graph-match (p)-[e*2..2]->(q) project l = map(e, b), m = any(e, b == "z"), n = all(e, b == "z"), o = node_degree_in(p)',
  rows: [[['y', 'z'], true, false, 0]],
} as const;

function listFunction(
  signature: string,
  about: string,
  spell: (args: readonly string[]) => string,
): ScalarFunction {
  return defineScalar({
    signature,
    about,
    source,
    nullable: 'never',
    returns: () => 'dynamic',
    sql: { duckdb: (_, call) => spell(call.args.map((a) => call.raw(a))) },
    examples: [example],
  });
}

const array = listFunction(
  '$array(list: any)',
  'A list as an array.',
  ([l]) => `to_json(list_transform(${l}, lambda x: coalesce(x, 'null'::JSON)))`,
);
const some = listFunction(
  '$some(list: any)',
  'Whether any of a list is true.',
  ([l]) => `list_contains(${l}, true)`,
);
const every = listFunction(
  '$every(list: any)',
  'Whether all of a list are true.',
  ([l]) => `(len(${l}) = len(list_filter(${l}, lambda x: x)))`,
);
const within = listFunction(
  '$within(value: any, list: any)',
  'Whether a list has a value.',
  ([v, l]) => `list_contains(${l}, ${v})`,
);
const without = listFunction(
  '$without(value: any, list: any)',
  'Whether a list lacks a value.',
  ([v, l]) => `(NOT list_contains(${l}, ${v}))`,
);
const disjoint = listFunction(
  '$apart(one: any, other: any)',
  'Whether two lists share nothing.',
  ([a, b]) => `(NOT list_has_any(${a}, ${b}))`,
);
const backwards = listFunction(
  '$backwards(list: any)',
  'A list from its end.',
  ([l]) => `list_reverse(${l})`,
);
const zeroed = listFunction(
  '$zeroed(count: any)',
  'A count, 0 where there is none.',
  ([n]) => `coalesce(${n}, 0)`,
);

const length = listFunction('$length(list: any)', 'How long a list is.', ([l]) => `len(${l})`);
const sum = listFunction(
  '$sum(...numbers: any)',
  'Numbers added up.',
  (numbers) => `(${numbers.join(' + ')})`,
);

function called(fn: ScalarFunction, args: readonly Scalar[], type: KustoType): Scalar {
  return { kind: 'call', fn, args, type, nullable: false };
}

/** A list of JSON values as an array. */
export function asArray(list: Scalar): Scalar {
  return called(array, [list], 'dynamic');
}

export function anyTrue(list: Scalar): Scalar {
  return called(some, [list], 'bool');
}

export function allTrue(list: Scalar): Scalar {
  return called(every, [list], 'bool');
}

/** Whether a list has a value, or lacks it. */
export function inList(value: Scalar, list: Scalar, has: boolean): Scalar {
  return called(has ? within : without, [value, list], 'bool');
}

/** Whether two lists share nothing. */
export function apart(one: Scalar, other: Scalar): Scalar {
  return called(disjoint, [one, other], 'bool');
}

export function reversedList(list: Scalar): Scalar {
  return called(backwards, [list], 'dynamic');
}

export function orZero(count: Scalar): Scalar {
  return called(zeroed, [count], 'long');
}

export function lengthOf(list: Scalar): Scalar {
  return called(length, [list], 'long');
}

export function sumOf(numbers: readonly Scalar[]): Scalar {
  return called(sum, numbers, 'long');
}
