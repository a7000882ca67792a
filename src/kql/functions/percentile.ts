import type { KustoType } from '../../base/index.ts';
import {
  type AggregateFunction,
  type AggregateSpelling,
  defineAggregate,
  defineTuple,
  type FunctionDefinition,
} from '../define.ts';
import { arrayItems } from '../lower/literal.ts';
import type { Scalar } from '../tree/nodes.ts';
import { isNumber } from '../tree/types.ts';

type AggregateSql = Parameters<AggregateSpelling>[1];

const source = 'https://learn.microsoft.com/kusto/query/percentiles-aggregation-function';

function valueType(args: readonly Scalar[]): KustoType {
  const type = args[0]?.type ?? 'long';
  if (type === 'int') return 'long';
  return isNumber(type) || type === 'datetime' || type === 'timespan' ? type : 'real';
}

function fraction(x: Scalar | undefined, call: AggregateSql, index: number): number {
  const percent = x?.kind === 'literal' ? Number(x.value) : Number.NaN;
  if (!(percent >= 0 && percent <= 100))
    return call.refuse('a percentile must be a constant from 0 to 100', index);
  return percent / 100;
}

/** Nearest rank, as Kusto takes a value that is there. */
function quantile(value: Scalar, of: number, type: KustoType, call: AggregateSql): string {
  return `quantile_disc(${call.as(value, type)}, ${of})${call.where}`;
}

/** The least value up to which the weights reach a part of all. */
function weighted(value: Scalar, weight: Scalar, of: number, call: AggregateSql): string {
  const [v, w] = [call.as(value, valueType([value])), call.as(weight, 'long')];
  return `k_weighted(list({v: ${v}, w: ${w}} ORDER BY ${v}) FILTER (WHERE ${[`${v} IS NOT NULL AND ${w} > 0`, ...(call.predicate ? [call.predicate] : [])].join(' AND ')}), ${of})`;
}

const percentile: AggregateFunction = defineAggregate({
  signature: 'percentile(value: any, percentile: any)',
  about: 'The least value that is not exceeded by so many percent of the values.',
  differs: 'It is exact, where Kusto estimates it.',
  source,
  returns: valueType,
  sql: {
    duckdb: (_, call) => {
      const [value, percent] = call.args;
      if (!value) return call.refuse('needs a value');
      return quantile(value, fraction(percent, call, 1), call.type, call);
    },
  },
  examples: [
    {
      query:
        'range x from 1 to 100 step 1 | summarize percentile(x, 50), b = percentile(x, 99.5), c = percentile(x, 0)',
      columns: ['percentile_x_50:long', 'b:long', 'c:long'],
      rows: [[50, 100, 1]],
    },
    {
      query: 'datatable(t:timespan)[1h, 2h, 3h, timespan(null)] | summarize p = percentile(t, 60)',
      columns: ['p:timespan'],
      rows: [['02:00:00']],
    },
  ],
});

const percentilew: AggregateFunction = defineAggregate({
  signature: 'percentilew(value: any, weight: long, percentile: any)',
  about: 'The percentile of values that count as often as their weight says.',
  source,
  returns: valueType,
  sql: {
    duckdb: (_, call) => {
      const [value, weight, percent] = call.args;
      if (!value || !weight) return call.refuse('needs a value and a weight');
      return weighted(value, weight, fraction(percent, call, 2), call);
    },
  },
  examples: [
    {
      query:
        'datatable(n:long, v:long)[8, 10, 6, 20, 3, 30, 1, 40] | summarize p = percentilew(v, n, 50)',
      columns: ['p:long'],
      rows: [[20]],
    },
  ],
});

/** The percentiles asked for: those listed, or the elements of one array. */
function listed(args: readonly Scalar[], from: number): Scalar[] {
  const given = args.slice(from);
  const [first] = given;
  return (given.length === 1 && first?.kind === 'literal' && arrayItems(first)) || given;
}

function several(
  args: readonly Scalar[],
  names: readonly (string | null)[],
  by: AggregateFunction,
  from: number,
) {
  return args.slice(from).map((percent) => {
    const shown = percent.kind === 'literal' ? String(percent.value).replace('.', '_') : '';
    return {
      name: `percentile_${names[0] ?? ''}_${shown}`,
      value: {
        kind: 'aggregate' as const,
        fn: by,
        args: [...args.slice(0, from), percent],
        filter: null,
        order: [],
        type: valueType(args),
        nullable: true,
      },
    };
  });
}

const definitions: readonly FunctionDefinition[] = [
  percentile,
  percentilew,
  defineTuple({
    signature: 'percentiles(value: any, percentile: any, ...percentiles: any)',
    about: 'Several percentiles of a value, a column each.',
    source,
    columns: ({ args, names }) => several(args, names, percentile, 1),
    examples: [
      {
        query: 'range x from 1 to 100 step 1 | summarize percentiles(x, 5, 50, 95)',
        columns: ['percentile_x_5:long', 'percentile_x_50:long', 'percentile_x_95:long'],
        rows: [[5, 50, 95]],
      },
    ],
  }),
  defineTuple({
    signature: 'percentilesw(value: any, weight: long, percentile: any, ...percentiles: any)',
    about: 'Several percentiles of a value with weights, a column each.',
    source,
    columns: ({ args, names }) => several(args, names, percentilew, 2),
    examples: [
      {
        query:
          'datatable(n:long, v:long)[8, 10, 6, 20, 3, 30, 1, 40] | summarize percentilesw(v, n, 50, 99.9)',
        rows: [[20, 40]],
      },
    ],
  }),
  defineAggregate({
    signature: 'percentiles_array(value: any, percentile: any, ...percentiles: any): dynamic',
    about: 'Several percentiles of a value as an array.',
    source,
    sql: {
      duckdb: (_, call) => {
        const [value] = call.args;
        if (!value) return call.refuse('needs a value');
        const type = valueType(call.args);
        const asked = listed(call.args, 1).map((x) =>
          quantile(value, fraction(x, call, 1), type, call),
        );
        return `to_json([${asked.join(', ')}])`;
      },
    },
    examples: [
      {
        query:
          'range x from 1 to 10 step 1 | summarize a = percentiles_array(x, 10, 50), b = percentiles_array(x, dynamic([90]))',
        rows: [[[1, 5], [9]]],
      },
    ],
  }),
  defineAggregate({
    signature:
      'percentilesw_array(value: any, weight: long, percentile: any, ...percentiles: any): dynamic',
    about: 'Several percentiles of a value with weights as an array.',
    source,
    sql: {
      duckdb: (_, call) => {
        const [value, weight] = call.args;
        if (!value || !weight) return call.refuse('needs a value and a weight');
        const asked = listed(call.args, 2).map((x) =>
          weighted(value, weight, fraction(x, call, 2), call),
        );
        return `to_json([${asked.join(', ')}])`;
      },
    },
    examples: [
      {
        query:
          'datatable(n:long, v:long)[8, 10, 6, 20, 3, 30, 1, 40] | summarize a = percentilesw_array(v, n, 50, 75, 99.9)',
        rows: [[[20, 20, 40]]],
      },
    ],
  }),
];

export default definitions;
