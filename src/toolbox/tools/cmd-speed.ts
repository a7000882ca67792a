import { type AllTool, defineAll } from '../define-tool.ts';

const input = {
  command: {
    type: 'string',
    about: 'A command that was run; rows without one do not count.',
    usual: ['Command', 'CommandLine', 'ProcessCommandLine', 'cmd', 'cmdline'],
  },
  timestamp: {
    type: 'datetime',
    about: 'When it was run.',
    usual: ['TimeGenerated', 'Timestamp', 'TimeStamp', 'Time'],
  },
  by: {
    type: 'dynamic',
    about:
      'Whose commands are counted together: a column such as the host, or several in pack_array(); all of them where left out.',
    optional: true,
  },
} as const;

const parameters = {
  seconds: {
    type: 'real',
    about: 'Commands that follow each other in less than this are fast.',
    default: 5,
    least: 0,
    most: 31_536_000,
  },
  events: {
    type: 'long',
    about: 'How many commands must have followed a first one in that time.',
    default: 10,
    least: 1,
    most: 1_000_000,
  },
} as const;

const output = {
  burst_by: { type: 'dynamic', about: 'Whose commands they are; null where all are counted.' },
  burst_start: { type: 'datetime', about: 'When the first of them was run.' },
  burst_end: { type: 'datetime', about: 'When the last of them was run.' },
  burst_commands: { type: 'long', about: 'How many commands it has.' },
  fast_windows: {
    type: 'long',
    about: 'At how many of its commands a fast stretch begins: what MSTICPy counts one by one.',
  },
  fastest_seconds: {
    type: 'real',
    about: 'The least seconds in which one command was followed by `events` more.',
  },
  commands: { type: 'dynamic', about: 'Its commands in order, the first 1000.' },
} as const;

/** Commands of a burst that are listed. */
const mostListed = 1000;

interface Run {
  row: number;
  time: bigint;
}
/** Stretches that overlap, as places in the runs, the last included. */
interface Burst {
  runs: readonly Run[];
  from: number;
  to: number;
  windows: number;
  fastest: bigint;
}

function runsOf(
  commands: readonly string[],
  times: readonly (bigint | null)[],
  by: readonly unknown[],
): Run[][] {
  const groups = new Map<string, Run[]>();
  commands.forEach((command, row) => {
    const time = times[row] ?? null;
    if (command === '' || time === null) return;
    const key = JSON.stringify(by[row] ?? null);
    const runs = groups.get(key);
    if (runs) runs.push({ row, time });
    else groups.set(key, [{ row, time }]);
  });
  for (const runs of groups.values())
    runs.sort((a, b) => (a.time < b.time ? -1 : a.time > b.time ? 1 : a.row - b.row));
  return [...groups.values()];
}

function burstsOf(runs: readonly Run[], events: number, within: bigint): Burst[] {
  const bursts: Burst[] = [];
  for (let from = 0; from + events < runs.length; from++) {
    const took = (runs[from + events]?.time ?? 0n) - (runs[from]?.time ?? 0n);
    if (took >= within) continue;
    const last = bursts.at(-1);
    if (last && from <= last.to) {
      last.to = from + events;
      last.windows++;
      if (took < last.fastest) last.fastest = took;
    } else bursts.push({ runs, from, to: from + events, windows: 1, fastest: took });
  }
  return bursts;
}

const cmdSpeed: AllTool<typeof input, typeof parameters, typeof output> = defineAll({
  name: 'cmd_speed',
  about: 'Bursts of commands that follow each other faster than a person types.',
  source:
    'msticpy.transform.cmd_line.cmd_speed. Differs: commands are put in the order of time, may be counted by host or user, and stretches that overlap are one burst; how many of MSTICPy’s stretches it has is told.',
  passesOver: 'Commands that fewer than `events` more follow in less than `seconds` have no row.',
  input,
  parameters,
  output,
  entities: ['Process', 'Host', 'Account'],
  all: ({ command, timestamp, by }, { seconds, events }) => {
    const within = BigInt(Math.round(seconds * 1e6));
    const bursts = runsOf(command, timestamp, by).flatMap((runs) => burstsOf(runs, events, within));
    const first = bursts.map(({ runs, from }) => runs[from]);
    return {
      rows: first.map((run) => run?.row ?? 0),
      columns: {
        burst_by: first.map((run) => by[run?.row ?? 0] ?? null),
        burst_start: first.map((run) => run?.time ?? null),
        burst_end: bursts.map(({ runs, to }) => runs[to]?.time ?? null),
        burst_commands: bursts.map(({ from, to }) => to - from + 1),
        fast_windows: bursts.map(({ windows }) => windows),
        fastest_seconds: bursts.map(({ fastest }) => Number(fastest) / 1e6),
        commands: bursts.map(({ runs, from, to }) =>
          runs.slice(from, Math.min(to + 1, from + mostListed)).map(({ row }) => command[row]),
        ),
      },
    };
  },
  examples: [
    {
      query:
        'datatable(TimeGenerated: datetime, Computer: string, Command: string)[datetime(2024-01-01 00:00:03), "a", "id", datetime(2024-01-01 00:00:01), "a", "whoami", datetime(2024-01-01 00:00:02), "a", "uname -a", datetime(2024-01-01 00:00:02), "b", "ls", datetime(2024-01-01 00:00:04), "a", "w", datetime(2024-01-01 00:01:00), "a", "exit"] | invoke cmd_speed(by = Computer, events = 2) | project burst_by, burst_start, burst_commands, fast_windows, fastest_seconds, commands',
      rows: [['a', '2024-01-01T00:00:01.0000000Z', 4, 2, 2, ['whoami', 'uname -a', 'id', 'w']]],
    },
  ],
});

export default cmdSpeed;
