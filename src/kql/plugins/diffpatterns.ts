import type { TableComputation } from '../../base/index.ts';
import { Refusal } from '../error.ts';
import { closedPatterns, includes, type Pattern } from '../patterns/closed.ts';
import { codeRows } from '../patterns/coding.ts';
import { answer, patternRows, percent, readArguments } from '../patterns/plugin.ts';
import { definePlugin, type Plugin } from '../plugin.ts';

const mostPatterns = 100;

const computation: TableComputation = {
  kind: 'table',
  name: 'kc_diffpatterns',
  compute(columns, options) {
    const { threshold, dimensions } = options as { threshold: number; dimensions: number };
    const coding = codeRows(columns, 2, threshold);
    const [totalA = 0, totalB = 0] = coding.totals;
    const share = (sum: number, total: number): number => (total > 0 ? sum / total : 0);
    const difference = ({ sums: [a = 0, b = 0] }: Pattern): number =>
      share(a, totalA) - share(b, totalB);
    const patterns = closedPatterns(
      coding.rows,
      ([a = 0, b = 0]) => Math.max(share(a, totalA), share(b, totalB)) >= threshold,
      dimensions,
    )
      .filter((p) => Math.abs(difference(p)) >= threshold)
      .sort((a, b) => Math.abs(difference(b)) - Math.abs(difference(a)));
    return answer(apart(patterns, difference), coding, options, (pattern) => {
      const [a = 0, b = 0] = pattern.sums;
      const points = 100 * Math.abs(difference(pattern));
      return [a, b, percent(a, totalA, 2), percent(b, totalB, 2), Number(points.toFixed(2))];
    });
  },
};

/** Those that say something new: not a part of, nor more of, one that differs more to the same side. */
function apart(patterns: readonly Pattern[], difference: (p: Pattern) => number): Pattern[] {
  const kept: Pattern[] = [];
  for (const p of patterns) {
    const said = kept.some(
      (k) =>
        Math.sign(difference(k)) === Math.sign(difference(p)) &&
        (includes(k.codes, p.codes) || includes(p.codes, k.codes)),
    );
    if (!said) kept.push(p);
    if (kept.length >= mostPatterns) break;
  }
  return kept;
}

const T = `let T = range i from 0 to 199 step 1 | project side = iff(i < 100, "A", "B"), event = iff(i < 50, "Hail", iff(i < 110, "Wind", "Flood")), n = i; T`;

const definition: Plugin = definePlugin({
  name: 'diffpatterns',
  about:
    'Patterns of values that are more frequent in one part of the rows than in another, those that differ most first; the column that says which part is left out. Of more than 200,000 different rows the most frequent ones are looked at.',
  source: 'https://learn.microsoft.com/kusto/query/diffpatterns-plugin',
  computations: [computation],
  apply(call) {
    const { args, scope, lowering, node } = call;
    const [split, a, b] = args.slice(0, 3).map((x) => lowering.scalar(x, scope));
    if (split?.kind !== 'column' || !a || !b)
      throw new Refusal('diffpatterns needs a column and two of its values.', node.span);
    const given = readArguments(call);
    return patternRows({
      call,
      computation,
      options: {
        threshold: given.number(4, { otherwise: 0.05, least: 0.015, most: 1 }),
        dimensions: given.number(5, { otherwise: 30, least: 1 }),
      },
      figures: [
        { name: 'SegmentId', type: 'long' },
        { name: 'CountA', type: 'long' },
        { name: 'CountB', type: 'long' },
        { name: 'PercentA', type: 'real' },
        { name: 'PercentB', type: 'real' },
        { name: 'PercentDiffAB', type: 'real' },
      ],
      weight: given.weight(3),
      wildcards: given.wildcards(6),
      sides: { column: split.column, values: [a, b] },
    });
  },
  examples: [
    {
      query: `${T} | evaluate diffpatterns(side, "A", "B")`,
      columns: [
        'SegmentId:long',
        'CountA:long',
        'CountB:long',
        'PercentA:real',
        'PercentB:real',
        'PercentDiffAB:real',
        'event:string',
        'n:long',
      ],
      rows: [
        [0, 0, 90, 0, 90, 90, 'Flood', null],
        [1, 50, 0, 50, 0, 50, 'Hail', null],
        [2, 50, 10, 50, 10, 40, 'Wind', null],
      ],
    },
    {
      query: `${T} | evaluate diffpatterns(side, "A", "B", "~", 0.6, "~", "*", long(-1))`,
      rows: [[0, 0, 90, 0, 90, 90, 'Flood', -1]],
    },
  ],
});

export default definition;
