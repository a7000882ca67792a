import {
  alertsWith,
  entityNamed,
  identityOf,
  type Relation,
  readEntities,
  relatedAlerts as relationsOf,
} from '../../entities/index.ts';
import { type AllTool, type ColumnsOf, defineAll } from '../define-tool.ts';

const input = {
  entities: {
    type: 'string',
    about: 'The entities of each alert as JSON.',
    usual: ['Entities'],
  },
  alert_id: {
    type: 'string',
    about: 'What the alert is called by its product; the number of the row where it is left out.',
    usual: ['SystemAlertId', 'AlertId', 'IncidentName'],
    optional: true,
  },
  alert_name: {
    type: 'string',
    about: 'The name of the alert.',
    usual: ['AlertDisplayName', 'DisplayName', 'AlertName', 'Title'],
    optional: true,
  },
  alert_time: {
    type: 'datetime',
    about: 'When the alert began.',
    usual: ['StartTimeUtc', 'StartTime', 'TimeGenerated', 'Timestamp'],
    optional: true,
  },
} as const;

const parameters = {
  alert: {
    type: 'string',
    about: 'The id of the alert that is asked about; all where it is empty.',
    default: '',
  },
  account: {
    type: 'string',
    about: 'An account, as `CORP\\bob`, `bob@contoso.com`, a SID or a name.',
    default: '',
  },
  host: { type: 'string', about: 'A host, with its domain or without.', default: '' },
  process: { type: 'string', about: 'The path of a program, or its name.', default: '' },
  ip: { type: 'string', about: 'An address.', default: '' },
} as const;

const output = {
  of_alert: { type: 'string', about: 'The alert that is asked about; empty for named entities.' },
  related_alert: { type: 'string', about: 'The alert that shares something with it.' },
  related_name: { type: 'string', about: 'The name of that.' },
  related_time: { type: 'datetime', about: 'When that began.' },
  by_account: { type: 'bool', about: 'Whether they share an account.' },
  by_host: { type: 'bool', about: 'Whether they share a host.' },
  by_process: { type: 'bool', about: 'Whether they share a program, by its path.' },
  by_ip: { type: 'bool', about: 'Whether they share an address.' },
  shared: { type: 'dynamic', about: 'The identities of what they share.' },
} as const;

type Given = ColumnsOf<typeof input>;
const types = { account: 'Account', host: 'Host', process: 'Process', ip: 'IpAddress' } as const;

function answer(relations: readonly Relation[], given: Given): ColumnsOf<typeof output> {
  const idOf = (n: number): string => (n < 0 ? '' : given.alert_id[n] || String(n));
  const by = (type: string): boolean[] =>
    relations.map(({ shared }) => shared.some((e) => e.type === type));
  return {
    of_alert: relations.map((r) => idOf(r.of)),
    related_alert: relations.map((r) => idOf(r.alert)),
    related_name: relations.map((r) => given.alert_name[r.alert] ?? ''),
    related_time: relations.map((r) => given.alert_time[r.alert] ?? null),
    by_account: by('Account'),
    by_host: by('Host'),
    by_process: by('Process'),
    by_ip: by('IpAddress'),
    shared: relations.map((r) => [...new Set(r.shared.slice(0, 1000).map(identityOf))]),
  };
}

const relatedAlerts: AllTool<typeof input, typeof parameters, typeof output> = defineAll({
  name: 'related_alerts',
  about:
    'The alerts that share an account, a host, a process or an address with an alert or with what is named.',
  source:
    'msticpy.nbtools.security_alert_graph.add_related_alerts and the query list_related_alerts. Differs: things are told apart by identity, addresses count too, and alerts that share nothing are left out.',
  cost: 'All alerts in memory; at most a million pairs.',
  passesOver: 'Alerts that share nothing with what is asked for have no row.',
  input,
  parameters,
  output,
  entities: ['Alert', 'Account', 'Host', 'Process', 'IpAddress'],
  all: (given, settings) => {
    const lists = given.entities.map((text) => readEntities(text).entities);
    const wanted = Object.entries(types).flatMap(([name, type]) => {
      const entity = entityNamed(type, settings[name as keyof typeof types]);
      return entity ? [entity] : [];
    });
    const { alert } = settings;
    const of = lists.flatMap((_, n) => ((given.alert_id[n] || String(n)) === alert ? [n] : []));
    if (alert !== '' && of.length === 0 && lists.length > 0)
      throw new Error(`No alert has the id ${JSON.stringify(alert.slice(0, 100))}.`);
    const byAlert = alert !== '' || wanted.length === 0;
    const relations = [
      ...(wanted.length > 0 ? alertsWith(lists, wanted) : []),
      ...(byAlert ? relationsOf(lists, alert === '' ? undefined : of) : []),
    ];
    return { columns: answer(relations, given), rows: relations.map((r) => r.alert) };
  },
  examples: [
    {
      query:
        'datatable(SystemAlertId: string, DisplayName: string, Entities: string)["a", "Odd logon", \'[{"Type":"account","Name":"bob","NTDomain":"CORP"},{"Type":"host","HostName":"vic00"}]\', "b", "Mimikatz", \'[{"Type":"host","HostName":"VIC00"}]\', "c", "Other bob", \'[{"Type":"account","Name":"bob","NTDomain":"LAB"}]\'] | invoke related_alerts(alert = "a") | project of_alert, related_alert, related_name, by_account, by_host, shared',
      rows: [['a', 'b', 'Mimikatz', false, true, ['Host fqdn=vic00']]],
    },
    {
      query:
        'datatable(SystemAlertId: string, Entities: string)["a", \'[{"Type":"account","Name":"bob","NTDomain":"CORP"}]\', "b", \'[{"Type":"ip","Address":"8.8.8.8"}]\', "c", "broken"] | invoke related_alerts(account = "corp\\\\BOB", ip = "8.8.8.8") | project related_alert, by_account, by_ip',
      rows: [
        ['a', true, false],
        ['b', false, true],
      ],
    },
  ],
});

export default relatedAlerts;
