import { Refusal } from '../error.ts';
import { makeAggregate } from '../lower/call.ts';
import { aggregateFunctions, rowFunctions } from '../lower/catalog.ts';
import { Scope } from '../lower/context.ts';
import { share } from '../lower/statement.ts';
import { unionOf } from '../lower/union.ts';
import { defineOperator, type Operator, type OperatorCall, rowsOf } from '../operator.ts';
import type { Syntax } from '../parse/syntax.ts';
import { aggregate, passed, project, withHidden } from '../tree/build.ts';
import type { Graph, NamedValue, Relation, RelationColumn, Scalar } from '../tree/nodes.ts';
import { cast, column } from '../tree/scalar.ts';

type Edges = Omit<Graph, 'nodes' | 'id'>;

/** The rows with their two nodes and a number each. */
function edgesOf(call: OperatorCall): Edges {
  const { node, lowering, scope } = call;
  const from = lowering.scalar(node.part('SourceColumn'), scope);
  const to = cast(lowering.scalar(node.part('TargetColumn'), scope), from.type);
  const input = rowsOf(call);
  const fn = rowFunctions.get('row_number');
  if (fn?.kind !== 'window') throw new Error('row_number is missing');
  const { order } = input;
  const typed = { type: 'long', nullable: false } as const;
  const number: Scalar = { kind: 'window', fn, args: [], order, partition: [], ...typed };
  const { relation, added } = withHidden(input, [
    { name: '$from', value: from },
    { name: '$to', value: to },
    { name: '$edge', value: number },
  ]);
  const [source, target, edge] = added;
  if (!source || !target || !edge) throw new Error('no column made');
  return {
    edges: share('edges', relation, { materialized: true }),
    from: source,
    to: target,
    edge,
  };
}

/** Every node of the edges, with the place where it first comes. */
function endsOf({ edges, from, to, edge }: Edges, call: OperatorCall): Relation {
  const end = (of: RelationColumn): Relation =>
    project(
      edges,
      [
        { name: 'id', value: column(of) },
        { name: 'place', value: column(edge) },
      ],
      { keepOrder: false },
    );
  const both = unionOf([end(from), end(to)], {});
  const [id, place] = both.columns;
  const min = aggregateFunctions.get('min')?.fn;
  if (!id || !place || min?.kind !== 'aggregate') throw new Error('min is missing');
  const scope = new Scope({ relation: both, environment: call.environment });
  const first = makeAggregate(min, [column(place)], null, call.node, scope, call.lowering);
  return aggregate(both, [{ name: 'id', value: column(id) }], [{ name: 'place', value: first }]);
}

interface NodeTable {
  rows: Relation;
  key: RelationColumn;
  /** The name of the column of the table that holds the key. */
  name: string;
}

function nodeTables(clause: Syntax | null, { lowering, environment }: OperatorCall): NodeTable[] {
  if (clause?.kind !== 'MakeGraphWithTablesAndKeysClause') return [];
  return clause.list('TablesAndKeys').map((t) => {
    const rows = lowering.relation(t.part('Table'), environment);
    const on = t.part('Column');
    const key = rows.columns.find((c) => c.name === on.name);
    if (!key) throw new Refusal(`The nodes have no column ${on.name}.`, on.span);
    return { rows, key, name: on.name };
  });
}

/** Nodes that the tables give, each once, then those that only edges know. */
function nodesOf(edges: Edges, call: OperatorCall): { nodes: Relation; id: RelationColumn } {
  const clause = call.node.child('WithClause');
  const type = edges.from.type;
  const tables = nodeTables(clause, call);
  const ends = endsOf(edges, call);
  const [end] = ends.columns;
  if (!end) throw new Error('no column made');
  const own =
    tables[0]?.name ??
    (clause?.kind === 'MakeGraphWithImplicitIdClause' ? clause.part('Name').name : null);
  const given = tables.map(({ rows, key }) => {
    const id = { name: '$id', value: cast(column(key), type) };
    return project(rows, [...passed(rows), id], { keepOrder: false });
  });
  const known: NamedValue[] = own === null ? [] : [{ name: own, value: column(end) }];
  const named = project(ends, [...known, { name: '$id', value: column(end) }], {
    keepOrder: false,
  });
  const all = unionOf([...given, tables.length === 0 ? named : missing(named, given)], {});
  const shown = all.columns.filter((c) => c.name !== '$id');
  const key = all.columns.find((c) => c.name === '$id');
  if (!key) throw new Error('no column made');
  const once: Relation = {
    ...all,
    kind: 'distinct',
    input: all,
    on: [key],
    columns: shown,
    hidden: [key],
  };
  return { nodes: share('nodes', once, { materialized: true }), id: key };
}

/** The nodes of edges that no table has. */
function missing(named: Relation, given: readonly Relation[]): Relation {
  return given.reduce((left, right): Relation => {
    const [id, other] = [left.columns.at(-1), right.columns.find((c) => c.name === '$id')];
    if (!id || !other) throw new Error('no column made');
    return {
      kind: 'join',
      shape: 'anti',
      left,
      right,
      keys: [{ left: column(id, undefined, 'left'), right: column(other, undefined, 'right') }],
      condition: null,
      items: [],
      columns: left.columns,
      hidden: left.hidden,
      order: [],
      sorted: false,
    };
  }, named);
}

const definition: Operator = defineOperator({
  name: 'make-graph',
  syntax: ['MakeGraphOperator'],
  about: 'Makes a graph: each row is an edge; nodes may have a table of their own.',
  source: 'https://learn.microsoft.com/kusto/query/make-graph-operator',
  apply(call) {
    const by = call.node.child('PartitionedByClause');
    if (by) throw new Refusal('make-graph with partitioned-by is not supported yet.', by.span);
    const edges = edgesOf(call);
    const graph: Graph = { ...edges, ...nodesOf(edges, call) };
    return { ...edges.edges, graph };
  },
  examples: [
    {
      query:
        'datatable(a:string, b:string)["x","y", "y","z"] | make-graph a --> b with_node_id=n | graph-to-table nodes | sort by n asc',
      columns: ['n:string'],
      rows: [['x'], ['y'], ['z']],
    },
    {
      query:
        'let N = datatable(id:string, age:long)["x",1, "q",2]; datatable(a:string, b:string)["x","y"] | make-graph a --> b with N on id | graph-to-table nodes | sort by id asc',
      columns: ['id:string', 'age:long'],
      rows: [
        ['q', 2],
        ['x', 1],
        ['y', null],
      ],
    },
  ],
});

export default definition;
