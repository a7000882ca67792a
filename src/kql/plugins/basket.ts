import type { TableComputation } from '../../base/index.ts';
import { closedPatterns } from '../patterns/closed.ts';
import { codeRows } from '../patterns/coding.ts';
import { answer, coverFigures, patternRows, percent, readArguments } from '../patterns/plugin.ts';
import { definePlugin, type Plugin } from '../plugin.ts';

const computation: TableComputation = {
  kind: 'table',
  name: 'kc_basket',
  compute(columns, options) {
    const { threshold, dimensions } = options as { threshold: number; dimensions: number };
    const coding = codeRows(columns, 1, threshold);
    const [total = 0] = coding.totals;
    const patterns = closedPatterns(
      coding.rows,
      ([sum = 0]) => sum > 0 && sum >= threshold * total,
      dimensions,
    ).sort((a, b) => (b.sums[0] ?? 0) - (a.sums[0] ?? 0));
    return answer(patterns, coding, options, ({ sums: [sum = 0] }) => [
      sum,
      percent(sum, total, 1),
    ]);
  },
};

const T = `let T = range i from 0 to 99 step 1 | project state = strcat("S", i), event = iff(i < 40, "Hail", iff(i < 70, "Wind", strcat("E", i))), damage = iff(i < 60, "NO", "YES"), crops = iff(i < 60, 0, i); T`;

const definition: Plugin = definePlugin({
  name: 'basket',
  about:
    'All patterns of values that a share of the rows has, each with all that those rows have in common; what a pattern leaves open is empty. Of more than 200,000 different rows the most frequent ones are looked at.',
  source: 'https://learn.microsoft.com/kusto/query/basket-plugin',
  computations: [computation],
  apply(call) {
    const given = readArguments(call);
    return patternRows({
      call,
      computation,
      options: {
        threshold: given.number(0, { otherwise: 0.05, least: 0.015, most: 1 }),
        dimensions: given.number(2, { otherwise: 5, least: 1 }),
      },
      figures: coverFigures,
      weight: given.weight(1),
      wildcards: given.wildcards(3),
    });
  },
  examples: [
    {
      query: `${T} | evaluate basket(0.2)`,
      columns: [
        'SegmentId:long',
        'Count:long',
        'Percent:real',
        'state:string',
        'event:string',
        'damage:string',
        'crops:long',
      ],
      rows: [
        [0, 60, 60, '', '', 'NO', 0],
        [1, 40, 40, '', 'Hail', 'NO', 0],
        [2, 40, 40, '', '', 'YES', null],
        [3, 30, 30, '', 'Wind', '', null],
        [4, 20, 20, '', 'Wind', 'NO', 0],
      ],
    },
    {
      query: `${T} | evaluate basket(0.5, "~", "~", "*", long(-1))`,
      rows: [[0, 60, 60, '*', '*', 'NO', 0]],
    },
    {
      query: `${T} | extend weight = iff(crops == 0, 1, 1000) | evaluate basket(0.9, weight) | project Count, damage`,
      rows: [[40_000, 'YES']],
    },
    { query: 'datatable(a:string, b:long)[] | evaluate basket()', rows: [] },
  ],
});

export default definition;
