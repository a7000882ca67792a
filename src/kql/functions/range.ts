import type { KustoType } from '../../base/index.ts';
import { type CallSql, defineScalar, type FunctionDefinition } from '../define.ts';
import type { Scalar } from '../tree/nodes.ts';
import { literal } from '../tree/scalar.ts';

/** Kusto's own limit. */
const most = 1_048_576;

/** What the elements are, by the types of start, stop and step. */
function elementType(args: readonly Scalar[]): KustoType {
  const types = args.map((x) => x.type);
  if (types[0] === 'datetime') return 'datetime';
  if (types[0] === 'timespan') return 'timespan';
  return types.some((t) => t === 'real' || t === 'decimal') ? 'real' : 'long';
}

function spell(call: CallSql): string {
  const [start, stop, given] = call.args;
  if (!start || !stop) return call.refuse('needs a start and a stop');
  const type = elementType(call.args);
  const hour = literal('timespan', 36_000_000_000n);
  const step = given ?? (type === 'datetime' || type === 'timespan' ? hour : literal('long', 1n));
  const times = type === 'datetime';
  const [from, to, by] = times
    ? [
        `epoch_us(${call.as(start, type)})`,
        `epoch_us(${call.as(stop, type)})`,
        `(${call.as(step, 'timespan')} // 10)`,
      ]
    : [call.as(start, type), call.as(stop, type), call.as(step, type)];
  const element = `${from} + i * ${by}`;
  const shown = times
    ? `k_datetime_text(make_timestamp(${element}))`
    : type === 'timespan'
      ? `k_timespan_text(${element})`
      : element;
  const rounding = type === 'real' ? ' + 1e-9' : '';
  const count = `least(TRY_CAST(floor((CAST(${to} AS DOUBLE) - ${from}) / nullif(${by}, 0)${rounding}) AS BIGINT), ${most - 1})`;
  return `to_json(list_transform(generate_series(0, ${count}), lambda i: ${shown}))`;
}

const definitions: readonly FunctionDefinition[] = [
  defineScalar({
    signature: 'range(start: any, stop: any, step?: any): dynamic',
    about:
      'An array of the values from a start up to a stop, a step apart: 1, or an hour for times, unless said. At most 1,048,576 values.',
    source: 'https://learn.microsoft.com/kusto/query/range-function',
    sql: { duckdb: (_, call) => spell(call) },
    examples: [
      {
        query:
          'print a = range(1, 8, 3), b = range(1.0, 2, 0.5), c = range(datetime(2024-01-01), datetime(2024-01-02), 12h), d = range(3, 1), e = range(5, 1, -2), f = range(1h, 2h, 30m)',
        rows: [
          [
            [1, 4, 7],
            [1, 1.5, 2],
            [
              '2024-01-01T00:00:00.0000000Z',
              '2024-01-01T12:00:00.0000000Z',
              '2024-01-02T00:00:00.0000000Z',
            ],
            [],
            [5, 3, 1],
            ['01:00:00', '01:30:00', '02:00:00'],
          ],
        ],
      },
    ],
  }),
  defineScalar({
    signature: 'repeat(value: any, count: long): dynamic',
    about: 'An array that has a value so many times.',
    source: 'https://learn.microsoft.com/kusto/query/repeat-function',
    sql: {
      duckdb: ([, count], call) => {
        const [value] = call.args;
        if (!value) return call.refuse('needs a value');
        return `to_json(k_filler(${call.as(value, 'dynamic')}, ${count}))`;
      },
    },
    examples: [
      {
        query: 'print a = repeat(1, 3), b = repeat("x", 0), c = repeat(long(null), 2)',
        rows: [[[1, 1, 1], [], [null, null]]],
      },
    ],
  }),
];

export default definitions;
