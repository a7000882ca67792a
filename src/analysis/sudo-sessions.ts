import { type SudoLine, sudoLine } from './sudo-lines.ts';

/** A message of a host's syslog. */
export interface SyslogMessage {
  row: number;
  /** Microseconds since 1970. */
  time: number;
  host: string;
  /** The process that wrote it; empty where that is not known. */
  process: string;
  text: string;
}

/** One use of sudo. */
export interface SudoSession {
  /** The row of its first message. */
  row: number;
  host: string;
  user: string;
  runAs: string;
  start: number;
  /** Null where no end was logged. */
  end: number | null;
  /** Ended; open (begun and no end seen); run (nothing but its command was logged); or refused. */
  outcome: 'ended' | 'open' | 'run' | 'refused';
  reason: string;
  terminal: string;
  folder: string;
  commands: string[];
}

/** The messages about the start of one use of sudo are at most so far apart, in microseconds. */
const together = 2_000_000;
/** Sessions that begin together, of which those that a message may belong to are looked for. */
const mostAtOnce = 20;

type Found = SyslogMessage & { line: SudoLine };

/** Sessions that may go on, of one process of sudo, or of one target user where processes are not known. */
interface Place {
  open: SudoSession[];
  /** When an end was logged that belongs to none. */
  spareEnd: number | null;
}

function sessionAt(at: Found, parts: Partial<SudoSession>): SudoSession {
  return {
    row: at.row,
    host: at.host,
    user: '',
    runAs: '',
    start: at.time,
    end: null,
    outcome: 'run',
    reason: '',
    terminal: '',
    folder: '',
    commands: [],
    ...parts,
  };
}

/** The latest session that this message may be the other half of. */
function half(
  place: Place,
  at: Found,
  fits: (session: SudoSession) => boolean,
): SudoSession | undefined {
  return place.open.slice(-mostAtOnce).findLast((s) => at.time - s.start <= together && fits(s));
}

const sameUser = (a: string, b: string): boolean => a === '' || b === '' || a === b;

function takeCommand(
  place: Place,
  at: Found,
  line: SudoLine & { kind: 'command' },
  sessions: SudoSession[],
): SudoSession {
  const { user, runAs, terminal, folder, reason } = line;
  const parts = { user, runAs, terminal, folder, reason, commands: [line.command] };
  const begun =
    reason === ''
      ? half(place, at, (s) => s.commands.length === 0 && sameUser(s.user, user))
      : undefined;
  if (begun) return Object.assign(begun, parts);
  const made = sessionAt(at, { ...parts, outcome: reason === '' ? 'run' : 'refused' });
  sessions.push(made);
  if (reason === '') place.open.push(made);
  return made;
}

/** A long command goes on in a further message. */
function goOn(session: SudoSession | undefined, text: string): void {
  const last = session?.commands.pop();
  if (last !== undefined) session?.commands.push(last + text);
}

function takeStart(place: Place, at: Found, sessions: SudoSession[]): void {
  const { line } = at;
  if (line.kind !== 'opened') return;
  let session = half(place, at, (s) => s.outcome === 'run' && sameUser(s.user, line.user));
  if (!session) {
    session = sessionAt(at, { user: line.user, runAs: line.runAs });
    sessions.push(session);
    place.open.push(session);
  }
  session.outcome = 'open';
  if (place.spareEnd === at.time) takeEnd(place, at);
  place.spareEnd = null;
}

function takeEnd(place: Place, { time }: Found): void {
  const session = place.open.pop();
  if (!session) place.spareEnd = time;
  else {
    session.end = time;
    session.outcome = 'ended';
  }
}

function inOrder(messages: readonly SyslogMessage[]): Found[] {
  const found = messages.flatMap((message): Found[] => {
    const line = sudoLine(message.text);
    return line ? [{ ...message, line }] : [];
  });
  found.sort((a, b) => a.row - b.row);
  const falls = found.filter((at, i) => i > 0 && at.time < (found[i - 1]?.time ?? 0)).length;
  const newestFirst = falls > found.length / 2;
  return found.sort((a, b) => a.time - b.time || (newestFirst ? b.row - a.row : a.row - b.row));
}

/**
 * The uses of sudo that messages of syslog tell of.
 *
 * shape: in order of time. By the process of sudo; where that is not known, an end belongs to the session that was begun
 * last for the same target user on the same host. An end without a beginning is left out.
 */
export function sudoSessions(messages: readonly SyslogMessage[]): SudoSession[] {
  const places = new Map<string, Place>();
  const latest = new Map<string, SudoSession>();
  const sessions: SudoSession[] = [];
  for (const at of inOrder(messages)) {
    const { line } = at;
    const host = at.host.toLowerCase();
    if (line.kind === 'more') {
      goOn(latest.get(`${host} ${line.user}`), line.text);
      continue;
    }
    const key = at.process === '' ? `${host} user ${line.runAs}` : `${host} process ${at.process}`;
    const place = places.get(key) ?? { open: [], spareEnd: null };
    places.set(key, place);
    if (line.kind === 'closed') takeEnd(place, at);
    else if (line.kind === 'opened') takeStart(place, at, sessions);
    else latest.set(`${host} ${line.user}`, takeCommand(place, at, line, sessions));
  }
  return sessions;
}

/**
 * The stretches that MSTICPy finds: each beginning, in order of time and whatever its host, with the next end; those that begin
 * before that end are part of it.
 *
 * source: msticpy.analysis.syslog_utils.cluster_syslog_logons_df.
 */
export function sudoStretches(messages: readonly SyslogMessage[]): SudoSession[] {
  const found = inOrder(messages);
  const ends = found.filter(({ line }) => line.kind === 'closed');
  const sessions: SudoSession[] = [];
  let next = 0;
  for (const at of found) {
    const { line } = at;
    const last = sessions.at(-1);
    if (line.kind !== 'opened' || (last?.end != null && at.time <= last.end)) continue;
    while (next < ends.length && (ends[next]?.time ?? 0) < at.time) next++;
    const end = ends[next++];
    if (!end) break;
    const { user, runAs } = line;
    sessions.push(sessionAt(at, { user, runAs, end: end.time, outcome: 'ended' }));
  }
  return withCommands(sessions, found);
}

/** Commands go to the stretch that they were run in. */
function withCommands(sessions: readonly SudoSession[], found: readonly Found[]): SudoSession[] {
  let i = 0;
  for (const { time, line } of found) {
    while (i < sessions.length && (sessions[i]?.end ?? 0) < time) i++;
    const session = sessions[i];
    if (!session || session.start > time || line.kind !== 'command') continue;
    session.commands.push(line.command);
    session.user ||= line.user;
  }
  return [...sessions];
}
