import { sessionsOf } from '../../analysis/index.ts';
import { type AllTool, defineAll } from '../define-tool.ts';

const input = {
  user: {
    type: 'dynamic',
    about: 'Whose event it was: a column, or several in pack_array().',
    usual: ['UserPrincipalName', 'Account', 'AccountName', 'UserId', 'User'],
  },
  timestamp: {
    type: 'datetime',
    about: 'When it was.',
    usual: ['TimeGenerated', 'Timestamp', 'TimeStamp', 'Time'],
  },
  event: {
    type: 'string',
    about: 'What was done.',
    usual: ['Operation', 'OperationName', 'Activity', 'ActionType', 'NewProcessName'],
    optional: true,
  },
} as const;

const parameters = {
  max_minutes: {
    type: 'real',
    about: 'Minutes after its first event at which a session ends.',
    default: 60,
    least: 0,
    most: 5_256_000,
  },
  max_gap: {
    type: 'real',
    about: 'Minutes without an event after which a session ends.',
    default: 10,
    least: 0,
    most: 5_256_000,
  },
  rows: {
    type: 'string',
    about: 'What a row is: session (one for each), or event (every event, with its session).',
    default: 'session',
    oneOf: ['session', 'event'],
  },
} as const;

const output = {
  session_user: { type: 'dynamic', about: 'Whose session it is.' },
  session_number: { type: 'long', about: 'Numbers the sessions, from 0, by user and time.' },
  session_start: { type: 'datetime', about: 'When its first event was.' },
  session_end: { type: 'datetime', about: 'When its last event was.' },
  session_duration: { type: 'timespan', about: 'From the first event to the last.' },
  session_events: { type: 'long', about: 'Its events.' },
  session_list: {
    type: 'dynamic',
    about: 'What was done, in order; empty where a row is an event.',
  },
} as const;

const micros = (minutes: number): bigint => BigInt(Math.round(minutes * 60e6));

const sessionize: AllTool<typeof input, typeof parameters, typeof output> = defineAll({
  name: 'sessionize',
  about: 'Sessions: what each user did without a long pause.',
  source:
    'msticpy.analysis.anomalous_sequence.sessionize; the same sessions as row_window_session of Kusto. Differs: events may keep their rows and get the session that they belong to.',
  input,
  parameters,
  output,
  entities: ['Account', 'Host', 'IpAddress'],
  all: ({ user, timestamp, event }, { max_minutes, max_gap, rows: unit }) => {
    const limits = { longest: micros(max_minutes), separation: micros(max_gap) };
    const sessions = sessionsOf(user, timestamp, limits);
    const each = unit === 'event';
    const index = sessions.flatMap((s, i) => (each ? s.rows.map(() => i) : [i]));
    const of = <T>(value: (s: (typeof sessions)[number]) => T): T[] => {
      const values = sessions.map(value);
      return index.map((i) => values[i] as T);
    };
    return {
      rows: sessions.flatMap((s) => (each ? s.rows : s.rows.slice(0, 1))),
      columns: {
        session_user: of((s) => user[s.rows[0] ?? 0]),
        session_number: index,
        session_start: of((s) => s.start),
        session_end: of((s) => s.end),
        session_duration: of((s) => (s.end - s.start) * 10n),
        session_events: of((s) => s.rows.length),
        session_list: of((s) => (each ? [] : s.rows.map((row) => event[row] ?? ''))),
      },
    };
  },
  examples: [
    {
      query:
        'datatable(Account: string, TimeGenerated: datetime, Operation: string)["a", datetime(2024-01-01 00:00), "x", "b", datetime(2024-01-01 00:01), "y", "a", datetime(2024-01-01 00:09), "z", "a", datetime(2024-01-01 00:20), "w"] | invoke sessionize() | project session_user, session_number, session_duration, session_list',
      rows: [
        ['a', 0, '00:09:00', ['x', 'z']],
        ['a', 1, '00:00:00', ['w']],
        ['b', 2, '00:00:00', ['y']],
      ],
    },
    {
      query:
        'datatable(Account: string, Host: string, TimeGenerated: datetime)["a", "h", datetime(2024-01-01 00:00), "a", "h", datetime(2024-01-01 00:40), "a", "g", datetime(2024-01-01 00:01)] | invoke sessionize(user = pack_array(Account, Host), max_gap = 60, max_minutes = 30, rows = "event", join = "inner") | project Host, session_number, session_events | sort by session_number asc',
      rows: [
        ['g', 0, 1],
        ['h', 1, 1],
        ['h', 2, 1],
      ],
    },
  ],
});

export default sessionize;
