import { type CallSql, defineScalar, type FunctionDefinition } from '../define.ts';
import { ticksBelow } from '../tree/scalar.ts';

const parts = [
  'year',
  'quarter',
  'month',
  'week',
  'day',
  'hour',
  'minute',
  'second',
  'millisecond',
  'microsecond',
  'nanosecond',
] as const;
type Part = (typeof parts)[number];

function part(call: CallSql): Part {
  const name = String(call.constant(0)).toLowerCase();
  const found = parts.find((p) => p === name);
  return (
    found ?? call.refuse(`there is no part of time "${name}"; use one of ${parts.join(', ')}`, 0)
  );
}

const micros: Readonly<Partial<Record<Part, bigint>>> = {
  week: 604_800_000_000n,
  day: 86_400_000_000n,
  hour: 3_600_000_000n,
  minute: 60_000_000n,
  second: 1_000_000n,
  millisecond: 1000n,
  microsecond: 1n,
};

const months: Readonly<Partial<Record<Part, bigint>>> = { year: 12n, quarter: 3n, month: 1n };

const definitions: readonly FunctionDefinition[] = [
  defineScalar({
    signature: 'datetime_diff(part: string, later: datetime, earlier: datetime): long',
    about:
      'How many beginnings of a part of time (a week begins on Sunday) lie between two times, negative where the first is the earlier one.',
    source: 'https://learn.microsoft.com/kusto/query/datetime-diff-function',
    // The engine gives weeks as real, though its binder says long.
    returns: ([p]) => (p?.kind === 'literal' && /^week$/i.test(String(p.value)) ? 'real' : 'long'),
    nullable: 'as-arguments',
    sql: {
      duckdb: ([, later, earlier], call) => {
        const unit = part(call);
        if (unit === 'nanosecond') {
          const [l = 0n, e = 0n] = call.args.slice(1).map(ticksBelow);
          return `((epoch_us(${later}) - epoch_us(${earlier})) * 1000 + ${(l - e) * 100n})`;
        }
        if (unit !== 'week') return `date_diff('${unit}', ${earlier}, ${later})`;
        return `CAST(k_week(${later}) - k_week(${earlier}) AS DOUBLE)`;
      },
    },
    examples: [
      {
        query:
          'print a = datetime_diff("day", datetime(2024-03-02), datetime(2024-03-01 23:00)), b = datetime_diff("month", datetime(2024-01-01), datetime(2024-03-31)), c = datetime_diff("week", datetime(2017-10-29), datetime(2017-09-30 23:59))',
        columns: ['a:long', 'b:long', 'c:real'],
        rows: [[1, -2, 5]],
      },
      {
        query:
          'print a = datetime_diff("nanosecond", datetime(2017-10-30), datetime(2017-10-30 00:00:00.0000007))',
        rows: [[-700]],
      },
      {
        query:
          'print a = datetime_diff("Hour", datetime(2024-03-01 02:59), datetime(2024-03-01 01:01)), b = datetime_diff("day", datetime(null), now())',
        rows: [[1, null]],
      },
    ],
  }),
  defineScalar({
    signature: 'datetime_add(part: string, amount: long, time: datetime): datetime',
    about:
      'The time moved by so many parts of time; the day is the last of its month where there is no such day.',
    source: 'https://learn.microsoft.com/kusto/query/datetime-add-function',
    sql: {
      duckdb: ([, amount, time], call) => {
        const unit = part(call);
        const perMonth = months[unit];
        if (perMonth) return `k_add_months(${time}, ${amount} * ${perMonth})`;
        return unit === 'nanosecond'
          ? `k_add(${time}, ${amount} // 1000, 1)`
          : `k_add(${time}, ${amount}, ${micros[unit] ?? 1n})`;
      },
    },
    examples: [
      {
        query:
          'print a = datetime_add("month", 1, datetime(2020-01-31)), b = datetime_add("quarter", -5, datetime(2020-05-31)), c = datetime_add("week", -1, datetime(2024-03-05 12:00)), d = datetime_add("second", 90, datetime(2020-12-31 23:59))',
        rows: [
          [
            '2020-02-29T00:00:00.0000000Z',
            '2019-02-28T00:00:00.0000000Z',
            '2024-02-27T12:00:00.0000000Z',
            '2021-01-01T00:00:30.0000000Z',
          ],
        ],
      },
      { query: 'print a = datetime_add("year", 9999999999, now())', rows: [[null]] },
    ],
  }),
];

export default definitions;
