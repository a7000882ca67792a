import { functionMacros, type Macro } from './duckdb-macros.ts';
import { ipv6Macros } from './duckdb-macros-ipv6.ts';
import { seriesMacros } from './duckdb-series.ts';

const text: readonly Macro[] = [
  [
    'k_timespan_text(t)',
    `CASE WHEN t IS NULL THEN NULL ELSE CASE WHEN t < 0 THEN '-' ELSE '' END
      || CASE WHEN t // 864000000000 <> 0 THEN abs(t // 864000000000)::VARCHAR || '.' ELSE '' END
      || lpad(abs((t // 36000000000) % 24)::VARCHAR, 2, '0')
      || ':' || lpad(abs((t // 600000000) % 60)::VARCHAR, 2, '0')
      || ':' || lpad(abs((t // 10000000) % 60)::VARCHAR, 2, '0')
      || CASE WHEN t % 10000000 <> 0 THEN '.' || lpad(abs(t % 10000000)::VARCHAR, 7, '0') ELSE '' END END`,
  ],
  ['k_datetime_text(t)', `strftime(t, '%Y-%m-%dT%H:%M:%S.%f') || '0Z'`],
  [
    'k_real_text(r)',
    `CASE WHEN r IS NULL THEN '' WHEN isnan(r) THEN 'NaN'
      WHEN isinf(r) THEN CASE WHEN r > 0 THEN 'inf' ELSE '-inf' END ELSE r::VARCHAR END`,
  ],
  [
    'k_decimal_text(d)',
    `coalesce(CASE WHEN contains(d::VARCHAR, '.') THEN rtrim(rtrim(d::VARCHAR, '0'), '.') ELSE d::VARCHAR END, '')`,
  ],
  [
    'k_dynamic_text(j)',
    `coalesce(CASE json_type(j) WHEN 'VARCHAR' THEN j ->> '$' WHEN 'NULL' THEN '' ELSE j::VARCHAR END, '')`,
  ],
];

const fromText: readonly Macro[] = [
  [
    'k_text_long(s)',
    `CASE WHEN regexp_full_match(s, '\\s*[-+]?\\d+\\s*') THEN TRY_CAST(s AS BIGINT)
      WHEN regexp_full_match(s, '\\s*0[xX][0-9a-fA-F]{1,16}\\s*') THEN k_wrap(TRY_CAST(trim(s) AS UBIGINT)::HUGEINT) END`,
  ],
  [
    'k_text_real(s)',
    `CASE WHEN regexp_full_match(s, '\\s*[-+]?(\\d+\\.?\\d*|\\.\\d+)([eE][-+]?\\d+)?\\s*') THEN TRY_CAST(s AS DOUBLE)
      WHEN lower(s) = 'nan' THEN 'nan'::DOUBLE
      WHEN lower(s) IN ('inf', '+inf', 'infinity') THEN 'inf'::DOUBLE
      WHEN lower(s) IN ('-inf', '-infinity') THEN '-inf'::DOUBLE END`,
  ],
  [
    'k_text_bool(s)',
    `CASE lower(s) WHEN 'true' THEN true WHEN 'false' THEN false
      ELSE k_text_long(s) <> 0 END`,
  ],
  [
    'k_text_datetime(s)',
    `coalesce(
      TRY_CAST(CASE WHEN regexp_matches(s, '^\\s*\\d{4}-\\d{1,2}-\\d{1,2}') THEN s END AS TIMESTAMPTZ) AT TIME ZONE 'UTC',
      try_strptime(s, ['%m/%d/%Y %H:%M:%S', '%m/%d/%Y %I:%M:%S %p', '%m/%d/%Y', '%a, %d %b %Y %H:%M:%S GMT',
        '%Y-%m-%d %H:%M', '%Y-%m-%dT%H:%M', '%Y-%m', '%Y/%m/%d', '%Y/%m/%d %H:%M:%S', '%Y%m%d', '%Y',
        '%d %b %Y', '%b %d, %Y', '%d %b %Y %H:%M:%S', '%d %b %Y %H:%M', '%d %B %Y', '%B %d, %Y', '%B %d %Y', '%b %d %Y',
        '%Y-%m-%dT%H:%MZ', '%Y-%m-%d %H:%MZ', '%d %B %Y %H:%M:%S', '%B %d, %Y %H:%M:%S', '%b %d, %Y %H:%M:%S', '%d-%b-%Y', '%d-%b-%Y %H:%M:%S', '%m/%d/%Y %H:%M',
        '%m/%d/%Y %I:%M %p', '%Y/%m/%d %H:%M', '%a, %d %b %Y %H:%M:%S']))`,
  ],
  [
    'k_timespan_unit(u)',
    `CASE WHEN u IN ('d', 'day', 'days') THEN 864000000000 WHEN u IN ('h', 'hr', 'hrs', 'hour', 'hours') THEN 36000000000
      WHEN u IN ('m', 'min', 'minute', 'minutes') THEN 600000000
      WHEN u IN ('s', 'sec', 'second', 'seconds') THEN 10000000
      WHEN u IN ('ms', 'milli', 'millis', 'millisecond', 'milliseconds') THEN 10000
      WHEN u IN ('micro', 'micros', 'microsec', 'microsecond', 'microseconds') THEN 10
      WHEN u IN ('tick', 'ticks') THEN 1 END`,
  ],
  [
    'k_clock_ticks(p)',
    `CASE WHEN p.h::BIGINT < 24 AND p.m::BIGINT < 60 AND coalesce(nullif(p.s, ''), '0')::BIGINT < 60 THEN
      CASE WHEN p.sign = '-' THEN -1 ELSE 1 END * (
        coalesce(TRY_CAST(nullif(p.d, '') AS BIGINT), 0) * 864000000000 + p.h::BIGINT * 36000000000
        + p.m::BIGINT * 600000000 + coalesce(nullif(p.s, ''), '0')::BIGINT * 10000000
        + rpad(p.f, 7, '0')::BIGINT) END`,
  ],
  [
    'k_text_timespan(s)',
    `CASE WHEN regexp_full_match(s, '\\s*-?(\\d{1,8}\\.)?\\d{1,2}:\\d{1,2}(:\\d{1,2}(\\.\\d{1,7})?)?\\s*')
        THEN k_clock_ticks(regexp_extract(s, '(-?)(?:(\\d+)\\.)?(\\d{1,2}):(\\d{1,2})(?::(\\d{1,2})(?:\\.(\\d{1,7}))?)?',
          ['sign', 'd', 'h', 'm', 's', 'f']))
      WHEN regexp_full_match(s, '\\s*-?\\d+(\\.\\d+)?\\s*[a-zA-Z]+\\s*')
        THEN TRY_CAST(TRY_CAST(regexp_extract(s, '-?\\d+(\\.\\d+)?') AS DOUBLE)
          * k_timespan_unit(lower(regexp_extract(s, '[a-zA-Z]+'))) AS BIGINT)
      WHEN regexp_full_match(s, '\\s*-?\\d{1,8}\\s*') THEN TRY_CAST(s AS BIGINT) * 864000000000 END`,
  ],
];

const terms: readonly Macro[] = [
  [
    'k_has(s, t)',
    `CASE WHEN t = '' THEN true ELSE regexp_matches(s, '(?i)'
      || CASE WHEN regexp_matches(t, '^[\\pL\\pN]') THEN '(?:^|[^\\pL\\pN])' ELSE '' END || regexp_escape(t)
      || CASE WHEN regexp_matches(t, '[\\pL\\pN]$') THEN '(?:[^\\pL\\pN]|$)' ELSE '' END) END`,
  ],
];

const time: readonly Macro[] = [
  ['k_ticks(t)', 'epoch_us(t) * 10 + 621355968000000000'],
  ['k_tenth(n)', '((n - ((n % 10) + 10) % 10) // 10)'],
  ['k_from_ticks(n)', 'make_timestamp((k_tenth(n) - 62135596800000000)::BIGINT)'],
  [
    'k_at(us)',
    'CASE WHEN us BETWEEN -62135596800000000 AND 253402300799999999 THEN make_timestamp(us) END',
  ],
  ['k_plus(t, n)', 'k_at((epoch_us(t) + k_tenth(n))::BIGINT)'],
];

const numbers: readonly Macro[] = [
  [
    'k_real_long(x)',
    `CASE WHEN x >= 9223372036854775807 THEN 9223372036854775807 WHEN x <= -9223372036854775808 THEN -9223372036854775808
      ELSE TRY_CAST(trunc(x) AS BIGINT) END::BIGINT`,
  ],
  [
    'k_real_int(x)',
    `CASE WHEN x >= 2147483647 THEN 2147483647 WHEN x <= -2147483648 THEN -2147483648 ELSE TRY_CAST(trunc(x) AS INTEGER) END::INTEGER`,
  ],
  ['k_mod(a, b)', 'CASE WHEN b = 0 THEN NULL WHEN a % b < 0 THEN a % b + abs(b) ELSE a % b END'],
  [
    'k_bin(x, n)',
    'CASE WHEN n <= 0 THEN NULL WHEN x % n < 0 THEN x - x % n - n ELSE x - x % n END',
  ],
  ['k_bin_datetime(t, n)', 'k_from_ticks(k_bin(k_ticks(t), n))'],
  [
    'k_low_bits(x)',
    `(CASE WHEN x BETWEEN -2147483648 AND 2147483647 THEN x
      ELSE ((x & 4294967295) + 2147483648) % 4294967296 - 2147483648 END)::INTEGER`,
  ],
  [
    'k_wrap(x)',
    `(CASE WHEN x BETWEEN -9223372036854775808 AND 9223372036854775807 THEN x
      ELSE ((((x + 9223372036854775808) % 18446744073709551616) + 18446744073709551616) % 18446744073709551616)
        - 9223372036854775808 END)::BIGINT`,
  ],
];

const dynamic: readonly Macro[] = [
  ['k_some(j)', `CASE WHEN json_type(j) = 'NULL' THEN NULL ELSE j END`],
  [
    'k_parse_json(s)',
    `CASE WHEN s = '' THEN NULL WHEN json_valid(s) THEN k_some(json(s)::JSON) ELSE to_json(s) END`,
  ],
  [
    'k_real_json(r)',
    `CASE WHEN isnan(r) THEN '"NaN"'::JSON
      WHEN isinf(r) THEN CASE WHEN r > 0 THEN '"Infinity"'::JSON ELSE '"-Infinity"'::JSON END ELSE to_json(r) END`,
  ],
  ['k_key_path(k)', `'$."' || replace(replace(k, '\\', '\\\\'), '"', '\\"') || '"'`],
  ['k_index_path(i)', `'$[' || CASE WHEN i < 0 THEN '#' ELSE '' END || i::VARCHAR || ']'`],
  [
    'k_step_path(j)',
    `CASE WHEN json_type(j) = 'VARCHAR' THEN k_key_path(j ->> '$') ELSE k_index_path(TRY_CAST(j ->> '$' AS BIGINT)) END`,
  ],
  [
    'k_elements(j)',
    `CASE WHEN json_type(j) = 'ARRAY' THEN coalesce((j -> '$[*]')::JSON[], []) END`,
  ],
  // Where few are different, their first places are looked up; sorting keeps the others from quadratic time.
  [
    'k_in_order(l, u)',
    `CASE WHEN len(u) <= 200
      THEN list_transform(list_sort(list_transform(u, lambda e: {p: list_position(l, e), e: e})), lambda x: x.e)
      ELSE list_transform(list_sort(list_transform([list_sort(list_transform(l, lambda e, i: {e: e, i: i}))],
        lambda s: list_transform(list_filter(s, lambda x, n: n = 1 OR s[n - 1].e <> x.e),
          lambda x: {i: x.i, e: x.e}))[1]), lambda x: x.e) END`,
  ],
  ['k_distinct(l)', 'k_in_order(l, list_distinct(l))'],
  [
    'k_items(j)',
    `CASE json_type(j) WHEN 'ARRAY' THEN k_elements(j)
      WHEN 'OBJECT' THEN list_transform(json_keys(j), lambda k: json_object(k, json_extract(j, k_key_path(k))))
      ELSE [j] END`,
  ],
  ['k_item_texts(j)', 'list_transform(k_items(j), lambda e: k_dynamic_text(e))'],
  [
    'k_pairs(j)',
    `CASE json_type(j) WHEN 'ARRAY' THEN k_elements(j)
      WHEN 'OBJECT' THEN list_transform(json_keys(j), lambda k: json_array(k, json_extract(j, k_key_path(k))))
      ELSE [j] END`,
  ],
  [
    'k_type(j)',
    `CASE json_type(j) WHEN 'VARCHAR' THEN 'string' WHEN 'UBIGINT' THEN 'long' WHEN 'BIGINT' THEN 'long'
      WHEN 'HUGEINT' THEN 'long' WHEN 'DOUBLE' THEN 'double' WHEN 'BOOLEAN' THEN 'bool' WHEN 'ARRAY' THEN 'array'
      WHEN 'OBJECT' THEN 'dictionary' ELSE 'null' END`,
  ],
  [
    'k_dynamic_long(j)',
    `CASE json_type(j) WHEN 'VARCHAR' THEN k_text_long(j ->> '$') WHEN 'UBIGINT' THEN TRY_CAST(j ->> '$' AS BIGINT)
      WHEN 'BIGINT' THEN TRY_CAST(j ->> '$' AS BIGINT)
      WHEN 'DOUBLE' THEN k_real_long((j ->> '$')::DOUBLE)
      WHEN 'BOOLEAN' THEN ((j ->> '$')::BOOLEAN)::BIGINT END`,
  ],
  [
    'k_dynamic_int(j)',
    `CASE json_type(j) WHEN 'DOUBLE' THEN k_real_int((j ->> '$')::DOUBLE) WHEN 'VARCHAR' THEN TRY_CAST(k_text_long(j ->> '$') AS INTEGER)
      ELSE k_low_bits(k_dynamic_long(j)) END`,
  ],
  [
    'k_dynamic_real(j)',
    `CASE json_type(j) WHEN 'VARCHAR' THEN k_text_real(j ->> '$') WHEN 'BOOLEAN' THEN ((j ->> '$')::BOOLEAN)::BIGINT::DOUBLE
      WHEN 'UBIGINT' THEN TRY_CAST(j ->> '$' AS DOUBLE) WHEN 'BIGINT' THEN TRY_CAST(j ->> '$' AS DOUBLE)
      WHEN 'DOUBLE' THEN TRY_CAST(j ->> '$' AS DOUBLE) END`,
  ],
  [
    'k_dynamic_bool(j)',
    `CASE json_type(j) WHEN 'VARCHAR' THEN k_text_bool(j ->> '$') WHEN 'BOOLEAN' THEN (j ->> '$')::BOOLEAN
      WHEN 'UBIGINT' THEN (j ->> '$') <> '0' WHEN 'BIGINT' THEN (j ->> '$') <> '0'
      WHEN 'DOUBLE' THEN (j ->> '$')::DOUBLE <> 0 END`,
  ],
];

// DuckDB looks a macro's own macros up when it is made: those used come first.
const macros = [
  ...text,
  ...time,
  ...numbers,
  ...fromText,
  ...terms,
  ...dynamic,
  ...functionMacros,
  ...ipv6Macros,
  ...seriesMacros,
];

/** Statements that a DuckDB runs once before the first compiled query: the time zone and the macros. */
export const prelude: readonly string[] = [
  "SET GLOBAL TimeZone = 'UTC'",
  ...macros.map(([head, body]) => `CREATE OR REPLACE MACRO ${head} AS ${body}`),
];
