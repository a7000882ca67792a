import type { KustoType } from '../../base/index.ts';
import {
  defineScalar,
  type FunctionDefinition,
  type ScalarFunction,
  type Spelling,
} from '../define.ts';
import { alike } from '../tree/alike.ts';
import type { Scalar } from '../tree/nodes.ts';
import { type Order, ofMicros, plainTime } from '../tree/plain-time.ts';
import { cast, comparedBelow } from '../tree/scalar.ts';

const source = 'https://learn.microsoft.com/kusto/query/datatypes-string-operators';

const notEmpty = (x: Scalar): boolean =>
  x.kind === 'literal' && typeof x.value === 'string' && x.value !== '';

/** How values of a type compare, where it is not by the type itself. */
const comparedAs: Partial<Record<KustoType, (sql: string) => string>> = {
  dynamic: (sql) => `CAST(${sql} AS VARCHAR)`,
};

const equal: Spelling = (_, call) => {
  const [l, r] = [call.args[0], call.args[1]];
  if (!l || !r) return call.refuse('needs two values');
  const [left, right] = alike(l, r);
  if (left.type === 'string') {
    const fast = call.filter && (notEmpty(left) || notEmpty(right));
    return fast
      ? `(${call.raw(left)} = ${call.raw(right)})`
      : `(${call.as(left, 'string')} = ${call.as(right, 'string')})`;
  }
  const spell = comparedAs[left.type] ?? ((sql: string): string => sql);
  const [a, b] = [spell(call.raw(left)), spell(call.raw(right))];
  if (left.type === 'real') return realEqual(a, b, left, right, call.filter);
  if (comparedBelow(left, right) !== 0)
    return left.nullable && right.nullable
      ? `(CASE WHEN ${a} IS NULL AND ${b} IS NULL THEN NULL ELSE false END)`
      : 'false';
  if (call.filter || !(left.nullable || right.nullable)) return `(${a} = ${b})`;
  if (!(left.nullable && right.nullable)) return `(${a} IS NOT DISTINCT FROM ${b})`;
  return `(CASE WHEN ${a} IS NULL AND ${b} IS NULL THEN NULL ELSE ${a} IS NOT DISTINCT FROM ${b} END)`;
};

/** NaN, which DuckDB calls equal to itself, equals nothing. */
function realEqual(a: string, b: string, left: Scalar, right: Scalar, filter: boolean): string {
  const isNumber = (x: Scalar): boolean => x.kind === 'literal' && !Number.isNaN(x.value);
  const constant = isNumber(left) || isNumber(right);
  const same = constant ? `${a} = ${b}` : `${a} = ${b} AND NOT isnan(${a})`;
  if (filter || !(left.nullable || right.nullable)) return `(${same})`;
  if (!(left.nullable && right.nullable)) return `coalesce(${same}, false)`;
  return `(CASE WHEN ${a} IS NULL AND ${b} IS NULL THEN NULL ELSE coalesce(${same}, false) END)`;
}

const unequal: Spelling = (args, call) => {
  const [l, r] = [call.args[0], call.args[1]];
  if (!l || !r) return call.refuse('needs two values');
  const [left, right] = alike(l, r);
  if (left.type === 'string') return `(${call.as(left, 'string')} <> ${call.as(right, 'string')})`;
  const exact = equal(args, { ...call, filter: false });
  if (left.type === 'real' || comparedBelow(left, right) !== 0) return `(NOT ${exact})`;
  const spell = comparedAs[left.type] ?? ((sql: string): string => sql);
  const [a, b] = [spell(call.raw(left)), spell(call.raw(right))];
  if (!(left.nullable || right.nullable)) return `(${a} <> ${b})`;
  const differs = `(${a} IS DISTINCT FROM ${b})`;
  return call.filter || !(left.nullable && right.nullable) ? differs : `(NOT ${exact})`;
};

const order =
  (operator: Order): Spelling =>
  (_, call) => {
    const [l, r] = [call.args[0], call.args[1]];
    if (!l || !r) return call.refuse('needs two values');
    const both = l.type === 'dynamic' && r.type === 'dynamic';
    const [left, right] = both ? [cast(l, 'real'), cast(r, 'real')] : alike(l, r);
    const spelled = ofMicros(operator, left, right);
    return `(${call.as(left, left.type)} ${spelled} ${call.as(right, right.type)})`;
  };

/** A comparison of a moved or rounded time, as one of the time itself. */
function plainly(operator: Order, left: Scalar, right: Scalar): Scalar | undefined {
  const plain = plainTime(operator, left, right);
  const fn = definitions.find((d) => d.kind === 'scalar' && d.name === plain?.order);
  if (!plain || fn?.kind !== 'scalar') return undefined;
  const { time, bound } = plain;
  return { kind: 'call', fn, args: [time, bound], type: 'bool', nullable: time.nullable };
}

const tilde =
  (operator: string): Spelling =>
  (_, call) => {
    const [a, b] = call.args.map((x) =>
      x.kind === 'literal' && typeof x.value === 'string'
        ? call.as({ ...x, value: x.value.toLowerCase() }, 'string')
        : `lower(${call.as(x, 'string')})`,
    );
    return `(${a} ${operator} ${b})`;
  };

const definitions: readonly FunctionDefinition[] = [
  defineScalar({
    signature: '==(left: any, right: any): bool',
    about: 'Whether two values are equal; one null makes it false, two make it null.',
    source,
    syntax: ['EqualExpression'],
    nullable: 'as-arguments',
    sql: { duckdb: equal },
    examples: [
      {
        query: 'print a = 1 == 1, b = "a" == "A", c = 1 == long(null), d = long(null) == int(null)',
        rows: [[true, false, false, null]],
      },
      { query: 'print d = dynamic({"a": 1}) | where d.a == 1 | count', rows: [[1]] },
    ],
  }),
  defineScalar({
    signature: '!=(left: any, right: any): bool',
    about: 'Whether two values differ; one null makes it true, two make it null.',
    source,
    syntax: ['NotEqualExpression'],
    nullable: 'as-arguments',
    sql: { duckdb: unequal },
    examples: [
      {
        query:
          'print a = 1 != 1, b = "a" != "A", c = 1 != long(null), d = long(null) != long(null)',
        rows: [[false, true, true, null]],
      },
    ],
  }),
  ...(
    [
      ['<', 'LessThanExpression', 'is less than', false],
      ['<=', 'LessThanOrEqualExpression', 'is at most', false],
      ['>', 'GreaterThanExpression', 'is greater than', true],
      ['>=', 'GreaterThanOrEqualExpression', 'is at least', true],
    ] as const
  ).map(
    ([operator, syntax, words, result]): ScalarFunction =>
      defineScalar({
        signature: `${operator}(left: any, right: any): bool`,
        about: `Whether the left value ${words} the right one; null where one is null.`,
        source: 'https://learn.microsoft.com/kusto/query/numerical-operators',
        syntax: [syntax],
        nullable: 'as-arguments',
        lower: ([left, right]) => left && right && plainly(operator, left, right),
        sql: { duckdb: order(operator) },
        examples: [
          {
            query: `print a = 3 ${operator} 2, b = 2h ${operator} 1h, c = 1 ${operator} long(null)`,
            rows: [[result, result, null]],
          },
        ],
      }),
  ),
  defineScalar({
    signature: '=~(left: string, right: string): bool',
    about: 'Whether two texts are equal, case ignored.',
    source,
    syntax: ['EqualTildeExpression'],
    nullable: 'never',
    sql: { duckdb: tilde('=') },
    examples: [{ query: 'print a = "ABC" =~ "abc", b = "a" =~ "b"', rows: [[true, false]] }],
  }),
  defineScalar({
    signature: '!~(left: string, right: string): bool',
    about: 'Whether two texts differ, case ignored.',
    source,
    syntax: ['BangTildeExpression'],
    nullable: 'never',
    sql: { duckdb: tilde('<>') },
    examples: [{ query: 'print a = "ABC" !~ "abc", b = "a" !~ "b"', rows: [[false, true]] }],
  }),
];

export default definitions;
