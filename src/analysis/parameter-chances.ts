import { type PairTable, pairTable } from './pair-table.ts';
import type { SessionCodes } from './session-codes.ts';

/** Logarithms: for each command and parameter the odds that it is there, and for each command the chance that none is. */
export interface ParameterOdds {
  readonly present: PairTable;
  readonly absent: Float64Array;
  /** How many parameters each command was seen with. */
  readonly known: Int32Array;
}

/** The odds of the parameters of each command; `commandCounts` says how often each command was seen, smoothed. */
export function parameterOdds(codes: SessionCodes, commandCounts: Float64Array): ParameterOdds {
  const { commands, parameterStart, parameters, parameterCount, commandNames } = codes;
  const counts = pairTable(commandNames.length, parameterCount);
  for (let c = 0; c < commands.length; c++) {
    const command = commands[c] as number;
    const to = parameterStart[c + 1] as number;
    for (let p = parameterStart[c] as number; p < to; p++)
      counts.add(command, parameters[p] as number, 1);
  }
  const present = pairTable(commandNames.length, parameterCount);
  const known = new Int32Array(commandNames.length);
  const absent = Float64Array.from(known, (_, command) =>
    Math.log1p(-1 / (commandCounts[command] ?? 1)),
  );
  counts.each((command, parameter, n) => {
    const chance = (n + 1) / (commandCounts[command] ?? 1);
    const against = Math.log1p(-chance);
    present.add(command, parameter, Math.log(chance) - against);
    absent[command] = (absent[command] as number) + against;
    known[command] = (known[command] as number) + 1;
  });
  return { present, absent, known };
}

/** Logarithms of the chances of values: of each parameter from `start` on that of none, then those of its values. */
export interface ValueChances {
  readonly log: Float64Array;
  readonly start: Int32Array;
  /** 1 where the values of the parameter count: those that take few, many times. */
  readonly counts: Uint8Array;
}

/** How likely the values of each parameter are. */
export function valueChances({ parameters, values, parameterCount }: SessionCodes): ValueChances {
  const different = new Int32Array(parameterCount);
  const uses = new Int32Array(parameterCount);
  for (let p = 0; p < parameters.length; p++) {
    const parameter = parameters[p] as number;
    uses[parameter] = (uses[parameter] as number) + 1;
    different[parameter] = Math.max(different[parameter] as number, (values[p] as number) + 1);
  }
  const start = new Int32Array(parameterCount + 1);
  for (let p = 0; p < parameterCount; p++)
    start[p + 1] = (start[p] as number) + (different[p] as number) + 1;
  const log = new Float64Array(start[parameterCount] as number).fill(1);
  const total = Float64Array.from(different, (n) => n + 1);
  for (let p = 0; p < parameters.length; p++) {
    const [parameter, value] = [parameters[p] as number, values[p] as number];
    if (value < 0) continue;
    const at = (start[parameter] as number) + value + 1;
    log[at] = (log[at] as number) + 1;
    total[parameter] = (total[parameter] as number) + 1;
  }
  const counts = new Uint8Array(parameterCount);
  for (let p = 0; p < parameterCount; p++) {
    const [n, used] = [different[p] as number, uses[p] as number];
    if (n > 0 && n <= 20 && used >= 20 && (100 * n) / used <= 10) counts[p] = 1;
    for (let at = start[p] as number; at < (start[p + 1] as number); at++)
      log[at] = Math.log((log[at] as number) / (total[p] as number));
  }
  return { log, start, counts };
}
