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

/** Pairs of numbers below `size`, counted. */
function pairCounts(size: number): {
  add(a: number, b: number): void;
  of(a: number, b: number): number;
} {
  if (size <= 2000) {
    const counts = new Float64Array(size * size);
    return {
      add(a, b) {
        counts[a * size + b] = (counts[a * size + b] ?? 0) + 1;
      },
      of: (a, b) => counts[a * size + b] ?? 0,
    };
  }
  const counts = new Map<number, number>();
  return {
    add(a, b) {
      counts.set(a * size + b, (counts.get(a * size + b) ?? 0) + 1);
    },
    of: (a, b) => counts.get(a * size + b) ?? 0,
  };
}

type Counts = Map<number, number>;
const count = (counts: Counts, key: number): void => {
  counts.set(key, (counts.get(key) ?? 0) + 1);
};

/** The logarithm of the odds that a command has a parameter, and of the chance that it has none at all. */
interface ParameterOdds {
  present: Counts;
  absent: number;
}

/** How often each command has each parameter, and each parameter each value. */
function countParameters(codes: SessionCodes): {
  byCommand: Counts[];
  byParameter: Counts[];
  uses: Float64Array;
} {
  const { commands, parameterStart, parameters, values } = codes;
  const byCommand = codes.commandNames.map((): Counts => new Map());
  const byParameter = Array.from({ length: codes.parameterCount }, (): Counts => new Map());
  const uses = new Float64Array(codes.parameterCount);
  for (let c = 0; c < commands.length; c++) {
    const known = byCommand[commands[c] ?? 0];
    for (let p = parameterStart[c] ?? 0; p < (parameterStart[c + 1] ?? 0); p++) {
      const parameter = parameters[p] ?? 0;
      if (known) count(known, parameter);
      uses[parameter] = (uses[parameter] ?? 0) + 1;
      const value = values[p] ?? -1;
      const valuesOf = byParameter[parameter];
      if (value >= 0 && valuesOf) count(valuesOf, value);
    }
  }
  return { byCommand, byParameter, uses };
}

/** Values whose likelihood counts: those of parameters that take few, many times. Null for the others. */
function valueChances(byParameter: readonly Counts[], uses: Float64Array): (Counts | null)[] {
  return byParameter.map((counts, parameter) => {
    const used = uses[parameter] ?? 0;
    if (counts.size === 0 || counts.size > 20 || used < 20 || (100 * counts.size) / used > 10)
      return null;
    let total = 1;
    for (const n of counts.values()) total += n + 1;
    const chances: Counts = new Map([[-1, Math.log(1 / total)]]);
    for (const [value, n] of counts) chances.set(value, Math.log((n + 1) / total));
    return chances;
  });
}

function parameterOdds(counts: Counts, commandCount: number): ParameterOdds {
  const present: Counts = new Map();
  let absent = Math.log1p(-1 / commandCount);
  for (const [parameter, n] of counts) {
    const chance = (n + 1) / commandCount;
    const against = Math.log1p(-chance);
    present.set(parameter, Math.log(chance) - against);
    absent += against;
  }
  return { present, absent };
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
  const { byCommand, byParameter, uses } = countParameters(codes);
  const odds = byCommand.map((counts, command) =>
    parameterOdds(counts, commandCounts[command] ?? 1),
  );
  const chances = detail === 'values' ? valueChances(byParameter, uses) : [];
  for (let c = 0; c < commands.length; c++) {
    const from = parameterStart[c] ?? 0;
    const to = parameterStart[c + 1] ?? 0;
    const of = odds[commands[c] ?? 0];
    if (from === to || !of) continue;
    let log = of.absent;
    let factors = of.present.size + 1;
    for (let p = from; p < to; p++) {
      const parameter = parameters[p] ?? 0;
      log += of.present.get(parameter) ?? 0;
      const valuesOf = chances[parameter];
      if (!valuesOf) continue;
      log += valuesOf.get(values[p] ?? -1) ?? 0;
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
  const pairs = pairCounts(distinct + 2);
  const seen = new Float64Array(distinct + 2);
  const sessions = sessionStart.length - 1;
  for (let s = 0; s < sessions; s++) {
    let before = start;
    for (let c = sessionStart[s] ?? 0; c < (sessionStart[s + 1] ?? 0); c++) {
      const command = commands[c] ?? 0;
      seen[command] = (seen[command] ?? 0) + 1;
      pairs.add(before, command);
      before = command;
    }
    pairs.add(before, end);
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
    next: (from, to) => (pairs.of(from, to) + 1) / ((seen[from] ?? 0) + added),
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
  const steps = new Float64Array(commands.length + 1);
  const first = new Float64Array(commands.length + 1);
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
