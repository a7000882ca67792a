import type { KustoType } from '../../base/index.ts';
import { type CallSql, defineScalar, type ScalarFunction } from '../define.ts';
import type { Scalar } from '../tree/nodes.ts';

function resultType(args: readonly Scalar[]): KustoType {
  const [value] = args;
  if (value?.type === 'datetime' || value?.type === 'timespan') return value.type;
  const types = args.map((x) => x.type);
  if (types.includes('real') || types.includes('dynamic')) return 'real';
  return types.includes('decimal') ? 'decimal' : 'long';
}

function spell(call: CallSql): string {
  const [value, size, fixed] = call.args;
  if (!value || !size || !fixed) return call.refuse('needs a value, a size and a fixed point');
  const { type } = call;
  const [v, f] = [call.as(value, type), call.as(fixed, type)];
  if (type === 'datetime') {
    const width = call.as(size, 'timespan');
    return `k_add(${f}, k_bin((epoch_us(${v}) - epoch_us(${f})) * 10, ${width}) // 10, 1)`;
  }
  const s = call.as(size, type);
  return type === 'real' || type === 'decimal'
    ? `CASE WHEN ${s} > 0 THEN ${f} + floor((${v} - ${f}) / ${s}) * ${s} END`
    : `(${f} + k_bin(${v} - ${f}, ${s}))`;
}

const definition: ScalarFunction = defineScalar({
  signature: 'bin_at(value: any, size: any, fixed: any)',
  about: 'The value rounded down to a multiple of a size, counted from a fixed point.',
  source: 'https://learn.microsoft.com/kusto/query/bin-at-function',
  returns: resultType,
  sql: { duckdb: (_, call) => spell(call) },
  examples: [
    {
      query:
        'print a = bin_at(6.5, 2.5, 7), b = bin_at(13, 10, 11), c = bin_at(1h, 1d, 12h), d = bin_at(datetime(2017-05-15 10:20), 1d, datetime(1970-01-01 12:00)), e = bin_at(datetime(2017-05-17 10:20), 7d, datetime(2017-06-04)), f = bin_at(5, 0, 1)',
      columns: ['a:real', 'b:long', 'c:timespan', 'd:datetime', 'e:datetime', 'f:long'],
      rows: [
        [
          4.5,
          11,
          '-12:00:00',
          '2017-05-14T12:00:00.0000000Z',
          '2017-05-14T00:00:00.0000000Z',
          null,
        ],
      ],
    },
  ],
});

export default definition;
