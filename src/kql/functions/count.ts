import { defineAggregate, type FunctionDefinition } from '../define.ts';

const definitions: readonly FunctionDefinition[] = [
  defineAggregate({
    signature: 'count(ignored?: any): long',
    conditional: ['countif'],
    about: 'The number of rows, or of those for which a condition holds.',
    source: 'https://learn.microsoft.com/kusto/query/count-aggregation-function',
    nullable: 'never',
    sql: { duckdb: (_, { where }) => `count(*)${where}` },
    examples: [
      {
        query: 'datatable(a:long)[1, 2, long(null)] | summarize count(), countif(a > 1)',
        columns: ['count_:long', 'countif_:long'],
        rows: [[3, 1]],
      },
    ],
  }),
  defineAggregate({
    signature: 'cnt(): long',
    about: 'The number of rows.',
    source: 'https://learn.microsoft.com/kusto/query/count-aggregation-function',
    nullable: 'never',
    sql: { duckdb: (_, { where }) => `count(*)${where}` },
    examples: [
      {
        query: 'datatable(a:long)[1, long(null)] | summarize cnt()',
        columns: ['cnt_:long'],
        rows: [[2]],
      },
    ],
  }),
  defineAggregate({
    signature: 'dcount(value: any, accuracy?: long): long',
    conditional: ['dcountif'],
    about: 'The number of different values; null is not one.',
    differs: 'It is exact, where Kusto estimates it.',
    source: 'https://learn.microsoft.com/kusto/query/dcount-aggregation-function',
    nullable: 'never',
    sql: { duckdb: ([value], { where }) => `count(DISTINCT ${value})${where}` },
    examples: [
      {
        query:
          'datatable(a:string, b:long)["x",1, "y",2, "x",3] | summarize dcount(a), dcountif(a, b > 1), dcount(b, 4)',
        columns: ['dcount_a:long', 'dcountif_a:long', 'dcount_b:long'],
        rows: [[2, 2, 3]],
      },
    ],
  }),
  defineAggregate({
    signature: 'count_distinct(value: any): long',
    conditional: ['count_distinctif'],
    about: 'The number of different values, exact.',
    source: 'https://learn.microsoft.com/kusto/query/count-distinct-aggregation-function',
    nullable: 'never',
    sql: { duckdb: ([value], { where }) => `count(DISTINCT ${value})${where}` },
    examples: [
      { query: 'datatable(a:long)[1, 1, 2] | summarize n = count_distinct(a)', rows: [[2]] },
    ],
  }),
];

export default definitions;
