import { type SyslogMessage, sudoSessions, sudoStretches } from '../../analysis/index.ts';
import { defineSql, type SqlTool, type ToolStep } from '../define-tool.ts';

const input = {
  message: {
    type: 'string',
    about: 'A message of syslog; only those of sudo are looked at.',
    usual: ['SyslogMessage', 'Message'],
  },
  timestamp: {
    type: 'datetime',
    about: 'When it was written.',
    usual: ['TimeGenerated', 'EventTime', 'Timestamp', 'Time'],
  },
  on_host: {
    type: 'string',
    about: 'The host that it is of.',
    usual: ['Computer', 'HostName'],
    optional: true,
  },
  process_id: {
    type: 'string',
    about: 'The process that wrote it.',
    usual: ['ProcessID', 'ProcessId', 'pid'],
    optional: true,
  },
} as const;

const parameters = {
  msticpy: {
    type: 'bool',
    about: 'Gives the stretches that MSTICPy gives: sessions that overlap are one.',
    default: false,
  },
} as const;

const output = {
  session_host: { type: 'string', about: 'The host.' },
  session_user: { type: 'string', about: 'Who called sudo.' },
  run_as: { type: 'string', about: 'With whose rights the command ran.' },
  session_start: { type: 'datetime', about: 'When it began.' },
  session_end: { type: 'datetime', about: 'When it ended; null where that was not logged.' },
  session_duration: { type: 'timespan', about: 'From its start to its end.' },
  outcome: {
    type: 'string',
    about:
      'What came of it: ended; open (begun, no end seen); run (only its command was logged); refused.',
  },
  reason: { type: 'string', about: 'Why it was refused.' },
  commands: { type: 'dynamic', about: 'What was run, in order.' },
  terminal: { type: 'string', about: 'The terminal that it was called from.' },
  folder: { type: 'string', about: 'The folder that it was called in.' },
} as const;

const step: ToolStep = {
  name: 'kt_sudo_sessions',
  gives: [
    ...new Array<'VARCHAR'>(3).fill('VARCHAR'),
    ...new Array<'DOUBLE'>(2).fill('DOUBLE'),
    ...new Array<'VARCHAR'>(5).fill('VARCHAR'),
    'DOUBLE',
  ],
  compute([texts = [], times = [], hosts = [], processes = [], rows = []], options) {
    const messages = texts.map((text, i): SyslogMessage => {
      const process = String(processes[i] ?? '');
      return {
        row: Number(rows[i]),
        time: Number(times[i]),
        host: String(hosts[i] ?? ''),
        process: process === '0' || process === 'null' ? '' : process,
        text: String(text ?? ''),
      };
    });
    const sessions = options === 'msticpy' ? sudoStretches(messages) : sudoSessions(messages);
    return {
      columns: [
        sessions.map((s) => s.host),
        sessions.map((s) => s.user),
        sessions.map((s) => s.runAs),
        sessions.map((s) => s.start),
        sessions.map((s) => s.end),
        sessions.map((s) => s.outcome),
        sessions.map((s) => s.reason),
        sessions.map((s) => JSON.stringify(s.commands)),
        sessions.map((s) => s.terminal),
        sessions.map((s) => s.folder),
        sessions.map((s) => s.row),
      ],
    };
  },
};

const sudoSessionsTool: SqlTool<typeof input, typeof parameters, typeof output> = defineSql({
  name: 'sudo_sessions',
  about: 'Uses of sudo in syslog: who ran what as whom, from when to when, and what was refused.',
  source:
    'msticpy.analysis.syslog_utils.cluster_syslog_logons_df. Differs: hosts, and processes of sudo where they are known, are told apart; user and command are read from the messages; sessions without an end, and refused ones, are rows. An end without a beginning is left out.',
  passesOver:
    'Only messages of sudo, of the form user : TTY=… ; USER=… ; COMMAND=…, and those of its sessions have rows.',
  input,
  parameters,
  output,
  entities: ['Account', 'Host'],
  steps: [step],
  sql: (from, { msticpy }) => `WITH found AS (
      SELECT kt_sudo_sessions('"${msticpy ? 'msticpy' : 'each'}"', list(i0), list(epoch_us(i1)::DOUBLE), list(i2), list(i3), list(k_row::DOUBLE)) AS t
      FROM ${from} WHERE i1 IS NOT NULL AND (contains(i0, 'COMMAND=') OR contains(i0, 'pam_unix(sudo') OR contains(i0, '(command continued)'))
      HAVING count(*) > 0),
    sessions AS (
      SELECT ${Array.from({ length: 10 }, (_, i) => `unnest(t.c${i}) AS c${i}`).join(', ')}, unnest(t.c10)::BIGINT AS k_row FROM found)
    SELECT c0 AS o0, c1 AS o1, c2 AS o2, make_timestamp(c3::BIGINT) AS o3, make_timestamp(c4::BIGINT) AS o4, ((c4 - c3) * 10)::BIGINT AS o5,
      c5 AS o6, c6 AS o7, c7::JSON AS o8, c8 AS o9, c9 AS o10, k_row FROM sessions`,
  examples: [
    {
      query:
        'datatable(TimeGenerated: datetime, Computer: string, ProcessID: long, SyslogMessage: string)[datetime(2024-01-01 00:00:00), "web1", 7, "ann : TTY=pts/0 ; PWD=/home/ann ; USER=root ; COMMAND=/bin/bash", datetime(2024-01-01 00:00:00), "web1", 7, "pam_unix(sudo:session): session opened for user root(uid=0) by ann(uid=1000)", datetime(2024-01-01 00:01:00), "web1", 9, "bob : user NOT in sudoers ; TTY=pts/1 ; PWD=/ ; USER=root ; COMMAND=/usr/bin/id", datetime(2024-01-01 00:10:00), "web1", 7, "pam_unix(sudo:session): session closed for user root"] | invoke sudo_sessions() | project session_user, run_as, session_start, session_duration, outcome, reason, commands | sort by session_start asc',
      rows: [
        ['ann', 'root', '2024-01-01T00:00:00.0000000Z', '00:10:00', 'ended', '', ['/bin/bash']],
        [
          'bob',
          'root',
          '2024-01-01T00:01:00.0000000Z',
          null,
          'refused',
          'user NOT in sudoers',
          ['/usr/bin/id'],
        ],
      ],
    },
  ],
});

export default sudoSessionsTool;
