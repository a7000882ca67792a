import { defineScalar, type ScalarFunction } from '../define.ts';
import { Refusal } from '../error.ts';
import type { Scalar } from '../tree/nodes.ts';
import bin from './bin.ts';
import binAt from './bin-at.ts';

const definition: ScalarFunction = defineScalar({
  signature: 'bin_auto(value: any)',
  about:
    'The value rounded down as `set query_bin_auto_size` and `set query_bin_auto_at` of the query say.',
  source: 'https://learn.microsoft.com/kusto/query/bin-auto-function',
  returns: ([value]) => value?.type ?? 'long',
  lower: ([value], facts) => {
    const [size, at] = [facts.setting('query_bin_auto_size'), facts.setting('query_bin_auto_at')];
    if (!value || !size)
      throw new Refusal('bin_auto needs `set query_bin_auto_size = …;` before it.', facts.span);
    const fn = at ? binAt : bin;
    const args: Scalar[] = at ? [value, size, at] : [value, size];
    return { kind: 'call', fn, args, type: fn.returns(args, facts), nullable: true };
  },
  sql: { duckdb: (_, call) => call.refuse('needs `set query_bin_auto_size = …;` before it') },
  examples: [
    {
      query:
        'set query_bin_auto_size=1h; set query_bin_auto_at=datetime(2017-01-01 00:05); range Timestamp from datetime(2017-01-01 00:05) to datetime(2017-01-01 02:00) step 1m | summarize count() by bin_auto(Timestamp)',
      columns: ['Timestamp:datetime', 'count_:long'],
      rows: [
        ['2017-01-01T00:05:00.0000000Z', 60],
        ['2017-01-01T01:05:00.0000000Z', 56],
      ],
    },
    {
      query: 'set query_bin_auto_size=5; range x from 3 to 11 step 4 | project b = bin_auto(x)',
      columns: ['b:long'],
      rows: [[0], [5], [10]],
    },
  ],
});

export default definition;
