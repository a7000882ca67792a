import { defineSql, type SqlTool } from '../define-tool.ts';
import { logonSessionsSql } from '../logon-sessions-sql.ts';

const input = {
  timestamp: {
    type: 'datetime',
    about: 'When it was.',
    usual: ['TimeGenerated', 'Timestamp', 'TimeCreated', 'EventTime'],
  },
  event: {
    type: 'string',
    about: 'What it was: 4624, 4625, 4634 or 4647; LogonSuccess or LogonFailed.',
    usual: ['EventID', 'EventId', 'ActionType'],
    optional: true,
  },
  account: {
    type: 'string',
    about: 'Whose logon it was.',
    usual: ['TargetAccount', 'Account', 'AccountName'],
    optional: true,
  },
  user: {
    type: 'string',
    about: 'The name of the account without its domain; used where it is not empty.',
    usual: ['TargetUserName'],
    optional: true,
  },
  domain: {
    type: 'string',
    about: 'The domain of that name.',
    usual: ['TargetDomainName', 'AccountDomain'],
    optional: true,
  },
  host: {
    type: 'string',
    about: 'The host that was signed in to.',
    usual: ['Computer', 'DeviceName', 'HostName'],
    optional: true,
  },
  session_id: {
    type: 'string',
    about: 'What logon and logoff have in common.',
    usual: ['TargetLogonId', 'LogonId'],
    optional: true,
  },
  logon_kind: {
    type: 'string',
    about: 'The type of the logon.',
    usual: ['LogonType'],
    optional: true,
  },
  source: {
    type: 'string',
    about: 'The address it came from.',
    usual: ['IpAddress', 'RemoteIP'],
    optional: true,
  },
  workstation: {
    type: 'string',
    about: 'The host it came from.',
    usual: ['WorkstationName', 'RemoteDeviceName'],
    optional: true,
  },
  message: {
    type: 'string',
    about: 'A message of syslog; those of sshd are looked at.',
    usual: ['SyslogMessage'],
    optional: true,
  },
  process_id: {
    type: 'string',
    about: 'The process that wrote the message.',
    usual: ['ProcessID'],
    optional: true,
  },
} as const;

const parameters = {
  failed_minutes: {
    type: 'real',
    about: 'Minutes before a logon in which failed ones count.',
    default: 60,
    least: 0,
    most: 5_256_000,
  },
} as const;

const output = {
  session_account: { type: 'string', about: 'Who signed in.' },
  session_host: { type: 'string', about: 'To which host.' },
  logon_id: { type: 'string', about: 'The id of the logon; empty for sshd.' },
  logon_type: { type: 'long', about: 'Its type, as Windows numbers them.' },
  logon_type_name: {
    type: 'string',
    about:
      'The name of its type, as in RemoteInteractive; of sshd how it was proved, as in publickey.',
  },
  source_address: { type: 'string', about: 'The address that it came from.' },
  source_host: { type: 'string', about: 'The host that it came from.' },
  session_start: { type: 'datetime', about: 'When it began.' },
  session_end: { type: 'datetime', about: 'When it ended; null where that was not logged.' },
  session_duration: { type: 'timespan', about: 'From its start to its end.' },
  ended_by: {
    type: 'string',
    about: 'What told of its end: 4634, 4647, session closed or disconnected.',
  },
  failed_before: {
    type: 'long',
    about:
      'Failed logons of the same name on that host, since its logon before and within failed_minutes.',
  },
} as const;

const logonSessions: SqlTool<typeof input, typeof parameters, typeof output> = defineSql({
  name: 'logon_sessions',
  about:
    'Logon sessions of Windows and of sshd: who, from where, from when to when, and how many logons failed before.',
  source:
    'Events 4624, 4625, 4634 and 4647 of Windows Security, DeviceLogonEvents of Defender, and what OpenSSH writes. The first logoff of an id ends its session; sessions of sshd end by their process, or by address and port; where neither is known by the next end of the same user. A logoff without its logon, and names that never signed in, have no row.',
  passesOver:
    'Only events 4624, LogonSuccess and what sshd writes of accepted logons begin a session: event or message must hold them.',
  input,
  parameters,
  output,
  entities: ['Account', 'Host', 'IpAddress'],
  steps: [],
  sql: logonSessionsSql,
  examples: [
    {
      query:
        'datatable(TimeGenerated: datetime, EventID: long, Computer: string, TargetUserName: string, TargetDomainName: string, TargetLogonId: string, LogonType: long, IpAddress: string)[datetime(2024-01-01 00:00), 4625, "dc1", "Ann", "", "", 3, "203.0.113.9", datetime(2024-01-01 00:01), 4625, "dc1", "ann", "CORP", "", 3, "203.0.113.9", datetime(2024-01-01 00:02), 4624, "dc1", "ann", "CORP", "0x5a", 10, "203.0.113.9", datetime(2024-01-01 00:32), 4634, "dc1", "ann", "CORP", "0x5A", 10, "-", datetime(2024-01-01 00:40), 4624, "dc1", "ann", "CORP", "0x5b", 3, "-"] | invoke logon_sessions() | project session_account, logon_id, logon_type, logon_type_name, source_address, session_duration, ended_by, failed_before | sort by logon_id asc',
      rows: [
        ['CORP\\ann', '0x5a', 10, 'RemoteInteractive', '203.0.113.9', '00:30:00', '4634', 2],
        ['CORP\\ann', '0x5b', 3, 'Network', '', null, '', 0],
      ],
    },
    {
      query:
        'datatable(TimeGenerated: datetime, Computer: string, ProcessID: long, SyslogMessage: string)[datetime(2024-01-01 00:00:01), "web1", 6, "message repeated 3 times: [ Failed password for root from 203.0.113.9 port 4000 ssh2]", datetime(2024-01-01 00:00:05), "web1", 7, "Accepted password for root from 203.0.113.9 port 4001 ssh2", datetime(2024-01-01 00:10:05), "web1", 7, "pam_unix(sshd:session): session closed for user root"] | invoke logon_sessions() | project session_account, logon_type_name, source_address, session_duration, ended_by, failed_before',
      rows: [['root', 'password', '203.0.113.9', '00:10:00', 'session closed', 3]],
    },
  ],
});

export default logonSessions;
