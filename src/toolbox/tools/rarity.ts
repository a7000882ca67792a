import { defineSql, type SqlTool } from '../define-tool.ts';

const input = { value: { type: 'string', about: 'What is counted.' } } as const;

const output = {
  value_count: { type: 'long', about: 'Rows that have this value.' },
  value_share: { type: 'real', about: 'Their share of all rows.' },
  rarity: {
    type: 'real',
    about: 'How surprising the value is, in bits: 0 where all rows have it.',
  },
} as const;

const rarity: SqlTool<typeof input, Record<never, never>, typeof output> = defineSql({
  name: 'rarity',
  about: 'How rare the value of each row is among all rows.',
  source:
    'The share of rows and its information content, as msticpy’s notebooks take one over the size of a cluster.',
  input,
  parameters: {},
  output,
  entities: ['Process', 'File', 'Account', 'Host', 'IpAddress', 'Dns', 'Url'],
  among: true,
  steps: [],
  sql: (from) =>
    `SELECT n AS o0, CAST(n AS DOUBLE) / total AS o1, log2(CAST(total AS DOUBLE) / n) AS o2, k_row FROM (SELECT count(*) OVER (PARTITION BY coalesce(i0, '')) AS n, count(*) OVER () AS total, k_row FROM ${from})`,
  examples: [
    {
      query:
        'datatable(p: string)["a", "a", "a", "b"] | invoke rarity(p, join = "inner") | summarize take_any(value_count, value_share, rarity) by p | sort by p desc',
      rows: [
        ['b', 1, 0.25, 2],
        ['a', 3, 0.75, 0.415037499279],
      ],
    },
  ],
});

export default rarity;
