import { bracketedName, type Column, HuntError } from '../../base/index.ts';
import { readSettings } from '../view-settings.ts';

const numbers = ['real', 'decimal', 'long', 'int'] as const;

/** What a picture of sequences can be told; without, the columns of `rare_sequences` are taken. */
export const sequenceSettings = {
  threshold: {
    kind: 'number',
    min: 0,
    about:
      'Sessions less likely than this are listed; the rarest twentieth, 20 at most, unless said.',
  },
  likelihood: {
    kind: 'column',
    types: numbers,
    about: 'How likely a session is; `session_likelihood` ranks whole sessions.',
  },
  time: { kind: 'column', types: ['datetime'], about: 'When a session began.' },
  session: {
    kind: 'column',
    types: ['dynamic'],
    about: 'The commands of a session with their parameters.',
  },
  show: { kind: 'columns', about: 'The columns that tell whose session it is.' },
  geometric: {
    kind: 'yes-no',
    about: 'Whether likelihoods are for one command, as `geometric = true` gives them.',
  },
} as const;

/** Which columns hold what. */
export interface SequencePlan {
  likelihood: Column;
  window: Column;
  start: Column | null;
  count: Column | null;
  session: Column | null;
  time: Column | null;
  show: readonly Column[];
  /** Whether the likelihood is of whole sessions, not of their rarest window. */
  whole: boolean;
  geometric: boolean;
  /** Null where nothing is said. */
  threshold: number | null;
}

const usual = {
  time: ['TimeGenerated', 'Timestamp', 'Began', 'begin', 'StartTime', 'session_start', 'FirstSeen'],
  session: ['session', 'cmds', 'commands', 'Operations', 'Operation_list', 'Commands', 'params'],
} as const;
const mostShown = 3;

const named = (columns: readonly Column[], names: readonly string[]): Column | null =>
  names.flatMap((name) => columns.find((c) => c.name === name) ?? [])[0] ?? null;

/** Whether rows look as `rare_sequences` gives them. */
export function looksScored(columns: readonly Column[]): boolean {
  const is = (name: string, type: Column['type']): boolean =>
    columns.some((c) => c.name === name && c.type === type);
  return is('likelihood', 'real') && is('rarest_window', 'dynamic');
}

/** What is to be shown. Errors: `views/does-not-fit` and those of settings. */
export function sequencePlan(
  given: ReadonlyMap<string, string>,
  columns: readonly Column[],
): SequencePlan {
  const told = readSettings(sequenceSettings, { view: 'sequences', given, columns });
  const likelihood = told.likelihood ?? named(columns, ['likelihood']);
  const window = named(columns, ['rarest_window']);
  if (!likelihood || window?.type !== 'dynamic')
    throw new HuntError({
      code: 'views/does-not-fit',
      message: 'Sequences need how likely each session is, and its rarest window.',
      hint: "Say | invoke rare_sequences(session, join = 'inner') before.",
    });
  const ofType = (type: Column['type']): Column[] => columns.filter((c) => c.type === type);
  const others = ofType('dynamic').filter((c) => c !== window);
  const times = ofType('datetime');
  return {
    likelihood,
    window,
    start: named(columns, ['rarest_start']),
    count: named(columns, ['commands_count']),
    session:
      told.session ??
      named(others, usual.session) ??
      (others.length === 1 ? others[0] : null) ??
      null,
    time: told.time ?? named(times, usual.time) ?? times[0] ?? null,
    show: told.show ?? ofType('string').slice(0, mostShown),
    whole: likelihood.name === 'session_likelihood',
    geometric: told.geometric ?? false,
    threshold: told.threshold,
  };
}

/** The likelihood as a real number, in KQL. */
export const spelledLikelihood = ({ likelihood }: SequencePlan): string =>
  `toreal(${bracketedName(likelihood.name)})`;
