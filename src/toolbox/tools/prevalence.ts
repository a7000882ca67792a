import { defineSql, type SqlTool } from '../define-tool.ts';

const input = {
  value: { type: 'string', about: 'What is counted.' },
  among: {
    type: 'string',
    about: 'What it is counted among, such as the host.',
    usual: ['Computer', 'DeviceName', 'Host', 'HostName', 'Hostname'],
  },
} as const;

const output = {
  seen_value: { type: 'string', about: 'The value.' },
  seen_on: { type: 'long', about: 'On how many (such as hosts) it was seen.' },
  seen_of: { type: 'long', about: 'Of how many there are.' },
  prevalence: { type: 'real', about: 'The share of these, from 0 to 1.' },
  seen_rows: { type: 'long', about: 'Rows that have it.' },
} as const;

const prevalence: SqlTool<typeof input, Record<never, never>, typeof output> = defineSql({
  name: 'prevalence',
  about: 'On how many hosts, or other things, each value was seen.',
  source: 'Counting; what Defender calls the prevalence of a file, within the data at hand.',
  input,
  parameters: {},
  output,
  entities: ['Process', 'File', 'FileHash', 'IpAddress', 'Dns', 'Url', 'Account'],
  among: true,
  steps: [],
  sql: (from) =>
    `SELECT v AS o0, n AS o1, total AS o2, CAST(n AS DOUBLE) / total AS o3, c AS o4, k_row FROM (SELECT coalesce(i0, '') AS v, count(DISTINCT coalesce(i1, '')) AS n, count(*) AS c, min(k_row) AS k_row FROM ${from} GROUP BY 1), (SELECT count(DISTINCT coalesce(i1, '')) AS total FROM ${from})`,
  examples: [
    {
      query:
        'datatable(p: string, Computer: string)["a", "x", "a", "y", "b", "x", "a", "x"] | invoke prevalence(p) | sort by seen_value asc',
      rows: [
        ['a', 2, 2, 1, 3],
        ['b', 1, 2, 0.5, 1],
      ],
    },
  ],
});

export default prevalence;
