import { defineScalar, type FunctionDefinition, type ScalarFunction } from '../define.ts';
import type { Scalar } from '../tree/nodes.ts';
import { literal } from '../tree/scalar.ts';
import { subtractTime } from './arithmetic.ts';

type Unit = 'day' | 'week' | 'month' | 'year';

function start(unit: Unit, time: string, offset: string | null): string {
  const begin = unit === 'week' ? `(k_start_of_week(${time}))` : `date_trunc('${unit}', ${time})`;
  if (offset === null) return begin;
  if (unit === 'day' || unit === 'week')
    return `k_add(${begin}, ${offset}, ${unit === 'day' ? '86400000000' : '604800000000'})`;
  return `k_add_months(${begin}, ${offset}${unit === 'year' ? ' * 12' : ''})`;
}

const starts: Readonly<Record<Unit, string>> = {
  day: '2024-03-05',
  week: '2024-03-03',
  month: '2024-03-01',
  year: '2024-01-01',
};
const before: Readonly<Record<Unit, string>> = {
  day: '2024-03-04',
  week: '2024-02-25',
  month: '2024-02-01',
  year: '2023-01-01',
};
const ends: Readonly<Record<Unit, string>> = {
  day: '2024-03-05',
  week: '2024-03-09',
  month: '2024-03-31',
  year: '2024-12-31',
};

const lengths: Readonly<Record<Unit, string>> = {
  day: 'to_days(1 * ',
  week: 'to_days(7 * ',
  month: 'to_months(1 * ',
  year: 'to_months(12 * ',
};

/** The beginning of a later unit, which may lie past the last year. */
const later = (unit: Unit): ScalarFunction =>
  defineScalar({
    signature: '$later(time: datetime, count: any): datetime',
    about: 'The first moment of a later unit.',
    source: `https://learn.microsoft.com/kusto/query/endof${unit}-function`,
    sql: {
      duckdb: ([time = ''], call) =>
        `(${start(unit, time, null)} + ${lengths[unit]}${call.constant(1)}))`,
    },
    examples: [{ query: `print a = endof${unit}(datetime(null))`, rows: [[null]] }],
  });

/** The last tick of a unit is the one before the next begins, so that what is added to it counts from there. */
function beforeNext(fn: ScalarFunction, [time, offset]: readonly Scalar[]): Scalar | undefined {
  const units = offset ? offset.kind === 'literal' && offset.value : 0n;
  if (!time || typeof units !== 'bigint' || units > 99_999n || units < -99_999n) return undefined;
  const args = [time, literal('long', units + 1n)];
  const begin: Scalar = { kind: 'call', fn, args, type: 'datetime', nullable: true };
  return subtractTime(begin, literal('timespan', 1n));
}

const definitions: readonly FunctionDefinition[] = (
  ['day', 'week', 'month', 'year'] as const
).flatMap((unit) => endsOf(unit, later(unit)));

function endsOf(unit: Unit, next: ScalarFunction): ScalarFunction[] {
  return [
    defineScalar({
      signature: `startof${unit}(time: datetime, offset?: long): datetime`,
      about: `The first moment of the ${unit} of a time, or of one so many ${unit}s on.${unit === 'week' ? ' Weeks begin on Sunday.' : ''}`,
      source: `https://learn.microsoft.com/kusto/query/startof${unit}-function`,
      floors: ([time, offset]) =>
        time && !offset && unit === 'day' ? { time, ticks: 864_000_000_000n } : undefined,
      sql: { duckdb: ([time = '', offset]) => start(unit, time, offset ?? null) },
      examples: [
        {
          query: `print a = startof${unit}(datetime(2024-03-05 13:45)), b = startof${unit}(datetime(2024-03-05 13:45), -1)`,
          rows: [[`${starts[unit]}T00:00:00.0000000Z`, `${before[unit]}T00:00:00.0000000Z`]],
        },
      ],
    }),
    defineScalar({
      signature: `endof${unit}(time: datetime, offset?: long): datetime`,
      about: `The last moment of the ${unit} of a time, or of one so many ${unit}s on.`,
      source: `https://learn.microsoft.com/kusto/query/endof${unit}-function`,
      lower: (args) => beforeNext(next, args),
      sql: {
        duckdb: ([time = '', offset]) =>
          `(${start(unit, time, offset ? `TRY(${offset} + 1)` : '1')} - to_microseconds(1))`,
      },
      examples: [
        {
          query: `print a = endof${unit}(datetime(2024-03-05 13:45)), b = endof${unit}(datetime(null))`,
          rows: [[`${ends[unit]}T23:59:59.9999990Z`, null]],
        },
      ],
    }),
  ];
}

export default definitions;
