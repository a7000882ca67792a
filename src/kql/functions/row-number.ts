import { defineWindow, type FunctionDefinition } from '../define.ts';

const definitions: readonly FunctionDefinition[] = [
  defineWindow({
    signature: 'row_number(start?: long, restart?: bool): long',
    about: 'The number of the row, from 1 or from a start, in the order of the rows.',
    source: 'https://learn.microsoft.com/kusto/query/row-number-function',
    nullable: 'never',
    restart: 1,
    sql: {
      duckdb: ([start], call) =>
        `CAST(row_number() ${call.over()}${start ? ` + ${start} - 1` : ''} AS BIGINT)`,
    },
    examples: [
      {
        query: 'datatable(a:string)["x", "y"] | serialize n = row_number(), m = row_number(10)',
        columns: ['a:string', 'n:long', 'm:long'],
        rows: [
          ['x', 1, 10],
          ['y', 2, 11],
        ],
      },
      {
        query:
          'datatable(a:long)[1, 1, 2] | sort by a asc | extend n = row_number(1, prev(a) != a) | project n',
        rows: [[1], [2], [1]],
      },
    ],
  }),
  defineWindow({
    signature: 'row_cumsum(term: number, restart?: bool)',
    about: 'The sum of a term over this row and those before it.',
    source: 'https://learn.microsoft.com/kusto/query/row-cumsum-function',
    returns: ([term]) => (term?.type === 'int' ? 'int' : (term?.type ?? 'long')),
    restart: 1,
    sql: {
      duckdb: ([term], call) =>
        `CAST(sum(${term}) ${call.over('ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW')} AS ${call.type === 'real' ? 'DOUBLE' : 'BIGINT'})`,
    },
    examples: [
      {
        query: 'datatable(a:long)[1, 2, 3] | serialize s = row_cumsum(a) | project s',
        rows: [[1], [3], [6]],
      },
    ],
  }),
  ...(['prev', 'next'] as const).map((name) =>
    defineWindow({
      signature: `${name}(value: any, offset?: long, otherwise?: any)`,
      about: `The value of the row so many places ${name === 'prev' ? 'before' : 'after'} this one.`,
      source: `https://learn.microsoft.com/kusto/query/${name}-function`,
      returns: ([value]) => value?.type ?? 'dynamic',
      sql: {
        duckdb: ([value, offset], call) => {
          const [, , otherwise] = call.args;
          const fallback = otherwise
            ? call.as(otherwise, call.type)
            : call.type === 'string'
              ? "''"
              : null;
          const rest = `, ${offset ?? '1'}${fallback ? `, ${fallback}` : ''}`;
          return `${name === 'prev' ? 'lag' : 'lead'}(${value}${rest}) ${call.over()}`;
        },
      },
      examples: [
        {
          query: `datatable(a:long)[1, 2, 3] | serialize p = ${name}(a), q = ${name}(a, 2, 0) | where a == 2 | project p, q`,
          rows: [[name === 'prev' ? 1 : 3, 0]],
        },
      ],
    }),
  ),
];

export default definitions;
