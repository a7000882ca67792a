import { pairTable } from './pair-table.ts';
import { parameterOdds, valueChances } from './parameter-chances.ts';
import type { SessionCodes } from './session-codes.ts';

/** What of a command counts: its name, the names of its parameters too, or their values as well. */
export type SequenceDetail = 'commands' | 'parameters' | 'values';

/** How sessions are scored. */
export interface SequenceOptions {
  /** Commands of a window, at least 2. */
  window: number;
  detail: SequenceDetail;
  /** The start and the end of a session count as commands. */
  tokens: boolean;
}

/** How likely each session is, given all of them. */
export interface SequenceScores {
  /** The likelihood of the rarest window; NaN where the session is shorter than one. */
  rarest: Float64Array;
  /** The first command of that window, counted from 0 in the session; -1 where there is none. */
  start: Int32Array;
  /** The likelihood of the whole session with start and end; very long ones come to 0. */
  whole: Float64Array;
}

/** How likely each command's parameters are, given the command: 1 where it has none. */
function parameterLikelihoods(
  codes: SessionCodes,
  detail: SequenceDetail,
  commandCounts: Float64Array,
): Float64Array {
  const { commands, parameterStart, parameters, values } = codes;
  const likelihoods = new Float64Array(commands.length).fill(1);
  if (detail === 'commands') return likelihoods;
  const { present, absent, known } = parameterOdds(codes, commandCounts);
  const chances = detail === 'values' ? valueChances(codes) : null;
  for (let c = 0; c < commands.length; c++) {
    const from = parameterStart[c] as number;
    const to = parameterStart[c + 1] as number;
    if (from === to) continue;
    const command = commands[c] as number;
    let log = absent[command] as number;
    let factors = (known[command] as number) + 1;
    for (let p = from; p < to; p++) {
      const parameter = parameters[p] as number;
      log += present.get(command, parameter);
      if (chances?.counts[parameter] !== 1) continue;
      const value = values[p] as number;
      log += chances.log[(chances.start[parameter] as number) + value + 1] as number;
      factors++;
    }
    likelihoods[c] = Math.exp(log / factors);
  }
  return likelihoods;
}

/** Chances of commands alone, after smoothing. */
interface CommandModel {
  /** How often each command was seen, smoothed. */
  counts: Float64Array;
  prior(command: number): number;
  next(from: number, to: number): number;
  start: number;
  end: number;
}

function commandModel({ commandNames, sessionStart, commands }: SessionCodes): CommandModel {
  const distinct = commandNames.length;
  const [start, end] = [distinct, distinct + 1];
  const pairs = pairTable(distinct + 2, distinct + 2);
  const seen = new Float64Array(distinct + 2);
  const sessions = sessionStart.length - 1;
  for (let s = 0; s < sessions; s++) {
    let before = start;
    for (let c = sessionStart[s] ?? 0; c < (sessionStart[s + 1] ?? 0); c++) {
      const command = commands[c] ?? 0;
      seen[command] = (seen[command] ?? 0) + 1;
      pairs.add(before, command, 1);
      before = command;
    }
    pairs.add(before, end, 1);
  }
  seen[start] = sessions;
  seen[end] = sessions;
  const added = distinct + 2;
  const counts = seen.map((n, i) => n + (i < distinct ? 2 * added : added));
  const total = counts.reduce((sum, n) => sum + n, 2 * added);
  return {
    counts,
    start,
    end,
    prior: (command) => (counts[command] ?? 0) / total,
    next: (from, to) => (pairs.get(from, to) + 1) / ((seen[from] ?? 0) + added),
  };
}

/** Likelihoods that differ by rounding alone are equal; the first of them is the rarest. */
const rounding = 1 - 1e-12;

/** The least product of `window` neighbouring steps, the first of them taken from `first`. */
function rarestWindow(
  steps: Float64Array,
  first: Float64Array,
  length: number,
  window: number,
): readonly [likelihood: number, start: number] {
  let rarest = Number.NaN;
  let start = -1;
  for (let at = 0; at + window <= length; at++) {
    let likelihood = first[at] ?? 1;
    for (let c = at + 1; c < at + window; c++) likelihood *= steps[c] ?? 1;
    if (start === -1 || likelihood < rarest * rounding) {
      rarest = likelihood;
      start = at;
    }
  }
  return [rarest, start];
}

/**
 * How likely each session is by the pairs of commands that follow each other in all of them, and its rarest window.
 *
 * shape: one entry a session.
 * cost: commands × window.
 * source: msticpy.analysis.anomalous_sequence (Model with Laplace smoothing); the counts of single commands are
 * raised by both sides of every possible pair, as there, so that likelihoods compare.
 */
export function scoreSessions(codes: SessionCodes, options: SequenceOptions): SequenceScores {
  const { window, detail, tokens } = options;
  const { sessionStart, commands } = codes;
  const sessions = sessionStart.length - 1;
  const model = commandModel(codes);
  const likelihoods = parameterLikelihoods(codes, detail, model.counts);
  const rarest = new Float64Array(sessions);
  const start = new Int32Array(sessions);
  const whole = new Float64Array(sessions);
  const longest = sessionStart.reduce(
    (most, at, s) => Math.max(most, at - (sessionStart[s - 1] ?? 0)),
    0,
  );
  const steps = new Float64Array(longest + 1);
  const first = new Float64Array(longest + 1);
  for (let s = 0; s < sessions; s++) {
    const from = sessionStart[s] ?? 0;
    const count = (sessionStart[s + 1] ?? 0) - from;
    let before = model.start;
    let product = 1;
    for (let i = 0; i < count; i++) {
      const command = commands[from + i] ?? 0;
      const likelihood = likelihoods[from + i] ?? 1;
      const step = model.next(before, command) * likelihood;
      steps[i] = step;
      first[i] = tokens && i === 0 ? step : model.prior(command) * likelihood;
      product *= step;
      before = command;
    }
    const ending = model.next(before, model.end);
    steps[count] = ending;
    whole[s] = product * ending;
    [rarest[s], start[s]] = rarestWindow(steps, first, count + (tokens ? 1 : 0), window) as [
      number,
      number,
    ];
  }
  return { rarest, start, whole };
}
