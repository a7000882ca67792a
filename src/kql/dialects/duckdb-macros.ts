/** A macro: its name and parameters, and what it stands for. */
export type Macro = readonly [head: string, body: string];

const strings: readonly Macro[] = [
  ['k_from(s, i)', 'CASE WHEN i < 0 THEN greatest(length(s) + i, 0) ELSE least(i, 4294967294) END'],
  [
    'k_substring(s, i, n)',
    `coalesce(CASE WHEN n <= 0 THEN '' WHEN i >= 0 OR length(s) + i >= 0
        THEN substring(s, (k_from(s, i) + 1)::BIGINT, least(n, 4294967295)::BIGINT)
      ELSE left(s, greatest(length(s) + i + n, 0)::BIGINT) END, '')`,
  ],
  [
    'k_range(s, i, n)',
    `CASE WHEN n < 0 THEN substring(s, (k_from(s, i) + 1)::BIGINT)
      ELSE substring(s, (k_from(s, i) + 1)::BIGINT, least(n, 4294967295)::BIGINT) END`,
  ],
  ['k_parts(s, t, i)', 'string_split(substring(s, (k_from(s, i) + 1)::BIGINT), t)'],
  [
    'k_indexof(s, t, i, n, o)',
    `(CASE WHEN n < -1 OR o < 1 THEN NULL WHEN t = '' THEN k_from(s, i)
      WHEN len(k_parts(s, t, i)) <= o THEN -1
      WHEN n >= 0 AND length(k_parts(s, t, i)[o]) + length(t) + CASE WHEN o > 1 THEN length(t) - 1 ELSE 0 END > n THEN -1
      ELSE k_from(s, i) + length(array_to_string(list_slice(k_parts(s, t, i), 1, o), t)) END)::BIGINT`,
  ],
  [
    'k_indexof_regex(s, p, i, n, o)',
    `(CASE WHEN i < 0 OR n < -1 OR o < 1 THEN NULL WHEN len(regexp_extract_all(k_range(s, i, n), p)) < o THEN -1
      ELSE i + length(array_to_string(list_slice(regexp_split_to_array(k_range(s, i, n), p), 1, o), ''))
        + length(array_to_string(list_slice(regexp_extract_all(k_range(s, i, n), p), 1, o - 1), '')) END)::BIGINT`,
  ],
  [
    'k_count_apart(s, t)',
    `((length(s) - length(replace(s, t, ''))) // greatest(length(t), 1))::BIGINT`,
  ],
  [
    'k_countof(s, t)',
    `CASE WHEN t = '' THEN 0 ELSE list_transform([string_split(s, '')], lambda c: len(list_filter(
        generate_series(1, len(c) - length(t) + 1), lambda i: c[i:i + length(t) - 1] = string_split(t, ''))))[1] END::BIGINT`,
  ],
];

const moments: readonly Macro[] = [
  [
    'k_add(t, n, unit)',
    'CASE WHEN abs(n) <= 600000000000000000 // unit THEN make_timestamp((epoch_us(t) + n * unit)::BIGINT) END',
  ],
  ['k_add_months(t, n)', 'CASE WHEN abs(n) <= 240000 THEN t + to_months(n::INTEGER) END'],
  ['k_week(t)', '(epoch_us(t) + 62135683200000000) // 604800000000'],
  ['k_padded(n, digits)', "lpad(n::VARCHAR, greatest(digits, length(n::VARCHAR))::INTEGER, '0')"],
  ['k_start_of_week(t)', "date_trunc('week', t + to_days(1)) - to_days(1)"],
  [
    'k_datetime(y, mo, d, h, mi, s)',
    `TRY_CAST(printf('%04d-%02d-%02d %02d:%02d:00', y, mo, d, h, mi) AS TIMESTAMP)
      + CASE WHEN s >= 0 AND s < 60 THEN to_microseconds(floor(round(s * 10000000) / 10)::BIGINT) END`,
  ],
  [
    'k_timespan(d, h, m, s)',
    `CASE WHEN abs(d) <= 10675199 AND h BETWEEN 0 AND 23 AND m BETWEEN 0 AND 59 AND s >= 0 AND s < 60
      THEN d * 864000000000 + h * 36000000000 + m * 600000000 + round(s * 10000000)::BIGINT END`,
  ],
  [
    'k_from_unix(n)',
    'CASE WHEN n BETWEEN -62135596800000000 AND 253402300799999999 THEN make_timestamp(n::BIGINT) END',
  ],
  ['k_fraction(n, digits)', "left(lpad((abs(n) % 10000000)::VARCHAR, 7, '0'), digits)"],
];

/** The macros that spellings of functions share, in the order in which they build on each other. */
export const functionMacros: readonly Macro[] = [...strings, ...moments];
