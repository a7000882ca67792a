import { quoteText } from '../../base/index.ts';
import { defineSql, type SqlTool } from '../define-tool.ts';
import { refusing } from '../refusing.ts';

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

/** Sides that are named where one of those asked for has no row. */
const mostNamed = 5;

function compareSql(
  from: string,
  { before, after, times }: { before: string; after: string; times: number },
): string {
  const is = (side: string): string => `side = ${quoteText(side)}`;
  const [b, a] = [is(before), is(after)];
  const rows = (side: string): string => `coalesce(sum(n) FILTER (${side}), 0)::BIGINT`;
  const sentence = (side: string): string =>
    `concat(${quoteText(`No row is on the side ${JSON.stringify(side)}, but on `)}, array_to_string(list_transform(list_sort(list(DISTINCT side))[1:${mostNamed}], lambda s: to_json(left(s, 60))::VARCHAR), ', '), ${quoteText(': name two of these by before and after, or make them by iff().')})`;
  return `WITH grouped AS MATERIALIZED (
      SELECT coalesce(i0, '') AS v, coalesce(i1, '') AS side, count(*) AS n, min(k_row) AS k_row FROM ${from} GROUP BY ALL),
    counts AS (SELECT v, ${rows(b)} AS b, ${rows(a)} AS a, min(k_row) AS k_row FROM grouped GROUP BY v),
    ratios AS (
      SELECT *, CASE WHEN a > 0 AND b > 0 THEN (CAST(a AS DOUBLE) / sum(a) OVER ()) / (CAST(b AS DOUBLE) / sum(b) OVER ()) END AS r FROM counts),
    strays AS (
      SELECT CASE WHEN count(*) = count(*) FILTER (${b} OR ${a}) THEN NULL WHEN count(*) FILTER (${b}) = 0 THEN ${sentence(before)} WHEN count(*) FILTER (${a}) = 0 THEN ${sentence(after)} END AS said
      FROM grouped)
    SELECT v AS o0, b AS o1, a AS o2, r AS o3, CASE WHEN b = 0 THEN 'new' WHEN a = 0 THEN 'gone' WHEN r >= ${times} THEN 'more' WHEN r <= 1.0 / ${times} THEN 'less' ELSE 'same' END AS o4, k_row
    FROM ratios WHERE a > 0 OR b > 0
    UNION ALL SELECT '', 0, 0, NULL, '', 0 FROM strays WHERE kt_compare_refuse(said)`;
}

const compare: SqlTool<typeof input, typeof parameters, typeof output> = defineSql({
  name: 'compare',
  about: 'What two periods or two hosts have that the other has not, or has much less of.',
  source: 'Counting; shares are compared, so that sides of different size are alike.',
  input,
  parameters,
  output,
  entities: ['Host', 'Account', 'Process', 'IpAddress'],
  steps: [refusing('compare')],
  sql: compareSql,
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
