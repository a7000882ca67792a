import { defineWindow, type FunctionDefinition } from '../define.ts';

const toHere = 'ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW';

const definitions: readonly FunctionDefinition[] = [
  defineWindow({
    signature: 'row_rank_dense(term: any, restart?: bool): long',
    about:
      'How many different values a term has had up to this row; equal values must stand beside each other.',
    source: 'https://learn.microsoft.com/kusto/query/row-rank-dense-function',
    nullable: 'never',
    restart: 1,
    sql: { duckdb: ([term], call) => `count(DISTINCT {v: ${term}}) ${call.over(toHere)}` },
    examples: [
      {
        query: 'datatable(s:long)[10, 20, 10, 5] | sort by s desc | extend r = row_rank_dense(s)',
        rows: [
          [20, 1],
          [10, 2],
          [10, 2],
          [5, 3],
        ],
      },
    ],
  }),
  defineWindow({
    signature: 'row_rank_min(term: any, restart?: bool): long',
    about:
      'The number of the first row that has the value that the term has here; equal values must stand beside each other.',
    source: 'https://learn.microsoft.com/kusto/query/row-rank-min-function',
    nullable: 'never',
    restart: 1,
    sql: {
      duckdb: ([term], call) =>
        `CAST(row_number() ${call.over()} - row_number() ${call.over('', term)} + 1 AS BIGINT)`,
    },
    examples: [
      {
        query: 'datatable(s:long)[10, 20, 10, 5] | sort by s desc | extend r = row_rank_min(s)',
        rows: [
          [20, 1],
          [10, 2],
          [10, 2],
          [5, 4],
        ],
      },
      {
        query:
          'datatable(g:string, v:long)["a", 5, "a", 5, "b", 3] | sort by g asc, v asc | extend r = row_rank_min(v, g != prev(g)) | project r',
        rows: [[1], [1], [1]],
      },
    ],
  }),
];

export default definitions;
