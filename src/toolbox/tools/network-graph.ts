import { graphMeasures } from '../../analysis/index.ts';
import { type AllTool, defineAll } from '../define-tool.ts';

const input = {
  source: {
    type: 'string',
    about: 'One end of each connection.',
    usual: ['SourceIP', 'SrcIP', 'SourceIp', 'LocalIP', 'Account'],
  },
  target: {
    type: 'string',
    about: 'The other end.',
    usual: ['DestinationIP', 'DestIP', 'DestinationIp', 'RemoteIP', 'Computer', 'IpAddress'],
  },
} as const;

const output = {
  node: { type: 'string', about: 'An end of connections.' },
  node_role: { type: 'string', about: 'Where it stands: source, target or both.' },
  degree: { type: 'long', about: 'How many others it is connected with.' },
  degree_centrality: { type: 'real', about: 'Their share of all others, from 0 to 1.' },
  page_rank: { type: 'real', about: 'How often a walk comes by; all together make 1.' },
  component: { type: 'long', about: 'The part that it hangs together with, numbered from 0.' },
  component_size: { type: 'long', about: 'Nodes in that part.' },
} as const;

const networkGraph: AllTool<typeof input, Record<never, never>, typeof output> = defineAll({
  name: 'network_graph',
  about: 'What connects with what: how central each end is, and which hang together.',
  source:
    'msticpy.transform.network.df_to_networkx makes the graph; degree centrality and PageRank as networkx defines them. Directions are not counted.',
  passesOver: 'Rows with only one end are no part of the graph.',
  input,
  parameters: {},
  output,
  entities: ['IpAddress', 'Host', 'Account'],
  all: ({ source, target }) => {
    const { nodes, degree, component, componentSize, rank } = graphMeasures(source, target);
    const [sources, targets] = [new Set(source), new Set(target)];
    const first = new Map<string, number>();
    source.forEach((name, row) => {
      for (const end of [name, target[row] ?? '']) if (!first.has(end)) first.set(end, row);
    });
    return {
      rows: nodes.map((name) => first.get(name) ?? 0),
      columns: {
        node: nodes,
        node_role: nodes.map((name) =>
          sources.has(name) ? (targets.has(name) ? 'both' : 'source') : 'target',
        ),
        degree: Array.from(degree),
        degree_centrality: Array.from(degree, (d) =>
          nodes.length > 1 ? d / (nodes.length - 1) : 0,
        ),
        page_rank: Array.from(rank),
        component: Array.from(component),
        component_size: Array.from(componentSize),
      },
    };
  },
  examples: [
    {
      query:
        'datatable(s: string, t: string)["a", "b", "a", "c", "b", "a", "x", "y", "", ""] | invoke network_graph(s, t) | project node, node_role, degree, degree_centrality, round(page_rank, 4), component, component_size | sort by node asc',
      rows: [
        ['a', 'both', 2, 0.5, 0.2919, 0, 3],
        ['b', 'both', 1, 0.25, 0.1541, 0, 3],
        ['c', 'target', 1, 0.25, 0.1541, 0, 3],
        ['x', 'source', 1, 0.25, 0.2, 1, 2],
        ['y', 'target', 1, 0.25, 0.2, 1, 2],
      ],
    },
  ],
});

export default networkGraph;
