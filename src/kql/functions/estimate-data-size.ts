import type { KustoType } from '../../base/index.ts';
import { defineScalar, type ScalarFunction } from '../define.ts';

const fixed: Partial<Record<KustoType, number>> = {
  bool: 1,
  int: 4,
  long: 8,
  real: 8,
  datetime: 8,
  timespan: 8,
  guid: 16,
  decimal: 34,
};

const definition: ScalarFunction = defineScalar({
  signature: 'estimate_data_size(column: any, ...columns: any): long',
  about: 'About how many bytes the values of columns are.',
  differs: 'A dynamic value counts as its JSON text, of which Kusto keeps another form.',
  source: 'https://learn.microsoft.com/kusto/query/estimate-data-size-function',
  nullable: 'never',
  sql: {
    duckdb: (_, call) => {
      const sizes = call.args.map((value) => {
        const size = fixed[value.type];
        return size === undefined ? `strlen(${call.as(value, 'string')})` : String(size);
      });
      return `CAST(${sizes.join(' + ')} AS BIGINT)`;
    },
  },
  examples: [
    {
      query:
        "range x from 1 to 10 step 1 | extend Text = '1234567890' | summarize Total = sum(estimate_data_size(*))",
      columns: ['Total:long'],
      rows: [[180]],
    },
    { query: 'print a = 1, b = "é" | project s = estimate_data_size(b)', rows: [[2]] },
  ],
});

export default definition;
