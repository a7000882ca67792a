import { Refusal } from '../error.ts';
import { makeAggregate } from '../lower/call.ts';
import { aggregateFunctions, rowFunctions } from '../lower/catalog.ts';
import { operatorCall } from '../lower/conditions.ts';
import { Scope } from '../lower/context.ts';
import { graphOf } from '../lower/graph.ts';
import { Matcher } from '../lower/graph-match.ts';
import { readPattern } from '../lower/graph-pattern.ts';
import { nameByPlace } from '../lower/named.ts';
import { limited } from '../lower/order.ts';
import { parametersOf } from '../lower/parameters.ts';
import { defineOperator, type Operator, type OperatorCall } from '../operator.ts';
import { filter, project } from '../tree/build.ts';
import type { Cycles, Relation, Scalar } from '../tree/nodes.ts';
import { column, literal } from '../tree/scalar.ts';

const cycleKinds: ReadonlyMap<string, Cycles> = new Map([
  ['all', 'all'],
  ['none', 'none'],
  ['unique_edges', 'unique_edges'],
]);

function cyclesOf(call: OperatorCall): Cycles {
  const given = parametersOf(call.node).get('cycles') ?? 'unique_edges';
  const cycles = cycleKinds.get(given);
  if (!cycles)
    throw new Refusal(`cycles=${given} is not all, none or unique_edges.`, call.node.span);
  return cycles;
}

function countOf(call: OperatorCall): (rows: Relation) => Scalar {
  const fn = aggregateFunctions.get('count')?.fn;
  if (fn?.kind !== 'aggregate') throw new Error('count is missing');
  return (relation) => {
    const scope = new Scope({ relation, environment: call.environment });
    return makeAggregate(fn, [], null, call.node, scope, call.lowering);
  };
}

/** One of the shortest matches between any two ends, or all of them. */
function shortestOf(matcher: Matcher, kind: 'any' | 'all', scope: Scope): void {
  const { start, end, length } = matcher.ends();
  const by = scope.hoist(length).column;
  const rows = scope.relation;
  if (!rows) throw new Error('no rows');
  const order = [{ column: by, descending: false, nullsFirst: false }];
  const groups = [...(rows.groups ?? []), start, end];
  const sorted = { ...rows, order, groups };
  if (kind === 'any') {
    scope.relation = { ...limited(sorted, literal('long', 1n)), groups: rows.groups, order: [] };
    return;
  }
  scope.relation = sorted;
  const fn = rowFunctions.get('row_rank_min');
  if (fn?.kind !== 'window') throw new Error('row_rank_min is missing');
  const typed = { type: 'long', nullable: false } as const;
  const rank = scope.hoist({
    kind: 'window',
    fn,
    args: [column(by)],
    order,
    partition: groups,
    ...typed,
  });
  const first = operatorCall('EqualExpression', [rank, literal('long', 1n)]);
  scope.relation = { ...filter(scope.relation, first), groups: rows.groups, order: [] };
}

function outputOf(call: OperatorCall): 'any' | 'all' {
  const given = parametersOf(call.node).get('output') ?? 'any';
  if (given !== 'any' && given !== 'all')
    throw new Refusal(`output=${given} is not any or all.`, call.node.span);
  return given;
}

function matched(call: OperatorCall, shortest: 'any' | 'all' | null): Relation {
  const { node, lowering, environment } = call;
  const outputs = node.child('ProjectClause')?.list('Expressions') ?? [];
  if (outputs.length === 0) throw new Refusal('A match needs `project`.', node.span);
  const matcher = new Matcher({
    graph: graphOf(call),
    pattern: readPattern(node),
    cycles: shortest ? 'none' : cyclesOf(call),
    shortest,
    where: node.child('WhereClause')?.part('Condition') ?? null,
    outputs,
    environment,
    lowering,
  });
  matcher.match(countOf(call));
  const scope = matcher.scope();
  if (shortest) shortestOf(matcher, shortest, scope);
  const values = outputs.flatMap((e) => lowering.named(e, scope));
  const named = nameByPlace(values, node.columns).map((v, i) => {
    const only = outputs.length === values.length ? outputs[i] : undefined;
    return only?.kind === 'FunctionCallExpression' ? { ...v, name: calledName(only, v.name) } : v;
  });
  if (!scope.relation) throw new Error('no rows');
  return project(scope.relation, named, { keepOrder: false });
}

/** The engine names the degree of a node after the function. */
function calledName(call: { part(p: string): { name: string } }, otherwise: string): string {
  const { name } = call.part('Name');
  return name.startsWith('node_degree_') ? name : otherwise;
}

const people =
  'let N = datatable(name:string, age:long)["Alice",32, "Bob",31, "Eve",27, "Chris",45, "Ben",23, "Joe",29]; let E = datatable(employee:string, manager:string)["Bob","Alice", "Chris","Alice", "Eve","Bob", "Ben","Chris", "Joe","Alice"]; E | make-graph employee --> manager with N on name | ';

const graphMatch: Operator = defineOperator({
  name: 'graph-match',
  brings: [
    'all',
    'any',
    'inner_nodes',
    'labels',
    'map',
    'node_degree_in',
    'node_degree_out',
    'node_id',
  ],
  syntax: ['GraphMatchOperator'],
  about: 'The places in a graph where a pattern of nodes and edges is found.',
  source: 'https://learn.microsoft.com/kusto/query/graph-match-operator',
  apply: (call) => matched(call, null),
  examples: [
    {
      query: `${people}graph-match (alice)<-[reports*1..5]-(employee) where alice.name == "Alice" and employee.age < 30 project employee = employee.name, age = employee.age, path = map(reports, manager) | sort by employee asc`,
      columns: ['employee:string', 'age:long', 'path:dynamic'],
      rows: [
        ['Ben', 23, ['Alice', 'Chris']],
        ['Eve', 27, ['Alice', 'Bob']],
        ['Joe', 29, ['Alice']],
      ],
    },
    {
      query: `${people}graph-match (a)-[e]->(b)<-[f]-(c) where a.name == "Bob" project c.name, f.employee | sort by c_name asc`,
      columns: ['c_name:string', 'f_employee:string'],
      rows: [
        ['Chris', 'Chris'],
        ['Joe', 'Joe'],
      ],
    },
    {
      query: `${people}graph-match (m)<-[r*1..3]-(e) where m.name == "Alice" and all(r, manager != "Chris") and any(inner_nodes(r), age > 30) project e.name, inner = map(inner_nodes(r), strcat(name, node_degree_in())), node_degree_out(e)`,
      columns: ['e_name:string', 'inner:dynamic', 'node_degree_out:long'],
      rows: [['Eve', ['Bob1'], 1]],
    },
    {
      query:
        'datatable(a:long, b:long)[1,2, 2,3, 3,1] | make-graph a --> b with_node_id=n | graph-match cycles=all (x)-[e*1..4]->(y) where x.n == 1 project y.n | summarize count()',
      rows: [[4]],
    },
    {
      query:
        'datatable(a:long, b:long)[1,2, 2,3, 3,1] | make-graph a --> b with_node_id=n | graph-match cycles=none (x)-[e*1..4]->(y) where x.n == 1 project y.n | sort by y_n asc',
      rows: [[2], [3]],
    },
    {
      query: `${people}graph-match (a)-[e*1..3]->(b) where e.manager != "Alice" project a.name, b.name | sort by a_name asc`,
      rows: [
        ['Ben', 'Chris'],
        ['Eve', 'Bob'],
      ],
    },
    {
      query:
        'datatable(a:string, b:string)["x","y", "y","z"] | make-graph a --> b with_node_id=n | graph-match (p)-[e*2..2]->(q) project node_id(p), i = map(inner_nodes(e), n), j = map(inner_nodes(e), node_id()), l = labels(q)',
      rows: [['x', ['y'], ['y'], []]],
    },
    {
      query:
        'datatable(a:long, b:long)[1,2, 3,2, 3,4] | make-graph a --> b with_node_id=n | graph-match (x)-[e]-(y)--(z), (y)<--(w) where x.n == 1 and z.n == w.n project y.n | count',
      rows: [[0]],
    },
  ],
});

const lines =
  'datatable(a:string, b:string, line:string)["C","N","red", "C","S","red", "S","W","red", "S","E","blue", "W","C","red", "E","C","blue", "C","W","blue"] | make-graph a --> b with_node_id=n | ';

const shortestPaths: Operator = defineOperator({
  name: 'graph-shortest-paths',
  syntax: ['GraphShortestPathsOperator'],
  about: 'The shortest paths between nodes of a graph: one between any two, or all.',
  source: 'https://learn.microsoft.com/kusto/query/graph-shortest-paths-operator',
  apply: (call) => matched(call, outputOf(call)),
  examples: [
    {
      query: `${lines}graph-shortest-paths (s)-[e*1..5]->(d) where s.n == "S" and d.n == "N" project from = s.n, hops = array_length(map(e, b)), to = d.n`,
      columns: ['from:string', 'hops:long', 'to:string'],
      rows: [['S', 3, 'N']],
    },
    {
      query: `${lines}graph-shortest-paths (s)-[e*1..5]->(d) where s.n == "S" and d.n == "N" and all(inner_nodes(e), n != "W") project path = map(e, b)`,
      rows: [[['E', 'C', 'N']]],
    },
    {
      query: `${lines}graph-shortest-paths output=all (s)-[e*1..5]->(d) where s.n == "S" and d.n == "N" project path = map(e, line) | sort by tostring(path) asc`,
      rows: [[['blue', 'blue', 'red']], [['red', 'red', 'red']]],
    },
  ],
});

const definitions: readonly Operator[] = [graphMatch, shortestPaths];

export default definitions;
