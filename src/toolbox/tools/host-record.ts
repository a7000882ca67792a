import { quoteText } from '../../base/index.ts';
import { defineSql, type SqlTool } from '../define-tool.ts';

const input = {
  host: {
    type: 'string',
    about: 'The host that a row tells of.',
    usual: ['Computer', 'HostName', 'DeviceName'],
  },
  timestamp: {
    type: 'datetime',
    about: 'When the row was; the latest is taken for what holds.',
    usual: ['TimeGenerated', 'Timestamp', 'EventTime'],
    optional: true,
  },
  process: {
    type: 'string',
    about: 'The program that wrote the row.',
    usual: ['ProcessName'],
    optional: true,
  },
  address: {
    type: 'string',
    about: 'The address of the host.',
    usual: ['ComputerIP', 'HostIP', 'LocalIP'],
    optional: true,
  },
  system: { type: 'string', about: 'The system, as in Linux.', usual: ['OSType'], optional: true },
  distribution: {
    type: 'string',
    about: 'The name of the system, as in Ubuntu.',
    usual: ['OSName', 'OSPlatform'],
    optional: true,
  },
  major: { type: 'string', about: 'Its version.', usual: ['OSMajorVersion'], optional: true },
  minor: {
    type: 'string',
    about: 'The second part of its version.',
    usual: ['OSMinorVersion'],
    optional: true,
  },
  country: {
    type: 'string',
    about: 'The country that it reports from.',
    usual: ['RemoteIPCountry'],
    optional: true,
  },
  environment: {
    type: 'string',
    about: 'Where it runs, as in Azure.',
    usual: ['ComputerEnvironment'],
    optional: true,
  },
  resource: {
    type: 'string',
    about: 'Its id in Azure.',
    usual: ['ResourceId', '_ResourceId'],
    optional: true,
  },
  solutions: {
    type: 'string',
    about: 'What watches it, with commas between.',
    usual: ['Solutions'],
    optional: true,
  },
} as const;

const output = {
  host_name: { type: 'string', about: 'The host, as the latest row writes it.' },
  first_row: { type: 'datetime', about: 'When it was seen first.' },
  last_row: { type: 'datetime', about: 'When it was seen last.' },
  host_rows: { type: 'long', about: 'The rows that tell of it.' },
  applications: {
    type: 'dynamic',
    about: 'Programs that wrote rows, without those that every Linux has; at most 1000.',
  },
  addresses: { type: 'dynamic', about: 'Its addresses, at most 1000.' },
  os_type: { type: 'string', about: 'The system, as in Linux.' },
  os_name: { type: 'string', about: 'The name of the system, as in Ubuntu.' },
  os_version: { type: 'string', about: 'Its version, as in 18.04.' },
  host_country: { type: 'string', about: 'The country that it reports from.' },
  host_environment: { type: 'string', about: 'Where it runs, as in Azure.' },
  host_resource: { type: 'string', about: 'Its id in Azure.' },
  host_solutions: { type: 'dynamic', about: 'What watches it.' },
} as const;

/** Programs that every Linux has. */
const standard =
  'CRON sudo snapd systemd-resolved systemd crontab systemd-timesyncd systemd-logind rsyslogd syslog-ng'.split(
    ' ',
  );

const latest = (column: string): string =>
  `coalesce(arg_max(${column}, i1) FILTER (${column} <> ''), min(${column}) FILTER (${column} <> ''), '')`;
const all = (column: string, wanted: string): string =>
  `to_json(coalesce(list_sort(list(DISTINCT ${column}) FILTER (${wanted}))[1:1000], []))`;

const hostRecord: SqlTool<typeof input, Record<never, never>, typeof output> = defineSql({
  name: 'host_record',
  about:
    'What rows say of each host: its system, addresses and programs, as of syslog together with heartbeats.',
  source:
    'msticpy.analysis.syslog_utils.create_host_record. Differs: tables are joined by union before, there may be many hosts, and of what changes the latest is taken.',
  input,
  parameters: {},
  output,
  entities: ['Host'],
  steps: [],
  sql: (from) => {
    const version = `CASE WHEN ${latest('i7')} = '' THEN ${latest('i6')} ELSE ${latest('i6')} || '.' || ${latest('i7')} END`;
    const columns = [
      latest('i0'),
      'min(i1)',
      'max(i1)',
      'count(*)',
      all('i2', `i2 <> '' AND i2 NOT IN (${standard.map(quoteText).join(', ')})`),
      all('i3', "i3 <> ''"),
      latest('i4'),
      latest('i5'),
      version,
      latest('i8'),
      latest('i9'),
      latest('i10'),
      `to_json(list_filter(list_transform(string_split(replace(${latest('i11')}, '"', ''), ','), lambda s: trim(s)), lambda s: s <> ''))`,
    ];
    return `SELECT ${columns.map((c, i) => `${c} AS o${i}`).join(', ')}, min(k_row) AS k_row FROM ${from} WHERE i0 <> '' GROUP BY lower(i0)`;
  },
  examples: [
    {
      query:
        'union (datatable(TimeGenerated: datetime, Computer: string, ProcessName: string, HostIP: string)[datetime(2024-01-01), "web1", "squid", "10.0.0.5", datetime(2024-01-02), "web1", "sudo", "10.0.0.5", datetime(2024-01-02), "web2", "sshd", ""]), (datatable(TimeGenerated: datetime, Computer: string, OSType: string, OSName: string, OSMajorVersion: string, OSMinorVersion: string, Solutions: string)[datetime(2024-01-03), "WEB1", "Linux", "Ubuntu", "18", "04", "\\"security\\", \\"updates\\""]) | invoke host_record() | project host_name, last_row, host_rows, applications, addresses, os_name, os_version, host_solutions | sort by host_name asc',
      rows: [
        [
          'WEB1',
          '2024-01-03T00:00:00.0000000Z',
          3,
          ['squid'],
          ['10.0.0.5'],
          'Ubuntu',
          '18.04',
          ['security', 'updates'],
        ],
        ['web2', '2024-01-02T00:00:00.0000000Z', 1, ['sshd'], [], '', '', []],
      ],
    },
  ],
});

export default hostRecord;
