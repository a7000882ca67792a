import {
  type AggregateSpelling,
  defineAggregate,
  defineScalar,
  type FunctionDefinition,
} from '../define.ts';

const source = (name: string): string => `https://learn.microsoft.com/kusto/query/${name}`;
const differs =
  'It is exact up to 4,096 different values and within 2 % beyond, and not the binary form that Kusto keeps: it cannot be exchanged with it.';

/** How many of the least hashes are kept; beyond, the greatest of them tells how dense they lie. */
const kept = 4096;

/** SQL of the least different numbers of a list. */
const least = (list: string): string =>
  `to_json(list_slice(list_sort(list_distinct(${list})), 1, ${kept}))`;
const hashesOf = (json: string): string => `coalesce(TRY_CAST(${json} AS BIGINT[]), [])`;

const hashed: AggregateSpelling = (_, call) => {
  const [value] = call.args;
  if (!value) return call.refuse('needs a value');
  const present = value.type === 'string' ? [] : [`${call.raw(value)} IS NOT NULL`];
  const conditions = [...present, ...(call.predicate ? [call.predicate] : [])];
  const where = conditions.length > 0 ? ` FILTER (WHERE ${conditions.join(' AND ')})` : '';
  const hash = `CAST(hash(${call.as(value, 'string')}) >> 11 AS BIGINT)`;
  return least(`coalesce(list(DISTINCT ${hash})${where}, [])`);
};

const definitions: readonly FunctionDefinition[] = [
  defineAggregate({
    signature: 'hll(value: any, accuracy?: long): dynamic',
    conditional: ['hll_if'],
    about: 'What is needed to count different values later, also of several groups together.',
    differs,
    source: source('hll-aggregation-function'),
    nullable: 'never',
    sql: { duckdb: hashed },
    examples: [
      {
        query:
          'range x from 1 to 100 step 1 | summarize a = hll(x % 10), b = hll_if(x, x > 90), c = hll(strcat(x), 4) | project dcount_hll(a), dcount_hll(b), dcount_hll(c)',
        columns: ['dcount_hll_a:long', 'dcount_hll_b:long', 'dcount_hll_c:long'],
        rows: [[10, 10, 100]],
      },
      {
        query:
          'range x from 1 to 100000 step 1 | summarize h = hll(x) | project close = abs(dcount_hll(h) - 100000) < 3000',
        rows: [[true]],
      },
    ],
  }),
  defineAggregate({
    signature: 'hll_merge(hll: dynamic): dynamic',
    about: 'Results of `hll` of several groups as one.',
    differs,
    source: source('hll-merge-aggregation-function'),
    nullable: 'never',
    sql: {
      duckdb: ([hll], { where }) =>
        least(`flatten(coalesce(list(${hashesOf(hll ?? '')})${where}, []))`),
    },
    examples: [
      {
        query:
          'range x from 1 to 100 step 1 | summarize h = hll(x % 50) by g = x % 3 | summarize m = hll_merge(h) | project dcount_hll(m)',
        rows: [[50]],
      },
    ],
  }),
  defineScalar({
    signature: 'hll_merge(first: dynamic, second: dynamic, ...more: dynamic): dynamic',
    about: 'Several results of `hll` as one.',
    differs,
    source: source('hll-merge-function'),
    nullable: 'never',
    sql: { duckdb: (hlls) => least(`flatten([${hlls.map(hashesOf).join(', ')}])`) },
    examples: [
      {
        query:
          'range x from 1 to 10 step 1 | extend y = x + 10 | summarize hll_x = hll(x), hll_y = hll(y) | project merged = hll_merge(hll_x, hll_y) | project dcount_hll(merged)',
        columns: ['dcount_hll_merged:long'],
        rows: [[20]],
      },
    ],
  }),
  defineScalar({
    signature: 'dcount_hll(hll: dynamic): long',
    about: 'The number of different values that a result of `hll` stands for.',
    differs,
    source: source('dcount-hll-function'),
    sql: {
      duckdb: ([hll]) => {
        const hashes = `TRY_CAST(${hll} AS BIGINT[])`;
        return `(CASE WHEN len(${hashes}) < ${kept} THEN len(${hashes}) ELSE CAST(round(${kept - 1}::DOUBLE * 9007199254740992 / ${hashes}[${kept}]) AS BIGINT) END)`;
      },
    },
    examples: [
      {
        query: 'datatable(x:long)[] | summarize h = hll(x) | project dcount_hll(h)',
        rows: [[0]],
      },
    ],
  }),
];

export default definitions;
