import { type KustoType, storedAs } from '../../base/index.ts';
import { type AggregateSpelling, defineAggregate, type FunctionDefinition } from '../define.ts';
import type { Scalar } from '../tree/nodes.ts';

function sumType([value]: readonly Scalar[]): KustoType {
  const type = value?.type ?? 'long';
  if (type === 'int' || type === 'bool') return 'long';
  return type === 'dynamic' || type === 'string' ? 'real' : type;
}

/** Whole numbers are summed as such, so that a sum past 64 bits wraps as it does in Kusto. */
function mean(value: Scalar, call: Parameters<AggregateSpelling>[1]): string {
  const { where } = call;
  const x = call.raw(value);
  if (call.type === 'timespan') return `CAST(avg(${x})${where} AS BIGINT)`;
  if (call.type === 'datetime')
    return `make_timestamp(CAST(avg(epoch_us(${x}))${where} AS BIGINT))`;
  if (call.type === 'decimal') return `CAST(avg(${x})${where} AS DECIMAL(38,10))`;
  if (value.type !== 'int' && value.type !== 'long')
    return `coalesce(avg(${call.as(value, 'real')})${where}, 'nan'::DOUBLE)`;
  const sum = `sum(${x})${where}`;
  const fits = call.arithmetic === 'wrapping' ? `k_wrap(${sum})` : `CAST(${sum} AS BIGINT)`;
  return `coalesce(CAST(${fits} AS DOUBLE) / count(${x})${where}, 'nan'::DOUBLE)`;
}

const definitions: readonly FunctionDefinition[] = [
  defineAggregate({
    signature: 'sum(value: any)',
    conditional: ['sumif'],
    about: 'The sum of the values; 0 where there is none.',
    source: 'https://learn.microsoft.com/kusto/query/sum-aggregation-function',
    returns: sumType,
    nullable: 'never',
    sql: {
      duckdb: (_, call) => {
        const [value] = call.args;
        if (!value) return call.refuse('needs a value');
        const sum = `coalesce(sum(${call.as(value, call.type)})${call.where}, 0)`;
        const wraps =
          call.arithmetic === 'wrapping' && (call.type === 'long' || call.type === 'timespan');
        return wraps ? `k_wrap(${sum}::HUGEINT)` : `CAST(${sum} AS ${storedAs[call.type]})`;
      },
    },
    examples: [
      {
        query:
          'datatable(a:int, r:real, t:timespan)[1, 1.5, 1h, 2, 2.5, 2h] | summarize sum(a), sum(r), sum(t), s = sumif(a, a > 1)',
        columns: ['sum_a:long', 'sum_r:real', 'sum_t:timespan', 's:long'],
        rows: [[3, 4, '03:00:00', 2]],
      },
      { query: 'datatable(a:long)[] | summarize sum(a)', rows: [[0]] },
    ],
  }),
  defineAggregate({
    signature: 'avg(value: any)',
    conditional: ['avgif'],
    about: 'The mean of the values.',
    source: 'https://learn.microsoft.com/kusto/query/avg-aggregation-function',
    returns: ([value]) =>
      value?.type === 'timespan' || value?.type === 'datetime' || value?.type === 'decimal'
        ? value.type
        : 'real',
    sql: {
      duckdb: (_, call) => {
        const [value] = call.args;
        if (!value) return call.refuse('needs a value');
        return mean(value, call);
      },
    },
    examples: [
      {
        query:
          'datatable(a:long, t:timespan)[1, 1h, 2, 2h, long(null), 3h] | summarize avg(a), avg(t), b = avgif(a, a > 1)',
        columns: ['avg_a:real', 'avg_t:timespan', 'b:real'],
        rows: [[1.5, '02:00:00', 2]],
      },
      {
        query: 'datatable(v:long)[9223372036854775807, 1, 2] | summarize a = avg(v) < 0',
        rows: [[true]],
      },
    ],
  }),
];

export default definitions;
