import { defineScalar, type FunctionDefinition } from '../define.ts';
import { once } from '../dialects/duckdb-once.ts';

/** Name, what it does with the values x and y, whether whole numbers stay whole, what comes of [6, 2, null] and [3, 2, 1, 5]. */
const arithmetic = [
  ['add', 'The sum', 'z[1] + z[2]', true, [9, 4, null, null]],
  ['subtract', 'The difference', 'z[1] - z[2]', true, [3, 0, null, null]],
  ['multiply', 'The product', 'z[1] * z[2]', true, [18, 4, null, null]],
  ['divide', 'The quotient', 'CASE WHEN z[2] <> 0 THEN z[1] / z[2] END', false, [2, 1, null, null]],
  ['pow', 'The power', 'TRY(pow(z[1], z[2]))', false, [216, 4, null, null]],
] as const;

const comparisons = [
  ['greater', '>', [true, false, null, null]],
  ['greater_equals', '>=', [true, true, null, null]],
  ['less', '<', [false, false, null, null]],
  ['less_equals', '<=', [false, true, null, null]],
  ['equals', '=', [false, true, null, null]],
  ['not_equals', '<>', [true, false, null, null]],
] as const;

const page = (name: string): string =>
  `https://learn.microsoft.com/kusto/query/series-${name.replaceAll('_', '-')}-function`;

/** Both arrays once, value by value; NULL where one is no array. */
const together = (a: string, b: string, body: (values: string) => string): string =>
  once(
    'k_p',
    `{a: ${a}, b: ${b}, x: k_series(${a}), y: k_series(${b})}`,
    `CASE WHEN len(k_p.x) >= 0 AND len(k_p.y) >= 0 THEN ${body('list_zip(k_p.x, k_p.y)')} END`,
  );

const definitions: readonly FunctionDefinition[] = [
  ...arithmetic.map(([name, words, value, whole, row]) =>
    defineScalar({
      signature: `series_${name}(first: dynamic, second: dynamic): dynamic`,
      about: `${words} of two series, value by value; null where one has none.`,
      source: page(name),
      sql: {
        duckdb: ([a = '', b = '']) =>
          together(
            a,
            b,
            (zip) =>
              `k_numbers(list_transform(${zip}, lambda z: ${value}), ${whole ? 'k_whole(k_p.a) AND k_whole(k_p.b)' : 'false'})`,
          ),
      },
      examples: [
        {
          query: `print a = series_${name}(dynamic([6, 2, null]), dynamic([3, 2, 1, 5])), b = series_${name}(dynamic([1]), parse_json("{}"))`,
          rows: [[row, null]],
        },
      ],
    }),
  ),
  ...comparisons.map(([name, sign, row]) =>
    defineScalar({
      signature: `series_${name}(first: dynamic, second: dynamic): dynamic`,
      about: `Where \`${sign}\` holds between two series, value by value; null where one has none.`,
      source: page(name),
      sql: {
        duckdb: ([a = '', b = '']) =>
          together(a, b, (zip) => `to_json(list_transform(${zip}, lambda z: z[1] ${sign} z[2]))`),
      },
      examples: [
        {
          query: `print a = series_${name}(dynamic([6, 2, null]), dynamic([3, 2, 1, 5])), b = series_${name}(parse_json("{}"), dynamic([1]))`,
          rows: [[row, null]],
        },
      ],
    }),
  ),
];

export default definitions;
