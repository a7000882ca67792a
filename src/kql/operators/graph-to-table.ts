import { defineScalar, type ScalarFunction } from '../define.ts';
import { Refusal } from '../error.ts';
import { graphOf } from '../lower/graph.ts';
import { parametersOf } from '../lower/parameters.ts';
import { defineOperator, type Operator } from '../operator.ts';
import { passed, project } from '../tree/build.ts';
import type { NamedValue, RelationColumn } from '../tree/nodes.ts';
import { column } from '../tree/scalar.ts';

const source = 'https://learn.microsoft.com/kusto/query/graph-to-table-operator';
const edges =
  'datatable(a:string, b:string)["x","y", "y","z", "x","z"] | make-graph a --> b with_node_id=n | ';

const nodeId: ScalarFunction = defineScalar({
  signature: '$node(key: any): long',
  about: 'A number for the key of a node.',
  source,
  nullable: 'never',
  sql: { duckdb: ([key]) => `CAST(hash(${key}) >> 1 AS BIGINT)` },
  examples: [
    { query: `${edges}graph-to-table nodes with_node_id=i | distinct i | count`, rows: [[3]] },
  ],
});

function idOf(key: RelationColumn): NamedValue['value'] {
  return { kind: 'call', fn: nodeId, args: [column(key)], type: 'long', nullable: false };
}

const definition: Operator = defineOperator({
  name: 'graph-to-table',
  syntax: ['GraphToTableOperator'],
  about:
    'The nodes or the edges of a graph as a table; their ids are other hashes than those that Kusto gives.',
  source,
  apply(call) {
    const graph = graphOf(call);
    const [clause, other] = call.node.list('OutputClause');
    if (!clause || other)
      throw new Refusal(
        'graph-to-table gives one table here: ask for nodes and for edges in a query each.',
        call.node.span,
      );
    const parameters = parametersOf(clause);
    const ids = (name: string, of: RelationColumn): NamedValue[] => {
      const wanted = parameters.get(name);
      return wanted === undefined ? [] : [{ name: wanted, value: idOf(of) }];
    };
    if (clause.part('EntityKeyword').text === 'nodes')
      return project(graph.nodes, [...ids('with_node_id', graph.id), ...passed(graph.nodes)]);
    return project(graph.edges, [
      ...ids('with_source_id', graph.from),
      ...ids('with_target_id', graph.to),
      ...passed(graph.edges),
    ]);
  },
  examples: [
    {
      query: `${edges}graph-to-table edges | sort by a asc, b asc`,
      columns: ['a:string', 'b:string'],
      rows: [
        ['x', 'y'],
        ['x', 'z'],
        ['y', 'z'],
      ],
    },
    {
      query: `${edges}graph-to-table edges with_source_id=s with_target_id=t | summarize dcount(s), dcount(t)`,
      rows: [[2, 2]],
    },
  ],
});

export default definition;
