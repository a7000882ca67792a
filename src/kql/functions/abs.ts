import type { KustoType } from '../../base/index.ts';
import { defineScalar, type FunctionDefinition } from '../define.ts';
import { commonType, isNumber } from '../tree/types.ts';

const page = (name: string): string => `https://learn.microsoft.com/kusto/query/${name}-function`;

const finite = [
  ['exp', 'e to the power of a number', (x: string) => `exp(${x})`, 0, 1],
  ['exp2', '2 to the power of a number', (x: string) => `pow(2, ${x})`, 3, 8],
  ['exp10', '10 to the power of a number', (x: string) => `pow(10, ${x})`, 2, 100],
  ['atan', 'The angle whose tangent a number is', (x: string) => `atan(${x})`, 0, 0],
  ['degrees', 'An angle in degrees, given in radians', (x: string) => `degrees(${x})`, 0, 0],
  ['radians', 'An angle in radians, given in degrees', (x: string) => `radians(${x})`, 0, 0],
] as const;

/** Functions that DuckDB fails on outside their domain, where Kusto gives NaN or an infinity. */
const guarded = [
  ['sqrt', 'The square root', 'k_sqrt', 4, 2],
  ['log', 'The natural logarithm', 'k_log', 1, 0],
  ['log2', 'The logarithm to base 2', 'k_log2', 8, 3],
  ['log10', 'The logarithm to base 10', 'k_log10', 1000, 3],
  ['sin', 'The sine of an angle in radians', 'k_sin', 0, 0],
  ['cos', 'The cosine of an angle in radians', 'k_cos', 0, 1],
  ['tan', 'The tangent of an angle in radians', 'k_tan', 0, 0],
  ['asin', 'The angle whose sine a number is', 'k_asin', 0, 0],
  ['acos', 'The angle whose cosine a number is', 'k_acos', 1, 0],
  ['cot', 'The cotangent of an angle in radians', 'k_cot', '1.0 / 0', 'NaN'],
  ['gamma', 'The gamma function', 'k_gamma', 5, 24],
  ['loggamma', 'The logarithm of the size of the gamma function', 'k_loggamma', 1, 0],
] as const;

const tests = [
  ['isnan', 'is not a number (NaN)', [false, true, false]],
  ['isinf', 'is infinite', [false, false, true]],
  ['isfinite', 'is neither infinite nor NaN', [true, false, false]],
] as const;

const same = (type: KustoType | undefined): KustoType =>
  type && (isNumber(type) || type === 'timespan') ? type : 'real';

const definitions: readonly FunctionDefinition[] = [
  defineScalar({
    signature: 'abs(value: any)',
    about: 'The size of a number or timespan, without its sign.',
    source: page('abs'),
    returns: ([x]) => (x?.type === 'int' ? 'long' : same(x?.type)),
    nullable: 'as-arguments',
    sql: {
      duckdb: (_, call) => {
        const [x] = call.args;
        if (!x) return call.refuse('needs a value');
        const wraps =
          call.arithmetic === 'wrapping' && call.type !== 'real' && call.type !== 'decimal';
        return wraps
          ? `k_wrap(abs(${call.as(x, call.type)}::HUGEINT))`
          : `abs(${call.as(x, call.type)})`;
      },
    },
    examples: [
      {
        query: 'print a = abs(-5), b = abs(-2.5), c = abs(-1h), d = abs(long(null))',
        columns: ['a:long', 'b:real', 'c:timespan', 'd:long'],
        rows: [[5, 2.5, '01:00:00', null]],
      },
    ],
  }),
  defineScalar({
    signature: 'ceiling(value: number)',
    about: 'The least whole number that is not below a number.',
    source: page('ceiling'),
    returns: ([x]) => same(x?.type),
    nullable: 'as-arguments',
    sql: {
      duckdb: (_, call) => {
        const [x] = call.args;
        if (!x) return call.refuse('needs a value');
        const whole = call.type === 'int' || call.type === 'long';
        return whole ? call.as(x, call.type) : `ceil(${call.as(x, call.type)})`;
      },
    },
    examples: [
      {
        query: 'print a = ceiling(-1.1), b = ceiling(0), c = ceiling(0.9)',
        columns: ['a:real', 'b:long', 'c:real'],
        rows: [[-1, 0, 1]],
      },
    ],
  }),
  defineScalar({
    signature: 'round(value: number, precision?: long)',
    about: 'A number rounded to so many digits after the point, halves away from 0.',
    source: page('round'),
    returns: ([x]) => (x?.type === 'decimal' ? 'decimal' : 'real'),
    nullable: 'as-arguments',
    sql: {
      duckdb: ([, precision = '0'], call) => {
        const [x] = call.args;
        if (!x) return call.refuse('needs a value');
        const rounded = `round(${call.as(x, call.type)}, CAST(least(greatest(${precision}, -300), 300) AS INTEGER))`;
        return call.type === 'decimal' ? `CAST(${rounded} AS DECIMAL(38,10))` : rounded;
      },
    },
    examples: [
      {
        query:
          'print a = round(2.5), b = round(-2.567, 2), c = round(1234.5, -2), d = round(real(null))',
        columns: ['a:real', 'b:real', 'c:real', 'd:real'],
        rows: [[3, -2.57, 1200, null]],
      },
    ],
  }),
  defineScalar({
    signature: 'sign(value: number): real',
    about: '-1, 0 or 1, as a number is below, at or above 0.',
    source: page('sign'),
    nullable: 'as-arguments',
    sql: { duckdb: ([x]) => `CAST(sign(${x}) AS DOUBLE)` },
    examples: [{ query: 'print a = sign(-4.2), b = sign(0), c = sign(7)', rows: [[-1, 0, 1]] }],
  }),
  defineScalar({
    signature: 'pow(base: real, exponent: real): real',
    about: 'A number to the power of another.',
    source: page('pow'),
    nullable: 'as-arguments',
    sql: { duckdb: ([base, exponent]) => `pow(${base}, ${exponent})` },
    examples: [
      {
        query: 'print a = pow(2, 10), b = pow(2, -1), c = isnan(pow(-8, 1.0 / 3))',
        columns: ['a:real', 'b:real', 'c:bool'],
        rows: [[1024, 0.5, true]],
      },
    ],
  }),
  defineScalar({
    signature: 'atan2(y: real, x: real): real',
    about: 'The angle between the x axis and the line to a point, in radians.',
    source: page('atan2'),
    nullable: 'as-arguments',
    sql: { duckdb: ([y, x]) => `atan2(${y}, ${x})` },
    examples: [{ query: 'print a = round(atan2(1, 1), 6)', rows: [[0.785398]] }],
  }),
  defineScalar({
    signature: 'pi(): real',
    about: 'The number pi.',
    source: page('pi'),
    nullable: 'never',
    sql: { duckdb: () => 'pi()' },
    examples: [{ query: 'print a = round(pi(), 1)', rows: [[3.1]] }],
  }),
  ...finite.map(([name, about, spell, x, result]) =>
    defineScalar({
      signature: `${name}(value: real): real`,
      about: `${about}.`,
      source: page(name),
      nullable: 'as-arguments',
      sql: { duckdb: ([value = '']) => spell(value) },
      examples: [
        {
          query: `print a = ${name}(${x}), b = ${name}(real(null))`,
          columns: ['a:real', 'b:real'],
          rows: [[result, null]],
        },
      ],
    }),
  ),
  ...guarded.map(([name, about, macro, x, result]) =>
    defineScalar({
      signature: `${name}(value: real): real`,
      about: `${about}; NaN outside its domain.`,
      source: page(name),
      sql: { duckdb: ([value]) => `(${macro}(${value}))` },
      examples: [
        {
          query: `print a = ${typeof result === 'string' ? `tostring(${name}(${x}))` : `${name}(${x})`}, b = ${name}(real(null))`,
          rows: [[result, null]],
        },
      ],
    }),
  ),
  ...tests.map(([name, words, results]) =>
    defineScalar({
      signature: `${name}(value: real): bool`,
      about: `Whether a number ${words}; null is neither.`,
      source: page(name),
      nullable: 'never',
      sql: { duckdb: ([value]) => `coalesce(${name}(${value}), false)` },
      examples: [
        {
          query: `print a = ${name}(1.5), b = ${name}(real(nan)), c = ${name}(1.0 / 0)`,
          rows: [results],
        },
      ],
    }),
  ),
  ...(['min', 'max'] as const).map((end) =>
    defineScalar({
      signature: `${end}_of(first: any, second: any, ...more: any)`,
      about: `The ${end === 'min' ? 'least' : 'greatest'} of the arguments; nulls do not count.`,
      source: page(`${end}-of`),
      returns: (args, { bound }) => bound ?? commonType(args.map((x) => x.type)),
      sql: {
        duckdb: (_, call) =>
          `${end === 'min' ? 'least' : 'greatest'}(${call.args.map((x) => call.as(x, call.type)).join(', ')})`,
      },
      examples: [
        {
          query: `print a = ${end}_of(10, 1, -3, 17), b = ${end}_of(1, 2.5), c = ${end}_of(5, long(null)), d = ${end}_of(1h, 2h)`,
          columns: ['a:long', 'b:real', 'c:long', 'd:timespan'],
          rows: [end === 'min' ? [-3, 1, 5, '01:00:00'] : [17, 2.5, 5, '02:00:00']],
        },
      ],
    }),
  ),
];

export default definitions;
