import { auditdEventsSql, auditdStep } from '../auditd-sql.ts';
import { defineSql, type SqlTool } from '../define-tool.ts';

const input = {
  record: {
    type: 'string',
    about:
      'A record: its line, also in a message of syslog; a row of LinuxAuditLog as a bag; or records packed by kind, as MSTICPy has them.',
  },
  audit_id: {
    type: 'string',
    about: 'What all records of an event have in common, where the record does not say it.',
    optional: true,
  },
  on_host: { type: 'string', about: 'The host of the record.', optional: true },
  timestamp: { type: 'datetime', about: 'When it was, where the id has no time.', optional: true },
} as const;

const output = {
  TimeGenerated: { type: 'datetime', about: 'When it was, by its audit id.' },
  Computer: { type: 'string', about: 'The host: the node that the record names, or on_host.' },
  EventType: {
    type: 'string',
    about: 'The kind of its first record; SYSCALL_EXECVE where a program was run.',
  },
  AuditID: { type: 'string', about: 'Its id: seconds, milliseconds and serial number.' },
  RecordTypes: { type: 'dynamic', about: 'The kinds of its records, in order.' },
  pid: { type: 'long', about: 'The process.' },
  ppid: { type: 'long', about: 'Its parent.' },
  exe: { type: 'string', about: 'The program.' },
  comm: { type: 'string', about: 'Its short name.' },
  cmdline: { type: 'string', about: 'All its arguments, with blanks between.' },
  argv: { type: 'dynamic', about: 'Its arguments, decoded; null where no program was run.' },
  cwd: { type: 'string', about: 'The folder that it was in.' },
  proctitle: { type: 'string', about: 'Its title, decoded, with blanks for what ends arguments.' },
  success: { type: 'string', about: 'Whether the system call did what it was to do: yes or no.' },
  exit: { type: 'string', about: 'What the system call gave back.' },
  syscall: { type: 'string', about: 'The system call.' },
  uid: { type: 'long', about: 'The user, by number; -1 for none, here and below.' },
  auid: { type: 'long', about: 'The user who signed in, by number.' },
  euid: { type: 'long', about: 'The user with whose rights it runs.' },
  gid: { type: 'long', about: 'The group.' },
  egid: { type: 'long', about: 'The group with whose rights it runs.' },
  ses: { type: 'long', about: 'The session.' },
  tty: { type: 'string', about: 'The terminal of the process.' },
  key: { type: 'string', about: 'The key of the rule that logged it.' },
  paths: { type: 'dynamic', about: 'The files that it met, in order.' },
  socket: { type: 'string', about: 'The far end of a connection, decoded.' },
  acct: { type: 'string', about: 'The account that signs in or is switched to.' },
  hostname: { type: 'string', about: 'Where the account comes from, as logged.' },
  addr: { type: 'string', about: 'The address that it comes from, as logged.' },
  terminal: { type: 'string', about: 'The terminal or service of the sign-in.' },
  op: { type: 'string', about: 'What was done, as in PAM:session_open.' },
  cmd: { type: 'string', about: 'The command of sudo, decoded.' },
  res: { type: 'string', about: 'What came of it: success or failed, 1 or 0.' },
  fields: { type: 'dynamic', about: 'What has no column: a value or a list of them by its name.' },
} as const;

const records = ['RawData', 'AuditdMessage', 'SyslogMessage', 'raw_data', 'Message', 'RawRecord'];
const others = [
  ['AuditID', 'mssg_id'],
  ['Computer', 'HostName', 'node'],
  ['TimeGenerated', 'Timestamp', 'EventTime'],
];

const auditdEvents: SqlTool<typeof input, Record<never, never>, typeof output> = defineSql({
  name: 'auditd_events',
  about:
    'Events of the Linux audit log: all records of one id as one row, typed and decoded, with the command line of programs that were run.',
  source:
    'msticpy.transform.auditdextract (extract_events_to_df, read_from_file), as rows that process_tree takes. Differs: the serial number is part of the id, arguments after the third and pieces of long ones are in the command line, quotes of msg are no part of values, and all fields but those of files are kept. Of LinuxAuditLog, which has a row for each record, the whole row is taken.',
  passesOver: 'Only records with an id, as in msg=audit(1700000000.123:42), have rows.',
  input,
  parameters: {},
  output,
  entities: ['Process', 'Host'],
  cost: 'Memory for the text of all records.',
  choose: (columns) => {
    const byName = new Map(columns.map(({ name }) => [name.toLowerCase(), name]));
    const first = (names: readonly string[]): string | null =>
      names.flatMap((name) => byName.get(name.toLowerCase()) ?? []).at(0) ?? null;
    const typed = byName.has('recordtype') && byName.has('auditid');
    return [typed ? '*' : first(records), ...others.map(first)];
  },
  steps: [auditdStep(output)],
  sql: (from) => auditdEventsSql(from, output),
  examples: [
    {
      query:
        'datatable(Computer: string, RawData: string)["web1", "type=SYSCALL msg=audit(1700000000.123:42): syscall=59 success=yes ppid=7 pid=8 auid=4294967295 uid=0 exe=\\"/bin/dash\\"", "web1", "type=EXECVE msg=audit(1700000000.123:42): argc=3 a0=\\"sh\\" a1=\\"-c\\" a2=6563686F2022686922", "web1", "type=CWD msg=audit(1700000000.123:42): cwd=\\"/root\\"", "web1", "type=USER_CMD msg=audit(1700000001.000:43): pid=9 uid=0 msg=\'cwd=\\"/\\" cmd=6C73202D6C terminal=pts/0 res=success\'"] | invoke auditd_events() | project TimeGenerated, Computer, EventType, pid, ppid, exe, cmdline, cwd, auid, cmd, res | sort by TimeGenerated asc',
      rows: [
        [
          '2023-11-14T22:13:20.1230000Z',
          'web1',
          'SYSCALL_EXECVE',
          8,
          7,
          '/bin/dash',
          'sh -c echo "hi"',
          '/root',
          -1,
          '',
          '',
        ],
        [
          '2023-11-14T22:13:21.0000000Z',
          'web1',
          'USER_CMD',
          9,
          null,
          '',
          '',
          '/',
          null,
          'ls -l',
          'success',
        ],
      ],
    },
    {
      query:
        'datatable(TimeGenerated: datetime, Computer: string, RecordType: string, AuditID: string, pid: long, ppid: long, exe: string, argv: dynamic, items: string)[datetime(2024-01-01), "h", "SYSCALL", "1700000000.1:1", 5, 4, "/bin/ls", dynamic(null), "2", datetime(2024-01-01), "h", "EXECVE", "1700000000.1:1", long(null), long(null), "", dynamic(["ls", "-l"]), ""] | invoke auditd_events() | project TimeGenerated, EventType, pid, cmdline, argv, fields',
      rows: [
        [
          '2023-11-14T22:13:20.1000000Z',
          'SYSCALL_EXECVE',
          5,
          'ls -l',
          ['ls', '-l'],
          { items: '2' },
        ],
      ],
    },
  ],
});

export default auditdEvents;
