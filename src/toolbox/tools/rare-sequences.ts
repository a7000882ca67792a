import { encodeSessions, type SequenceDetail, scoreSessions } from '../../analysis/index.ts';
import { type AllTool, defineAll } from '../define-tool.ts';

const input = {
  session: {
    type: 'dynamic',
    about:
      'What was done, in order: names, or pairs of a name and its parameters (a list of names, or a bag of values).',
    usual: ['session', 'cmds', 'commands', 'Operation_list'],
  },
} as const;

const parameters = {
  window: {
    type: 'long',
    about: 'Commands that are looked at together.',
    default: 3,
    least: 2,
    most: 100,
  },
  detail: {
    type: 'string',
    about:
      'What of a command counts: commands (its name), parameters (their names too), or values.',
    default: 'values',
    oneOf: ['commands', 'parameters', 'values'],
  },
  tokens: {
    type: 'bool',
    about: 'The start and the end of a session count as commands.',
    default: true,
  },
  geometric: {
    type: 'bool',
    about: 'Likelihoods are given for one command, so that lengths compare.',
    default: false,
  },
} as const;

const output = {
  likelihood: { type: 'real', about: 'Of the rarest window; null for a session that is shorter.' },
  rarest_window: { type: 'dynamic', about: 'The names of its commands.' },
  rarest_start: { type: 'long', about: 'Its first command, counted from 0.' },
  session_likelihood: {
    type: 'real',
    about: 'Of the whole session with its start and end; 0 for very long ones.',
  },
  commands_count: { type: 'long', about: 'Commands in the session.' },
} as const;

const rareSequences: AllTool<typeof input, typeof parameters, typeof output> = defineAll({
  name: 'rare_sequences',
  about:
    'How likely each session is, by what usually follows what in all of them, and its rarest part.',
  source:
    'msticpy.analysis.anomalous_sequence (score_sessions; the model and its Laplace smoothing, so that figures agree). Differs: commands without parameters and with them may be mixed, and whatever the log says is a name, not a token of the model.',
  input,
  parameters,
  output,
  entities: [],
  passesOver: 'What is no list of commands is no session and has no row.',
  cost: 'All sessions in memory; time grows with commands × window.',
  all: ({ session: values }, { window, detail, tokens, geometric }) => {
    refuseLoose(values);
    const rows = [...values.keys()].filter((row) => Array.isArray(values[row]));
    const codes = encodeSessions(rows.map((row) => values[row]));
    const { rarest, start, whole } = scoreSessions(codes, {
      window,
      detail: detail as SequenceDetail,
      tokens,
    });
    const length = (s: number): number =>
      (codes.sessionStart[s + 1] ?? 0) - (codes.sessionStart[s] ?? 0);
    const names = (s: number): string[] => {
      const from = (codes.sessionStart[s] ?? 0) + (start[s] ?? 0);
      const to = Math.min(from + window, codes.sessionStart[s + 1] ?? 0);
      const found: string[] = [];
      for (let c = from; c < to; c++) found.push(codes.commandNames[codes.commands[c] ?? 0] ?? '');
      return found;
    };
    const each = [...rows.keys()];
    return {
      rows,
      columns: {
        likelihood: Array.from(rarest, (l) =>
          Number.isNaN(l) ? null : geometric ? l ** (1 / window) : l,
        ),
        rarest_window: each.map((s) => (start[s] === -1 ? [] : names(s))),
        rarest_start: Array.from(start, (at) => (at === -1 ? null : at)),
        session_likelihood: Array.from(whole, (l, s) =>
          geometric ? l ** (1 / Math.max(1, length(s))) : l,
        ),
        commands_count: each.map(length),
      },
    };
  },
  examples: [
    {
      query:
        'datatable(id: long, session: dynamic)[1, dynamic(null), 2, dynamic(["A"]), 3, dynamic("A"), 4, dynamic([])] | invoke rare_sequences(window = 2, join = "inner") | project id, round(likelihood, 6), round(session_likelihood, 6), commands_count',
      rows: [
        [2, 0.2, 0.2, 1],
        [4, null, 0.4, 0],
      ],
    },
    {
      query:
        'datatable(id: long, session: dynamic)[1, dynamic(["A", "B", "A"]), 2, dynamic(["A", "C"]), 3, dynamic(["B"]), 4, dynamic(["A", "A", "B", "C"])] | invoke rare_sequences(join = "inner") | project id, round(likelihood, 6), rarest_window, rarest_start | sort by id asc',
      rows: [
        [1, 0.009559, ['B', 'A'], 1],
        [2, 0.038095, ['A', 'C'], 0],
        [3, null, [], null],
        [4, 0.016544, ['A', 'B', 'C'], 1],
      ],
    },
    {
      query:
        'datatable(session: dynamic)[dynamic([["Set-Mailbox", {"Forward": "x"}], ["Get-User", ["Name"]]]), dynamic(["Get-User"])] | invoke rare_sequences(window = 2, geometric = true) | project rarest_window, commands_count',
      rows: [
        [['Set-Mailbox', 'Get-User'], 2],
        [['Get-User'], 1],
      ],
    },
  ],
});

export default rareSequences;

/** A column of single commands would be as many empty sessions, and nothing would say so. */
function refuseLoose(sessions: readonly unknown[]): void {
  const loose = sessions.find((session) => session !== null && session !== '');
  if (loose === undefined || sessions.some((session) => Array.isArray(session))) return;
  throw new Error(
    `No session is a list of commands, but such as ${JSON.stringify(loose).slice(0, 60)}: make lists first, by summarize make_list(Command) by Session.`,
  );
}
