import type { KustoType } from '../../base/index.ts';
import type { Tagged } from '../compute.ts';
import {
  defineAggregate,
  defineScalar,
  type FunctionDefinition,
  type ScalarFunction,
} from '../define.ts';
import type { Scalar } from '../tree/nodes.ts';
import { cast } from '../tree/scalar.ts';
import {
  type Digest,
  digestOf,
  merged,
  percentileOf,
  rankOf,
  shownValue,
} from '../values/digest.ts';

const source = (name: string): string => `https://learn.microsoft.com/kusto/query/${name}`;
const differs =
  'A digest is exact up to 10,000 different values, and not the binary form that Kusto keeps: it cannot be exchanged with it.';

/** SQL of a number that orders as the value does: times as microseconds, spans as ticks. */
const numbers: Partial<Record<KustoType, (sql: string) => string>> = {
  datetime: (sql) => `epoch_us(${sql})`,
  bool: (sql) => `CAST(${sql} AS BIGINT)`,
};

const ticksOf1970 = 621_355_968_000_000_000n;

/** The number by which a digest knows a value. */
function numberOf(value: Tagged | null): number | null {
  if (value === null) return null;
  const number =
    value.type === 'datetime'
      ? Number((BigInt(value.text) - ticksOf1970) / 10n)
      : Number(value.text);
  return Number.isNaN(number) ? null : number;
}

const mergeSql = (digests: string): string =>
  `CAST(kc_tdigest_merge(NULL, NULL, CAST(${digests} AS VARCHAR)) AS JSON)`;

/** Digests among these, arrays of digests taken apart. */
function digestsIn(values: readonly unknown[]): (Digest | null)[] {
  return values.flatMap((v) => (Array.isArray(v) ? v.map(digestOf) : [digestOf(v)]));
}

function asked(percentiles: readonly unknown[]): number[] {
  return percentiles.flat().filter((p) => typeof p === 'number');
}

/** The arguments without a `typeof(…)` at the end, as the type that it names. */
function typed(args: readonly Scalar[], bound: KustoType | null, fn: ScalarFunction) {
  const last = args.at(-1);
  const names = last?.kind === 'literal' && /^typeof\(/.test(String(last.value));
  if (!names) return undefined;
  const call: Scalar = {
    kind: 'call',
    fn,
    args: args.slice(0, -1),
    type: 'dynamic',
    nullable: true,
  };
  return cast(call, bound ?? 'dynamic');
}

const percentile: ScalarFunction = defineScalar({
  signature: 'percentile_tdigest(digest: dynamic, percentile: real, type?: any): dynamic',
  about: 'A percentile of the values of a digest, as the type that is named.',
  source: source('percentile-tdigest-function'),
  lower: (args, { bound }) => typed(args, bound, percentile),
  compute: (value, percent) => {
    const digest = digestOf(value);
    return digest && percent !== null && shownValue(digest, percentileOf(digest, percent));
  },
  examples: [
    {
      query:
        'range x from 1 to 1000 step 1 | summarize d = tdigest(x) | project percentile_tdigest(d, 85, typeof(long)), b = percentile_tdigest(d, 100)',
      columns: ['percentile_tdigest_d:long', 'b:dynamic'],
      rows: [[850, 1000]],
    },
    {
      query:
        'datatable(t:datetime, s:timespan)[datetime(2007-12-20 11:30), 1h, datetime(2007-12-31 23:59), 1d] | summarize a = tdigest(t), b = tdigest(s) | project a = percentile_tdigest(a, 100), b = percentile_tdigest(b, 50, typeof(timespan))',
      columns: ['a:dynamic', 'b:timespan'],
      rows: [['2007-12-31T23:59:00.0000000Z', '01:00:00']],
    },
  ],
});

const percentilesArray: ScalarFunction = defineScalar({
  signature:
    'percentiles_array_tdigest(digest: dynamic, percentile: dynamic, ...percentiles: dynamic): dynamic',
  about: 'Several percentiles of the values of a digest, listed or as one array.',
  source: source('percentile-array-tdigest-function'),
  lower: (args, { bound }) => typed(args, bound, percentilesArray),
  compute: (value, ...percentiles) => {
    const digest = digestOf(value);
    return digest && asked(percentiles).map((p) => shownValue(digest, percentileOf(digest, p)));
  },
  examples: [
    {
      query:
        'range x from 1 to 100 step 1 | summarize d = tdigest(x) | project a = percentiles_array_tdigest(d, 5, 50), b = percentiles_array_tdigest(d, range(0, 100, 50), typeof(int))',
      rows: [
        [
          [5, 50],
          [1, 50, 100],
        ],
      ],
    },
  ],
});

const definitions: readonly FunctionDefinition[] = [
  defineAggregate({
    signature: 'tdigest(value: any, weight?: long): dynamic',
    about: 'A digest of the values, from which percentiles and ranks can be told later.',
    differs,
    source: source('tdigest-aggregation-function'),
    sql: {
      duckdb: (_, call) => {
        const [value, weight] = call.args;
        if (!value) return call.refuse('needs a value');
        const number = (numbers[value.type] ?? ((sql) => sql))(call.raw(value));
        const conditions = [
          `${call.raw(value)} IS NOT NULL`,
          ...(call.predicate ? [call.predicate] : []),
        ];
        const where = ` FILTER (WHERE ${conditions.join(' AND ')})`;
        const weights = weight ? `list(${call.as(weight, 'long')})${where}` : '[]';
        const digest = `json_object('type', '${value.type}', 'values', list(${number})${where}, 'weights', ${weights})`;
        return `CASE WHEN count(*)${where} > 0 THEN ${mergeSql(digest)} END`;
      },
    },
    examples: [
      {
        query:
          'range x from 1 to 1000 step 1 | summarize t_x = tdigest(x) | project rank_of_685 = rank_tdigest(t_x, 685)',
        columns: ['rank_of_685:real'],
        rows: [[685]],
      },
      {
        query:
          'range x from 1 to 50000 step 1 | summarize d = tdigest(x) | project abs(rank_tdigest(d, 20000) - 20000) < 10, abs(todouble(percentile_tdigest(d, 50)) - 25000) < 10',
        rows: [[true, true]],
      },
    ],
  }),
  defineAggregate({
    signature: 'tdigest_merge(digest: dynamic): dynamic',
    aliases: ['merge_tdigest'],
    about: 'One digest of several.',
    differs,
    source: source('tdigest-merge-aggregation-function'),
    sql: { duckdb: ([digest], { where }) => mergeSql(`to_json(list(${digest})${where})`) },
    examples: [
      {
        query:
          'range x from 1 to 100 step 1 | summarize d = tdigest(x) by x % 3 | summarize d = tdigest_merge(d) | project percentrank_tdigest(d, 85)',
        rows: [[85]],
      },
    ],
  }),
  defineScalar({
    signature: 'tdigest_merge(first: dynamic, second: dynamic, ...digests: dynamic): dynamic',
    aliases: ['merge_tdigest'],
    about: 'One digest of several.',
    differs,
    source: source('tdigest-merge-function'),
    compute: (...digests) => merged(digestsIn(digests)),
    examples: [
      {
        query:
          'range x from 1 to 10 step 1 | summarize a = tdigest(x), b = tdigest(x + 10) | project r = rank_tdigest(tdigest_merge(a, b), 15)',
        rows: [[15]],
      },
    ],
  }),
  percentile,
  percentilesArray,
  defineScalar({
    signature: 'rank_tdigest(digest: dynamic, value: any): real',
    about: 'How many values of a digest are at most this one.',
    source: source('rank-tdigest-function'),
    compute: (value, of) => {
      const [digest, number] = [digestOf(value), numberOf(of)];
      return digest && number !== null ? rankOf(digest, number).rank : null;
    },
    examples: [
      {
        query:
          'datatable(t:datetime)[datetime(2024-01-01), datetime(2024-01-03)] | summarize d = tdigest(t) | project r = rank_tdigest(d, datetime(2024-01-02))',
        rows: [[1]],
      },
    ],
  }),
  defineScalar({
    signature: 'percentrank_tdigest(digest: dynamic, value: any): real',
    about: 'How many percent of the values of a digest are at most this one.',
    source: source('percentrank-tdigest-function'),
    compute: (value, of) => {
      const [digest, number] = [digestOf(value), numberOf(of)];
      if (!digest || number === null) return null;
      const { rank, of: all } = rankOf(digest, number);
      return (rank / all) * 100;
    },
    examples: [
      {
        query:
          'range x from 1 to 1000 step 1 | summarize d = tdigest(x) | project r = percentrank_tdigest(d, 850)',
        rows: [[85]],
      },
    ],
  }),
];

export default definitions;
