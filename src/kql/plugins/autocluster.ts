import type { TableComputation } from '../../base/index.ts';
import { cluster } from '../patterns/cluster.ts';
import { codeRows } from '../patterns/coding.ts';
import { answer, coverFigures, patternRows, percent, readArguments } from '../patterns/plugin.ts';
import { definePlugin, type Plugin } from '../plugin.ts';

const mostSeeds = 200;

const computation: TableComputation = {
  kind: 'table',
  name: 'kc_autocluster',
  compute(columns, options) {
    const { sizeWeight, seeds } = options as { sizeWeight: number; seeds: number };
    const coding = codeRows(columns, 1, 0);
    const [total = 0] = coding.totals;
    return answer(
      cluster(coding.rows, seeds, sizeWeight),
      coding,
      options,
      ({ sums: [sum = 0] }) => [sum, percent(sum, total, 1)],
    );
  },
};

const T = `let T = range i from 0 to 99 step 1 | project state = iff(i % 5 == 0, "TEXAS", strcat("S", i)), event = iff(i < 60, "Hail", iff(i < 80, "Wind", "Flood")), damage = iff(i < 60, "NO", "YES"); T`;

const definition: Plugin = definePlugin({
  name: 'autocluster',
  about:
    'A few patterns of values that cover many rows and say much of them; what a pattern leaves open is empty. Of more than 200,000 different rows the most frequent ones are looked at.',
  source: 'https://learn.microsoft.com/kusto/query/autocluster-plugin',
  computations: [computation],
  apply(call) {
    const given = readArguments(call);
    return patternRows({
      call,
      computation,
      options: {
        sizeWeight: given.number(0, { otherwise: 0.5, least: 0, most: 1 }),
        seeds: given.number(2, { otherwise: 25, least: 1, most: mostSeeds }),
      },
      figures: coverFigures,
      weight: given.weight(1),
      wildcards: given.wildcards(3),
    });
  },
  examples: [
    {
      query: `${T} | evaluate autocluster(0.6)`,
      columns: [
        'SegmentId:long',
        'Count:long',
        'Percent:real',
        'state:string',
        'event:string',
        'damage:string',
      ],
      rows: [
        [0, 60, 60, '', 'Hail', 'NO'],
        [1, 40, 40, '', '', 'YES'],
      ],
    },
    {
      query: `${T} | extend weight = iff(event == "Flood", 100, 1) | evaluate autocluster("~", weight, "~", "*") | take 1`,
      rows: [[0, 2000, 96.2, '*', 'Flood', 'YES']],
    },
    { query: 'datatable(a:string, b:long)[] | evaluate autocluster()', rows: [] },
  ],
});

export default definition;
