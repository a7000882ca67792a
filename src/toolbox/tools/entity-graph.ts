import { didYouMean } from '../../base/index.ts';
import { entityDefinitions, kindOf } from '../../entities/index.ts';
import { defineSql, type SqlTool } from '../define-tool.ts';
import { entityGraphSql, entityGraphStep } from '../entity-graph-sql.ts';

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

const entityGraph: SqlTool<typeof input, typeof parameters, typeof output> = defineSql({
  name: 'entity_graph',
  about:
    'The graph of what alerts, or any rows, tell of: one row a thing, then one row for each two that have to do with each other.',
  source:
    'msticpy.vis.entity_graph_tools.EntityGraph, and msticpy.transform.network for any columns. Differs: nodes are told apart by identity, not by name, so that a host and a session on it are two.',
  cost: 'About 10 µs a row, and the whole graph in the memory of the engine, about 400 bytes a node; of a row the first 16 things are joined.',
  input,
  parameters,
  output,
  entities: ['Alert', 'Incident', 'Account', 'Host', 'IpAddress', 'Process'],
  joins: false,
  refusal: (settings) => {
    const types = [settings.source_type, settings.target_type];
    const odd = types.find((type) => type !== '' && kindOf(type) === kindOf(''));
    if (odd === undefined) return null;
    const kinds = [...entityDefinitions.keys()];
    return `There is no kind of entity ${JSON.stringify(odd.slice(0, 60))}.${didYouMean(odd, kinds) || ` There are ${kinds.join(', ')}.`}`;
  },
  steps: [entityGraphStep],
  sql: entityGraphSql,
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
