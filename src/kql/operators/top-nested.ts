import { choice } from '../lower/choice.ts';
import { anyOf, isNotNull, operatorCall } from '../lower/conditions.ts';
import { Scope } from '../lower/context.ts';
import { nameByPlace } from '../lower/named.ts';
import { limited } from '../lower/order.ts';
import { share } from '../lower/statement.ts';
import { defineOperator, type Operator, type OperatorCall, rowsOf } from '../operator.ts';
import { beside } from '../tree/beside.ts';
import { aggregate, filter, project, withHidden } from '../tree/build.ts';
import type { NamedValue, Relation, RelationColumn, Scalar, SortKey } from '../tree/nodes.ts';
import { cast, column, literal } from '../tree/scalar.ts';

/** One `top-nested … of … by …` as the query says it. */
interface Level {
  /** Holds the value that the rows are grouped by. */
  of: RelationColumn;
  count: Scalar | null;
  by: Scalar;
  descending: boolean;
  others: Scalar | null;
}

/** What the rows have of a level that is done. */
interface Done {
  value: RelationColumn;
  aggregated: RelationColumn;
  /** 0 where the value is one of the top, 1 where it stands for the others, 2 where there is none. */
  place: RelationColumn | null;
  descending: boolean;
}

function levelsOf(call: OperatorCall): { rows: Relation; levels: Level[]; names: string[] } {
  const { node, scope, lowering, environment } = call;
  const clauses = node.list('Clauses');
  const values = clauses.map((c) => lowering.named(c.part('OfExpression'), scope)[0]);
  const { relation, added } = withHidden(
    rowsOf(call),
    values.flatMap((v) => (v ? [{ ...v, name: '$of' }] : [])),
  );
  const inner = new Scope({ relation, environment, aggregates: true });
  const named: NamedValue[] = [];
  const levels = clauses.map((clause, i): Level => {
    const by = clause.part('ByExpression');
    const ordered = by.kind === 'OrderedExpression';
    const [aggregated] = lowering.named(ordered ? by.part('Expression') : by, inner);
    const [of, value] = [added[i], values[i]];
    if (!aggregated || !of || !value) throw new Error('a level without value');
    named.push(value, aggregated);
    const outside = new Scope({ relation: null, environment });
    const lower = (part: string, from = clause): Scalar | null => {
      const found = from.child(part);
      return found && lowering.scalar(found, outside);
    };
    const words = ordered ? (by.child('Ordering')?.text.toLowerCase() ?? '') : '';
    const others = clause.child('WithOthersClause');
    return {
      of,
      by: aggregated.value,
      count: lower('Expression'),
      descending: !words.includes('asc'),
      others: others && lower('Expression', others),
    };
  });
  const names = nameByPlace(named, node.columns).map((n) => n.name);
  return { rows: inner.relation ?? relation, levels, names };
}

const named = (columns: readonly RelationColumn[]): NamedValue[] =>
  columns.map((c) => ({ name: c.name, value: column(c) }));

/** The columns that tell the groups of the levels so far apart. */
const keysOf = (done: readonly Done[]): RelationColumn[] =>
  done.flatMap(({ value, place }) => (place ? [value, place] : [value]));

function isTop(place: RelationColumn): Scalar {
  return operatorCall('EqualExpression', [column(place), literal('long', 0n)]);
}

/** What the rows are grouped by at one level, and what is found of each group. */
interface Groups {
  relation: Relation;
  keys: { of: RelationColumn; as: RelationColumn }[];
  aggregated: RelationColumn;
}

/** One row for each value within the groups of the levels before. */
function groupsOf(rows: Relation, by: readonly RelationColumn[], value: Scalar): Groups {
  const relation = aggregate(rows, named(by), [{ name: '$by', value }]);
  const aggregated = relation.columns.at(-1);
  if (!aggregated) throw new Error('no column made');
  const outer = rows.groups ?? [];
  const made = [...relation.columns.slice(0, by.length), ...(relation.groups ?? [])];
  const keys = [...by, ...outer].flatMap((of, i) => (made[i] ? [{ of, as: made[i] }] : []));
  return { relation, keys, aggregated };
}

function topOf(groups: Groups, of: RelationColumn, { count, descending }: Level): Relation {
  if (!count) return groups.relation;
  const order: SortKey[] = [
    { column: groups.aggregated, descending, nullsFirst: !descending },
    ...groups.keys
      .filter((k) => k.of === of)
      .map((k) => ({ column: k.as, descending: false, nullsFirst: true })),
  ];
  const within = groups.keys.filter((k) => k.of !== of).map((k) => k.as);
  return limited({ ...groups.relation, order, groups: within }, count);
}

/** The rows that belong to the top of a level, with what was found of their group. */
function descend(rows: Relation, done: readonly Done[], level: Level): [Relation, Done] {
  const last = done.at(-1)?.place ?? null;
  const { of, descending, others } = level;
  const tops = last ? filter(rows, isTop(last)) : rows;
  const groups = groupsOf(tops, [...keysOf(done), of], level.by);
  const top = topOf(groups, of, level);
  if (!last && !others) {
    const { relation, added } = beside('inner', rows, top, groups.keys, [groups.aggregated]);
    const [aggregated] = added;
    if (!aggregated) throw new Error('no column made');
    return [relation, { value: of, aggregated, place: null, descending }];
  }
  return withOthers(rows, { top, groups, last, done, level });
}

interface Chosen {
  top: Relation;
  groups: Groups;
  last: RelationColumn | null;
  done: readonly Done[];
  level: Level;
}

/** The rows of the top, and the others under the name that the query gives them, or under none. */
function withOthers(rows: Relation, { top, groups, last, done, level }: Chosen): [Relation, Done] {
  const { of, others, descending, by } = level;
  const marked = withHidden(top, [{ name: '$hit', value: literal('bool', true) }]);
  const found = beside('left', rows, marked.relation, groups.keys, marked.added);
  const hit = isNotNull(column(found.added[0] ?? of));
  const kept =
    others || !last
      ? found.relation
      : filter(
          found.relation,
          anyOf([hit, operatorCall('GreaterThanExpression', [column(last), literal('long', 0n)])]),
        );
  const named = others ? cast(others, of.type) : literal(of.type, null);
  const placed = withHidden(kept, [
    { name: '$value', value: choice(hit, column(of), named) },
    { name: '$place', value: choice(hit, literal('long', 0n), literal('long', others ? 1n : 2n)) },
  ]);
  const [value, place] = placed.added;
  if (!value || !place) throw new Error('no column made');
  const shared = share('others', placed.relation);
  const all = groupsOf(shared, [...keysOf(done), value, place], by);
  const { relation, added } = beside('inner', shared, all.relation, all.keys, [all.aggregated]);
  const nothing = operatorCall('EqualExpression', [column(place), literal('long', 2n)]);
  const result = withHidden(relation, [
    {
      name: '$by',
      value: choice(nothing, literal(by.type, null), column(added[0] ?? value)),
    },
  ]);
  const [aggregated] = result.added;
  if (!aggregated) throw new Error('no column made');
  return [result.relation, { value, aggregated, place, descending }];
}

function apply(call: OperatorCall): Relation {
  const { rows, levels, names } = levelsOf(call);
  const done: Done[] = [];
  let current: Relation = share('rows', rows, { materialized: true });
  for (const level of levels) {
    const [relation, next] = descend(current, done, level);
    current = share('level', relation);
    done.push(next);
  }
  const all = done.flatMap((d) => [d.value, d.aggregated, ...(d.place ? [d.place] : [])]);
  const distinct = aggregate(current, named(all), []);
  const place = (of: RelationColumn): RelationColumn => {
    const found = distinct.columns[all.indexOf(of)];
    if (!found) throw new Error('no column made');
    return found;
  };
  const order = done.flatMap((d): SortKey[] => [
    ...(d.place ? [{ column: place(d.place), descending: false, nullsFirst: true }] : []),
    { column: place(d.aggregated), descending: d.descending, nullsFirst: !d.descending },
    { column: place(d.value), descending: false, nullsFirst: true },
  ]);
  const values = done.flatMap((d) => [column(place(d.value)), column(place(d.aggregated))]);
  return project(
    { ...distinct, order, sorted: true },
    values.map((value, i) => ({ name: names[i] ?? '', value })),
  );
}

const sales =
  'datatable(cat:string, sub:string, v:long)["a","x",10, "a","y",20, "b","x",30, "b","z",5, "c","x",3] | ';

const definition: Operator = defineOperator({
  name: 'top-nested',
  syntax: ['TopNestedOperator'],
  about:
    'The top values of one column, within each of them the top values of the next, and so on; `with others` counts the rest together.',
  source: 'https://learn.microsoft.com/kusto/query/top-nested-operator',
  apply,
  examples: [
    {
      query: `${sales}top-nested 2 of cat by sum(v), top-nested 1 of sub by sum(v)`,
      columns: ['cat:string', 'aggregated_cat:long', 'sub:string', 'aggregated_sub:long'],
      rows: [
        ['b', 35, 'x', 30],
        ['a', 30, 'y', 20],
      ],
    },
    {
      query: `${sales}top-nested of cat by ignore=max(1), top-nested 1 of v by low=min(v) asc | project-away ignore | sort by cat asc`,
      columns: ['cat:string', 'v:long', 'low:long'],
      rows: [
        ['a', 10, 10],
        ['b', 5, 5],
        ['c', 3, 3],
      ],
    },
    {
      query: `${sales}top-nested 1 of cat with others="rest" by sum(v), top-nested 1 of sub by sum(v), top-nested 1 of v with others=-1 by count()`,
      rows: [
        ['b', 35, 'x', 30, 30, 1],
        ['rest', 33, '', null, -1, 3],
      ],
    },
    {
      query: `${sales}top-nested 1 of cat by sum(v), top-nested 1 of sub with others="rest" by sum(v)`,
      rows: [
        ['b', 35, 'x', 30],
        ['b', 35, 'rest', 5],
      ],
    },
  ],
});

export default definition;
