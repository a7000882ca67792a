import type { TableComputation } from '../../base/index.ts';
import { graphOf } from '../lower/graph.ts';
import { parametersOf } from '../lower/parameters.ts';
import { share } from '../lower/statement.ts';
import { unionOf } from '../lower/union.ts';
import { defineOperator, type Operator } from '../operator.ts';
import { beside } from '../tree/beside.ts';
import { project, withHidden } from '../tree/build.ts';
import { strongComponents, weakComponents } from '../tree/components.ts';
import { computed } from '../tree/computed.ts';
import type { Graph, Relation, RelationColumn } from '../tree/nodes.ts';
import { cast, column } from '../tree/scalar.ts';

/** The component of each row's first node, numbered as they come. A node by itself is an edge to itself. */
const marking: TableComputation = {
  kind: 'table',
  name: 'kc_components',
  compute([from = [], to = []], options) {
    const numbers = new Map<unknown, number>();
    const number = (key: unknown): number => {
      const known = numbers.get(key) ?? numbers.size;
      numbers.set(key, known);
      return known;
    };
    const edges = from.map((key, i) => [number(key), number(to[i])] as const);
    const mark = options === 'strong' ? strongComponents : weakComponents;
    const found = mark(numbers.size, edges);
    return { rows: [], columns: [[...numbers.keys()].map(String), found.map(BigInt)] };
  },
};

function ends(rows: Relation, from: RelationColumn, to: RelationColumn): Relation {
  const values = [from, to].map((c, i) => ({
    name: `n${i}`,
    value: cast(column(c), 'string'),
  }));
  return project(rows, values, { keepOrder: false });
}

function marked(graph: Graph, kind: string, name: string): Graph {
  const rows = unionOf(
    [ends(graph.edges, graph.from, graph.to), ends(graph.nodes, graph.id, graph.id)],
    {},
  );
  const found = computed(rows, {
    computation: marking,
    inputs: rows.columns.map((c) => column(c)),
    options: kind,
    gives: [
      { name: '$key', type: 'string' },
      { name, type: 'long' },
    ],
  });
  const [key, component] = found.columns;
  const text = withHidden(graph.nodes, [{ name: '$key', value: cast(column(graph.id), 'string') }]);
  const [of] = text.added;
  if (!key || !component || !of) throw new Error('no column made');
  const { relation, added } = beside('left', text.relation, found, [{ of, as: key }], [component]);
  const shown: Relation = {
    ...relation,
    columns: [...graph.nodes.columns, ...added],
    hidden: relation.hidden.filter((c) => !added.includes(c)),
  };
  return { ...graph, nodes: share('components', shown, { materialized: true }) };
}

const definition: Operator = defineOperator({
  name: 'graph-mark-components',
  syntax: ['GraphMarkComponentsOperator'],
  about: 'Gives each node of a graph the number of its connected component, weak or strong.',
  source: 'https://learn.microsoft.com/kusto/query/graph-mark-components-operator',
  computations: [marking],
  apply(call) {
    const parameters = parametersOf(call.node);
    const name = parameters.get('with_component_id') ?? 'ComponentId';
    const graph = marked(graphOf(call), parameters.get('kind') ?? 'weak', name);
    return { ...graph.edges, graph };
  },
  examples: [
    {
      query:
        'datatable(a:string, b:string)["x","y", "y","x", "y","z", "p","q"] | make-graph a --> b with_node_id=n | graph-mark-components with_component_id=c | graph-to-table nodes | summarize s = array_sort_asc(make_set(n)) by c | project s | sort by tostring(s) asc',
      rows: [[['p', 'q']], [['x', 'y', 'z']]],
    },
    {
      query:
        'datatable(a:string, b:string)["x","y", "y","x", "y","z"] | make-graph a --> b with_node_id=n | graph-mark-components kind=strong | graph-to-table nodes | summarize s = array_sort_asc(make_set(n)) by ComponentId | project s | sort by tostring(s) asc',
      rows: [[['x', 'y']], [['z']]],
    },
  ],
});

export default definition;
