import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Engine, openEngine } from '../../test/kit/kql-engine.ts';

let engine: Engine;
beforeAll(async () => {
  engine = await openEngine();
});
afterAll(() => engine.close());

const rows = async (query: string): Promise<unknown[][]> => (await engine.kql(query)).rows;

/** What Kusto gives for a value that has none: null, or for texts nothing. */
const nulls: readonly string[] = [
  '1 / 0',
  '1 % 0',
  'toint(1) / toint(0)',
  '1h / 0',
  'decimal(1) / decimal(0)',
  'toint("abc")',
  'toint("99999999999")',
  'tolong("1e400")',
  'tolong("9223372036854775808")',
  'toint(dynamic("x"))',
  'toint(dynamic([1]))',
  'todouble("1,5")',
  'todecimal("x")',
  'tobool("maybe")',
  'todatetime("2024-13-01")',
  'todatetime("2024-02-30")',
  'todatetime("")',
  'totimespan("yesterday")',
  'toguid("74be27de")',
  'datetime(9999-12-31) + 2d',
  'datetime(0001-01-01) - 1d',
  'make_datetime(2024, 13, 1)',
  'make_datetime(2024, 2, 30)',
  'unixtime_seconds_todatetime(9223372036854775807)',
  "datetime_add('year', 100000, datetime(2024-01-01))",
  'startofmonth(datetime(2024-01-01), 9223372036854775807)',
  'bin(5, 0)',
  'dynamic([1])[5]',
  'dynamic({"a": 1}).b.c[3]',
  'array_length(dynamic("x"))',
  'parse_ipv4("300.1.1.1")',
  'todatetime("99999-01-01")',
  'array_sum(dynamic(["x"]))',
];

for (const expression of nulls)
  it(`${expression} is null, in a constant and of a column`, async () => {
    expect(await rows(`print a = ${expression}`)).toEqual([[null]]);
    // The same where nothing is constant: every literal is read from a column of texts.
    const dynamicQuery = `datatable(n:long)[1] | extend a = iff(n == 1, ${expression}, ${expression}) | project a`;
    expect(await rows(dynamicQuery)).toEqual([[null]]);
  });

/** Sums and products past the range of their type wrap, as Kusto's do, or are a value; they are never an error. */
const survivors: readonly string[] = [
  'toint(1e300)',
  'tolong(real(nan))',
  'tolong(real(+inf))',
  '9223372036854775807 + 1',
  'long(-9223372036854775807) - 5',
  '9223372036854775807 * 3',
  '-(long(-9223372036854775807) - 1)',
  'int(2147483647) + int(1)',
  '(long(-9223372036854775807) - 1) / -1',
  '(long(-9223372036854775807) - 1) % -1',
  '5 % 9223372036854775807',
  '1.0 / 0',
  'sqrt(-1)',
  'log(0)',
  'log(-1)',
  'acos(2)',
  'pow(10, 1000)',
  'exp(1e9)',
  'gamma(-1)',
  'todecimal("123456789012345678901234567890123456789012345678901")',
  'decimal(9999999999999999999999) * decimal(9999999999999999999999)',
  'substring("abc", 9223372036854775807, 9223372036854775807)',
  'strrep("x", 9223372036854775807)',
  'strrep("x", -1)',
  'binary_shift_left(1, 64)',
  'binary_shift_left(1, -1)',
  'range(1, 9223372036854775807, 9223372036854775807)',
  'range(1, 10, 0)',
  'array_slice(dynamic([1,2]), 9223372036854775807, -9223372036854775807)',
  'extract("(", 1, "x")',
  'tostring(dynamic({"__proto__": {"x": 1}}))',
  'parse_json("{\\"a\\": ")',
  'parse_json(strrep("[", 5000))',
  'base64_decode_tostring("%%%")',
  'url_decode("%zz%")',
  'replace_regex("aaa", "(a*)*b", "x")',
  'format_datetime(datetime(null), "yyyy")',
  'parse_url("::::")',
  'totimespan("99999999999.00:00:00")',
  'bin(9223372036854775807, 10)',
  'timespan(10675199d) * 1000',
  'split("", "")',
  'indexof("", "", 9223372036854775807)',
];

for (const expression of survivors)
  it(`${expression} gives an answer, or is refused at its place`, async () => {
    const outcome = await rows(`datatable(n:long)[1] | extend a = ${expression} | project a`).catch(
      (error) => error,
    );
    if (Array.isArray(outcome)) expect(outcome).toHaveLength(1);
    else expect(outcome).toMatchObject({ name: 'HuntError', span: expect.anything() });
  });

it('aggregates of values past all bounds are no errors', async () => {
  const hostile = `datatable(l:long, r:real, t:timespan, d:datetime, c:decimal)[
    9223372036854775807, 1e308, 10000000d, datetime(9999-12-31), decimal(99999999999999999999999999.5),
    9223372036854775807, real(+inf), 10000000d, datetime(9999-12-31), decimal(99999999999999999999999999.5),
    long(null), real(nan), timespan(null), datetime(null), decimal(null)]`;
  for (const aggregate of [
    'sum(l)',
    'sum(r)',
    'sum(t)',
    'sum(c)',
    'avg(l)',
    'avg(t)',
    'avg(d)',
    'avg(c)',
    'stdev(l)',
    'stdev(r)',
    'variance(r)',
    'covariance(l, r)',
    'percentile(r, 50)',
    'percentiles(l, 5, 95)',
    'make_list(r)',
    'make_set(d)',
    'dcount(t)',
    'max(r)',
    'binary_all_xor(l)',
    'take_any(c)',
  ])
    expect(await rows(`${hostile} | summarize a = ${aggregate}`), aggregate).toHaveLength(1);
});
