import { quoteText } from '../../base/index.ts';
import { defineSql, type SqlTool } from '../define-tool.ts';

const input = {
  value: { type: 'string', about: 'What is counted.' },
  side: {
    type: 'string',
    about:
      'On which side a row is: a host, or iff(TimeGenerated < datetime(…), "before", "after").',
  },
} as const;

const parameters = {
  before: { type: 'string', about: 'The side to compare with.', default: 'before' },
  after: { type: 'string', about: 'The side that is compared.', default: 'after' },
  times: {
    type: 'real',
    about: 'How many times more often something is to count as more, or less.',
    default: 5,
    least: 1,
  },
} as const;

const output = {
  compared_value: { type: 'string', about: 'The value.' },
  before_count: { type: 'long', about: 'Rows that have it before.' },
  after_count: { type: 'long', about: 'Rows that have it after.' },
  ratio: {
    type: 'real',
    about: 'Its share of the rows after over its share before; null where either has none.',
  },
  change: { type: 'string', about: 'What changed: new, gone, more, less or same.' },
} as const;

const compare: SqlTool<typeof input, typeof parameters, typeof output> = defineSql({
  name: 'compare',
  about: 'What two periods or two hosts have that the other has not, or has much less of.',
  source: 'Counting; shares are compared, so that sides of different size are alike.',
  input,
  parameters,
  output,
  entities: ['Host', 'Account', 'Process', 'IpAddress'],
  steps: [],
  sql: (from, { before, after, times }) => {
    const [b, a] = [before, after].map((side) => `coalesce(i1, '') = ${quoteText(side)}`);
    const counts = `SELECT coalesce(i0, '') AS v, count(*) FILTER (${b}) AS b, count(*) FILTER (${a}) AS a, min(k_row) AS k_row FROM ${from} GROUP BY 1`;
    const ratios = `SELECT *, CASE WHEN a > 0 AND b > 0 THEN (CAST(a AS DOUBLE) / sum(a) OVER ()) / (CAST(b AS DOUBLE) / sum(b) OVER ()) END AS r FROM (${counts})`;
    return `SELECT v AS o0, b AS o1, a AS o2, r AS o3, CASE WHEN b = 0 THEN 'new' WHEN a = 0 THEN 'gone' WHEN r >= ${times} THEN 'more' WHEN r <= 1.0 / ${times} THEN 'less' ELSE 'same' END AS o4, k_row FROM (${ratios}) WHERE a > 0 OR b > 0`;
  },
  examples: [
    {
      query:
        'datatable(p: string, t: long)["a", 1, "a", 5, "b", 1, "c", 5, "b", 9, "z", 3] | invoke compare(value = p, side = case(t < 3, "before", t > 4, "after", "")) | project compared_value, before_count, after_count, round(ratio, 3), change | sort by compared_value asc',
      rows: [
        ['a', 1, 1, 0.667, 'same'],
        ['b', 1, 1, 0.667, 'same'],
        ['c', 0, 1, null, 'new'],
      ],
    },
  ],
});

export default compare;
