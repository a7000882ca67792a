import { defineSql, type SqlTool } from '../define-tool.ts';

const input = {
  value: { type: 'string', about: 'What is looked for.' },
  timestamp: {
    type: 'datetime',
    about: 'When each row was.',
    usual: ['TimeGenerated', 'Timestamp', 'TimeStamp', 'Time'],
  },
} as const;

const output = {
  seen_value: { type: 'string', about: 'The value.' },
  first_seen: { type: 'datetime', about: 'When it was seen first.' },
  last_seen: { type: 'datetime', about: 'When it was seen last.' },
  seen_rows: { type: 'long', about: 'Rows that have it.' },
} as const;

const firstSeen: SqlTool<typeof input, Record<never, never>, typeof output> = defineSql({
  name: 'first_seen',
  about: 'When each value was seen first and last, and how often.',
  source: 'Counting; rows without a time count, but do not move the first and the last.',
  input,
  parameters: {},
  output,
  entities: ['Process', 'File', 'FileHash', 'IpAddress', 'Dns', 'Url', 'Account', 'Host'],
  steps: [],
  sql: (from) =>
    `SELECT coalesce(i0, '') AS o0, min(i1) AS o1, max(i1) AS o2, count(*) AS o3, coalesce(arg_min(k_row, i1), min(k_row)) AS k_row FROM ${from} GROUP BY coalesce(i0, '')`,
  examples: [
    {
      query:
        'datatable(p: string, TimeGenerated: datetime)["a", datetime(2024-01-02), "a", datetime(2024-01-01), "b", datetime(null)] | invoke first_seen(p) | sort by seen_value asc',
      rows: [
        ['a', '2024-01-01T00:00:00.0000000Z', '2024-01-02T00:00:00.0000000Z', 2],
        ['b', null, null, 1],
      ],
    },
  ],
});

export default firstSeen;
