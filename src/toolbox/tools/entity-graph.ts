import {
  addAlert,
  type Entity,
  entitiesOfRow,
  entityNamed,
  GraphBuilder,
  guessEntity,
  kindOf,
  makeEntity,
  readAlert,
} from '../../entities/index.ts';
import { type AllTool, type ColumnsOf, defineAll } from '../define-tool.ts';

const input = {
  entities: {
    type: 'string',
    about: 'The entities of alerts as JSON.',
    usual: ['Entities'],
    optional: true,
  },
  alert_id: {
    type: 'string',
    about: 'The id of the alert.',
    usual: ['SystemAlertId', 'AlertId'],
    optional: true,
  },
  alert_name: {
    type: 'string',
    about: 'The name of the alert.',
    usual: ['AlertDisplayName', 'DisplayName', 'AlertName'],
    optional: true,
  },
  source: {
    type: 'string',
    about: 'A column of things: their kind is told by each value, or by `source_type`.',
    optional: true,
  },
  target: {
    type: 'string',
    about: 'A column of the things that those of `source` have to do with.',
    optional: true,
  },
  row: {
    type: 'string',
    about:
      'Several columns by name, as `pack_all()` or `bag_pack(…)` gives them; their names tell the kinds.',
    optional: true,
  },
} as const;
const parameters = {
  source_type: {
    type: 'string',
    about: 'What `source` holds: Account, Host, IpAddress and so on; told by each value if empty.',
    default: '',
  },
  target_type: { type: 'string', about: 'The same of `target`.', default: '' },
} as const;
const output = {
  part: { type: 'string', about: 'The word node or edge.' },
  id: { type: 'string', about: 'The identity of a node; empty for an edge.' },
  entity_type: { type: 'string', about: 'What a node is: Alert, Host, Account and so on.' },
  entity_name: { type: 'string', about: 'The name of a node, short.' },
  entity_description: { type: 'string', about: 'What a node is, in one line.' },
  from_id: { type: 'string', about: 'One end of an edge; edges have no direction.' },
  to_id: { type: 'string', about: 'The other end of an edge.' },
  relation: {
    type: 'string',
    about:
      'How the ends have to do with each other: the field that names the other, or alert, pair or row for what stood together.',
  },
  count: { type: 'long', about: 'In how many places that stood.' },
} as const;

type Given = ColumnsOf<typeof input>;
/** Of a row with more things than this only the first are joined. */
const widest = 16;

function ofAlerts(graph: GraphBuilder, given: Given): void {
  given.entities.forEach((entities, i) => {
    const [id, name] = [given.alert_id[i] ?? '', given.alert_name[i] ?? ''];
    if (entities === '' && id === '' && name === '') return;
    const alert = { SystemAlertId: id || String(i), DisplayName: name, Entities: entities };
    addAlert(graph, readAlert(alert));
  });
}

/** The node of a value, looked up once for each text. */
function valueNodes(graph: GraphBuilder, type: string): (value: string) => number {
  const known = new Map<string, number>();
  const unknown = kindOf('unknown');
  const entityOf = (value: string): Entity =>
    (type === '' ? guessEntity(value) : entityNamed(kindOf(type).name, value)) ??
    makeEntity(unknown, { Name: value });
  return (value) => {
    const found = known.get(value);
    if (found !== undefined) {
      graph.again(found);
      return found;
    }
    const node = graph.node(entityOf(value));
    known.set(value, node);
    return node;
  };
}

function ofPairs(graph: GraphBuilder, given: Given, from: string, to: string): void {
  const [source, target] = [valueNodes(graph, from), valueNodes(graph, to)];
  for (const [i, value] of given.source.entries()) {
    const other = given.target[i] ?? '';
    const a = value === '' ? null : source(value);
    const b = other === '' ? null : target(other);
    if (a !== null && b !== null) graph.edge(a, b, 'pair');
  }
}

function bagOf(row: string): [string, unknown][] {
  try {
    const bag: unknown = JSON.parse(row);
    return typeof bag === 'object' && bag !== null && !Array.isArray(bag)
      ? Object.entries(bag)
      : [];
  } catch {
    return [];
  }
}

function ofRows(graph: GraphBuilder, given: Given): void {
  for (const row of given.row) {
    const nodes = entitiesOfRow(bagOf(row))
      .slice(0, widest)
      .map((entity) => graph.node(entity));
    nodes.forEach((a, i) => {
      for (const b of nodes.slice(i + 1)) graph.edge(a, b, 'row');
    });
  }
}

function answer(graph: GraphBuilder): ColumnsOf<typeof output> {
  const { nodes, edges } = graph.build();
  const none = nodes.map(() => '');
  const blank = edges.map(() => '');
  return {
    part: [...nodes.map(() => 'node'), ...edges.map(() => 'edge')],
    id: [...nodes.map((n) => n.id), ...blank],
    entity_type: [...nodes.map((n) => n.type), ...blank],
    entity_name: [...nodes.map((n) => n.label), ...blank],
    entity_description: [...nodes.map((n) => n.description), ...blank],
    from_id: [...none, ...edges.map((e) => e.source)],
    to_id: [...none, ...edges.map((e) => e.target)],
    relation: [...none, ...edges.map((e) => e.relation)],
    count: [...nodes.map((n) => n.count), ...edges.map((e) => e.count)],
  };
}

const entityGraph: AllTool<typeof input, typeof parameters, typeof output> = defineAll({
  name: 'entity_graph',
  about:
    'The graph of what alerts, or any rows, tell of: one row a thing, then one row for each two that have to do with each other.',
  source:
    'msticpy.vis.entity_graph_tools.EntityGraph, and msticpy.transform.network for any columns. Differs: nodes are told apart by identity, not by name, so that a host and a session on it are two.',
  cost: 'The whole graph in memory, about 1 KB a node; of a row the first 16 things are joined.',
  input,
  parameters,
  output,
  entities: ['Alert', 'Incident', 'Account', 'Host', 'IpAddress', 'Process'],
  joins: false,
  all: (given, { source_type, target_type }) => {
    const graph = new GraphBuilder();
    const says = (column: readonly string[]): boolean => column.some((value) => value !== '');
    if (says(given.source) || says(given.target)) ofPairs(graph, given, source_type, target_type);
    else if (says(given.row)) ofRows(graph, given);
    else if (says(given.entities) || says(given.alert_id)) ofAlerts(graph, given);
    else if (given.entities.length > 0)
      throw new Error(
        'Nothing to draw: name the column of entities, or source and target, or say row = pack_all().',
      );
    return { columns: answer(graph) };
  },
  examples: [
    {
      query:
        'datatable(SystemAlertId: string, DisplayName: string, Entities: string)["a", "Odd logon", \'[{"$id":"1","Type":"host","HostName":"vic00"},{"$id":"2","Type":"account","Name":"bob","Host":{"$ref":"1"}}]\'] | invoke entity_graph() | project part, entity_name, from_id, to_id, relation',
      rows: [
        ['node', 'Alert: Odd logon', '', '', ''],
        ['node', 'vic00', '', '', ''],
        ['node', 'bob', '', '', ''],
        ['edge', '', 'Alert id=a', 'Host fqdn=vic00', 'alert'],
        ['edge', '', 'Host fqdn=vic00', 'Account on=vic00|bob', 'Host'],
        ['edge', '', 'Alert id=a', 'Account on=vic00|bob', 'alert'],
      ],
    },
    {
      query:
        'datatable(Account: string, Computer: string)["CORP\\\\bob", "vic00", "corp\\\\Bob", "vic01", "", "vic01"] | invoke entity_graph(source = Account, target = Computer, target_type = "Host") | project part, id, from_id, to_id, count',
      rows: [
        ['node', 'Account nt=corp|bob', '', '', 2],
        ['node', 'Host fqdn=vic00', '', '', 1],
        ['node', 'Host fqdn=vic01', '', '', 2],
        ['edge', '', 'Account nt=corp|bob', 'Host fqdn=vic00', 1],
        ['edge', '', 'Account nt=corp|bob', 'Host fqdn=vic01', 1],
      ],
    },
    {
      query:
        'datatable(TargetUserName: string, TargetDomainName: string, Computer: string, IpAddress: string)["bob", "CORP", "vic00", "-"] | invoke entity_graph(row = pack_all()) | where part == "edge" | project from_id, to_id',
      rows: [['Account nt=corp|bob', 'Host fqdn=vic00']],
    },
  ],
});

export default entityGraph;
