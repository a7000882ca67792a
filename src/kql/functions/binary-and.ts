import { defineScalar, type FunctionDefinition } from '../define.ts';

const page = (name: string): string =>
  `https://learn.microsoft.com/kusto/query/${name.replaceAll('_', '-')}-function`;

const pairs = [
  ['binary_and', 'The bits that both numbers have', (a: string, b: string) => `(${a} & ${b})`, 8],
  ['binary_or', 'The bits that either number has', (a: string, b: string) => `(${a} | ${b})`, 14],
  [
    'binary_xor',
    'The bits that one of two numbers has',
    (a: string, b: string) => `xor(${a}, ${b})`,
    6,
  ],
  [
    'binary_shift_left',
    'The bits of a number moved to the left',
    (a: string, b: string) => `(k_shift_left(${a}, ${b}))`,
    12288,
  ],
  [
    'binary_shift_right',
    'The bits of a number moved to the right',
    (a: string, b: string) => `(${a} >> (${b} & 63))`,
    0,
  ],
] as const;

const definitions: readonly FunctionDefinition[] = [
  ...pairs.map(([name, about, spell, result]) =>
    defineScalar({
      signature: `${name}(first: long, second: long): long`,
      about: `${about}.`,
      source: page(name),
      nullable: 'as-arguments',
      sql: { duckdb: ([a = '', b = '']) => spell(a, b) },
      examples: [
        {
          query: `print a = ${name}(12, 10), b = ${name}(long(null), 1)`,
          columns: ['a:long', 'b:long'],
          rows: [[result, null]],
        },
      ],
    }),
  ),
  defineScalar({
    signature: 'binary_not(value: long): long',
    about: 'A number with all bits turned.',
    source: page('binary_not'),
    nullable: 'as-arguments',
    sql: { duckdb: ([x]) => `(~${x})` },
    examples: [{ query: 'print a = binary_not(5)', rows: [[-6]] }],
  }),
  defineScalar({
    signature: 'bitset_count_ones(value: long): long',
    about: 'How many bits of a number are set.',
    source: page('bitset_count_ones'),
    nullable: 'as-arguments',
    sql: { duckdb: ([x]) => `CAST(bit_count(${x}) AS BIGINT)` },
    examples: [
      { query: 'print a = bitset_count_ones(42), b = bitset_count_ones(-1)', rows: [[3, 64]] },
    ],
  }),
  defineScalar({
    signature: 'tohex(value: long, width?: long): string',
    about: 'A number in hexadecimal digits, zeros before it up to a width.',
    source: page('tohex'),
    sql: {
      duckdb: ([x, width], call) => {
        const bits = call.args[0]?.type === 'int' ? `(${x} & 4294967295)` : x;
        const digits = `lower(to_hex(${bits}))`;
        return `coalesce(${width ? `k_padded(${digits}, least(${width}, 16))` : digits}, '')`;
      },
    },
    examples: [
      {
        query:
          'print a = tohex(255), b = tohex(-1), c = tohex(256, 8), d = tohex(256, 2), e = tohex(long(null)), f = tohex(int(-256), 8)',
        rows: [['ff', 'ffffffffffffffff', '00000100', '100', '', 'ffffff00']],
      },
    ],
  }),
  defineScalar({
    signature: 'around(value: any, center: any, delta: any): bool',
    about: 'Whether a value is no further from a center than a distance.',
    source: page('around'),
    nullable: 'as-arguments',
    sql: {
      duckdb: (_, call) => {
        const [value, center, delta] = call.args;
        if (!value || !center || !delta) return call.refuse('needs three values');
        if (value.type === 'datetime')
          return `(abs(epoch_us(${call.raw(value)}) - epoch_us(${call.as(center, 'datetime')})) * 10 <= ${call.as(delta, 'timespan')})`;
        const type = value.type === 'timespan' ? 'timespan' : 'real';
        return `(abs(${call.as(value, type)} - ${call.as(center, type)}) <= ${call.as(delta, type)})`;
      },
    },
    examples: [
      {
        query:
          'print a = around(5, 6, 1), b = around(5.0, 6.5, 1), c = around(datetime(2024-01-01), datetime(2024-01-02), 1d)',
        rows: [[true, false, true]],
      },
    ],
  }),
  defineScalar({
    signature: 'rand(below?: long): real',
    volatile: true,
    about:
      'A random number from 0 up to 1, or a whole one below a limit; another one for every row and every run.',
    source: page('rand'),
    nullable: 'never',
    sql: { duckdb: ([below]) => (below ? `floor(random() * ${below})` : 'random()') },
    examples: [
      {
        query:
          'print x = rand(), y = rand(10) | project a = x >= 0 and x < 1, b = y >= 0 and y < 10',
        rows: [[true, true]],
      },
    ],
  }),
  defineScalar({
    signature: 'new_guid(): guid',
    volatile: true,
    about: 'A random GUID; another one for every row and every run.',
    source: page('new_guid'),
    nullable: 'never',
    sql: { duckdb: () => 'uuid()' },
    examples: [{ query: 'print a = strlen(tostring(new_guid()))', rows: [[36]] }],
  }),
];

export default definitions;
