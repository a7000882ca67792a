import { defineScalar, type FunctionDefinition } from '../define.ts';
import { ticksBelow } from '../tree/scalar.ts';

const parts: ReadonlyMap<string, (time: string, below: bigint) => string> = new Map([
  ['year', (t) => `year(${t})`],
  ['quarter', (t) => `quarter(${t})`],
  ['month', (t) => `month(${t})`],
  ['week_of_year', (t) => `weekofyear(${t})`],
  ['weekofyear', (t) => `weekofyear(${t})`],
  ['day', (t) => `day(${t})`],
  ['dayofyear', (t) => `dayofyear(${t})`],
  ['hour', (t) => `hour(${t})`],
  ['minute', (t) => `minute(${t})`],
  ['second', (t) => `second(${t})`],
  ['millisecond', (t) => `(microsecond(${t}) % 1000000 // 1000)`],
  ['microsecond', (t) => `(microsecond(${t}) % 1000000)`],
  ['nanosecond', (t, below) => `(microsecond(${t}) % 1000000 * 1000 + ${below * 100n})`],
]);

const integer = (sql: string): string => `CAST(${sql} AS INTEGER)`;

const single = [
  ['getyear', [], 'year', 'year', 2024],
  ['getmonth', ['monthofyear'], 'month', 'number of the month, from 1', 3],
  ['dayofmonth', [], 'day', 'day of the month, from 1', 5],
  ['dayofyear', [], 'dayofyear', 'day of the year, from 1', 65],
  ['hourofday', [], 'hour', 'hour, from 0', 13],
  ['week_of_year', ['weekofyear'], 'weekofyear', 'number of the week by ISO 8601', 10],
] as const;

const definitions: readonly FunctionDefinition[] = [
  defineScalar({
    signature: 'datetime_part(part: string, time: datetime): int',
    aliases: ['datepart'],
    about: 'A part of a time as a number, of its fraction in the unit asked for.',
    source: 'https://learn.microsoft.com/kusto/query/datetime-part-function',
    nullable: 'as-arguments',
    sql: {
      duckdb: ([, time = ''], call) => {
        const name = String(call.constant(0));
        const spell = parts.get(name.toLowerCase());
        if (!spell)
          return call.refuse(
            `there is no part of time "${name}"; use one of ${[...parts.keys()].join(', ')}`,
            0,
          );
        const [, of] = call.args;
        return integer(spell(time, of ? ticksBelow(of) : 0n));
      },
    },
    examples: [
      {
        query:
          'let t = datetime(2017-10-30 01:02:03.7654321); print y = datetime_part("year", t), q = datetime_part("quarter", t), w = datetime_part("week_of_year", t), d = datetime_part("dayOfYear", t), ms = datetime_part("millisecond", t), n = datetime_part("nanosecond", t)',
        columns: ['y:int', 'q:int', 'w:int', 'd:int', 'ms:int', 'n:int'],
        rows: [[2017, 4, 44, 303, 765, 765432100]],
      },
    ],
  }),
  ...single.map(([name, aliases, part, words, result]) =>
    defineScalar({
      signature: `${name}(time: datetime): int`,
      aliases,
      about: `The ${words} of a time.`,
      source: `https://learn.microsoft.com/kusto/query/${name.replaceAll('_', '-')}-function`,
      nullable: 'as-arguments',
      sql: { duckdb: ([time = '']) => integer(`${part}(${time})`) },
      examples: [
        {
          query: `print a = ${name}(datetime(2024-03-05 13:45)), b = ${name}(datetime(null))`,
          columns: ['a:int', 'b:int'],
          rows: [[result, null]],
        },
      ],
    }),
  ),
  defineScalar({
    signature: 'dayofweek(time: datetime): timespan',
    about: 'How many days after Sunday a time lies, as a timespan.',
    source: 'https://learn.microsoft.com/kusto/query/dayofweek-function',
    // The week of the last days of 9999 has no end, and so they have no day of the week.
    sql: {
      duckdb: ([time]) =>
        `CASE WHEN ${time} < TIMESTAMP '9999-12-26' THEN CAST(dayofweek(${time}) AS BIGINT) * 864000000000 END`,
    },
    examples: [
      {
        query:
          'print a = dayofweek(datetime(2024-03-05)), b = dayofweek(datetime(2024-03-03 10:00)) / 1d',
        rows: [['2.00:00:00', 0]],
      },
    ],
  }),
];

export default definitions;
