import type { KustoType } from '../../base/index.ts';
import {
  type CallFacts,
  type CallSql,
  defineScalar,
  type FunctionDefinition,
  type ScalarFunction,
  type Spelling,
} from '../define.ts';
import type { Literal, Scalar, TimeAndTicks } from '../tree/nodes.ts';
import { cast, literal, ticksBelow, timeLiteral } from '../tree/scalar.ts';
import { commonType, isNumber } from '../tree/types.ts';

const source = 'https://learn.microsoft.com/kusto/query/numerical-operators';

type Pair = readonly [left: Scalar, right: Scalar];

function resultType(operator: string, left: KustoType, right: KustoType): KustoType {
  const times = [left, right].filter((t) => t === 'datetime' || t === 'timespan');
  if (times.length === 0) {
    const wide = (t: KustoType): KustoType => (isNumber(t) && t !== 'int' ? t : 'long');
    return commonType([wide(left), wide(right)]);
  }
  if (left === 'datetime' && (right === 'datetime' || operator === '%')) return 'timespan';
  if (times.includes('datetime')) return 'datetime';
  return left === 'timespan' && right === 'timespan' && operator === '/' ? 'real' : 'timespan';
}

/** A dynamic side becomes what the other side asks for; text is read as a number. */
function numeric(args: readonly Scalar[], operator: string, bound: KustoType | null): Pair {
  const [left, right] = args;
  if (!left || !right) throw new Error('arithmetic needs two values');
  return [
    asNumeric(left, right.type, operator, bound),
    asNumeric(right, left.type, operator, bound),
  ];
}

function asNumeric(x: Scalar, other: KustoType, operator: string, bound: KustoType | null): Scalar {
  if (x.type === 'bool') return cast(x, 'long');
  if (x.type === 'string') return cast(x, 'real');
  if (x.type !== 'dynamic') return x;
  const scales = operator === '*' || operator === '/';
  if (other === 'timespan') return cast(x, scales ? 'real' : 'timespan');
  if (other === 'dynamic') return cast(x, bound && isNumber(bound) ? bound : 'real');
  return cast(x, isNumber(other) || other === 'datetime' ? other : 'real');
}

function returns(operator: string) {
  return (args: readonly Scalar[], { bound }: CallFacts): KustoType => {
    const [left, right] = numeric(args, operator, bound);
    return resultType(operator, left.type, right.type);
  };
}

const [firstTick, lastTick] = [-621_355_968_000_000_000n, 2_534_023_007_999_999_999n];

/** A time so many ticks on; null before the year 1 and after 9999. */
function moved({ value, below = 0n }: Literal, ticks: bigint): Literal {
  const to = typeof value === 'bigint' ? value * 10n + below + ticks : null;
  if (to === null || to < firstTick || to > lastTick) return literal('datetime', null);
  return timeLiteral(to);
}

/** Times of constants are worked out here, so that filters on a time column stay plain. */
function constantTime(operator: '+' | '-', args: readonly Scalar[]): Scalar | undefined {
  const [left, right] = args;
  if (left?.kind !== 'literal' || right?.kind !== 'literal') return undefined;
  if (typeof left.value !== 'bigint' || typeof right.value !== 'bigint') return undefined;
  const sign = operator === '+' ? 1n : -1n;
  if (left.type === 'datetime' && right.type === 'timespan') return moved(left, sign * right.value);
  if (left.type === 'timespan' && right.type === 'datetime' && operator === '+')
    return moved(right, left.value);
  if (left.type === 'timespan' && right.type === 'timespan')
    return literal('timespan', left.value + sign * right.value);
  return undefined;
}

/** A time that is moved twice is moved once, by both: `endofday(t) + 1tick` begins the next day. */
function movedOnce(operator: '+' | '-', args: readonly Scalar[]): Scalar | undefined {
  const [time] = args;
  const once = time?.kind === 'call' ? time.fn.moves?.(time.args) : undefined;
  const more = movedBy(args, operator === '+' ? 1n : -1n);
  return once && more && addTime(once.time, literal('timespan', once.ticks + more.ticks));
}

/** A time moved by a constant timespan. */
function movedBy([time, by]: readonly Scalar[], sign: bigint): TimeAndTicks | undefined {
  const constant = by?.kind === 'literal' && by.type === 'timespan' && typeof by.value === 'bigint';
  return time?.type === 'datetime' && constant && typeof by.value === 'bigint'
    ? { time, ticks: sign * by.value }
    : undefined;
}

const plus = (ticks: bigint): string =>
  ticks === 0n ? '' : ticks > 0n ? ` + ${ticks}` : ` - ${-ticks}`;

function timeSql(operator: string, [left, right]: Pair, call: CallSql): string | null {
  const [a, b] = [call.raw(left), call.raw(right)];
  if (left.type === 'datetime' && right.type === 'datetime')
    return `((epoch_us(${a}) - epoch_us(${b})) * 10${plus(ticksBelow(left) - ticksBelow(right))})`;
  if (left.type === 'datetime')
    return `k_plus(${a}, ${operator === '+' ? b : `-${b}`}${plus(ticksBelow(left))})`;
  if (right.type === 'datetime') return `k_plus(${b}, ${a}${plus(ticksBelow(right))})`;
  return null;
}

const plusMinus =
  (operator: '+' | '-'): Spelling =>
  (_, call) => {
    const pair = numeric(call.args, operator, call.type);
    return timeSql(operator, pair, call) ?? plain(operator, pair, call);
  };

function plain(operator: string, [left, right]: Pair, call: CallSql): string {
  const number = call.type === 'timespan' ? null : call.type;
  const [a, b] = number
    ? [call.as(left, number), call.as(right, number)]
    : [call.raw(left), call.raw(right)];
  const wraps =
    call.arithmetic === 'wrapping' && (call.type === 'long' || call.type === 'timespan');
  return wraps ? `k_wrap(${a}::HUGEINT ${operator} ${b}::HUGEINT)` : `(${a} ${operator} ${b})`;
}

const times: Spelling = (_, call) => {
  const pair = numeric(call.args, '*', call.type);
  const sql = plain('*', pair, call);
  return call.type === 'timespan' && pair.some((x) => x.type === 'real' || x.type === 'decimal')
    ? `CAST((${call.raw(pair[0])} * ${call.raw(pair[1])}) AS BIGINT)`
    : sql;
};

const divided: Spelling = (_, call) => {
  const [left, right] = numeric(call.args, '/', call.type);
  const [a, b] = [call.raw(left), call.raw(right)];
  if (call.type === 'real') {
    const real = `(${call.as(left, 'real')} / ${call.as(right, 'real')})`;
    return left.type === 'timespan' ? `(CAST(${a} AS DOUBLE) / nullif(${b}, 0))` : real;
  }
  if (call.type === 'decimal')
    return `CAST((${call.as(left, 'decimal')} / nullif(${call.as(right, 'decimal')}, 0)) AS DECIMAL(38,10))`;
  if (right.type === 'real' || right.type === 'decimal')
    return `CAST((${a} / nullif(${b}, 0)) AS BIGINT)`;
  return `(${a} // nullif(${b}, 0))`;
};

const modulo: Spelling = (_, call) => {
  const [left, right] = numeric(call.args, '%', call.type);
  if (left.type === 'datetime')
    return `k_mod(k_ticks(${call.raw(left)}), ${call.as(right, 'timespan')})`;
  const type = call.type === 'timespan' ? null : call.type;
  return `k_mod(${type ? call.as(left, type) : call.raw(left)}, ${type ? call.as(right, type) : call.raw(right)})`;
};

const add: ScalarFunction = defineScalar({
  signature: '+(left: any, right: any)',
  about: 'The sum of two numbers, or a time moved by a timespan.',
  source,
  syntax: ['AddExpression'],
  returns: returns('+'),
  nullable: 'as-arguments',
  lower: (args) => constantTime('+', args) ?? movedOnce('+', args),
  moves: (args) => movedBy(args, 1n),
  sql: { duckdb: plusMinus('+') },
  examples: [
    {
      query: 'print a = 1 + 2, b = 1 + 0.5, c = datetime(2024-01-01) + 1h, d = 1h + 30m',
      columns: ['a:long', 'b:real', 'c:datetime', 'd:timespan'],
      rows: [[3, 1.5, '2024-01-01T01:00:00.0000000Z', '01:30:00']],
    },
  ],
});

const subtract: ScalarFunction = defineScalar({
  signature: '-(left: any, right: any)',
  about: 'The difference of two numbers or times.',
  source,
  syntax: ['SubtractExpression'],
  returns: returns('-'),
  nullable: 'as-arguments',
  lower: (args) => constantTime('-', args) ?? movedOnce('-', args),
  moves: (args) => movedBy(args, -1n),
  sql: { duckdb: plusMinus('-') },
  examples: [
    {
      query:
        'print a = 1 - 2, b = datetime(2024-01-02) - datetime(2024-01-01), c = datetime(2024-01-02) - 1d',
      rows: [[-1, '1.00:00:00', '2024-01-01T00:00:00.0000000Z']],
    },
  ],
});

/** A time and a timespan added, as an expression. */
export function addTime(time: Scalar, span: Scalar): Scalar {
  return (
    constantTime('+', [time, span]) ??
    movedOnce('+', [time, span]) ?? {
      kind: 'call',
      fn: add,
      args: [time, span],
      type: 'datetime',
      nullable: true,
    }
  );
}

/** A timespan taken from a time, as an expression. */
export function subtractTime(time: Scalar, span: Scalar): Scalar {
  return (
    constantTime('-', [time, span]) ??
    movedOnce('-', [time, span]) ?? {
      kind: 'call',
      fn: subtract,
      args: [time, span],
      type: 'datetime',
      nullable: true,
    }
  );
}

function negated(x: Scalar | undefined): Scalar | undefined {
  if (x?.kind !== 'literal') return undefined;
  if (typeof x.value === 'bigint') return literal(x.type, -x.value);
  return typeof x.value === 'number' ? literal(x.type, -x.value) : undefined;
}

const definitions: readonly FunctionDefinition[] = [
  add,
  subtract,
  defineScalar({
    signature: '*(left: any, right: any)',
    about: 'The product of two numbers, or of a number and a timespan.',
    source,
    syntax: ['MultiplyExpression'],
    returns: returns('*'),
    nullable: 'as-arguments',
    sql: { duckdb: times },
    examples: [{ query: 'print a = 2 * 3, b = 2 * 1.5, c = 2 * 1h', rows: [[6, 3, '02:00:00']] }],
  }),
  defineScalar({
    signature: '/(left: any, right: any)',
    about: 'The quotient: whole for whole numbers, null where those are divided by 0.',
    source,
    syntax: ['DivideExpression'],
    returns: returns('/'),
    sql: { duckdb: divided },
    examples: [
      {
        query: 'print a = 7 / 2, b = 7.0 / 2, c = 1 / 0, d = 3h / 2h, e = 3h / 2',
        rows: [[3, 3.5, null, 1.5, '01:30:00']],
      },
    ],
  }),
  defineScalar({
    signature: '%(left: any, right: any)',
    about: 'The rest of a division, never below 0.',
    source,
    syntax: ['ModuloExpression'],
    returns: returns('%'),
    sql: { duckdb: modulo },
    examples: [
      { query: 'print a = 7 % 3, b = -7 % 3, c = 7 % 0', rows: [[1, 2, null]] },
      {
        query: 'print a = datetime(2024-01-15 14:45:30) % 12h, b = 25h % 1d',
        columns: ['a:timespan', 'b:timespan'],
        rows: [['02:45:30', '01:00:00']],
      },
    ],
  }),
  defineScalar({
    signature: 'minus(value: any)',
    about: 'The value with the other sign.',
    source,
    syntax: ['UnaryMinusExpression'],
    returns: ([x]) =>
      x?.type === 'int'
        ? 'long'
        : isNumber(x?.type ?? 'real') || x?.type === 'timespan'
          ? (x?.type ?? 'real')
          : 'real',
    nullable: 'as-arguments',
    lower: ([x]) => negated(x),
    sql: {
      duckdb: (_, call) => {
        const [x] = call.args;
        if (!x) return call.refuse('needs a value');
        return `(-${call.as(x, call.type)})`;
      },
    },
    examples: [
      {
        query: 'datatable(a:long)[5] | project b = -a, c = -1h, d = -2.5',
        rows: [[-5, '-01:00:00', -2.5]],
      },
    ],
  }),
];

export default definitions;
