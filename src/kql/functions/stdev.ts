import { type AggregateSpelling, defineAggregate, type FunctionDefinition } from '../define.ts';

const spread = [
  ['stdev', 'stddev_samp', 'standard deviation of the values as a sample', 1, true],
  ['stdevp', 'stddev_pop', 'standard deviation of the values as all there are', 1, false],
  ['variance', 'var_samp', 'variance of the values as a sample', 1, true],
  ['variancep', 'var_pop', 'variance of the values as all there are', 1, false],
] as const;

const results = { stdev: 2, stdevp: 2, variance: 4, variancep: 4 } as const;
const values = {
  stdev: '1, 3, 5',
  stdevp: '1, 5, 1, 5',
  variance: '1, 3, 5',
  variancep: '1, 5, 1, 5',
} as const;

/** DuckDB fails on values that are infinite or whose square is, where Kusto gives NaN. */
function guarded(fn: string, none: string): AggregateSpelling {
  return (values, call) => {
    const small = values.map((value) => `abs(${value}) < 1e150`).join(' AND ');
    const finite = `coalesce(bool_and(${small})${call.where}, true)`;
    const kept = [small, ...(call.predicate ? [call.predicate] : [])].join(' AND ');
    const sql = `${fn}(${values.join(', ')}) FILTER (WHERE ${kept})`;
    return `(CASE WHEN ${finite} THEN coalesce(${sql}, ${none}) ELSE 'nan'::DOUBLE END)`;
  };
}

const definitions: readonly FunctionDefinition[] = [
  ...spread.map(([name, fn, words]) =>
    defineAggregate({
      signature: `${name}(value: real): real`,
      conditional: name === 'stdevp' ? [] : [`${name}if`],
      about: `The ${words}.`,
      source: `https://learn.microsoft.com/kusto/query/${name}-aggregation-function`,
      nullable: 'never',
      sql: { duckdb: guarded(fn, fn.endsWith('_samp') ? '0' : "'nan'::DOUBLE") },
      examples: [
        {
          query: `datatable(x:long)[${values[name]}, long(null)] | summarize ${name}(x)`,
          columns: [`${name}_x:real`],
          rows: [[results[name]]],
        },
        {
          query: `datatable(x:real)[1.0, real(null), 7.5] | where x < 7 | extend x = x / 0 | summarize a = isnan(${name}(x))`,
          rows: [[true]],
        },
      ],
    }),
  ),
  ...(['covariance', 'covariancep'] as const).map((name) =>
    defineAggregate({
      signature: `${name}(first: real, second: real): real`,
      conditional: [`${name}if`],
      about: `The covariance of two values as ${name === 'covariance' ? 'a sample' : 'all there are'}.`,
      source: `https://learn.microsoft.com/kusto/query/${name}-aggregation-function`,
      sql: { duckdb: guarded(name === 'covariance' ? 'covar_samp' : 'covar_pop', 'NULL') },
      examples: [
        {
          query: `datatable(x:real, y:real)[1, 14, 2, 10, 3, 17, 4, 20, 5, 50, 9, 9] | summarize c = ${name}if(x, y, x < 9), ${name}(x, x) > 1`,
          rows: [[name === 'covariance' ? 20.5 : 16.4, true]],
        },
      ],
    }),
  ),
  ...(
    [
      ['binary_all_and', 'bit_and', 'have', 8],
      ['binary_all_or', 'bit_or', 'of any value', 14],
      ['binary_all_xor', 'bit_xor', 'of an odd number of values', 6],
    ] as const
  ).map(([name, fn, words, result]) =>
    defineAggregate({
      signature: `${name}(value: long): long`,
      about: name === 'binary_all_and' ? 'The bits that all values have.' : `The bits ${words}.`,
      source: `https://learn.microsoft.com/kusto/query/${name.replaceAll('_', '-')}-aggregation-function`,
      sql: { duckdb: ([value], call) => `${fn}(${value})${call.where}` },
      examples: [
        {
          query: `datatable(x:long)[12, 10, long(null)] | summarize a = ${name}(x)`,
          columns: ['a:long'],
          rows: [[result]],
        },
      ],
    }),
  ),
];

export default definitions;
