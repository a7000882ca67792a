import { defineScalar, type FunctionDefinition } from '../define.ts';
import { cast } from '../tree/scalar.ts';

const definitions: readonly FunctionDefinition[] = [
  defineScalar({
    signature:
      'make_datetime(year: any, month?: long, day?: long, hour?: long, minute?: long, second?: real): datetime',
    about: 'The time of these parts, or of a text; null where there is no such time.',
    source: 'https://learn.microsoft.com/kusto/query/make-datetime-function',
    lower: ([only, ...rest]) => (only && rest.length === 0 ? cast(only, 'datetime') : undefined),
    sql: {
      duckdb: ([, month, day, hour = '0', minute = '0', second = '0'], call) => {
        const [year] = call.args;
        if (!year || !day) return call.refuse('needs a year, a month and a day');
        return `(k_datetime(${call.as(year, 'long')}, ${month}, ${day}, ${hour}, ${minute}, ${second}))`;
      },
    },
    examples: [
      {
        query:
          'print a = make_datetime(2017, 10, 1), b = make_datetime(2017, 10, 1, 12, 11, 0.123456), c = make_datetime(2020, 13, 1), d = make_datetime("2024-01-02")',
        rows: [
          [
            '2017-10-01T00:00:00.0000000Z',
            '2017-10-01T12:11:00.1234560Z',
            null,
            '2024-01-02T00:00:00.0000000Z',
          ],
        ],
      },
    ],
  }),
  defineScalar({
    signature: 'make_timespan(first: long, second: long, third?: real, fourth?: real): timespan',
    about:
      'The timespan of hours, minutes and seconds, or of days, hours, minutes and seconds; null where a part is out of its range.',
    source: 'https://learn.microsoft.com/kusto/query/make-timespan-function',
    sql: {
      duckdb: ([, , third = '0'], call) => {
        const whole = call.args.map((x) => call.as(x, 'long'));
        const [first, second, minutes] = whole;
        const last = call.args[3];
        if (last) return `k_timespan(${first}, ${second}, ${minutes}, ${call.as(last, 'real')})`;
        return `k_timespan(0, ${first}, ${second}, ${third})`;
      },
    },
    examples: [
      {
        query:
          'print a = make_timespan(1, 30), b = make_timespan(1, 12, 30, 55), c = make_timespan(1, 60), d = make_timespan(1, 12, 30, 55.123), e = make_timespan(12, 30, 55.123)',
        rows: [['01:30:00', '1.12:30:55', null, '1.12:30:55.1230000', '12:30:55.1230000']],
      },
    ],
  }),
];

export default definitions;
