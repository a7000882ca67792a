import { type CallSql, defineScalar, type FunctionDefinition } from '../define.ts';
import { arrayItems } from '../lower/literal.ts';
import type { Scalar } from '../tree/nodes.ts';

const page = (name: string): string =>
  `https://learn.microsoft.com/kusto/query/${name.replaceAll('_', '-')}-function`;

/** The first and last address of a constant network, or null. */
function network(range: Scalar | undefined): { first: number; last: number } | null {
  if (range?.kind !== 'literal' || typeof range.value !== 'string') return null;
  const [, address = '', suffix = '32'] =
    /^((?:\d{1,3}\.){3}\d{1,3})(?:\/(\d{1,2}))?$/.exec(range.value) ?? [];
  const octets = address.split('.').map(Number);
  const bits = Number(suffix);
  if (octets.length !== 4 || octets.some((o) => o > 255) || bits > 32) return null;
  const size = 2 ** (32 - bits);
  const first = Math.floor(octets.reduce((n, o) => n * 256 + o, 0) / size) * size;
  return { first, last: first + size - 1 };
}

/** What to look up: the listed arguments, or the elements of one array. */
function anyOf(call: CallSql, test: (item: string) => string): string {
  const [, first, ...more] = call.args;
  if (!first) return call.refuse('needs something to look for');
  const constants = first.kind === 'literal' ? arrayItems(first) : null;
  if (first.type === 'dynamic' && !constants && more.length === 0)
    return `(len(list_filter(k_list(${call.raw(first)}), lambda e: ${test('k_dynamic_text(e)')})) > 0)`;
  const items = [...(constants ?? [first]), ...more];
  return items.length === 0
    ? 'false'
    : `(${items.map((x) => test(call.as(x, 'string'))).join(' OR ')})`;
}

const octet = '(?:25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9]?[0-9])';

/** What follows a prefix of an address, to its end. */
const rest = `(?:${octet}(?:\\.${octet}){0,2})?`;

const definitions: readonly FunctionDefinition[] = [
  defineScalar({
    signature: 'ipv4_is_private(ip: string): bool',
    about:
      'Whether an IPv4 address, or all of a network, is in a private network (RFC 1918); null for what is no address.',
    source: page('ipv4_is_private'),
    sql: {
      duckdb: ([ip], call) =>
        call.filter
          ? `CASE WHEN regexp_matches(${ip}, '^(10|192\\.168|172\\.(1[6-9]|2[0-9]|3[01]))\\.') THEN k_ip4_private(${ip}) ELSE false END`
          : `(k_ip4_private(${ip}))`,
    },
    examples: [
      {
        query:
          'print a = ipv4_is_private("10.1.2.3"), b = ipv4_is_private("172.32.0.1"), c = ipv4_is_private("192.168.1.1/24"), d = ipv4_is_private("10.1.2.3/4"), e = ipv4_is_private("10.1.2"), f = ipv4_is_private("127.0.0.1")',
        rows: [[true, false, true, false, null, false]],
      },
    ],
  }),
  defineScalar({
    signature: 'ipv4_compare(first: string, second: string, prefix?: long): long',
    about:
      'How two IPv4 addresses compare, -1, 0 or 1, by their first bits: as many as the shortest prefix says; null for what is no address.',
    source: page('ipv4_compare'),
    sql: { duckdb: ([a, b, prefix = '32']) => `(k_ip4_compare(${a}, ${b}, ${prefix}))` },
    examples: [
      {
        query:
          'print a = ipv4_compare("192.168.1.1", "192.168.1.255"), b = ipv4_compare("192.168.1.1/24", "192.168.1.255"), c = ipv4_compare("192.168.1.1", "192.168.1.0", 31), d = ipv4_compare("x", "1.1.1.1")',
        rows: [[-1, 0, 0, null]],
      },
    ],
  }),
  defineScalar({
    signature: 'ipv4_is_match(first: string, second: string, prefix?: long): bool',
    about:
      'Whether two IPv4 addresses agree in their first bits: as many as the shortest prefix says; null for what is no address.',
    source: page('ipv4_is_match'),
    sql: { duckdb: ([a, b, prefix = '32']) => `(k_ip4_compare(${a}, ${b}, ${prefix}) = 0)` },
    examples: [
      {
        query:
          'print a = ipv4_is_match("192.168.1.1/24", "192.168.1.255"), b = ipv4_is_match("192.168.1.1", "192.168.1.2"), c = ipv4_is_match("192.168.1.1", "192.168.1.255", 24), d = ipv4_is_match("1.1.1.1", "1.1.1.1/99")',
        rows: [[true, false, true, null]],
      },
    ],
  }),
  defineScalar({
    signature: 'ipv4_is_in_range(ip: string, range: string): bool',
    about:
      'Whether an IPv4 address lies in a network such as `10.0.0.0/8`; null for what is no address.',
    source: page('ipv4_is_in_range'),
    sql: {
      duckdb: ([ip, range], call) => {
        const whole = `(k_ip4_compare(${ip}, ${range}, 32) = 0)`;
        const bounds = network(call.args[1]);
        if (!bounds) return whole;
        return `(CASE WHEN contains(${ip}, '/') THEN ${whole} ELSE k_ip4(${ip}) BETWEEN ${bounds.first} AND ${bounds.last} END)`;
      },
    },
    examples: [
      {
        query:
          'print a = ipv4_is_in_range("192.168.1.6", "192.168.1.1/24"), b = ipv4_is_in_range("192.168.2.1", "192.168.1.0/24"), c = ipv4_is_in_range("bad", "10.0.0.0/8")',
        rows: [[true, false, null]],
      },
    ],
  }),
  defineScalar({
    signature: 'ipv4_is_in_any_range(ip: string, range: any, ...ranges: any): bool',
    about:
      'Whether an IPv4 address lies in one of several networks, listed or in an array; null for what is no address.',
    source: page('ipv4_is_in_any_range'),
    sql: {
      duckdb: ([ip = ''], call) =>
        `CASE WHEN k_ip4(${ip}) IS NOT NULL THEN ${anyOf(call, (range) => `coalesce(k_ip4_compare(${ip}, ${range}, 32) = 0, false)`)} END`,
    },
    examples: [
      {
        query:
          'print a = ipv4_is_in_any_range("192.168.1.6", "192.168.1.1/24", "10.0.0.1/8"), b = ipv4_is_in_any_range("127.0.0.1", dynamic(["127.0.0.2", "10.0.0.0/8"])), c = ipv4_is_in_any_range("x", "10.0.0.0/8"), d = ipv4_is_in_any_range("10.1.1.1", parse_json(\'["10.0.0.0/8"]\'))',
        rows: [[true, false, null, true]],
      },
    ],
  }),
  ...(
    [
      ['has_ipv4', 'has_any_ipv4', '', ''],
      ['has_ipv4_prefix', 'has_any_ipv4_prefix', '', rest],
    ] as const
  ).flatMap(([name, anyName, before, after]) => {
    const prefix = name === 'has_ipv4_prefix';
    const test = (text: string, ip: string): string => {
      const good = prefix
        ? `(regexp_full_match(${ip}, '([0-9]{1,3}\\.){1,3}') OR k_ip4(${ip}) IS NOT NULL)`
        : `k_ip4(${ip}) IS NOT NULL`;
      return `(${good} AND k_has_ip4(${text}, '${before}', ${ip}, '${after}'))`;
    };
    const example = prefix ? '10.1.' : '10.1.2.3';
    return [
      defineScalar({
        signature: `${name}(text: string, ip: string): bool`,
        about: `Whether a text has an IPv4 address ${prefix ? 'that begins so' : ''} with neither a letter nor a digit beside it.`,
        source: page(name),
        nullable: 'never',
        sql: { duckdb: ([text = '', ip = '']) => test(text, ip) },
        examples: [
          {
            query: `print a = ${name}("from 10.1.2.3: ok", "${example}"), b = ${name}("x10.1.2.3", "${example}"), c = ${name}("10.1.2.3.", "${example}"), d = ${name}("110.1.2.34", "${example}"), e = ${name}("abc", "abc")`,
            rows: [[true, false, true, false, false]],
          },
        ],
      }),
      defineScalar({
        signature: `${anyName}(text: string, ip: any, ...ips: any): bool`,
        about: `Whether a text has one of several IPv4 addresses${prefix ? ' that begin so' : ''}, listed or in an array.`,
        source: page(anyName),
        nullable: 'never',
        sql: { duckdb: ([text = ''], call) => anyOf(call, (ip) => test(text, ip)) },
        examples: [
          {
            query: `print a = ${anyName}("from 10.1.2.3: ok", "1.1.1.1", "${example}"), b = ${anyName}("from 10.1.2.3", dynamic(["1.1.1.1"])), c = ${anyName}("at 10.1.2.3", dynamic(["${example}"]))`,
            rows: [[true, false, true]],
          },
        ],
      }),
    ];
  }),
];

export default definitions;
