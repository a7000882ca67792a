import type { Macro } from './duckdb-macros.ts';

/** IPv6 addresses as 32 hexadecimal digits, which compare as the addresses do; an IPv4 address is `::ffff:…`. */
export const ipv6Macros: readonly Macro[] = [
  [
    'k_ip6_hex_words(t)',
    `CASE WHEN NOT regexp_full_match(t, '[0-9a-f]{0,4}(?::[0-9a-f]{0,4}){2,8}') THEN NULL
      WHEN NOT contains(t, '::') THEN CASE WHEN len(list_filter(string_split(t, ':'), lambda w: w <> '')) = 8 THEN string_split(t, ':') END
      WHEN len(string_split(t, '::')) = 2 AND NOT contains(t, ':::')
        AND len(list_filter(string_split(t, ':'), lambda w: w <> '')) < 8
        THEN list_concat(list_filter(string_split(split_part(t, '::', 1), ':'), lambda w: w <> ''), list_concat(
          list_transform(generate_series(1, 8 - len(list_filter(string_split(t, ':'), lambda w: w <> ''))), lambda i: '0'),
          list_filter(string_split(split_part(t, '::', 2), ':'), lambda w: w <> ''))) END`,
  ],
  [
    'k_ip6_plain(a)',
    `CASE WHEN NOT contains(a, '.') THEN a ELSE
      CASE WHEN contains(a, ':') AND NOT starts_with(a, '::') THEN regexp_extract(a, '^(.*:)', 1) ELSE '::ffff:' END
      || to_hex(k_ip4(regexp_extract(a, '([^:]*)$', 1)) // 65536) || ':' || to_hex(k_ip4(regexp_extract(a, '([^:]*)$', 1)) % 65536) END`,
  ],
  [
    'k_ip6(s)',
    `array_to_string(list_transform(
      list_transform([lower(k_ip6_plain(split_part(s, '/', 1)))], lambda t: k_ip6_hex_words(t))[1], lambda w: lpad(w, 4, '0')), '')`,
  ],
  [
    'k_ip6_bits(s)',
    `CASE WHEN NOT contains(s, '/') THEN 128
      WHEN NOT contains(s, '.') THEN CASE WHEN TRY_CAST(split_part(s, '/', 2) AS INTEGER) BETWEEN 0 AND 128 THEN TRY_CAST(split_part(s, '/', 2) AS INTEGER) END
      ELSE k_ip4_bits(s) + 96 END::BIGINT`,
  ],
  [
    'k_ip6_mask(h, bits)',
    `CASE WHEN bits BETWEEN 0 AND 128 THEN rpad(left(h, bits // 4) || CASE WHEN bits % 4 = 0 THEN '' ELSE
      lower(to_hex((strpos('0123456789abcdef', h[bits // 4 + 1]) - 1) & [8, 12, 14][bits % 4])) END, 32, '0') END`,
  ],
  [
    'k_ip6_least(a, b, bits)',
    "least(k_ip6_bits(a), k_ip6_bits(b), bits + CASE WHEN contains(a, ':') OR contains(b, ':') THEN 0 ELSE 96 END)",
  ],
  [
    'k_ip6_compare(a, b, bits)',
    `list_transform([{a: k_ip6_mask(k_ip6(a), k_ip6_least(a, b, bits)), b: k_ip6_mask(k_ip6(b), k_ip6_least(a, b, bits))}],
      lambda x: CASE WHEN k_ip6_bits(a) IS NULL OR k_ip6_bits(b) IS NULL OR x.a IS NULL OR x.b IS NULL THEN NULL
        WHEN x.a < x.b THEN -1 WHEN x.a > x.b THEN 1 ELSE 0 END)[1]::BIGINT`,
  ],
  ['k_ip6_text(h)', "coalesce(array_to_string(regexp_extract_all(h, '....'), ':'), '')"],
];
