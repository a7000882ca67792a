import { defineScalar, type FunctionDefinition } from '../define.ts';

/** Name, what it gives, SQL of it, whether whole numbers stay whole, what comes of [-1, 0.5, null]. */
const functions = [
  ['abs', 'The absolute values', 'abs(v)', true, [1, 0.5, null]],
  ['sign', 'The signs', 'sign(v)::DOUBLE', true, [-1, 1, null]],
  ['ceiling', 'The values rounded up', 'ceil(v)', false, [-1, 1, null]],
  ['floor', 'The values rounded down', 'floor(v)', false, [-1, 0, null]],
  ['exp', 'e to the power of the values', 'exp(v)', false, [Math.exp(-1), Math.exp(0.5), null]],
  ['log', 'The natural logarithms', 'k_log(v)', false, [null, Math.log(0.5), null]],
  ['sin', 'The sines', 'k_sin(v)', false, [Math.sin(-1), Math.sin(0.5), null]],
  ['cos', 'The cosines', 'k_cos(v)', false, [Math.cos(-1), Math.cos(0.5), null]],
  ['tan', 'The tangents', 'k_tan(v)', false, [Math.tan(-1), Math.tan(0.5), null]],
  ['asin', 'The arc sines', 'k_asin(v)', false, [Math.asin(-1), Math.asin(0.5), null]],
  ['acos', 'The arc cosines', 'k_acos(v)', false, [Math.acos(-1), Math.acos(0.5), null]],
  ['atan', 'The arc tangents', 'atan(v)', false, [Math.atan(-1), Math.atan(0.5), null]],
] as const;

const definitions: readonly FunctionDefinition[] = functions.map(
  ([name, words, value, whole, row]) =>
    defineScalar({
      signature: `series_${name}(series: dynamic): dynamic`,
      about: `${words} of a series; null where there is none.`,
      source: `https://learn.microsoft.com/kusto/query/series-${name}-function`,
      sql: {
        duckdb: ([series = '']) => {
          const values = `list_transform(k_series(${series}), lambda v: ${value})`;
          return whole ? `k_numbers(${values}, k_whole(${series}))` : `k_reals(${values})`;
        },
      },
      examples: [
        {
          query: `print a = series_${name}(dynamic([-1, 0.5, null])), b = series_${name}(dynamic(7))`,
          rows: [[row, null]],
        },
      ],
    }),
);

export default definitions;
