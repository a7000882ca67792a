import { type CallSql, defineScalar, type FunctionDefinition } from '../define.ts';

const page = (name: string): string =>
  `https://learn.microsoft.com/kusto/query/${name.replaceAll('_', '-')}-function`;

/** The number of the address that argument 0 is, a text or a number, and how many of its bits are given. */
function numbered(call: CallSql): { ip: string; bits: string } {
  const [ip] = call.args;
  if (!ip) return call.refuse('needs an address');
  if (ip.type !== 'string' && ip.type !== 'dynamic') return { ip: call.as(ip, 'long'), bits: '32' };
  const text = call.as(ip, 'string');
  return { ip: `k_ip4(${text})`, bits: `k_ip4_bits(${text})` };
}

const definitions: readonly FunctionDefinition[] = [
  defineScalar({
    signature: 'parse_ipv4(ip: string): long',
    about:
      'An IPv4 address as a number, of a network its first address; null for what is no address.',
    source: page('parse_ipv4'),
    sql: { duckdb: ([ip]) => `(k_ip4_mask(k_ip4(${ip}), k_ip4_bits(${ip})))` },
    examples: [
      {
        query:
          'print a = parse_ipv4("192.168.1.1"), b = parse_ipv4("192.168.1.1/24"), c = parse_ipv4("1.2.3.256")',
        rows: [[3232235777, 3232235776, null]],
      },
    ],
  }),
  defineScalar({
    signature: 'parse_ipv4_mask(ip: string, prefix: long): long',
    about: 'An IPv4 address of which only the first bits are kept, as a number.',
    source: page('parse_ipv4_mask'),
    sql: {
      duckdb: ([ip, prefix]) =>
        `CASE WHEN k_ip4_bits(${ip}) IS NOT NULL THEN k_ip4_mask(k_ip4(${ip}), least(k_ip4_bits(${ip}), ${prefix})) END`,
    },
    examples: [
      {
        query: 'print a = parse_ipv4_mask("127.0.0.1", 24), b = parse_ipv4_mask("x", 24)',
        rows: [[2130706432, null]],
      },
    ],
  }),
  defineScalar({
    signature: 'ipv4_netmask_suffix(ip: string): long',
    about:
      'How many bits of an address in CIDR notation name the network; 32 where it says nothing.',
    source: page('ipv4_netmask_suffix'),
    sql: {
      duckdb: ([ip]) =>
        `CASE WHEN k_ip4(${ip}) IS NOT NULL THEN CAST(k_ip4_bits(${ip}) AS BIGINT) END`,
    },
    examples: [
      {
        query:
          'print a = ipv4_netmask_suffix("192.168.1.1/24"), b = ipv4_netmask_suffix("10.1.2.3"), c = ipv4_netmask_suffix("x/8")',
        rows: [[24, 32, null]],
      },
    ],
  }),
  defineScalar({
    signature: 'format_ipv4(ip: any, prefix?: long): string',
    about:
      'An IPv4 address, a text or a number, of which only the first bits are kept, as a text; empty for what is no address.',
    source: page('format_ipv4'),
    sql: {
      duckdb: ([, prefix = '32'], call) => {
        const { ip, bits } = numbered(call);
        return `coalesce(k_ip4_text(k_ip4_mask(${ip}, CASE WHEN ${bits} IS NOT NULL THEN least(${bits}, ${prefix}) END)), '')`;
      },
    },
    examples: [
      {
        query:
          'print a = format_ipv4("192.168.1.255", 24), b = format_ipv4(3232236031), c = format_ipv4("192.168.1.255/25", 28), d = format_ipv4("x"), e = format_ipv4(-1)',
        rows: [['192.168.1.0', '192.168.1.255', '192.168.1.128', '', '']],
      },
    ],
  }),
  defineScalar({
    signature: 'format_ipv4_mask(ip: any, prefix: long): string',
    about: 'The network of an IPv4 address in CIDR notation; empty for what is no address.',
    source: page('format_ipv4_mask'),
    sql: {
      duckdb: ([, prefix = '32'], call) => {
        const { ip, bits } = numbered(call);
        const kept = `CASE WHEN ${bits} IS NOT NULL THEN least(${bits}, ${prefix}) END`;
        return `coalesce(k_ip4_text(k_ip4_mask(${ip}, ${kept})) || '/' || CAST(${kept} AS VARCHAR), '')`;
      },
    },
    examples: [
      {
        query:
          'print a = format_ipv4_mask("192.168.1.255", 24), b = format_ipv4_mask(3232236031, 32), c = format_ipv4_mask("x", 1)',
        rows: [['192.168.1.0/24', '192.168.1.255/32', '']],
      },
    ],
  }),
];

export default definitions;
