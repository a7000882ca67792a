import type { KustoType } from '../../base/index.ts';
import { Refusal } from '../error.ts';
import { makeAggregate, makeCall } from '../lower/call.ts';
import { aggregateFunctions, rowFunctions } from '../lower/catalog.ts';
import { isNotNull, operatorCall } from '../lower/conditions.ts';
import { Scope } from '../lower/context.ts';
import { joined } from '../lower/join.ts';
import { nameByPlace } from '../lower/named.ts';
import { limited } from '../lower/order.ts';
import { parametersOf } from '../lower/parameters.ts';
import {
  axisType,
  emptyValue,
  lastStep,
  placeOf,
  positionOf,
  type SeriesRange,
  seriesRange,
} from '../lower/series.ts';
import { share } from '../lower/statement.ts';
import { defineOperator, type Operator, type OperatorCall, rowsOf } from '../operator.ts';
import { aggregate, filter, newColumns, project } from '../tree/build.ts';
import type { NamedValue, Relation, RelationColumn, Scalar } from '../tree/nodes.ts';
import { cast, column } from '../tree/scalar.ts';

interface Ends {
  from: Scalar;
  to: Scalar;
  closed: boolean;
}

function aggregateOf(
  name: string,
  args: readonly Scalar[],
  call: OperatorCall,
  rows: Relation,
): Scalar {
  const fn = aggregateFunctions.get(name)?.fn;
  if (fn?.kind !== 'aggregate') throw new Error(`no aggregate ${name}`);
  const scope = new Scope({ relation: rows, environment: call.environment });
  return makeAggregate(fn, args, null, call.node, scope, call.lowering);
}

/** The first value of a relation. */
function firstValue(relation: Relation): Scalar {
  const [only] = relation.columns;
  if (!only) throw new Error('no value');
  return { kind: 'subquery', relation, many: false, type: only.type, nullable: true };
}

/** The ends of the axis: as given, or those of the rows, the first one rounded down to a step. */
function endsOf(
  range: SeriesRange,
  axis: Scalar,
  type: KustoType,
  rows: Relation,
  call: OperatorCall,
): Ends {
  const least = (name: string): Scalar =>
    firstValue(aggregate(rows, [], [{ name, value: aggregateOf(name, [axis], call, rows) }]));
  const bin = rowFunctions.get('bin');
  if (bin?.kind !== 'scalar') throw new Error('bin is missing');
  const scope = new Scope({ relation: null, environment: call.environment });
  const from = range.from
    ? cast(range.from, type)
    : makeCall(bin, [least('min'), range.step], call.node, scope, call.lowering);
  const to = range.to ? cast(range.to, type) : least('max');
  return { from, to, closed: range.closed || !range.to };
}

function within(rows: Relation, axis: Scalar, { from, to, closed }: Ends): Relation {
  const after = filter(rows, operatorCall('GreaterThanOrEqualExpression', [axis, from]));
  return filter(
    after,
    operatorCall(closed ? 'LessThanOrEqualExpression' : 'LessThanExpression', [axis, to]),
  );
}

interface Series extends NamedValue {
  empty: Scalar;
}

/** The rows of all steps of all groups, empty ones filled. */
function filled(counted: Relation, groups: Relation, last: Scalar, keyCount: number): Relation {
  const [step] = newColumns([{ name: '$step', type: 'long', nullable: false }]);
  if (!step) throw new Error('no column made');
  const bounds = { from: literalLong(0n), to: last, step: literalLong(1n) };
  const steps: Relation = {
    kind: 'range',
    ...bounds,
    columns: [step],
    hidden: [],
    order: [],
    sorted: false,
  };
  const grid = joined({ shape: 'cross', left: groups, right: steps, keys: [], names: null });
  const keys = grid.columns.map((c, i) => {
    const other = counted.columns[i];
    if (!other) throw new Error('a key without its other side');
    return { left: column(c, undefined, 'left'), right: column(other, undefined, 'right') };
  });
  return joined({
    shape: 'left',
    left: grid,
    right: counted,
    keys: keys.slice(0, keyCount + 1),
    names: null,
  });
}

function literalLong(value: bigint): Scalar {
  return { kind: 'literal', type: 'long', value, nullable: false };
}

/** One group, if there is any row. */
function oneGroup(counted: Relation): Relation {
  return limited(project(counted, [], { keepOrder: false }), literalLong(1n));
}

/** The one group of `kind=nonempty`, also of no rows. */
const oneRow: Relation = {
  kind: 'values',
  rows: [[]],
  columns: [],
  hidden: [],
  order: [],
  sorted: false,
};

function seriesOf(call: OperatorCall, scope: Scope): Series[] {
  const { node, lowering } = call;
  return node.list('Aggregates').flatMap((e) => {
    const given = e.child('DefaultExpression')?.child('Expression');
    const fallback = given ? lowering.scalar(given, scope) : null;
    return lowering
      .named(e.part('Expression'), scope)
      .map((v) => ({ ...v, empty: emptyValue(v.value.type, fallback) }));
  });
}

function collect(
  rows: Relation,
  series: readonly Series[],
  keyCount: number,
  axis: { name: string; from: Scalar; step: Scalar },
  call: OperatorCall,
): Relation {
  const at = (index: number): RelationColumn => {
    const found = rows.columns[index];
    if (!found) throw new Error('a column is missing');
    return found;
  };
  const step = at(keyCount);
  const ordered: Relation = {
    ...rows,
    order: [{ column: step, descending: false, nullsFirst: false }],
  };
  const coalesce = rowFunctions.get('coalesce');
  if (coalesce?.kind !== 'scalar') throw new Error('coalesce is missing');
  const lists = series.map(({ name, value, empty }, i): NamedValue => {
    const found = column(at(2 * keyCount + 2 + i));
    const { type } = value;
    const filledIn: Scalar = {
      kind: 'call',
      fn: coalesce,
      args: [found, empty],
      type,
      nullable: true,
    };
    return { name, value: aggregateOf('make_list_with_nulls', [filledIn], call, ordered) };
  });
  const place = placeOf(axis.from, axis.step, column(step));
  const times = {
    name: axis.name,
    value: aggregateOf('make_list_with_nulls', [place], call, ordered),
  };
  const keys = rows.columns.slice(0, keyCount).map((c) => ({ name: c.name, value: column(c) }));
  // Without a key an aggregate gives a row of no rows.
  const always = keyCount === 0 ? [{ name: '$one', value: literalLong(1n) }] : [];
  return aggregate(ordered, [...always, ...keys], [...lists, times]);
}

const definition: Operator = defineOperator({
  name: 'make-series',
  syntax: ['MakeSeriesOperator'],
  about:
    'Arrays of aggregates over an axis of even steps, one row a group; steps without rows are filled.',
  holds: true,
  source: 'https://learn.microsoft.com/kusto/query/make-series-operator',
  apply(call) {
    const { node, scope, lowering, environment } = call;
    const [on] = lowering.named(node.part('OnClause').part('Expression'), scope);
    if (!on) throw new Refusal('make-series needs an axis.', node.span);
    const range = seriesRange(node, scope, lowering);
    const type = axisType(on.value, range);
    const axis = cast(on.value, type);
    const by = (node.child('ByClause')?.list('Expressions') ?? []).flatMap((e) =>
      lowering.named(e, scope),
    );
    const present = filter(rowsOf(call), isNotNull(axis));
    const ends = endsOf(range, axis, type, present, call);
    const inner = new Scope({
      relation: within(present, axis, ends),
      environment,
      aggregates: true,
    });
    const series = seriesOf(call, inner);
    const step = cast(range.step, type === 'datetime' ? 'timespan' : type);
    const keys = [...by, { name: '$step', value: positionOf(axis, ends.from, step) }];
    const rows = inner.relation ?? present;
    const counted = share('series', aggregate(rows, keys, series), { materialized: true });
    const nonempty = parametersOf(node).get('kind') === 'nonempty';
    const groups =
      by.length === 0
        ? nonempty
          ? oneRow
          : oneGroup(counted)
        : aggregate(
            counted,
            counted.columns.slice(0, by.length).map((c) => ({ name: c.name, value: column(c) })),
            [],
          );
    const last = lastStep(ends.from, ends.to, step, ends.closed);
    const all = filled(counted, groups, last, by.length);
    const result = collect(all, series, by.length, { name: on.name, from: ends.from, step }, call);
    const named = nameByPlace(
      result.columns
        .slice(by.length === 0 ? 1 : 0)
        .map((c) => ({ name: c.name, value: column(c) })),
      node.columns,
    );
    return project(result, named);
  },
  examples: [
    {
      query:
        'datatable(t:datetime, g:string)[datetime(2024-01-01 05:00),"a", datetime(2024-01-02),"b"] | make-series n = count() on t from datetime(2024-01-01) to datetime(2024-01-03) step 1d by g | sort by g asc | project g, n',
      columns: ['g:string', 'n:dynamic'],
      rows: [
        ['a', [1, 0]],
        ['b', [0, 1]],
      ],
    },
    {
      query:
        'range x from 1 to 5 step 2 | make-series s = sum(x) default = 9 on x from 1 to 6 step 1',
      columns: ['s:dynamic', 'x:dynamic'],
      rows: [
        [
          [1, 9, 3, 9, 5],
          [1, 2, 3, 4, 5],
        ],
      ],
    },
    {
      query:
        'datatable(x:long)[] | make-series n = count() default = 9 on x from 1 to 3 step 1 | count',
      rows: [[0]],
    },
    {
      query:
        'datatable(x:long)[] | make-series kind=nonempty n = count() default = 9 on x from 1 to 3 step 1 | project n',
      rows: [[[9, 9]]],
    },
    {
      query: 'datatable(x:long)[3, 7] | make-series n = count() on x step 2 | project n, x',
      rows: [
        [
          [1, 0, 1],
          [2, 4, 6],
        ],
      ],
    },
  ],
});

export default definition;
