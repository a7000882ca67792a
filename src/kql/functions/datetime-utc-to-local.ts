import { type CallSql, defineScalar, type FunctionDefinition } from '../define.ts';
import { once } from '../dialects/duckdb-once.ts';

/** Whether a zone of that name is known; names are those of the time zone database. */
function isZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return /^[A-Za-z]/.test(name);
  } catch {
    return false;
  }
}

/** The SQL as it is where the zone is a constant that is known, else with NULL for zones that are not. */
function zoned(call: CallSql, sql: string): string {
  const [, zone] = call.args;
  if (!zone) return call.refuse('needs a time zone');
  if (zone.kind !== 'literal')
    return `(CASE WHEN ${call.as(zone, 'string')} IN (SELECT name FROM pg_timezone_names()) THEN ${sql} END)`;
  if (!isZone(String(zone.value)))
    return call.refuse(`there is no time zone "${zone.value}"; use a name such as Europe/Paris`, 1);
  return `(${sql})`;
}

/** A time that no clock shows, as clocks go forward over it, is taken for the one an hour (or whatever they skip) before. */
function utcOf(time: string, zone: string): string {
  const utc = `timezone('UTC', timezone(${zone}, ${time}))`;
  return once('k_u', utc, `k_u - (timezone(${zone}, timezone('UTC', k_u)) - ${time})`);
}

const definitions: readonly FunctionDefinition[] = [
  defineScalar({
    signature: 'datetime_list_timezones(): dynamic',
    about: 'The names of the time zones that functions of times know.',
    source: 'https://learn.microsoft.com/kusto/query/datetime-list-timezones-function',
    nullable: 'never',
    sql: { duckdb: () => '(SELECT to_json(list(name ORDER BY name)) FROM pg_timezone_names())' },
    examples: [
      {
        query: 'print a = set_has_element(datetime_list_timezones(), "Europe/Paris")',
        rows: [[true]],
      },
    ],
  }),
  defineScalar({
    signature: 'datetime_utc_to_local(time: datetime, zone: string): datetime',
    about: 'What a clock in a time zone shows at a time of UTC.',
    source: 'https://learn.microsoft.com/kusto/query/datetime-utc-to-local-function',
    sql: {
      duckdb: ([time, zone], call) => zoned(call, `timezone(${zone}, timezone('UTC', ${time}))`),
    },
    examples: [
      {
        query:
          'print a = datetime_utc_to_local(datetime(2015-12-31 23:59:59.9), "US/Eastern"), b = datetime_utc_to_local(datetime(2024-07-01), "Europe/Paris")',
        rows: [['2015-12-31T18:59:59.9000000Z', '2024-07-01T02:00:00.0000000Z']],
      },
      {
        query:
          'datatable(z:string)["Asia/Tokyo", "nowhere"] | project a = datetime_utc_to_local(datetime(2024-01-01), z)',
        rows: [['2024-01-01T09:00:00.0000000Z'], [null]],
      },
    ],
  }),
  defineScalar({
    signature: 'datetime_local_to_utc(time: datetime, zone: string): datetime',
    about: 'The time of UTC at which a clock in a time zone shows this time.',
    source: 'https://learn.microsoft.com/kusto/query/datetime-local-to-utc-function',
    sql: {
      duckdb: ([time = '', zone = ''], call) => zoned(call, utcOf(time, zone)),
    },
    examples: [
      {
        query:
          'print a = datetime_local_to_utc(datetime(2020-02-02 20:02:20), "US/Pacific"), b = datetime_local_to_utc(datetime(2022-03-27 02:00), "Europe/Brussels")',
        rows: [['2020-02-03T04:02:20.0000000Z', '2022-03-27T00:00:00.0000000Z']],
      },
    ],
  }),
];

export default definitions;
