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
    'CASE WHEN abs(n) <= 600000000000000000 // unit THEN k_at((epoch_us(t) + n * unit)::BIGINT) END',
  ],
  [
    'k_add_months(t, n)',
    'CASE WHEN abs(n) <= 240000 THEN k_at(epoch_us(t + to_months(n::INTEGER))) END',
  ],
  ['k_week(t)', '(epoch_us(t) + 62135683200000000) // 604800000000'],
  ['k_padded(n, digits)', "lpad(n::VARCHAR, greatest(digits, length(n::VARCHAR))::INTEGER, '0')"],
  ['k_start_of_week(t)', "date_trunc('week', t + to_days(1)) - to_days(1)"],
  [
    'k_datetime(y, mo, d, h, mi, s)',
    `CASE WHEN y BETWEEN 1 AND 9999 THEN TRY_CAST(printf('%04d-%02d-%02d %02d:%02d:00', y, mo, d, h, mi) AS TIMESTAMP) END
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
  ['k_fraction(n, digits)', "left(lpad((abs(n::HUGEINT) % 10000000)::VARCHAR, 7, '0'), digits)"],
];

const lists: readonly Macro[] = [
  ['k_list(j)', 'coalesce(k_elements(j), [])'],
  ['k_length(j)', "CASE WHEN json_type(j) = 'ARRAY' THEN json_array_length(j)::BIGINT END"],
  ['k_near(n)', 'least(greatest(n, -2000000000), 2000000000)'],
  ['k_place(i)', 'CASE WHEN i < 0 THEN k_near(i) ELSE k_near(i) + 1 END'],
  ['k_slice(j, a, b)', 'to_json(list_slice(k_elements(j), k_place(a), k_place(b)))'],
  [
    'k_rotate(j, n)',
    `CASE WHEN k_length(j) = 0 THEN j WHEN json_type(j) = 'ARRAY' THEN to_json(list_concat(
      list_slice(k_elements(j), ((n % k_length(j) + k_length(j)) % k_length(j)) + 1, k_length(j)),
      list_slice(k_elements(j), 1, (n % k_length(j) + k_length(j)) % k_length(j)))) END`,
  ],
  [
    'k_filler(d, n)',
    "list_transform(generate_series(1, least(n, 1048576)), lambda i: coalesce(d, 'null'::JSON))",
  ],
  [
    'k_shift(j, n, d)',
    `CASE WHEN json_type(j) <> 'ARRAY' THEN NULL
      WHEN n >= 0 THEN to_json(list_concat(list_slice(k_elements(j), k_place(n), k_length(j)), k_filler(d, least(n, k_length(j)))))
      ELSE to_json(list_concat(k_filler(d, least(-k_near(n), k_length(j))), list_slice(k_elements(j), 1, greatest(k_length(j) + k_near(n), 0)))) END`,
  ],
  [
    'k_sort_key(e, nulls, others)',
    `{r: CASE json_type(e) WHEN 'NULL' THEN nulls WHEN 'VARCHAR' THEN others WHEN 'BOOLEAN' THEN others ELSE 0 END,
      n: CASE WHEN json_type(e) IN ('UBIGINT', 'BIGINT', 'HUGEINT', 'DOUBLE') THEN TRY_CAST(e ->> '$' AS DOUBLE) END,
      s: e ->> '$', e: e}`,
  ],
  // Ties stay in their order.
  [
    'k_sort_order_asc(j, nulls_last)',
    `list_transform(list_sort(list_transform(k_elements(j), lambda e, i: {k: k_sort_key(e, CASE WHEN nulls_last THEN 2 ELSE -9 END, 1), i: i})), lambda x: x.i)`,
  ],
  [
    'k_sort_order_desc(j, nulls_last)',
    `list_transform(list_reverse_sort(list_transform(k_elements(j), lambda e, i: {k: k_sort_key(e, CASE WHEN nulls_last THEN -2 ELSE 9 END, -1), i: -i})), lambda x: -x.i)`,
  ],
  [
    'k_taken(j, places)',
    'list_transform([k_elements(j)], lambda l: list_transform(places, lambda p: l[p]))[1]',
  ],
  [
    'k_positions(j, v)',
    'list_transform(list_filter(list_transform(k_elements(j), lambda e, i: {e: e, i: i - 1}), lambda x: x.e = v), lambda x: x.i)',
  ],
  [
    'k_array_index_of(j, v, a, n, o)',
    `(CASE WHEN json_type(j) <> 'ARRAY' OR n < -1 OR o < 1 THEN NULL ELSE coalesce(list_filter(k_positions(j, v),
      lambda i: i >= CASE WHEN a < 0 THEN greatest(k_length(j) + a, 0) ELSE a END
        AND (n < 0 OR i - n < CASE WHEN a < 0 THEN greatest(k_length(j) + a, 0) ELSE a END))[o], -1) END)::BIGINT`,
  ],
  [
    'k_text_of(l, d)',
    "coalesce(array_to_string(list_transform(l, lambda e: k_dynamic_text(e)), d), '')",
  ],
  [
    'k_split_at(j, cuts)',
    `to_json(list_transform(list_concat([0], cuts), lambda c, i: list_slice(k_elements(j), c + 1,
      coalesce(list_concat([0], cuts)[i + 1], k_length(j)))))`,
  ],
  [
    'k_cut(j, i)',
    'CASE WHEN i < 0 THEN greatest(k_length(j) + i, 0) ELSE least(i, k_length(j)) END',
  ],
];

const bags: readonly Macro[] = [
  ['k_keys(j)', "CASE WHEN json_type(j) = 'OBJECT' THEN json_keys(j) END"],
  ['k_values(j)', "CASE WHEN json_type(j) = 'OBJECT' THEN coalesce((j -> '$.*')::JSON[], []) END"],
  // The first value of each key; sorting by key keeps large bags from taking quadratic time.
  [
    'k_bag(ks, vs)',
    `(CASE WHEN len(list_distinct(ks)) = len(ks) THEN '{' || array_to_string(list_transform(ks, lambda k, i:
        to_json(k)::VARCHAR || ':' || coalesce(vs[i], 'null'::JSON)::VARCHAR), ',') || '}'
      ELSE '{' || array_to_string(list_transform(
        list_sort(list_transform([list_sort(list_transform(ks, lambda k, i: {k: k, i: i, v: vs[i]}))],
          lambda s: list_transform(list_filter(s, lambda x, n: n = 1 OR s[n - 1].k <> x.k), lambda x: {i: x.i, k: x.k, v: x.v}))[1]),
        lambda x: to_json(x.k)::VARCHAR || ':' || coalesce(x.v, 'null'::JSON)::VARCHAR), ',') || '}' END)::JSON`,
  ],
  [
    'k_bag_present(ks, vs)',
    `('{' || array_to_string(list_filter(list_transform(ks, lambda k, i: CASE WHEN k_dynamic_text(vs[i]) <> ''
      THEN to_json(k)::VARCHAR || ':' || vs[i]::VARCHAR END), lambda e: e IS NOT NULL), ',') || '}')::JSON`,
  ],
  // DuckDB's macros cannot call themselves: one for each depth.
  ...[0, 1, 2, 3].map((depth): Macro => {
    const inner = (x: string): string => (depth === 0 ? x : `k_ordered${depth - 1}(${x})`);
    return [
      `k_ordered${depth}(j)`,
      `CASE json_type(j) WHEN 'OBJECT' THEN ('{' || array_to_string(list_transform(list_sort(json_keys(j)), lambda k${depth}:
          to_json(k${depth})::VARCHAR || ':' || ${inner(`json_extract(j, k_key_path(k${depth}))`)}::VARCHAR), ',') || '}')::JSON
        WHEN 'ARRAY' THEN ('[' || array_to_string(list_transform(k_elements(j), lambda e${depth}: ${inner(`e${depth}`)}::VARCHAR), ',') || ']')::JSON ELSE j END`,
    ];
  }),
  [
    'k_tree_path(p)',
    `regexp_replace(regexp_replace(regexp_replace(substring(p, 2), '\\[\\d+\\]', '[0]', 'g'),
      '\\."([^"]*)"', '[''\\1'']', 'g'), '\\.([^.\\[]+)', '[''\\1'']', 'g')`,
  ],
  [
    'k_bag_zip(ks, vs)',
    `CASE WHEN json_type(ks) = 'ARRAY' THEN list_transform([list_filter(list_transform(k_elements(ks), lambda k, i: {k: k, v: k_list(vs)[i]}),
      lambda x: json_type(x.k) = 'VARCHAR')], lambda l: k_bag(list_transform(l, lambda x: x.k ->> '$'), list_transform(l, lambda x: x.v)))[1] END`,
  ],
  [
    'k_bag_without(j, keys)',
    `CASE WHEN json_type(j) = 'OBJECT' THEN ('{' || array_to_string(list_transform(
      list_filter(list_zip(k_keys(j), k_values(j)), lambda z: NOT list_contains(keys, z[1])),
      lambda z: to_json(z[1])::VARCHAR || ':' || z[2]::VARCHAR), ',') || '}')::JSON END`,
  ],
];

const numbers: readonly Macro[] = [
  ['k_sqrt(x)', "CASE WHEN x < 0 THEN 'nan'::DOUBLE ELSE sqrt(x) END"],
  ...(['log', 'log2', 'log10'] as const).map(
    (name): Macro => [
      `k_${name}(x)`,
      `CASE WHEN x < 0 THEN 'nan'::DOUBLE WHEN x = 0 THEN '-inf'::DOUBLE ELSE ${name === 'log' ? 'ln' : name}(x) END`,
    ],
  ),
  ...(['sin', 'cos', 'tan'] as const).map(
    (name): Macro => [
      `k_${name}(x)`,
      `CASE WHEN isfinite(x) THEN ${name}(x) ELSE x + 'nan'::DOUBLE END`,
    ],
  ),
  ...(['asin', 'acos'] as const).map(
    (name): Macro => [
      `k_${name}(x)`,
      `CASE WHEN abs(x) <= 1 THEN ${name}(x) ELSE x + 'nan'::DOUBLE END`,
    ],
  ),
  [
    'k_cot(x)',
    "CASE WHEN isfinite(x) THEN CASE WHEN x = 0 THEN 'inf'::DOUBLE ELSE cot(x) END ELSE x + 'nan'::DOUBLE END",
  ],
  ['k_gamma(x)', "CASE WHEN x <= 0 AND x = floor(x) THEN 'nan'::DOUBLE ELSE gamma(x) END"],
  ['k_loggamma(x)', "CASE WHEN x <= 0 THEN 'nan'::DOUBLE ELSE lgamma(x) END"],
  [
    'k_shift_left(a, n)',
    'CASE WHEN a IS NULL OR n IS NULL THEN NULL ELSE (a::BIT << (n & 63)::INTEGER)::BIGINT END',
  ],
];

const octet = '(?:25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9]?[0-9])';

const addresses: readonly Macro[] = [
  [
    'k_ip4(s)',
    `CASE WHEN regexp_full_match(split_part(s, '/', 1), '${octet}(?:\\.${octet}){3}') THEN
      split_part(s, '.', 1)::BIGINT * 16777216 + split_part(s, '.', 2)::BIGINT * 65536
      + split_part(s, '.', 3)::BIGINT * 256 + split_part(split_part(s, '.', 4), '/', 1)::BIGINT END`,
  ],
  [
    'k_ip4_bits(s)',
    `CASE WHEN NOT contains(s, '/') THEN 32
      WHEN regexp_full_match(split_part(s, '/', 2), '3[0-2]|[12]?[0-9]') THEN split_part(s, '/', 2)::BIGINT END`,
  ],
  [
    'k_ip4_mask(n, bits)',
    'CASE WHEN bits BETWEEN 0 AND 32 AND n >= 0 THEN (n >> (32 - bits)::BIGINT) << (32 - bits)::BIGINT END',
  ],
  ['k_ip4_least(a, b, bits)', 'least(k_ip4_bits(a), k_ip4_bits(b), bits)'],
  [
    'k_ip4_compare(a, b, bits)',
    `CASE WHEN k_ip4_bits(a) IS NOT NULL AND k_ip4_bits(b) IS NOT NULL THEN
      sign(k_ip4_mask(k_ip4(a), k_ip4_least(a, b, bits)) - k_ip4_mask(k_ip4(b), k_ip4_least(a, b, bits)))::BIGINT END`,
  ],
  [
    'k_ip4_private(s)',
    `CASE WHEN k_ip4_bits(s) IS NOT NULL AND k_ip4(s) IS NOT NULL THEN
      (k_ip4_bits(s) >= 8 AND starts_with(s, '10.')) OR (k_ip4_bits(s) >= 16 AND starts_with(s, '192.168.'))
      OR (k_ip4_bits(s) >= 12 AND regexp_matches(s, '^172\\.(1[6-9]|2[0-9]|3[01])\\.')) END`,
  ],
  [
    'k_ip4_text(n)',
    `CASE WHEN n BETWEEN 0 AND 4294967295 THEN
      (n // 16777216)::VARCHAR || '.' || (n // 65536 % 256)::VARCHAR || '.' || (n // 256 % 256)::VARCHAR || '.' || (n % 256)::VARCHAR END`,
  ],
  [
    'k_has_ip4(s, before, ip, after)',
    "regexp_matches(s, '(?:^|[^0-9A-Za-z.])' || before || regexp_escape(ip) || after || '(?:[^0-9A-Za-z.]|\\.[^0-9A-Za-z]|\\.?$)')",
  ],
];

const bytes: readonly Macro[] = [
  [
    'k_from_base64(s)',
    `CASE WHEN length(s) % 4 = 0 AND regexp_full_match(s, '[A-Za-z0-9+/]*={0,2}') AND NOT starts_with(s, '=') THEN from_base64(s) END`,
  ],
  ['k_hex_bytes(h)', "list_transform(regexp_extract_all(h, '..'), lambda b: ('0x' || b)::INTEGER)"],
  [
    'k_bytes_hex(l)',
    `CASE WHEN len(list_filter(l, lambda e: coalesce(k_dynamic_long(e), -1) NOT BETWEEN 0 AND 255)) = 0
      THEN array_to_string(list_transform(l, lambda e: lpad(to_hex(k_dynamic_long(e)), 2, '0')), '') END`,
  ],
  // A GUID's first three parts are stored with the least byte first.
  [
    'k_guid_hex(h)',
    `CASE WHEN length(h) = 32 THEN h[7:8] || h[5:6] || h[3:4] || h[1:2] || h[11:12] || h[9:10] || h[15:16] || h[13:14] || h[17:] END`,
  ],
  [
    'k_weighted(l, part)',
    `list_transform([list_sum(list_transform(l, lambda x: x.w))], lambda total:
      list_reduce(list_transform(l, lambda x: {v: x.v, w: x.w::HUGEINT}), lambda a, x:
        CASE WHEN a.w >= part * total THEN a ELSE {v: x.v, w: a.w + x.w} END).v)[1]`,
  ],
];

const parsers: readonly Macro[] = [
  [
    'k_character(n)',
    'CASE WHEN n BETWEEN 1 AND 1114111 AND n NOT BETWEEN 55296 AND 57343 THEN chr(n::INTEGER) END',
  ],
  [
    'k_plain_number(r)',
    'CASE WHEN r = trunc(r) AND abs(r) < 1e18 THEN CAST(r AS BIGINT)::VARCHAR ELSE r::VARCHAR END',
  ],
  // Kusto writes the digits of escaped bytes small.
  [
    'k_url_encode(s)',
    `array_to_string(list_transform(string_split(url_encode(s), '%'), lambda p, i: CASE WHEN i = 1 THEN p ELSE '%' || lower(p[:2]) || p[3:] END), '')`,
  ],
  ['k_unescaped(s)', 'coalesce(TRY(url_decode(s)), s)'],
  [
    'k_query(q)',
    `CASE WHEN q = '' THEN '{}'::JSON ELSE list_transform([list_filter(string_split(q, '&'), lambda p: p <> '')], lambda ps: k_bag(
      list_transform(ps, lambda p: k_unescaped(split_part(p, '=', 1))),
      list_transform(ps, lambda p: to_json(CASE WHEN contains(p, '=') THEN k_unescaped(substring(p, strpos(p, '=') + 1)) ELSE '' END))))[1] END`,
  ],
  [
    'k_url(parts)',
    `list_transform([parts], lambda u: json_object('Scheme', u.scheme, 'Host', u.host, 'Port', u.port, 'Path', u.path,
      'Username', u.username, 'Password', u.password, 'Query Parameters', k_query(u.query), 'Fragment', u.fragment))[1]`,
  ],
  [
    'k_path_parts(parts)',
    `list_transform([parts], lambda p: json_object('Scheme', p.scheme, 'RootPath', regexp_extract(p.directory, '^([A-Za-z]:)', 1),
      'DirectoryPath', regexp_replace(p.directory, '(.)[\\\\/]$', '\\1'),
      'DirectoryName', regexp_extract(p.directory, '([^\\\\/:]+)[\\\\/]$', 1), 'Filename', p.file,
      'Extension', regexp_extract(p.file, '\\.([^.]*)$', 1), 'AlternateDataStreamName', p.stream))[1]`,
  ],
  [
    'k_arguments(s)',
    `CASE WHEN contains(s, '"') THEN to_json(list_transform(regexp_extract_all(s, '(?:\\\\"|"(?:\\\\"|[^"])*"?|[^\\s"])+'),
        lambda a: replace(replace(replace(a, '\\"', chr(1)), '"', ''), chr(1), '"')))
      WHEN regexp_full_match(s, '\\s*') THEN NULL
      WHEN regexp_matches(s, '^\\s|\\s$|\\s\\s|[\\t\\r\\n]') THEN to_json(regexp_extract_all(s, '[^\\s]+'))
      ELSE to_json(string_split(s, ' ')) END`,
  ],
  [
    'k_fields(s)',
    `to_json(list_transform(regexp_extract_all(',' || rtrim(regexp_extract(s, '^(?:"(?:[^"]|"")*"|[^\\n"])*'), chr(13)),
        ',("(?:[^"]|"")*"[^,]*|[^,]*)', 1),
      lambda f: CASE WHEN regexp_full_match(f, '(?s)".*"') THEN replace(f[2:-2], '""', '"') ELSE f END))`,
  ],
  [
    'k_version(s)',
    `CASE WHEN regexp_full_match(s, '\\d{1,8}(\\.\\d{1,8}){0,3}') THEN TRY_CAST(split_part(s, '.', 1)::HUGEINT * 1000000000000000000000000
      + ('0' || split_part(s, '.', 2))::HUGEINT * 10000000000000000 + ('0' || split_part(s, '.', 3))::HUGEINT * 100000000
      + ('0' || split_part(s, '.', 4))::HUGEINT AS DECIMAL(38,10)) END`,
  ],
];

/** The macros that spellings of functions share, in the order in which they build on each other. */
export const functionMacros: readonly Macro[] = [
  ...strings,
  ...moments,
  ...lists,
  ...bags,
  ...numbers,
  ...addresses,
  ...bytes,
  ...parsers,
];
