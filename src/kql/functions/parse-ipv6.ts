import { type CallSql, defineScalar, type FunctionDefinition } from '../define.ts';
import { arrayItems } from '../lower/literal.ts';

const page = (name: string): string =>
  `https://learn.microsoft.com/kusto/query/${name.replaceAll('_', '-')}-function`;

function ranges(call: CallSql, ip: string): string {
  const [, first, ...more] = call.args;
  if (!first) return call.refuse('needs a range');
  const inside = (range: string): string =>
    `coalesce(k_ip6_compare(${ip}, ${range}, 128) = 0, false)`;
  const constants = first.kind === 'literal' ? arrayItems(first) : null;
  if (first.type === 'dynamic' && !constants)
    return call.refuse('the ranges must be listed or stand in a constant array', 1);
  const items = [...(constants ?? [first]), ...more].map((x) => inside(call.as(x, 'string')));
  return items.length === 0 ? 'false' : `(${items.join(' OR ')})`;
}

const definitions: readonly FunctionDefinition[] = [
  defineScalar({
    signature: 'parse_ipv6(ip: string): string',
    about:
      'An IPv6 or IPv4 address written in full, of a network its first address; empty for what is no address.',
    source: page('parse_ipv6'),
    sql: { duckdb: ([ip]) => `k_ip6_text(k_ip6_mask(k_ip6(${ip}), k_ip6_bits(${ip})))` },
    examples: [
      {
        query:
          'print a = parse_ipv6("127.0.0.1"), b = parse_ipv6("fe80::85d:e82c:9446:7994"), c = parse_ipv6("fe80::1:2/112"), d = parse_ipv6("fe80::1::2"), e = parse_ipv6("1:2:3:4:5:6:7::")',
        rows: [
          [
            '0000:0000:0000:0000:0000:ffff:7f00:0001',
            'fe80:0000:0000:0000:085d:e82c:9446:7994',
            'fe80:0000:0000:0000:0000:0000:0001:0000',
            '',
            '0001:0002:0003:0004:0005:0006:0007:0000',
          ],
        ],
      },
    ],
  }),
  defineScalar({
    signature: 'parse_ipv6_mask(ip: string, prefix: long): string',
    about: 'An IPv6 or IPv4 address written in full, of which only the first bits are kept.',
    source: page('parse_ipv6_mask'),
    sql: {
      duckdb: ([ip, prefix]) =>
        `k_ip6_text(CASE WHEN k_ip6_bits(${ip}) IS NOT NULL THEN k_ip6_mask(k_ip6(${ip}), least(k_ip6_bits(${ip}), ${prefix})) END)`,
    },
    examples: [
      {
        query:
          'print a = parse_ipv6_mask("fe80::85d:e82c:9446:7994", 122), b = parse_ipv6_mask("192.168.255.255", 120), c = parse_ipv6_mask("192.168.255.255/24", 124), d = parse_ipv6_mask("::192.168.255.255/24", 128)',
        rows: [
          [
            'fe80:0000:0000:0000:085d:e82c:9446:7980',
            '0000:0000:0000:0000:0000:ffff:c0a8:ff00',
            '0000:0000:0000:0000:0000:ffff:c0a8:ff00',
            '0000:0000:0000:0000:0000:ffff:c0a8:ff00',
          ],
        ],
      },
    ],
  }),
  defineScalar({
    signature: 'ipv6_compare(first: string, second: string, prefix?: long): long',
    about:
      'How two IPv6 or IPv4 addresses compare, -1, 0 or 1, by as many bits as the shortest prefix says; null for what is no address.',
    source: page('ipv6_compare'),
    sql: { duckdb: ([a, b, prefix = '128']) => `(k_ip6_compare(${a}, ${b}, ${prefix}))` },
    examples: [
      {
        query:
          'print a = ipv6_compare("fe80::1", "fe80::2"), b = ipv6_compare("fe80::85d:e82c:9446:7994/120", "fe80::85d:e82c:9446:7998"), c = ipv6_compare("192.168.1.1", "192.168.1.0", 31), d = ipv6_compare("192.168.1.1", "::ffff:c0a8:0101"), e = ipv6_compare("x", "::1")',
        rows: [[-1, 0, 0, 0, null]],
      },
    ],
  }),
  defineScalar({
    signature: 'ipv6_is_match(first: string, second: string, prefix?: long): bool',
    about:
      'Whether two IPv6 or IPv4 addresses agree in as many bits as the shortest prefix says; null for what is no address.',
    source: page('ipv6_is_match'),
    sql: { duckdb: ([a, b, prefix = '128']) => `(k_ip6_compare(${a}, ${b}, ${prefix}) = 0)` },
    examples: [
      {
        query:
          'print a = ipv6_is_match("fe80::1/64", "fe80::2"), b = ipv6_is_match("fe80::1", "fe80::2"), c = ipv6_is_match("::1", "")',
        rows: [[true, false, null]],
      },
    ],
  }),
  defineScalar({
    signature: 'ipv6_is_in_range(ip: string, range: string): bool',
    about: 'Whether an IPv6 or IPv4 address lies in a network; null for what is no address.',
    source: page('ipv6_is_in_range'),
    sql: { duckdb: ([ip, range]) => `(k_ip6_compare(${ip}, ${range}, 128) = 0)` },
    examples: [
      {
        query:
          'print a = ipv6_is_in_range("a5e:f127:8a9d:146d:e102:b5d3:c755:abcd", "a5e:f127:8a9d:146d:e102:b5d3:c755:0000/112"), b = ipv6_is_in_range("a5e::1", "0:0:0:0:0:ffff:c0a8:ac/60"), c = ipv6_is_in_range("", "::/0")',
        rows: [[true, false, null]],
      },
    ],
  }),
  defineScalar({
    signature: 'ipv6_is_in_any_range(ip: string, range: any, ...ranges: any): bool',
    about:
      'Whether an IPv6 or IPv4 address lies in one of several networks; null for what is no address.',
    source: page('ipv6_is_in_any_range'),
    sql: {
      duckdb: ([ip = ''], call) =>
        `CASE WHEN k_ip6(${ip}) IS NOT NULL THEN ${ranges(call, ip)} END`,
    },
    examples: [
      {
        query:
          'print a = ipv6_is_in_any_range("fe80::1", dynamic(["10.0.0.0/8", "fe80::/16"])), b = ipv6_is_in_any_range("::1", "fe80::/16"), c = ipv6_is_in_any_range("x", "fe80::/16")',
        rows: [[true, false, null]],
      },
    ],
  }),
];

export default definitions;
