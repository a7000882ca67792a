import { Refusal } from '../error.ts';
import { renamed, written } from '../lower/written.ts';
import { rowsOf } from '../operator.ts';
import { definePlugin, type Plugin } from '../plugin.ts';
import { project } from '../tree/build.ts';
import type { Scalar } from '../tree/nodes.ts';
import { cast } from '../tree/scalar.ts';

const T = `range idx from 0 to 24 * 10 - 1 step 1
  | project Timestamp = datetime(2018-01-01) + 1h * idx, val = idx + 1 | extend EvenOrOdd = iff(val % 2 == 0, "Even", "Odd")`;

/** The days of the page's example and what stands beside them. */
const days = (values: readonly number[], of: string[] = []): (string | number)[][] =>
  values.map((v, i) => [`2018-01-${String(i + 1).padStart(2, '0')}T00:00:00.0000000Z`, ...of, v]);

const definition: Plugin = definePlugin({
  name: 'rolling_percentile',
  about: 'For each step, the percentile of the values of the so many steps that end with it.',
  source: 'https://learn.microsoft.com/kusto/query/rolling-percentile-plugin',
  apply(call) {
    const { args, scope, lowering, node } = call;
    const [value, percent, at, width, count, ...by] = args.map((a) => lowering.scalar(a, scope));
    if (!value || !percent || !at || !width || !count)
      throw new Refusal('rolling_percentile needs five arguments.', node.span);
    const dims = by.map((_, i) => `, d${i}`).join('');
    const columns = [value, at, ...by].map((v, i): { name: string; value: Scalar } => ({
      name: ['val', 'at'][i] ?? `d${i - 2}`,
      value: v,
    }));
    const distance = at.type === 'datetime' ? 'timespan' : at.type;
    const rows = written(
      call,
      `let steps = materialize(rows | where isnotnull(at) | extend step = bin(at, width));
       let newest = toscalar(steps | summarize max(step));
       steps
       | mv-expand step = range(step, step + (span - 1) * width, width) to typeof(${at.type})
       | where step <= newest
       | summarize found = percentile(val, percent) by step${dims}
       | project step${dims}, found
       | sort by ${[...by.map((_, i) => `d${i} asc`), 'step asc'].join(', ')}`,
      {
        tables: { rows: project(rowsOf(call), columns, { keepOrder: false }) },
        values: { percent, width: cast(width, distance), span: cast(count, 'long') },
      },
    );
    return renamed(rows, node.columns ?? []);
  },
  examples: [
    {
      query: `${T} | evaluate rolling_percentile(val, 50, Timestamp, 1d, 3)`,
      columns: ['Timestamp:datetime', 'rolling_3_percentile_val_50:long'],
      rows: days([12, 24, 36, 60, 84, 108, 132, 156, 180, 204]),
    },
    {
      query: `${T} | evaluate rolling_percentile(val, 50, Timestamp, 1d, 3, EvenOrOdd)`,
      columns: ['Timestamp:datetime', 'EvenOrOdd:string', 'rolling_3_percentile_val_50:long'],
      rows: [
        ...days([12, 24, 36, 60, 84, 108, 132, 156, 180, 204], ['Even']),
        ...days([11, 23, 35, 59, 83, 107, 131, 155, 179, 203], ['Odd']),
      ],
    },
  ],
});

export default definition;
